package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.ArrayForms;
import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds what makes arrays and what takes them apart: {@code ARRAY[…]}, {@code ARRAY(query)}, subscripts, ANY and ALL over their elements. */
final class ArrayBinder {
    private static final int DIMENSIONS_MAX = 6;

    private final ExprBinder exprs;

    ArrayBinder(ExprBinder exprs) {
        this.exprs = exprs;
    }

    // ---- constructors

    /** {@code ARRAY[…]}; {@code wanted} is the type that a cast right around it wants of its elements. */
    BoundScalar elements(Expr.Elements array, @Nullable ScalarType wanted) {
        int position = array.position();
        if (array.elements().isEmpty()) {
            if (wanted != null) {
                return new BoundScalar.Literal(Datum.ArrayValue.EMPTY, new ScalarType.Array(wanted.base()));
            }
            throw new SqlException(SqlError.of(SqlState.INDETERMINATE_DATATYPE, "cannot determine type of empty array")
                    .withHint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
                    .at(position));
        }
        List<BoundScalar> parts = new ArrayList<>();
        for (Expr element : array.elements()) {
            boolean nested = element instanceof Expr.Elements inner && inner.kind() == array.kind();
            parts.add(nested ? elements((Expr.Elements) element, wanted) : exprs.bind(element));
        }
        boolean ofArrays = parts.stream().anyMatch(part -> part.type().type() instanceof ScalarType.Array);
        ScalarType type = wanted == null ? common(parts, position) : ofArrays ? new ScalarType.Array(wanted) : wanted;
        List<BoundScalar> coerced = new ArrayList<>();
        for (BoundScalar part : parts) {
            coerced.add(
                    wanted == null
                            ? Types.toCommon(part, type, "ARRAY", position)
                            : Types.coerce(part, type, Casts.Context.EXPLICIT, position));
        }
        return new BoundScalar.Call(ArrayForms.constructor(type, coerced.size()), coerced);
    }

    private static ScalarType common(List<BoundScalar> parts, int position) {
        return Types.common(parts.stream().map(part -> part.type().type()).toList(), "ARRAY", position);
    }

    /** {@code ARRAY(query)}: the one column in the order of the query; of no rows the empty array. */
    BoundScalar elementsOf(Query query, int position) {
        QueryBinder.Bound bound = exprs.ordered(query);
        if (bound.desc().arity() != 1) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "subquery must return only one column")
                    .at(position));
        }
        BoundScalar column = new BoundScalar.Column(0, 0, bound.rel().types().getFirst());
        List<SortKey<BoundScalar>> order = bound.order().stream()
                .map(key -> new SortKey<BoundScalar>(
                        new BoundScalar.Column(
                                0, key.column(), bound.rel().types().get(key.column())),
                        key.descending(),
                        key.nullsLast()))
                .toList();
        AggregateFunc func = Aggregates.find("array_agg", column.type().type()).orElseThrow();
        BoundAggregate aggregate = new BoundAggregate(func, List.of(column), order, false, null);
        BoundRel gathered = new BoundRel.Reduce(bound.rel(), List.of(), List.of(aggregate));
        return new BoundScalar.Coalesce(List.of(
                new BoundScalar.Scalar(gathered), new BoundScalar.Literal(Datum.ArrayValue.EMPTY, func.result())));
    }

    // ---- subscripts

    /** An element or a part of an array. Subscripts that follow each other are those of one array's dimensions. */
    BoundScalar subscript(Expr.Subscript subscript) {
        List<List<Expr.Bounds>> brackets = new ArrayList<>(List.of(subscript.subscripts()));
        Expr operand = subscript.operand();
        while (operand instanceof Expr.Subscript inner && inner.position() == subscript.position()) {
            brackets.addFirst(inner.subscripts());
            operand = inner.operand();
        }
        int position = subscript.position();
        BoundScalar array = exprs.bind(operand);
        ScalarType type = array.type().type();
        if (type instanceof ScalarType.ListOf) {
            for (List<Expr.Bounds> each : brackets) array = exprs.lists().subscript(array, each, position);
            return array;
        }
        List<Expr.Bounds> all = brackets.stream().flatMap(List::stream).toList();
        if (type == ScalarType.Simple.JSONB) return ofJson(array, all, position);
        if (!(type instanceof ScalarType.Array arrayType)) {
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "cannot subscript type " + type.sqlName() + " because it does not support subscripting")
                    .at(position));
        }
        if (all.size() > DIMENSIONS_MAX) {
            throw new SqlException(SqlError.of(
                            SqlState.PROGRAM_LIMIT_EXCEEDED,
                            "number of array dimensions (" + all.size() + ") exceeds the maximum allowed ("
                                    + DIMENSIONS_MAX + ")")
                    .at(position));
        }
        StringBuilder form = new StringBuilder();
        List<BoundScalar> arguments = new ArrayList<>(List.of(array));
        for (Expr.Bounds bounds : all) {
            form.append('[').append(bounds.slice() ? bound(bounds.lower(), arguments) : "");
            form.append(bounds.slice() ? ":" : "");
            form.append(bounds.slice() ? bound(bounds.upper(), arguments) : "").append(']');
            if (!bounds.slice()) bound(bounds.lower(), arguments);
        }
        Func func = ArrayForms.subscript(form.toString(), arrayType, arguments.size() - 1);
        return new BoundScalar.Call(func, arguments);
    }

    /** What is found in JSON at a path, each step of which is a key or an index. */
    private BoundScalar ofJson(BoundScalar json, List<Expr.Bounds> brackets, int position) {
        List<BoundScalar> steps = new ArrayList<>();
        for (Expr.Bounds bounds : brackets) {
            Expr step = bounds.lower();
            if (bounds.slice() || step == null) {
                throw new SqlException(
                        SqlError.of(SqlState.DATATYPE_MISMATCH, "jsonb subscript does not support slices")
                                .at(position));
            }
            BoundScalar bound = Types.settled(exprs.bind(step));
            ScalarType type = bound.type().type();
            boolean index = Types.isImplicit(type, ScalarType.INT4);
            if (!index && !Types.isImplicit(type, ScalarType.TEXT)) {
                throw new SqlException(SqlError.of(
                                SqlState.DATATYPE_MISMATCH, "subscript type " + type.sqlName() + " is not supported")
                        .withHint("jsonb subscript must be coercible to either integer or text.")
                        .at(step.position()));
            }
            ScalarType wanted = index ? ScalarType.INT4 : ScalarType.TEXT;
            BoundScalar typed = Types.coerce(bound, wanted, Casts.Context.IMPLICIT, step.position());
            steps.add(Types.coerce(typed, ScalarType.TEXT, Casts.Context.EXPLICIT, step.position()));
        }
        BoundScalar path = new BoundScalar.Call(ArrayForms.constructor(ScalarType.TEXT, steps.size()), steps);
        return Resolution.operator("#>", List.of(json, path), position);
    }

    /** Binds a bound if it is given; returns what stands for it in the name of the form. */
    private String bound(@Nullable Expr bound, List<BoundScalar> arguments) {
        if (bound == null) return "";
        BoundScalar subscript = exprs.bind(bound);
        ScalarType type = subscript.type().type();
        boolean fits = Casts.find(type, ScalarType.INT4)
                .filter(context -> context != Casts.Context.EXPLICIT)
                .isPresent();
        if (!fits) {
            throw new SqlException(SqlError.of(SqlState.DATATYPE_MISMATCH, "array subscript must have type integer")
                    .at(bound.position()));
        }
        arguments.add(Types.coerce(subscript, ScalarType.INT4, Casts.Context.ASSIGNMENT, bound.position()));
        return "n";
    }

    // ---- ANY and ALL

    BoundScalar quantified(Expr.QuantifiedArray quantified) {
        int position = quantified.position();
        String operator = quantified.operator();
        BoundScalar left = exprs.bind(quantified.left());
        if (quantified.array() instanceof Expr.Row(var explicit, var fields, var at)) {
            List<BoundScalar> each = new ArrayList<>();
            for (Expr field : fields) {
                BoundScalar holds = Resolution.operator(operator, List.of(left, exprs.bind(field)), position);
                each.add(ExprBinder.bool(holds, "ANY/ALL", position));
            }
            if (each.isEmpty()) return ExprBinder.bool(quantified.all());
            return quantified.all() ? new BoundScalar.And(each) : new BoundScalar.Or(each);
        }
        if (isOfNulls(quantified.array())) return ofNulls(quantified, left);
        BoundScalar array = exprs.bind(quantified.array());
        ScalarType type = array.type().type();
        ScalarType element;
        if (type == ScalarType.UNKNOWN) element = ScalarType.UNKNOWN;
        else if (type instanceof ScalarType.Array(var elements)) element = elements;
        else {
            throw wrong("op ANY/ALL (array) requires array on right side", position);
        }
        BoundScalar any = new BoundScalar.Literal(Datum.NULL, element);
        BoundScalar.Call each =
                Resolution.operatorCall(operator, List.of(left, any), position).call();
        if (each.func().result() != ScalarType.BOOL) {
            throw wrong("op ANY/ALL (array) requires operator to yield boolean", position);
        }
        Func func = ArrayForms.quantified(each.func(), quantified.all());
        Types.checkElement(func.parameters().get(1), position);
        BoundScalar elements = Types.coerce(array, func.parameters().get(1), Casts.Context.IMPLICIT, position);
        return new BoundScalar.Call(func, List.of(each.arguments().getFirst(), elements));
    }

    private static boolean isOfNulls(Expr array) {
        return array instanceof Expr.Elements(var kind, var elements, var position)
                && !elements.isEmpty()
                && elements.stream().allMatch(element -> element instanceof Expr.NullLiteral);
    }

    /** NULLs alone have no type: they take that of what they are compared with. */
    private BoundScalar ofNulls(Expr.QuantifiedArray quantified, BoundScalar left) {
        int position = quantified.position();
        BoundScalar any = new BoundScalar.Literal(Datum.NULL, ScalarType.UNKNOWN);
        BoundScalar.Call each = Resolution.operatorCall(quantified.operator(), List.of(left, any), position)
                .call();
        Func func = ArrayForms.quantified(each.func(), quantified.all());
        ScalarType element = each.func().parameters().get(1);
        BoundScalar nulls = elements((Expr.Elements) quantified.array(), element);
        return new BoundScalar.Call(func, List.of(each.arguments().getFirst(), nulls));
    }

    private static SqlException wrong(String message, int position) {
        return new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, message).at(position));
    }
}
