package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds scalar expressions in one scope. Where aggregates are allowed they are gathered, and stand as columns of depth {@link #AGGREGATE}. */
final class ExprBinder {
    private static final String NESTED = "an aggregate";

    /** The depth of the columns that stand for aggregates until the grouping is built. */
    static final int AGGREGATE = -1;

    private final QueryBinder queries;
    private final Scope scope;
    private final @Nullable List<BoundAggregate> aggregates;
    private final String clause;

    /**
     * @param clause what is being bound, for messages
     * @param aggregates where aggregates go, null where there may be none
     */
    ExprBinder(QueryBinder queries, Scope scope, String clause, @Nullable List<BoundAggregate> aggregates) {
        this.queries = queries;
        this.scope = scope;
        this.clause = clause;
        this.aggregates = aggregates;
    }

    /** A boolean, as WHERE and its like need. */
    BoundScalar condition(Expr expr) {
        return bool(bind(expr), clause, expr.position());
    }

    private static BoundScalar bool(BoundScalar scalar, String what, int position) {
        ScalarType type = scalar.type().type();
        if (type != ScalarType.BOOL && type != ScalarType.UNKNOWN) {
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "argument of " + what + " must be type boolean, not type " + type.sqlName())
                    .at(position));
        }
        return Types.coerce(scalar, ScalarType.BOOL, Casts.Context.IMPLICIT, position);
    }

    BoundScalar bind(Expr expr) {
        return switch (expr) {
            case Expr.Identifier identifier -> scope.resolve(identifier);
            case Expr.NumberLiteral(var text, var position) -> number(text);
            case Expr.StringLiteral(var text, var position) ->
                new BoundScalar.Literal(Datum.of(text), ScalarType.UNKNOWN);
            case Expr.BooleanLiteral(var value, var position) ->
                new BoundScalar.Literal(Datum.of(value), ScalarType.BOOL);
            case Expr.NullLiteral ignored -> new BoundScalar.Literal(Datum.NULL, ScalarType.UNKNOWN);
            case Expr.TypedLiteral(var type, var text, var position) ->
                Types.coerce(
                        new BoundScalar.Literal(Datum.of(text), ScalarType.UNKNOWN),
                        Types.resolve(type),
                        Casts.Context.EXPLICIT,
                        position);
            case Expr.Parameter(var number, var position) -> queries.parameter(number, position);
            case Expr.Unary(var operator, var operand, var position) -> unary(operator, operand, position);
            case Expr.Binary(var operator, var left, var right, var position) ->
                Resolution.operator(operator, List.of(bind(left), bind(right)), position);
            case Expr.And(var operands, var position) ->
                new BoundScalar.And(operands.stream()
                        .map(o -> bool(bind(o), "AND", o.position()))
                        .toList());
            case Expr.Or(var operands, var position) ->
                new BoundScalar.Or(operands.stream()
                        .map(o -> bool(bind(o), "OR", o.position()))
                        .toList());
            case Expr.Not(var operand, var position) -> new BoundScalar.Not(bool(bind(operand), "NOT", position));
            case Expr.Between between -> between(between);
            case Expr.InList in -> inList(in);
            case Expr.InQuery(var negated, var value, var query, var position) ->
                quantified(negated ? "<>" : "=", negated, value, query, position);
            case Expr.Quantified(var operator, var all, var left, var query, var position) ->
                quantified(operator, all, left, query, position);
            case Expr.Is is -> is(is);
            case Expr.IsDistinct(var negated, var left, var right, var position) ->
                distinct(negated, bind(left), bind(right), position);
            case Expr.Case cases -> caseExpr(cases);
            case Expr.Cast(var operand, var type, var position) ->
                Types.coerce(bind(operand), Types.resolve(type), Casts.Context.EXPLICIT, position);
            case Expr.Call call -> call(call);
            case Expr.Exists(var query, var position) ->
                new BoundScalar.Exists(queries.subquery(query, scope).rel());
            case Expr.Subquery(var query, var position) -> {
                BoundRel rel = oneColumn(query, position);
                yield new BoundScalar.Scalar(rel);
            }
            case Expr.Default(var position) ->
                throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "DEFAULT is not allowed in this context")
                        .at(position));
        };
    }

    private BoundRel oneColumn(Query query, int position) {
        QueryBinder.Bound bound = queries.subquery(query, scope);
        if (bound.rel().arity() != 1) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "subquery must return only one column")
                    .at(position));
        }
        return bound.rel();
    }

    private static BoundScalar number(String text) {
        if (text.matches("[0-9]+")) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < 32)
                return new BoundScalar.Literal(Datum.of(value.intValueExact()), ScalarType.INT4);
            if (value.bitLength() < 64)
                return new BoundScalar.Literal(Datum.of(value.longValueExact()), ScalarType.INT8);
        }
        return new BoundScalar.Literal(Datum.of(new BigDecimal(text)), ScalarType.NUMERIC);
    }

    private BoundScalar unary(String operator, Expr operand, int position) {
        if (operator.equals("-") && operand instanceof Expr.NumberLiteral(var text, var where)) {
            // The least integers are only literals together with their sign.
            if (text.equals("2147483648")) return new BoundScalar.Literal(Datum.of(Integer.MIN_VALUE), ScalarType.INT4);
            if (text.equals("9223372036854775808"))
                return new BoundScalar.Literal(Datum.of(Long.MIN_VALUE), ScalarType.INT8);
        }
        return Resolution.operator(operator, List.of(bind(operand)), position);
    }

    private BoundScalar between(Expr.Between between) {
        BoundScalar value = bind(between.value());
        BoundScalar low = Resolution.operator(">=", List.of(value, bind(between.low())), between.position());
        BoundScalar high = Resolution.operator("<=", List.of(value, bind(between.high())), between.position());
        BoundScalar both = new BoundScalar.And(List.of(low, high));
        return between.negated() ? new BoundScalar.Not(both) : both;
    }

    private BoundScalar inList(Expr.InList in) {
        BoundScalar value = bind(in.value());
        List<BoundScalar> list = in.list().stream().map(this::bind).toList();
        List<ScalarType> types = new ArrayList<>(List.of(value.type().type()));
        list.forEach(item -> types.add(item.type().type()));
        boolean sameCategory = types.stream()
                        .filter(type -> type != ScalarType.UNKNOWN)
                        .map(Types::category)
                        .distinct()
                        .count()
                <= 1;
        List<BoundScalar> equal = new ArrayList<>();
        for (BoundScalar item : list) {
            if (sameCategory) {
                ScalarType common = Types.common(types, "IN", in.position());
                BoundScalar left = Types.coerce(value, common.base(), Casts.Context.IMPLICIT, in.position());
                BoundScalar right = Types.coerce(item, common.base(), Casts.Context.IMPLICIT, in.position());
                equal.add(new BoundScalar.Call(comparison("=", left), List.of(asText(left), asText(right))));
            } else {
                equal.add(Resolution.operator("=", List.of(value, item), in.position()));
            }
        }
        BoundScalar any = equal.size() == 1 ? equal.get(0) : new BoundScalar.Or(equal);
        return in.negated() ? new BoundScalar.Not(any) : any;
    }

    private static Func comparison(String operator, BoundScalar scalar) {
        ScalarType type = scalar.type().type();
        return Functions.compare(operator, Types.category(type) == 'S' ? ScalarType.TEXT : type);
    }

    private static BoundScalar asText(BoundScalar scalar) {
        boolean varying = scalar.type().type() instanceof ScalarType.VarChar;
        return varying ? new BoundScalar.Cast(scalar, ScalarType.TEXT) : scalar;
    }

    private BoundScalar quantified(String operator, boolean all, Expr left, Query query, int position) {
        BoundRel rel = oneColumn(query, position);
        BoundScalar value = bind(left);
        // The comparison stands in a scope of its own, whose row is that of the query.
        BoundScalar outside = QueryBinder.shifted(value, 1);
        BoundScalar row = new BoundScalar.Column(0, 0, rel.types().get(0));
        return new BoundScalar.Quantified(all, Resolution.operator(operator, List.of(outside, row), position), rel);
    }

    private BoundScalar is(Expr.Is is) {
        BoundScalar operand = bind(is.operand());
        BoundScalar test = switch (is.what()) {
            case "NULL" -> new BoundScalar.IsNull(operand);
            case "UNKNOWN" -> new BoundScalar.IsNull(bool(operand, "IS UNKNOWN", is.position()));
            default -> {
                BoundScalar bool = bool(operand, "IS " + is.what(), is.position());
                boolean wanted = is.what().equals("TRUE");
                BoundScalar when = wanted ? bool : new BoundScalar.Not(bool);
                yield new BoundScalar.If(
                        when,
                        new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL),
                        new BoundScalar.Literal(Datum.FALSE, ScalarType.BOOL));
            }
        };
        return is.negated() ? new BoundScalar.Not(test) : test;
    }

    private BoundScalar distinct(boolean negated, BoundScalar left, BoundScalar right, int position) {
        BoundScalar unequal = Resolution.operator("<>", List.of(left, right), position);
        BoundScalar leftNull = new BoundScalar.IsNull(left);
        BoundScalar rightNull = new BoundScalar.IsNull(right);
        BoundScalar distinct = new BoundScalar.If(
                leftNull,
                new BoundScalar.Not(rightNull),
                new BoundScalar.If(rightNull, new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL), unequal));
        return negated ? new BoundScalar.Not(distinct) : distinct;
    }

    private BoundScalar caseExpr(Expr.Case cases) {
        BoundScalar operand = cases.operand() == null ? null : bind(cases.operand());
        List<BoundScalar> conditions = new ArrayList<>();
        List<BoundScalar> results = new ArrayList<>();
        for (Expr.Case.When when : cases.whens()) {
            BoundScalar condition = bind(when.condition());
            conditions.add(
                    operand == null
                            ? bool(condition, "CASE/WHEN", when.condition().position())
                            : Resolution.operator(
                                    "=",
                                    List.of(operand, condition),
                                    when.condition().position()));
            results.add(bind(when.result()));
        }
        Expr last = cases.otherwise();
        results.add(last == null ? new BoundScalar.Literal(Datum.NULL, ScalarType.UNKNOWN) : bind(last));
        List<BoundScalar> coerced = toCommon(results, "CASE", cases.position());
        BoundScalar result = coerced.get(coerced.size() - 1);
        for (int i = conditions.size() - 1; i >= 0; i--)
            result = new BoundScalar.If(conditions.get(i), coerced.get(i), result);
        return result;
    }

    private static List<BoundScalar> toCommon(List<BoundScalar> scalars, String what, int position) {
        ScalarType common =
                Types.common(scalars.stream().map(s -> s.type().type()).toList(), what, position);
        return scalars.stream()
                .map(scalar -> Types.coerce(scalar, common, Casts.Context.IMPLICIT, position))
                .toList();
    }

    private BoundScalar call(Expr.Call call) {
        String name = call.name().last();
        List<Expr> arguments = call.arguments();
        if (Aggregates.isName(name)) return aggregate(call, name);
        if (call.star() || call.distinct() || call.filter() != null) {
            throw new SqlException(SqlError.of(SqlState.WRONG_OBJECT_TYPE, name + " is not an aggregate function")
                    .at(call.position()));
        }
        List<BoundScalar> bound = arguments.stream().map(this::bind).toList();
        return switch (name) {
            case "coalesce" -> new BoundScalar.Coalesce(toCommon(bound, "COALESCE", call.position()));
            case "nullif" -> {
                if (bound.size() != 2) throw Resolutions.wrongCount("nullif", call.position());
                BoundScalar equal = Resolution.operator("=", bound, call.position());
                BoundScalar value = Types.settled(bound.get(0));
                yield new BoundScalar.If(
                        equal, new BoundScalar.Literal(Datum.NULL, value.type().type()), value);
            }
            case "greatest" -> extreme(bound, ">", "GREATEST", call.position());
            case "least" -> extreme(bound, "<", "LEAST", call.position());
            case "now", "current_timestamp" -> queries.now(call.position());
            case "mz_logical_timestamp", "mz_now" -> queries.logicalTime(call.position());
            case "current_database" ->
                new BoundScalar.Literal(Datum.of(queries.session().database()), ScalarType.TEXT);
            case "current_user", "session_user" ->
                new BoundScalar.Literal(Datum.of(queries.session().user()), ScalarType.TEXT);
            default -> Resolution.function(name, bound, call.position());
        };
    }

    /** The greatest or least value that is not NULL. */
    private BoundScalar extreme(List<BoundScalar> arguments, String operator, String what, int position) {
        List<BoundScalar> values = toCommon(arguments, what, position);
        BoundScalar best = values.get(0);
        for (BoundScalar value : values.subList(1, values.size())) {
            BoundScalar wins = Resolution.operator(operator, List.of(value, best), position);
            BoundScalar better = new BoundScalar.Or(List.of(new BoundScalar.IsNull(best), wins));
            best = new BoundScalar.If(better, new BoundScalar.Coalesce(List.of(value, best)), best);
        }
        return best;
    }

    private BoundScalar aggregate(Expr.Call call, String name) {
        if (aggregates == null) {
            String message = clause.equals(NESTED)
                    ? "aggregate function calls cannot be nested"
                    : "aggregate functions are not allowed in " + clause;
            throw new SqlException(SqlError.of(SqlState.GROUPING_ERROR, message).at(call.position()));
        }
        ExprBinder inside = new ExprBinder(queries, scope, NESTED, null);
        BoundScalar argument;
        if (call.star() || call.arguments().isEmpty()) {
            if (!name.equals("count")) throw Resolutions.wrongCount(name, call.position());
            argument = new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL);
        } else if (call.arguments().size() == 1) {
            argument = Types.settled(inside.bind(call.arguments().get(0)));
        } else {
            throw Resolutions.wrongCount(name, call.position());
        }
        if (argument.type().type() instanceof ScalarType.VarChar)
            argument = new BoundScalar.Cast(argument, ScalarType.TEXT);
        ScalarType type = argument.type().type();
        AggregateFunc func = Aggregates.find(name, type)
                .orElseThrow(() -> new SqlException(SqlError.of(
                                SqlState.UNDEFINED_FUNCTION,
                                "function " + name + "(" + type.sqlName() + ") does not exist")
                        .at(call.position())));
        Expr filter = call.filter();
        BoundScalar kept = filter == null ? null : new ExprBinder(queries, scope, "FILTER", null).condition(filter);
        BoundAggregate aggregate = new BoundAggregate(func, argument, call.distinct(), kept);
        if (looksOutsideOnly(argument)) {
            // It would belong to the query that those columns are of.
            throw new SqlException(SqlError.notSupported("aggregates of outer columns alone are")
                    .at(call.position()));
        }
        int index = aggregates.indexOf(aggregate);
        if (index < 0) {
            index = aggregates.size();
            aggregates.add(aggregate);
        }
        boolean nullable = func.kind() != AggregateFunc.Kind.COUNT;
        return new BoundScalar.Column(AGGREGATE, index, new ColumnType(func.result(), nullable));
    }

    private static boolean looksOutsideOnly(BoundScalar argument) {
        boolean[] own = new boolean[1];
        boolean[] outer = new boolean[1];
        new BoundWalk(0) {
            @Override
            public void scalar(BoundScalar scalar) {
                if (scalar instanceof BoundScalar.Column column) {
                    own[0] |= column.depth() == level();
                    outer[0] |= column.depth() > level();
                }
                super.scalar(scalar);
            }
        }.scalar(argument);
        return outer[0] && !own[0];
    }
}
