package dev.coordtest.expr;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Scalars;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A condition that looks at the logical time, each time in a comparison with something that does not. So, for a row, it changes at a few times only: where
 * one of these comparisons does. A maintained view may ask for the time in such conditions alone: what comes and goes with them is known when the row comes.
 */
public final class TemporalFilter {
    private static final BigInteger MAX = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

    /** The condition with a column for the logical time, after those of the row. */
    private final ScalarExpr condition;
    /** What the logical time is compared with. */
    private final List<ScalarExpr> compared;

    private final int arity;

    private TemporalFilter(ScalarExpr condition, List<ScalarExpr> compared, int arity) {
        this.condition = condition;
        this.compared = compared;
        this.arity = arity;
    }

    /** What {@code filter} is, null if it does not look at the logical time or looks at it in another way. */
    public static @Nullable TemporalFilter of(RelExpr.Filter filter) {
        List<ScalarExpr> predicates = filter.predicates();
        if (!looksAtTime(predicates)) return null;
        List<ScalarExpr> compared = new ArrayList<>();
        for (ScalarExpr predicate : predicates) {
            // Without its comparisons with the time a predicate is free of it.
            ScalarExpr rest = RelRewrite.bottomUp(predicate, node -> {
                ScalarExpr other = other(node);
                if (other == null) return node;
                compared.add(other);
                return ScalarExpr.literal(Datum.TRUE, ScalarType.BOOL);
            });
            if (looksAtTime(rest)) return null;
        }
        ScalarExpr condition = predicates.size() == 1 ? predicates.getFirst() : new ScalarExpr.And(predicates);
        int arity = filter.input().arity();
        ScalarExpr time = ScalarExpr.column(arity);
        ScalarExpr overColumn =
                RelRewrite.bottomUp(condition, node -> node instanceof ScalarExpr.LogicalTime ? time : node);
        return new TemporalFilter(overColumn, compared, arity);
    }

    /** Whether the logical time is anywhere in one of the predicates. */
    static boolean looksAtTime(List<ScalarExpr> predicates) {
        return predicates.stream().anyMatch(TemporalFilter::looksAtTime);
    }

    /** Whether the logical time is anywhere in {@code expr}. */
    public static boolean looksAtTime(ScalarExpr expr) {
        boolean[] found = new boolean[1];
        RelRewrite.bottomUp(expr, node -> {
            found[0] |= node instanceof ScalarExpr.LogicalTime;
            return node;
        });
        return found[0];
    }

    private static @Nullable ScalarExpr other(ScalarExpr node) {
        if (!(node instanceof ScalarExpr.Call(var func, var arguments))) return null;
        if (!COMPARISONS.contains(func.name()) || arguments.size() != 2) return null;
        boolean left = arguments.get(0) instanceof ScalarExpr.LogicalTime;
        ScalarExpr other = arguments.get(left ? 1 : 0);
        boolean right = arguments.get(1) instanceof ScalarExpr.LogicalTime;
        return left != right && !looksAtTime(other) ? other : null;
    }

    /** The times at which the condition may change for a row, besides the first of all times. */
    public SortedSet<Long> changes(Scalars.Columns columns) {
        SortedSet<Long> changes = new TreeSet<>(Long::compareUnsigned);
        for (ScalarExpr expr : compared) {
            Datum value;
            try {
                value = Scalars.evaluate(expr, columns);
            } catch (SqlException e) {
                continue; // It fails at all times alike.
            }
            if (!(value instanceof Datum.Numeric(var number))) continue;
            BigInteger floor = number.setScale(0, RoundingMode.FLOOR).toBigInteger();
            for (BigInteger time : List.of(floor, floor.add(BigInteger.ONE))) {
                if (time.signum() >= 0 && time.compareTo(MAX) <= 0) changes.add(time.longValue());
            }
        }
        return changes;
    }

    /** Whether the condition is true at {@code time}. */
    public boolean keeps(Scalars.Columns columns, long time) {
        Datum now = Datum.of(new BigDecimal(new BigInteger(Long.toUnsignedString(time))));
        return Scalars.isTrue(condition, column -> column == arity ? now : columns.get(column));
    }
}
