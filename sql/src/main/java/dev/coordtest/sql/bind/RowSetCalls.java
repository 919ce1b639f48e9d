package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.RowSets;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The calls of set-returning functions in a SELECT list and its ORDER BY and GROUP BY. They are expanded after grouping and window functions, all in lockstep; those whose
 * arguments are sets themselves after those (PostgreSQL's manual, section 36.5.8). Until then they stand as columns of depth {@link #SET}.
 */
final class RowSetCalls {
    private static final int SET = Gathered.WINDOW + 1;

    /** A call, and after how many others of its arguments it is expanded. */
    private record Call(BoundScalar call, int level) {}

    private final List<Call> calls = new ArrayList<>();
    private final SortedMap<Integer, BoundScalar.Column> expanded = new TreeMap<>();
    /** The construct inside which there may be none; null outside of such. */
    private @Nullable String forbidding;

    /** The column that stands for a call in a place whose sets are these; null where there may be none. */
    static BoundScalar add(@Nullable RowSetCalls sets, BoundScalar call, String clause, int position) {
        if (sets == null) throw refused(clause, position);
        if (sets.forbidding != null) throw refused(sets.forbidding, position);
        List<ColumnType> columns = RowSets.types(List.of(call.type().type()), false);
        if (columns.size() != 1) throw QueryBinder.unbuilt("records in the select list are", position);
        int level = sets.columnsOf(call).stream()
                        .mapToInt(i -> sets.calls.get(i).level)
                        .max()
                        .orElse(-1)
                + 1;
        Call added = new Call(call, level);
        int index = sets.calls.indexOf(added);
        if (index < 0) {
            index = sets.calls.size();
            sets.calls.add(added);
        }
        return new BoundScalar.Column(SET, index, columns.get(0));
    }

    /** Binds something in which there may be no set: it is not evaluated for every row. */
    static BoundScalar without(@Nullable RowSetCalls sets, String construct, Supplier<BoundScalar> binding) {
        if (sets == null) return binding.get();
        String before = sets.forbidding;
        sets.forbidding = construct;
        try {
            return binding.get();
        } finally {
            sets.forbidding = before;
        }
    }

    private static SqlException refused(String clause, int position) {
        String message = switch (clause) {
            case FromBinder.FUNCTIONS -> "set-returning functions must appear at top level of FROM";
            case CallBinder.NESTED -> "aggregate function calls cannot contain set-returning function calls";
            case WindowBinder.ARGUMENT -> "window function calls cannot contain set-returning function calls";
            case "JOIN/ON" -> "set-returning functions are not allowed in JOIN conditions";
            default -> "set-returning functions are not allowed in " + clause;
        };
        SqlError error = SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, message).at(position);
        boolean movable = List.of("CASE", "COALESCE", CallBinder.NESTED, WindowBinder.ARGUMENT)
                .contains(clause);
        return new SqlException(
                movable
                        ? error.withHint(
                                "You might be able to move the set-returning function into a LATERAL FROM item.")
                        : error);
    }

    /** The sets that a scalar looks at. */
    private List<Integer> columnsOf(BoundScalar scalar) {
        List<Integer> found = new ArrayList<>();
        BoundRewrite.scalar(scalar, 0, (s, scopes) -> {
            if (s instanceof BoundScalar.Column(var depth, var index, var type) && depth == SET) found.add(index);
            return null;
        });
        return found;
    }

    /** {@code rel} with the rows of those sets that {@code scalars} look at and that are not in it yet. */
    BoundRel expand(BoundRel rel, List<BoundScalar> scalars, UnaryOperator<BoundScalar> grouped) {
        BoundRel result = rel;
        List<Integer> wanted = new ArrayList<>();
        for (BoundScalar scalar : scalars) wanted.addAll(columnsOf(scalar));
        for (int i = 0; i < wanted.size(); i++) wanted.addAll(columnsOf(calls.get(wanted.get(i)).call));
        int levels = wanted.stream().mapToInt(i -> calls.get(i).level).max().orElse(-1);
        for (int level = 0; level <= levels; level++) {
            List<BoundScalar> sets = new ArrayList<>();
            int arity = result.arity();
            for (int index : wanted.stream().distinct().sorted().toList()) {
                Call call = calls.get(index);
                if (call.level != level || expanded.containsKey(index)) continue;
                BoundScalar set = inPlace(grouped.apply(call.call));
                ColumnType type =
                        RowSets.types(List.of(set.type().type()), false).get(0);
                expanded.put(index, new BoundScalar.Column(0, arity + sets.size(), type));
                sets.add(set);
            }
            if (!sets.isEmpty()) result = new BoundRel.FlatMap(result, sets, false);
        }
        return result;
    }

    /** Forgets what has been expanded: the columns are gone. */
    void regroup() {
        expanded.clear();
    }

    /** A scalar over what has been expanded. */
    BoundScalar inPlace(BoundScalar scalar) {
        return BoundRewrite.scalar(scalar, 0, (s, scopes) -> {
            if (!(s instanceof BoundScalar.Column(var depth, var index, var type)) || depth != SET) return null;
            BoundScalar.Column column = expanded.get(index);
            if (column == null) throw new IllegalStateException("set " + index + " has not been expanded");
            return new BoundScalar.Column(scopes, column.index(), column.type());
        });
    }
}
