package dev.coordtest.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.RelRewrite;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.transform.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A lowered query means what the bound query means. */
final class LoweringTest {
    /** More with {@code -Dlowering.seeds=N}. */
    private static final int SEEDS = Integer.getInteger("lowering.seeds", 3000);

    private static final long TIME = 7;

    private record Tables(TreeMap<GlobalId, Multiset> rowsOf) implements Snapshot {
        @Override
        public Multiset rows(GlobalId id) {
            return rowsOf.get(id);
        }

        @Override
        public long time() {
            return TIME;
        }
    }

    private static Tables tables(SplittableRandom random) {
        TreeMap<GlobalId, Multiset> rowsOf = new TreeMap<>();
        RandomQuery.TABLES.forEach((id, types) -> {
            Multiset rows = new Multiset();
            for (int i = random.nextInt(5); i > 0; i--) rows.add(row(types, random), random.nextInt(1, 3));
            rowsOf.put(id, rows);
        });
        return new Tables(rowsOf);
    }

    static Row row(List<ColumnType> types, SplittableRandom random) {
        List<Datum> datums = new ArrayList<>();
        for (ColumnType type : types) {
            boolean none = type.nullable() && random.nextInt(4) == 0;
            datums.add(none ? Datum.NULL : RandomQuery.datum(type.type(), random));
        }
        return Row.of(datums);
    }

    @Test
    void loweredQueriesGiveTheRowsAndTheErrorsOfBoundOnes() {
        int failed = 0;
        int empty = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BoundRel query = new RandomQuery(random).rel(3);
            RelExpr lowered = RelRewrite.atTime(Lowering.lower(query), TIME);
            for (int i = 0; i < 3; i++) {
                Tables tables = tables(random);
                RelInterpreter.Result actual = new RelInterpreter(tables).evaluate(lowered);
                switch (Reference.evaluate(query, tables)) {
                    case Answer.Failed(var error) -> {
                        failed++;
                        assertThat(actual.failed())
                                .as("seed %d fails with %s", seed, error)
                                .isTrue();
                    }
                    case Answer.Rows(var rows) -> {
                        if (rows.isEmpty()) empty++;
                        TreeMap<Row, Long> expected = new TreeMap<>();
                        rows.forEach(expected::put);
                        assertThat(actual.failed()).as("seed %d fails", seed).isFalse();
                        assertThat(actual.rows())
                                .as("seed %d over %s", seed, tables)
                                .isEqualTo(expected);
                    }
                }
            }
        }
        assertThat(failed).as("pairs that fail").isBetween(SEEDS / 20, SEEDS);
        assertThat(empty).as("pairs without rows").isLessThan(2 * SEEDS);
    }
}
