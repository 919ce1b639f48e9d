package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds scalar expressions in one scope; comparisons in {@link PredicateBinder}, calls in {@link CallBinder}. Where aggregates are allowed they are gathered, and stand as columns of depth {@link #AGGREGATE}. */
final class ExprBinder {
    /** The depth of the columns that stand for aggregates until the grouping is built. */
    static final int AGGREGATE = -1;

    private final QueryBinder queries;
    private final Scope scope;
    private final String clause;
    private final PredicateBinder predicates;
    private final CallBinder calls;

    /**
     * @param clause what is being bound, for messages
     * @param aggregates where aggregates go, null where there may be none
     */
    ExprBinder(QueryBinder queries, Scope scope, String clause, @Nullable List<BoundAggregate> aggregates) {
        this.queries = queries;
        this.scope = scope;
        this.clause = clause;
        this.predicates = new PredicateBinder(this);
        this.calls = new CallBinder(this, queries, scope, clause, aggregates);
    }

    /** A boolean, as WHERE and its like need. */
    BoundScalar condition(Expr expr) {
        return bool(bind(expr), clause, expr.position());
    }

    static BoundScalar bool(boolean value) {
        return new BoundScalar.Literal(Datum.of(value), ScalarType.BOOL);
    }

    static BoundScalar bool(BoundScalar scalar, String what, int position) {
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
            case Expr.BooleanLiteral(var value, var position) -> bool(value);
            case Expr.NullLiteral ignored -> new BoundScalar.Literal(Datum.NULL, ScalarType.UNKNOWN);
            case Expr.TypedLiteral literal -> typed(literal);
            case Expr.Parameter(var number, var position) -> queries.parameter(number, position);
            case Expr.Current current -> calls.current(current);
            case Expr.Unary(var operator, var operand, var position) -> unary(operator, operand, position);
            case Expr.Binary binary -> predicates.binary(binary);
            case Expr.And(var operands, var position) -> new BoundScalar.And(bools(operands, "AND"));
            case Expr.Or(var operands, var position) -> new BoundScalar.Or(bools(operands, "OR"));
            case Expr.Not(var operand, var position) -> new BoundScalar.Not(bool(bind(operand), "NOT", position));
            case Expr.Between between -> predicates.between(between);
            case Expr.Like like -> predicates.like(like);
            case Expr.InList in -> predicates.inList(in);
            case Expr.InQuery(var negated, var value, var query, var position) ->
                predicates.quantified(negated ? "<>" : "=", negated, value, query, position);
            case Expr.Quantified(var operator, var all, var left, var query, var position) ->
                predicates.quantified(operator, all, left, query, position);
            case Expr.QuantifiedArray quantified ->
                throw QueryBinder.unbuilt("ANY and ALL over arrays are", quantified.position());
            case Expr.Is is -> predicates.is(is);
            case Expr.IsDistinct distinct -> predicates.distinct(distinct);
            case Expr.Case cases -> calls.caseExpr(cases);
            case Expr.Call call -> calls.call(call);
            case Expr.Cast(var operand, var type, var position) -> cast(bind(operand), type, position);
            case Expr.Exists(var query, var position) -> new BoundScalar.Exists(Existence.of(subquery(query)));
            case Expr.Subquery(var query, var position) -> {
                BoundRel rel = subquery(query);
                if (rel.arity() != 1) {
                    throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "subquery must return only one column")
                            .at(position));
                }
                yield new BoundScalar.Scalar(rel);
            }
            case Expr.Default(var position) ->
                throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "DEFAULT is not allowed in this context")
                        .at(position));
            case Expr.Collate collate -> throw QueryBinder.unbuilt("COLLATE is", collate.position());
            case Expr.Subscript subscript -> throw QueryBinder.unbuilt("subscripts are", subscript.position());
            case Expr.Field field -> throw QueryBinder.unbuilt("fields of records are", field.position());
            case Expr.Row row -> throw QueryBinder.unbuilt("row values other than in comparisons are", row.position());
            case Expr.Elements elements -> throw unbuilt(elements.kind(), elements.position());
            case Expr.ElementsOf elements -> throw unbuilt(elements.kind(), elements.position());
            case Expr.MapElements elements -> throw QueryBinder.unbuilt("maps are", elements.position());
        };
    }

    private static SqlException unbuilt(Expr.Collection kind, int position) {
        return QueryBinder.unbuilt(kind == Expr.Collection.ARRAY ? "arrays are" : "lists are", position);
    }

    /** The rows of a subquery that stands in this scope. */
    BoundRel subquery(Query query) {
        return queries.subquery(query, scope).rel();
    }

    private List<BoundScalar> bools(List<Expr> operands, String what) {
        return operands.stream()
                .map(operand -> bool(bind(operand), what, operand.position()))
                .toList();
    }

    private static BoundScalar number(String text) {
        if (text.matches("-?[0-9]+")) {
            BigInteger value = new BigInteger(text);
            if (value.bitLength() < Integer.SIZE)
                return new BoundScalar.Literal(Datum.of(value.intValueExact()), ScalarType.INT4);
            if (value.bitLength() < Long.SIZE)
                return new BoundScalar.Literal(Datum.of(value.longValueExact()), ScalarType.INT8);
        }
        return new BoundScalar.Literal(TextFormat.parse(text, ScalarType.NUMERIC), ScalarType.NUMERIC);
    }

    private static BoundScalar typed(Expr.TypedLiteral literal) {
        String fields = literal.type().fields();
        String text = fields.isEmpty() ? literal.text() : IntervalLiterals.spelled(literal.text(), fields);
        BoundScalar unknown = new BoundScalar.Literal(Datum.of(text), ScalarType.UNKNOWN);
        BoundScalar typed =
                Types.coerce(unknown, Types.resolve(literal.type()), Casts.Context.EXPLICIT, literal.position());
        if (fields.isEmpty() || !(typed instanceof BoundScalar.Literal(Datum.Interval interval, var type)))
            return typed;
        return new BoundScalar.Literal(IntervalLiterals.cut(interval, fields), type);
    }

    private static BoundScalar cast(BoundScalar operand, TypeName type, int position) {
        if (type instanceof TypeName.Named named && !named.fields().isEmpty()) {
            throw QueryBinder.unbuilt("casts to intervals with fields are", position);
        }
        return Types.coerce(operand, Types.resolve(type), Casts.Context.EXPLICIT, position);
    }

    private BoundScalar unary(String operator, Expr operand, int position) {
        String literal = operator.equals("-") ? signedLiteral(operand) : null;
        // A sign belongs to the number after it: the least integers are literals only together with theirs.
        if (literal != null) return number(opposite(literal));
        return Resolution.operator(operator, List.of(bind(operand)), position);
    }

    /** The text of a number with its signs; null if the expression is none. */
    static @Nullable String signedLiteral(Expr expr) {
        if (expr instanceof Expr.NumberLiteral(var text, var position)) return text;
        if (!(expr instanceof Expr.Unary(var operator, var operand, var position)) || !operator.equals("-"))
            return null;
        String literal = signedLiteral(operand);
        return literal == null ? null : opposite(literal);
    }

    private static String opposite(String number) {
        return number.startsWith("-") ? number.substring(1) : "-" + number;
    }
}
