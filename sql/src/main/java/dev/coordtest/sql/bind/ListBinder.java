package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Lists;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds what makes lists and what takes them apart: {@code LIST[…]} and its subscripts. */
final class ListBinder {
    private final ExprBinder exprs;

    ListBinder(ExprBinder exprs) {
        this.exprs = exprs;
    }

    /** {@code LIST[…]}; {@code wanted} is the type that a cast right around it wants of its elements. */
    BoundScalar elements(Expr.Elements list, @Nullable ScalarType wanted) {
        int position = list.position();
        if (list.elements().isEmpty()) {
            if (wanted != null) {
                return new BoundScalar.Literal(new Datum.ListValue(List.of()), new ScalarType.ListOf(wanted.base()));
            }
            throw new SqlException(SqlError.of(SqlState.INDETERMINATE_DATATYPE, "cannot determine type of empty list")
                    .withHint("Explicitly cast to the desired type, for example LIST[]::int list.")
                    .at(position));
        }
        ScalarType inside = wanted instanceof ScalarType.ListOf(var element, var made) ? element : null;
        List<BoundScalar> parts = new ArrayList<>();
        for (Expr element : list.elements()) {
            boolean nested = element instanceof Expr.Elements inner && inner.kind() == list.kind();
            parts.add(nested ? elements((Expr.Elements) element, inside) : exprs.bind(element));
        }
        ScalarType type = wanted != null
                ? wanted
                : Types.common(parts.stream().map(part -> part.type().type()).toList(), "LIST", position);
        List<BoundScalar> coerced = new ArrayList<>();
        for (BoundScalar part : parts) {
            coerced.add(
                    wanted == null
                            ? Types.toCommon(part, type, "LIST", position)
                            : Types.coerce(part, type, Casts.Context.EXPLICIT, position));
        }
        return made(
                new BoundScalar.Call(Lists.constructor(type, coerced.size()), coerced), new ScalarType.ListOf(type));
    }

    /** An element, or a part of each of the layers that one pair of brackets names. */
    BoundScalar subscript(BoundScalar operand, List<Expr.Bounds> brackets, int position) {
        ScalarType type = operand.type().type();
        if (!(type instanceof ScalarType.ListOf list)) {
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "cannot subscript type " + type.sqlName() + " because it does not support subscripting")
                    .at(position));
        }
        boolean slices = brackets.stream().allMatch(Expr.Bounds::slice);
        List<BoundScalar> arguments = new ArrayList<>(List.of(operand));
        if (!slices) {
            if (brackets.size() > 1) throw QueryBinder.unbuilt("several indexes in one pair of brackets are", position);
            arguments.add(bound(brackets.getFirst().lower(), 1));
            return made(new BoundScalar.Call(Lists.element(list), arguments), list.element());
        }
        int layers = Lists.layers(type);
        if (brackets.size() > layers) {
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "cannot slice into " + brackets.size() + " layers; list only has " + layers
                                    + (layers == 1 ? " layer" : " layers"))
                    .at(position));
        }
        for (Expr.Bounds bounds : brackets) {
            arguments.add(bound(bounds.lower(), 1));
            arguments.add(bound(bounds.upper(), Long.MAX_VALUE));
        }
        Func func = Lists.slice(list, brackets.size());
        return made(new BoundScalar.Call(func, arguments), type);
    }

    /** What functions make of values of types that CREATE TYPE made, as of such a type again. */
    private static BoundScalar made(BoundScalar value, ScalarType type) {
        return value.type().type().equals(type.base()) ? value : new BoundScalar.Cast(value, type.base());
    }

    private BoundScalar bound(@Nullable Expr bound, long open) {
        if (bound == null) return new BoundScalar.Literal(Datum.of(open), ScalarType.INT8);
        BoundScalar subscript = exprs.bind(bound);
        boolean fits = Casts.find(subscript.type().type(), ScalarType.INT8)
                .filter(context -> context != Casts.Context.EXPLICIT)
                .isPresent();
        if (!fits) {
            throw new SqlException(SqlError.of(SqlState.DATATYPE_MISMATCH, "list subscript must have type bigint")
                    .at(bound.position()));
        }
        return Types.coerce(subscript, ScalarType.INT8, Casts.Context.ASSIGNMENT, bound.position());
    }
}
