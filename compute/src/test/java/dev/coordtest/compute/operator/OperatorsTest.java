package dev.coordtest.compute.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.compute.RandomValues;
import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators keep up to date is, at every time, what they are defined to be of the input at that time. */
final class OperatorsTest {
    private static final int TIMES = 8;

    /** Rows and errors with their counts, in order. */
    private record Contents(TreeMap<Row, Long> rows, TreeMap<Row, Long> errors) {
        Contents() {
            this(new TreeMap<>(), new TreeMap<>());
        }

        void add(Part part, long time) {
            add(rows, part.rows(), time);
            add(errors, part.errors(), time);
        }

        static void add(TreeMap<Row, Long> to, Batch batch, long time) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.time(i) == time) count(to, batch.row(i), batch.diff(i));
            }
        }

        static void count(TreeMap<Row, Long> to, Row row, long diff) {
            if (diff != 0) to.merge(row, diff, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
        }
    }

    @Test
    void aggregatesAreWhatTheyAreOfTheWholeGroup() {
        for (long seed = 0; seed < 3000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomValues values = new RandomValues(random);
            List<ScalarType> types = Stream.generate(values::type).limit(3).toList();
            RelExpr.Reduce reduce = new RelExpr.Reduce(
                    input(types),
                    columns(random.nextInt(3)),
                    Stream.generate(() -> aggregate(types, random))
                            .limit(random.nextInt(1, 4))
                            .toList());
            compare(seed, types, Operators.reduce(reduce), rows -> reduced(reduce, rows));
        }
    }

    @Test
    void theFirstRowsAreThoseOfTheWholeGroupInOrder() {
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RandomValues values = new RandomValues(random);
            List<ScalarType> types = Stream.generate(values::type).limit(3).toList();
            List<ColumnOrder> order = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                order.add(new ColumnOrder(random.nextInt(3), random.nextBoolean(), random.nextBoolean()));
            }
            OptionalLong limit = random.nextInt(4) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextInt(4));
            RelExpr.TopK topK = new RelExpr.TopK(
                    input(types),
                    IntStream.range(0, random.nextInt(2)).boxed().toList(),
                    order,
                    limit,
                    random.nextInt(3));
            compare(seed, types, Operators.topK(topK), rows -> firstRows(topK, rows));
        }
    }

    @Test
    void distinctRowsAreThoseThatAreThere() {
        for (long seed = 0; seed < 500; seed++) {
            RandomValues values = new RandomValues(new SplittableRandom(seed));
            List<ScalarType> types = Stream.generate(values::type).limit(2).toList();
            RelExpr.Reduce distinct = new RelExpr.Reduce(input(types), columns(2), List.of());
            compare(seed, types, Operators.reduce(distinct), rows -> reduced(distinct, rows));
        }
    }

    @Test
    void rowsWithNegativeCountsAreBelowTheThreshold() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Operator threshold = Operators.threshold();
            TreeMap<Row, Long> in = new TreeMap<>();
            Contents out = new Contents();
            for (long time = 0; time < TIMES; time++) {
                Batch.Builder changes = new Batch.Builder();
                for (int i = random.nextInt(6); i > 0; i--) {
                    changes.add(Row.of(Datum.of((long) random.nextInt(3))), time, random.nextInt(-2, 3));
                }
                Part part = Part.rows(changes.build());
                Contents.add(in, part.rows(), time);
                out.add(threshold.retire(Frontier.at(time), Frontier.after(time), List.of(part)), time);
                TreeMap<Row, Long> expected = new TreeMap<>(in);
                expected.values().removeIf(count -> count < 0);
                assertThat(out.rows).as("seed %d at %d", seed, time).isEqualTo(expected);
            }
        }
    }

    /** Feeds a random history in intervals of several times, and compares at each time. */
    private static void compare(
            long seed, List<ScalarType> types, Operator operator, Function<TreeMap<Row, Long>, Contents> definition) {
        SplittableRandom random = new SplittableRandom(~seed);
        RandomValues values = new RandomValues(random);
        TreeMap<Row, Long> in = new TreeMap<>();
        Contents out = new Contents();
        for (long lower = 0; lower < TIMES; ) {
            long upper = random.nextLong(lower + 1, TIMES + 1);
            Batch.Builder changes = new Batch.Builder();
            List<TreeMap<Row, Long>> history = new ArrayList<>();
            TreeMap<Row, Long> now = new TreeMap<>(in);
            for (long time = lower; time < upper; time++) {
                change(now, time, types, random, values, changes);
                history.add(new TreeMap<>(now));
            }
            in = now;
            Part changed = operator.retire(Frontier.at(lower), Frontier.at(upper), List.of(Part.rows(changes.build())));
            for (long time = lower; time < upper; time++) {
                out.add(changed, time);
                Contents expected = definition.apply(history.get(Math.toIntExact(time - lower)));
                assertThat(out).as("seed %d at %d", seed, time).isEqualTo(expected);
            }
            lower = upper;
        }
    }

    private static void change(
            TreeMap<Row, Long> now,
            long time,
            List<ScalarType> types,
            SplittableRandom random,
            RandomValues values,
            Batch.Builder changes) {
        // Sometimes everything goes: groups that come again must begin anew.
        boolean all = random.nextInt(5) == 0;
        for (var entry : new TreeMap<>(now).entrySet()) {
            if (!all && random.nextInt(3) > 0) continue;
            changes.add(entry.getKey(), time, -entry.getValue());
            Contents.count(now, entry.getKey(), -entry.getValue());
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            Row row = Row.of(types.stream().map(values::datum).toList());
            long count = random.nextInt(1, 3);
            changes.add(row, time, count);
            Contents.count(now, row, count);
        }
    }

    private static Contents reduced(RelExpr.Reduce reduce, TreeMap<Row, Long> rows) {
        int key = reduce.groupKey().size();
        TreeMap<Row, TreeMap<Row, Long>> groups = new TreeMap<>();
        rows.forEach((row, count) -> groups.computeIfAbsent(
                        Row.of(row.datums().subList(0, key)), any -> new TreeMap<>())
                .put(row, count));
        Contents contents = new Contents();
        groups.forEach((group, members) -> {
            try {
                List<Datum> out = new ArrayList<>(group.datums());
                for (AggregateExpr aggregate : reduce.aggregates()) out.add(value(aggregate, members));
                contents.rows.put(Row.of(out), 1L);
            } catch (SqlException e) {
                Contents.count(
                        contents.errors, DataflowError.evaluation(e.error()).toRow(), 1);
            }
        });
        return contents;
    }

    private static Datum value(AggregateExpr aggregate, TreeMap<Row, Long> members) {
        int column = ((ScalarExpr.Column) aggregate.argument()).index();
        TreeMap<Row, Long> counts = new TreeMap<>();
        members.forEach((row, count) -> counts.merge(Row.of(row.datums().get(column)), count, Long::sum));
        List<Aggregates.Counted> values = new ArrayList<>();
        counts.forEach((row, count) ->
                values.add(new Aggregates.Counted(row.datums().get(0), aggregate.distinct() ? 1 : count)));
        return Aggregates.evaluate(aggregate.func(), values);
    }

    private static Contents firstRows(RelExpr.TopK topK, TreeMap<Row, Long> rows) {
        TreeMap<Row, List<Row>> groups = new TreeMap<>();
        rows.forEach((row, count) -> {
            Row group = Row.of(topK.groupKey().stream().map(row.datums()::get).toList());
            for (int i = 0; i < count; i++)
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(row);
        });
        Contents contents = new Contents();
        for (List<Row> group : groups.values()) {
            group.sort(new RowOrder(topK.orderBy()));
            group.stream()
                    .skip(topK.offset())
                    .limit(topK.limit().orElse(Long.MAX_VALUE))
                    .forEach(row -> Contents.count(contents.rows, row, 1));
        }
        return contents;
    }

    private static RelExpr input(List<ScalarType> types) {
        return new RelExpr.Get(
                GlobalId.user(1),
                types.stream().map(type -> new ColumnType(type, true)).toList());
    }

    private static List<ScalarExpr> columns(int count) {
        return IntStream.range(0, count).mapToObj(ScalarExpr::column).toList();
    }

    /** An aggregate that there is for a column. */
    private static AggregateExpr aggregate(List<ScalarType> types, SplittableRandom random) {
        int column = random.nextInt(types.size());
        List<AggregateFunc> functions = Stream.of(
                        "count",
                        "sum",
                        "avg",
                        "min",
                        "max",
                        "bool_and",
                        "bool_or",
                        "any_value",
                        "variance",
                        "stddev_pop")
                .flatMap(name -> Aggregates.find(name, types.get(column)).stream())
                .toList();
        AggregateFunc function = functions.get(random.nextInt(functions.size()));
        return new AggregateExpr(function, ScalarExpr.column(column), random.nextInt(3) == 0);
    }
}
