package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binds what compares: operators between values or rows of values, BETWEEN, IN, ANY and ALL, LIKE, IS. Rows exist only here: a comparison of rows becomes
 * one of their fields (PostgreSQL's manual, section 9.25.5).
 */
final class PredicateBinder {
    private final ExprBinder exprs;

    PredicateBinder(ExprBinder exprs) {
        this.exprs = exprs;
    }

    // ---- comparisons

    BoundScalar binary(Expr.Binary binary) {
        boolean rows = binary.left() instanceof Expr.Row || binary.right() instanceof Expr.Row;
        String operator = binary.operator();
        if (!rows) {
            BoundScalar left = exprs.bind(binary.left());
            return Resolution.operator(operator, List.of(left, exprs.bind(binary.right())), binary.position());
        }
        if (binary.right() instanceof Expr.Subquery(var query, var at)) {
            Compared compared = rowByRow(operator, binary.left(), query, binary.position());
            BoundRel answers = new BoundRel.Map(compared.rel(), List.of(compared.comparison()));
            return new BoundScalar.Scalar(
                    new BoundRel.Project(answers, List.of(compared.rel().arity())));
        }
        return compare(operator, fields(binary.left()), fields(binary.right()), binary.position());
    }

    /** The fields of a row, or the one value of what is no row. */
    private List<BoundScalar> fields(Expr expr) {
        if (!(expr instanceof Expr.Row(var explicit, var fields, var position))) return List.of(exprs.bind(expr));
        return fields.stream().map(exprs::bind).toList();
    }

    private static BoundScalar compare(String operator, List<BoundScalar> left, List<BoundScalar> right, int position) {
        if (left.size() != right.size()) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "unequal number of entries in row expressions")
                    .at(position));
        }
        if (left.isEmpty()) {
            throw new SqlException(SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, "cannot compare rows of zero length")
                    .at(position));
        }
        return switch (operator) {
            case "=" -> all(pairs("=", left, right, position));
            case "<>" -> any(pairs("<>", left, right, position));
            case "<", "<=", ">", ">=" -> ordered(operator, left, right, position);
            default -> {
                if (left.size() == 1) yield Resolution.operator(operator, List.of(left.get(0), right.get(0)), position);
                throw new SqlException(SqlError.of(
                                SqlState.FEATURE_NOT_SUPPORTED,
                                "could not determine interpretation of row comparison operator " + operator)
                        .withHint("Row comparison operators must be associated with btree operator families.")
                        .at(position));
            }
        };
    }

    private static List<BoundScalar> pairs(
            String operator, List<BoundScalar> left, List<BoundScalar> right, int position) {
        List<BoundScalar> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(Resolution.operator(operator, List.of(left.get(i), right.get(i)), position));
        }
        return pairs;
    }

    /** {@code (a, b) < (c, d)} is {@code a < c OR a = c AND b < d}: the first fields that differ decide, or are NULL. */
    private static BoundScalar ordered(String operator, List<BoundScalar> left, List<BoundScalar> right, int position) {
        String strict = operator.substring(0, 1);
        int last = left.size() - 1;
        BoundScalar ordered = Resolution.operator(operator, List.of(left.get(last), right.get(last)), position);
        for (int i = last - 1; i >= 0; i--) {
            List<BoundScalar> pair = List.of(left.get(i), right.get(i));
            BoundScalar equal = Resolution.operator("=", pair, position);
            BoundScalar before = Resolution.operator(strict, pair, position);
            ordered = new BoundScalar.Or(List.of(before, new BoundScalar.And(List.of(equal, ordered))));
        }
        return ordered;
    }

    private static BoundScalar all(List<BoundScalar> operands) {
        return operands.size() == 1 ? operands.get(0) : new BoundScalar.And(operands);
    }

    private static BoundScalar any(List<BoundScalar> operands) {
        return operands.size() == 1 ? operands.get(0) : new BoundScalar.Or(operands);
    }

    private static BoundScalar negatedIf(boolean negated, BoundScalar scalar) {
        return negated ? new BoundScalar.Not(scalar) : scalar;
    }

    BoundScalar between(Expr.Between between) {
        List<BoundScalar> value = fields(between.value());
        List<BoundScalar> low = fields(between.low());
        List<BoundScalar> high = fields(between.high());
        int position = between.position();
        BoundScalar within = within(value, low, high, position);
        // SYMMETRIC asks for either order of the bounds.
        if (between.symmetric()) within = new BoundScalar.Or(List.of(within, within(value, high, low, position)));
        return negatedIf(between.negated(), within);
    }

    private static BoundScalar within(
            List<BoundScalar> value, List<BoundScalar> low, List<BoundScalar> high, int position) {
        return new BoundScalar.And(List.of(compare(">=", value, low, position), compare("<=", value, high, position)));
    }

    // ---- IN, ANY, ALL

    BoundScalar inList(Expr.InList in) {
        boolean rows = in.value() instanceof Expr.Row;
        List<BoundScalar> equal = rows ? rowsEqual(in) : valuesEqual(in);
        return negatedIf(in.negated(), any(equal));
    }

    private List<BoundScalar> rowsEqual(Expr.InList in) {
        List<BoundScalar> value = fields(in.value());
        return in.list().stream()
                .map(item -> compare("=", value, fields(item), in.position()))
                .toList();
    }

    private List<BoundScalar> valuesEqual(Expr.InList in) {
        BoundScalar value = exprs.bind(in.value());
        List<BoundScalar> list = in.list().stream().map(exprs::bind).toList();
        List<ScalarType> types = new ArrayList<>(List.of(value.type().type()));
        list.forEach(item -> types.add(item.type().type()));
        ScalarType common = commonOf(types, in.position());
        List<BoundScalar> equal = new ArrayList<>();
        if (common == null) {
            for (BoundScalar item : list) equal.add(Resolution.operator("=", List.of(value, item), in.position()));
            return equal;
        }
        List<BoundScalar> items = list.stream()
                .map(item -> Types.coerce(item, common, Casts.Context.IMPLICIT, in.position()))
                .toList();
        for (BoundScalar item : items) equal.add(Resolution.operator("=", List.of(value, item), in.position()));
        return equal;
    }

    /** The type that all of the types become, null if there is none: then each is compared as it is. */
    private static @Nullable ScalarType commonOf(List<ScalarType> types, int position) {
        List<ScalarType> known =
                types.stream().filter(type -> type != ScalarType.UNKNOWN).toList();
        // PostgreSQL would put the values into an array, and there are no arrays of arrays.
        if (known.stream().anyMatch(ScalarType.Array.class::isInstance)) return null;
        if (known.stream().map(Types::category).distinct().count() > 1) return null;
        ScalarType common = Types.common(types, "IN", position).base();
        return known.stream().allMatch(type -> Types.isImplicit(type, common)) ? common : null;
    }

    BoundScalar quantified(String operator, boolean all, Expr left, Query query, int position) {
        Compared compared = rowByRow(operator, left, query, position);
        return new BoundScalar.Quantified(all, compared.comparison(), compared.rel());
    }

    /** The rows of a query, and what a comparison with each of them is: it stands in a scope of its own. */
    private record Compared(BoundRel rel, BoundScalar comparison) {}

    private Compared rowByRow(String operator, Expr left, Query query, int position) {
        BoundRel rel = exprs.subquery(query);
        List<BoundScalar> values = fields(left);
        if (rel.arity() != values.size()) {
            String message = values.size() == 1
                    ? "subquery must return only one column"
                    : rel.arity() > values.size() ? "subquery has too many columns" : "subquery has too few columns";
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, message).at(position));
        }
        List<BoundScalar> outside =
                values.stream().map(value -> QueryBinder.shifted(value, 1)).toList();
        List<BoundScalar> row = new ArrayList<>();
        for (int i = 0; i < rel.arity(); i++)
            row.add(new BoundScalar.Column(0, i, rel.types().get(i)));
        return new Compared(rel, compare(operator, outside, row, position));
    }

    // ---- LIKE and IS

    BoundScalar like(Expr.Like like) {
        int position = like.position();
        if (like.matching() == Expr.Matching.SIMILAR) return similar(like);
        BoundScalar pattern = exprs.bind(like.pattern());
        Expr escape = like.escape();
        if (escape != null)
            pattern = Resolution.function("like_escape", List.of(pattern, exprs.bind(escape)), position);
        String symbol = like.matching() == Expr.Matching.LIKE ? "~~" : "~~*";
        BoundScalar value = exprs.bind(like.value());
        return Resolution.operator((like.negated() ? "!" : "") + symbol, List.of(value, pattern), position);
    }

    private BoundScalar similar(Expr.Like like) {
        int position = like.position();
        List<BoundScalar> pattern = new ArrayList<>(List.of(exprs.bind(like.pattern())));
        if (like.escape() != null) pattern.add(exprs.bind(like.escape()));
        BoundScalar regex = Resolution.function("similar_to_escape", pattern, position);
        return Resolution.operator(like.negated() ? "!~" : "~", List.of(exprs.bind(like.value()), regex), position);
    }

    BoundScalar is(Expr.Is is) {
        if (is.operand() instanceof Expr.Row(var explicit, var fields, var position) && is.what() == Expr.Truth.NULL) {
            // IS NOT NULL of a row is not the opposite of IS NULL: every field has to be one or the other.
            List<BoundScalar> nulls = new ArrayList<>();
            for (Expr field : fields) {
                nulls.add(negatedIf(is.negated(), new BoundScalar.IsNull(exprs.bind(field))));
            }
            return nulls.isEmpty() ? ExprBinder.bool(!is.negated()) : all(nulls);
        }
        BoundScalar operand = exprs.bind(is.operand());
        BoundScalar test = switch (is.what()) {
            case NULL -> new BoundScalar.IsNull(operand);
            case UNKNOWN -> new BoundScalar.IsNull(ExprBinder.bool(operand, "IS UNKNOWN", is.position()));
            case TRUE -> isTrue(ExprBinder.bool(operand, "IS TRUE", is.position()));
            case FALSE -> isTrue(new BoundScalar.Not(ExprBinder.bool(operand, "IS FALSE", is.position())));
        };
        return negatedIf(is.negated(), test);
    }

    private static BoundScalar isTrue(BoundScalar condition) {
        return new BoundScalar.If(condition, ExprBinder.bool(true), ExprBinder.bool(false));
    }

    BoundScalar distinct(Expr.IsDistinct is) {
        List<BoundScalar> left = fields(is.left());
        List<BoundScalar> right = fields(is.right());
        int position = is.position();
        List<BoundScalar> unequal = new ArrayList<>();
        if (left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) unequal.add(distinct(left.get(i), right.get(i), position));
        } else {
            compare("<>", left, right, position);
        }
        return negatedIf(is.negated(), unequal.isEmpty() ? ExprBinder.bool(false) : any(unequal));
    }

    private static BoundScalar distinct(BoundScalar left, BoundScalar right, int position) {
        BoundScalar unequal = Resolution.operator("<>", List.of(left, right), position);
        BoundScalar both = new BoundScalar.If(
                new BoundScalar.IsNull(right), new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL), unequal);
        return new BoundScalar.If(
                new BoundScalar.IsNull(left), new BoundScalar.Not(new BoundScalar.IsNull(right)), both);
    }
}
