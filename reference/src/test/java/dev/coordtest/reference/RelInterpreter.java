package dev.coordtest.reference;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Gathered;
import dev.coordtest.expr.scalar.RowSets;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Scalars;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.expr.window.Partition;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The meaning of a relational expression by its definition, one operator at a time; and whether its types speak the truth. */
final class RelInterpreter {
    /** A multiset whose counts may be negative, and whether there are errors beside it. */
    record Result(TreeMap<Row, Long> rows, boolean failed) {}

    private final Snapshot snapshot;
    private final Map<Integer, Result> locals = new TreeMap<>();
    private boolean failed;

    RelInterpreter(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Result evaluate(RelExpr expr) {
        TreeMap<Row, Long> rows = rows(expr);
        return new Result(rows, failed);
    }

    private TreeMap<Row, Long> rows(RelExpr expr) {
        TreeMap<Row, Long> rows = new TreeMap<>();
        compute(expr, rows);
        rows.values().removeIf(count -> count == 0);
        List<ColumnType> types = expr.types();
        rows.forEach((row, count) -> {
            List<Datum> datums = row.datums();
            if (datums.size() != types.size()) throw new AssertionError(row + " is not of " + types + ": " + expr);
            for (int i = 0; i < types.size(); i++) {
                if (datums.get(i).isNull() && !types.get(i).nullable()) {
                    throw new AssertionError("NULL in column " + i + " of " + expr);
                }
            }
        });
        return rows;
    }

    private void compute(RelExpr expr, TreeMap<Row, Long> out) {
        switch (expr) {
            case RelExpr.Constant(var rows, var error, var types) -> {
                failed |= error != null;
                rows.forEach(update -> add(out, update.row(), update.diff()));
            }
            case RelExpr.Get(var id, var types) -> snapshot.rows(id).forEach((row, count) -> add(out, row, count));
            case RelExpr.LocalGet(var local, var types) -> {
                Result value = locals.get(local);
                failed |= value.failed;
                out.putAll(value.rows);
            }
            case RelExpr.Let(var local, var value, var body) -> {
                boolean before = failed;
                failed = false;
                TreeMap<Row, Long> rows = rows(value);
                locals.put(local, new Result(rows, failed));
                failed = before;
                out.putAll(rows(body));
            }
            case RelExpr.Recursion recursion -> out.putAll(recursion(recursion));
            case RelExpr.Project(var input, var columns) ->
                rows(input).forEach((row, count) -> add(out, Reference.project(row, columns), count));
            case RelExpr.Map(var input, var scalars) ->
                rows(input).forEach((row, count) -> {
                    List<Datum> datums = new ArrayList<>(row.datums());
                    guarded(() -> {
                        for (ScalarExpr scalar : scalars) datums.add(Scalars.evaluate(scalar, datums::get));
                        add(out, Row.of(datums), count);
                    });
                });
            case RelExpr.FlatMap(var input, var sets, var ordinality) -> {
                List<ScalarType> types =
                        sets.stream().map(set -> set.type(input.types()).type()).toList();
                rows(input)
                        .forEach((row, count) -> guarded(() -> {
                            Datum[] values = sets.stream()
                                    .map(set -> Scalars.evaluate(set, row))
                                    .toArray(Datum[]::new);
                            for (int i = 0; i < RowSets.size(values); i++) {
                                List<Datum> datums = new ArrayList<>(row.datums());
                                datums.addAll(RowSets.row(values, types, i, ordinality));
                                add(out, Row.of(datums), count);
                            }
                        }));
            }
            case RelExpr.Filter(var input, var predicates) ->
                rows(input)
                        .forEach((row, count) -> guarded(() -> {
                            if (Scalars.evaluate(new ScalarExpr.And(predicates), row)
                                    .equals(Datum.TRUE)) add(out, row, count);
                        }));
            case RelExpr.Join join -> join(join, out);
            case RelExpr.Reduce reduce -> reduce(reduce, out);
            case RelExpr.TopK topK -> topK(topK, out);
            case RelExpr.Window window -> window(window, out);
            case RelExpr.Negate(var input) -> rows(input).forEach((row, count) -> add(out, row, -count));
            case RelExpr.Threshold(var input) -> rows(input).forEach((row, count) -> add(out, row, Math.max(count, 0)));
            case RelExpr.Union(var inputs) ->
                inputs.forEach(input -> rows(input).forEach((row, n) -> add(out, row, n)));
        }
    }

    private TreeMap<Row, Long> recursion(RelExpr.Recursion recursion) {
        boolean before = failed;
        failed = false;
        List<Integer> bound = recursion.locals();
        bound.forEach(local -> locals.put(local, new Result(new TreeMap<>(), false)));
        for (long round = 0; ; round++) {
            boolean last = round == recursion.limit().rounds();
            if (last && recursion.limit().returns()) break;
            boolean changed = false;
            for (int i = 0; i < bound.size(); i++) {
                TreeMap<Row, Long> rows = rows(recursion.values().get(i));
                Result was = locals.put(bound.get(i), new Result(rows, false));
                changed |= was == null || !was.rows.equals(rows);
            }
            failed |= changed && last;
            if (failed || !changed) break;
        }
        TreeMap<Row, Long> rows = failed ? new TreeMap<>() : locals.get(bound.get(recursion.result())).rows;
        failed |= before;
        return rows;
    }

    private static void add(TreeMap<Row, Long> rows, Row row, long count) {
        rows.merge(row, count, Long::sum);
    }

    private void guarded(Runnable computation) {
        try {
            computation.run();
        } catch (SqlException e) {
            failed = true;
        }
    }

    private void join(RelExpr.Join join, TreeMap<Row, Long> out) {
        TreeMap<Row, Long> rights = rows(join.right());
        rows(join.left())
                .forEach((left, leftCount) -> rights.forEach((right, rightCount) -> guarded(() -> {
                    for (int i = 0; i < join.leftKeys().size(); i++) {
                        Datum leftKey = Scalars.evaluate(join.leftKeys().get(i), left);
                        if (leftKey.isNull()
                                || !leftKey.equals(
                                        Scalars.evaluate(join.rightKeys().get(i), right))) return;
                    }
                    List<Datum> both = new ArrayList<>(left.datums());
                    both.addAll(right.datums());
                    add(out, Row.of(both), leftCount * rightCount);
                })));
    }

    private void reduce(RelExpr.Reduce reduce, TreeMap<Row, Long> out) {
        TreeMap<Row, TreeMap<Row, Long>> groups = new TreeMap<>();
        rows(reduce.input())
                .forEach((row, count) -> guarded(() -> {
                    List<Datum> key = new ArrayList<>();
                    for (ScalarExpr part : reduce.groupKey()) key.add(Scalars.evaluate(part, row));
                    groups.computeIfAbsent(Row.of(key), none -> new TreeMap<>()).put(row, count);
                }));
        groups.forEach((key, rows) -> guarded(() -> {
            if (rows.values().stream().anyMatch(count -> count < 0))
                throw new AssertionError("negative count below " + reduce);
            List<Datum> datums = new ArrayList<>(key.datums());
            for (AggregateExpr aggregate : reduce.aggregates()) {
                if (aggregate.func().kind().gathers()) {
                    datums.add(gathered(aggregate, rows));
                    continue;
                }
                TreeMap<Row, Long> values = new TreeMap<>();
                rows.forEach((row, count) -> add(values, Row.of(Scalars.evaluate(aggregate.argument(), row)), count));
                List<Aggregates.Counted> counted = new ArrayList<>();
                values.forEach((value, count) ->
                        counted.add(new Aggregates.Counted(value.datums().get(0), aggregate.distinct() ? 1 : count)));
                datums.add(Aggregates.evaluate(aggregate.func(), counted));
            }
            add(out, Row.of(datums), 1);
        }));
    }

    private static Datum gathered(AggregateExpr aggregate, TreeMap<Row, Long> rows) {
        int arguments = aggregate.arguments().size();
        List<ColumnOrder> order = new ArrayList<>();
        for (SortKey<ScalarExpr> key : aggregate.order()) {
            order.add(new ColumnOrder(arguments + order.size(), key.descending(), key.nullsLast()));
        }
        for (int i = 0; i < arguments; i++) order.add(new ColumnOrder(i, false, false));
        Comparator<Row> byKeys = Reference.keys(order);
        TreeMap<Row, Long> values =
                new TreeMap<>(byKeys.thenComparing(row -> Row.of(row.datums().subList(0, arguments))));
        rows.forEach((row, count) -> {
            List<Datum> datums = new ArrayList<>();
            for (ScalarExpr scalar : aggregate.scalars()) datums.add(Scalars.evaluate(scalar, row));
            boolean counts = aggregate.func().kind().keepsNulls()
                    ? aggregate.filter() == null || datums.getLast().equals(Datum.TRUE)
                    : !datums.getFirst().isNull();
            if (counts) add(values, Row.of(datums), count);
        });
        List<List<Datum>> taken = new ArrayList<>();
        Row last = null;
        for (var entry : values.entrySet()) {
            Row row = entry.getKey();
            boolean again = last != null && byKeys.compare(last, row) == 0;
            long count = !aggregate.distinct() ? entry.getValue() : again ? 0 : 1;
            for (long i = 0; i < count; i++) taken.add(row.datums().subList(0, arguments));
            last = row;
        }
        return Gathered.of(aggregate.func(), taken);
    }

    private void window(RelExpr.Window window, TreeMap<Row, Long> out) {
        TreeMap<Row, List<Row>> partitions = new TreeMap<>();
        rows(window.input()).forEach((row, count) -> {
            if (count < 0) throw new AssertionError("negative count below " + window);
            List<Row> partition =
                    partitions.computeIfAbsent(Reference.project(row, window.partition()), none -> new ArrayList<>());
            for (long i = 0; i < count; i++) partition.add(row);
        });
        for (List<Row> partition : partitions.values()) {
            partition.sort(Reference.order(window.orderBy()));
            Partition.evaluate(partition, window.orderBy(), window.calls()).forEach(row -> add(out, row, 1));
        }
    }

    private void topK(RelExpr.TopK topK, TreeMap<Row, Long> out) {
        TreeMap<Row, List<Row>> groups = new TreeMap<>();
        rows(topK.input()).forEach((row, count) -> {
            if (count < 0) throw new AssertionError("negative count below " + topK);
            List<Row> group =
                    groups.computeIfAbsent(Reference.project(row, topK.groupKey()), none -> new ArrayList<>());
            for (long i = 0; i < count; i++) group.add(row);
        });
        groups.values()
                .forEach(group -> group.stream()
                        .sorted(Reference.order(topK.orderBy()))
                        .skip(topK.offset())
                        .limit(topK.limit().orElse(Long.MAX_VALUE))
                        .forEach(row -> add(out, row, 1)));
    }
}
