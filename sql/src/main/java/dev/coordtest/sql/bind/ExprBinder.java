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
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds scalar expressions in one scope; comparisons in {@link PredicateBinder}, calls in {@link CallBinder}, arrays in {@link ArrayBinder}, lists in {@link ListBinder}. Where aggregates are allowed they are gathered, and stand as columns of a depth that {@link QueryBinder#mark} says. */
final class ExprBinder {
    private final QueryBinder queries;
    private final Scope scope;
    private final String clause;
    private final QueryBinder.Around around;
    private final PredicateBinder predicates;
    private final CallBinder calls;
    private final ArrayBinder arrays;
    private final ListBinder lists;

    /**
     * @param clause what is being bound, for messages
     * @param gathered where aggregates go, null where there may be none
     */
    ExprBinder(QueryBinder queries, Scope scope, String clause, @Nullable Gathered gathered) {
        this(queries, scope, clause, gathered, null);
    }

    /** @param sets where calls of set-returning functions go, null where there may be none */
    ExprBinder(
            QueryBinder queries, Scope scope, String clause, @Nullable Gathered gathered, @Nullable RowSetCalls sets) {
        this.queries = queries;
        this.scope = scope;
        this.clause = clause;
        this.around = new QueryBinder.Around(scope, clause, gathered == null ? null : gathered.aggregates());
        this.predicates = new PredicateBinder(this);
        this.arrays = new ArrayBinder(this);
        this.lists = new ListBinder(this);
        this.calls = new CallBinder(this, queries, scope, clause, gathered, sets);
    }

    /** The rows of a call that stands in FROM. */
    BoundScalar set(Expr.Call call) {
        return calls.set(call);
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
            case Expr.QuantifiedArray quantified -> arrays.quantified(quantified);
            case Expr.Is is -> predicates.is(is);
            case Expr.IsDistinct distinct -> predicates.distinct(distinct);
            case Expr.Case cases -> calls.caseExpr(cases);
            case Expr.Call call -> calls.call(call);
            case Expr.Cast cast -> cast(cast);
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
            case Expr.Collate collate -> collate(collate);
            case Expr.Subscript subscript -> arrays.subscript(subscript);
            case Expr.Field field -> throw QueryBinder.unbuilt("fields of records are", field.position());
            case Expr.Row row -> throw QueryBinder.unbuilt("row values other than in comparisons are", row.position());
            case Expr.Elements elements
            when elements.kind() == Expr.Collection.ARRAY -> arrays.elements(elements, null);
            case Expr.ElementsOf(var kind, var query, var position)
            when kind == Expr.Collection.ARRAY -> arrays.elementsOf(query, position);
            case Expr.Elements elements -> lists.elements(elements, null);
            case Expr.ElementsOf elements -> throw QueryBinder.unbuilt("lists of rows are", elements.position());
            case Expr.MapElements elements -> throw QueryBinder.unbuilt("maps are", elements.position());
        };
    }

    /** The rows of a subquery that stands in this scope. */
    BoundRel subquery(Query query) {
        return queries.within(around, () -> queries.subquery(query, scope)).rel();
    }

    /** The rows of a subquery that stands in this scope, with the order it asks for and the columns that this looks at. */
    QueryBinder.Bound ordered(Query query) {
        return queries.within(around, () -> queries.ordered(query, scope));
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

    private BoundScalar typed(Expr.TypedLiteral literal) {
        String fields = literal.type().fields();
        String text = fields.isEmpty() ? literal.text() : IntervalLiterals.spelled(literal.text(), fields);
        BoundScalar unknown = new BoundScalar.Literal(Datum.of(text), ScalarType.UNKNOWN);
        ScalarType to = Types.resolve(literal.type(), queries.names());
        BoundScalar named = new RelationNames(queries).cast(unknown, to, literal.position());
        if (named != null) return named;
        BoundScalar typed = Types.coerce(unknown, to, Casts.Context.EXPLICIT, literal.position());
        if (fields.isEmpty() || !(typed instanceof BoundScalar.Literal(Datum.Interval interval, var type)))
            return typed;
        return new BoundScalar.Literal(IntervalLiterals.cut(interval, fields), type);
    }

    /** The collations by code points are the order that texts have anyway. */
    private BoundScalar collate(Expr.Collate collate) {
        if (!List.of("default", "C", "POSIX", "ucs_basic")
                .contains(collate.collation().last())) {
            throw QueryBinder.unbuilt("COLLATE " + collate.collation() + " is", collate.position());
        }
        BoundScalar operand = bind(collate.operand());
        ScalarType type = operand.type().type();
        boolean collatable = type == ScalarType.UNKNOWN || Types.category(type) == 'S';
        if (!collatable) {
            throw new SqlException(
                    SqlError.of(SqlState.DATATYPE_MISMATCH, "collations are not supported by type " + type.sqlName())
                            .at(collate.position()));
        }
        return operand;
    }

    ListBinder lists() {
        return lists;
    }

    private BoundScalar cast(Expr.Cast cast) {
        TypeName type = cast.type();
        int position = cast.position();
        if (type instanceof TypeName.Named named && !named.fields().isEmpty()) {
            throw QueryBinder.unbuilt("casts to intervals with fields are", position);
        }
        ScalarType to = Types.resolve(type, queries.names());
        boolean made = to instanceof ScalarType.Array
                && cast.operand() instanceof Expr.Elements elements
                && elements.kind() == Expr.Collection.ARRAY;
        if (to instanceof ScalarType.ListOf(var element, var name)
                && cast.operand() instanceof Expr.Elements list
                && list.kind() == Expr.Collection.LIST) {
            return Types.coerce(lists.elements(list, element), to, Casts.Context.EXPLICIT, position);
        }
        // What an array is made of is cast right away: it need not have a common type.
        BoundScalar operand = made
                ? arrays.elements((Expr.Elements) cast.operand(), ((ScalarType.Array) to).element())
                : bind(cast.operand());
        BoundScalar named = new RelationNames(queries).cast(operand, to, position);
        if (named != null) return named;
        return Types.coerce(operand, to, Casts.Context.EXPLICIT, position);
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
