package dev.coordtest.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.compute.Compute;
import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.collection.Collections.TableAppend;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.compute.PeekResult;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.transform.Lowering;
import dev.coordtest.storage.collection.MemoryCollections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The engine keeps a query up to date: at every time its answer is what the query means then. */
final class EngineTest {
    /** More with {@code -Dengine.seeds=N}. */
    private static final int SEEDS = Integer.getInteger("engine.seeds", 1500);

    private static final int TIMES = 6;
    private static final GlobalId QUERY = GlobalId.user(100);
    private static final GlobalId INDEX = GlobalId.user(101);

    /** What the tables hold at one time. */
    private record AtTime(TreeMap<GlobalId, Multiset> tables, long time) implements Snapshot {
        @Override
        public Multiset rows(GlobalId id) {
            return tables.get(id);
        }
    }

    @Test
    void theEngineAgreesWithTheReferenceAtEveryTime() {
        int pairs = 0;
        int failed = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BoundRel query = new RandomQuery(random).rel(3);
            RelExpr lowered = Lowering.lower(query);
            List<TreeMap<GlobalId, Multiset>> history = history(random);
            for (var answer : answers(lowered, history, random).entrySet()) {
                pairs++;
                if (!agrees(seed, query, history, answer)) failed++;
            }
        }
        assertThat(failed).as("pairs that fail").isBetween(pairs / 100, pairs / 2);
    }

    /** Most are cut after a few rounds; what is compared is whatever they have come to. */
    @Test
    void recursionsAreKeptUpToDate() {
        int changed = 0;
        int ended = 0;
        for (long seed = 0; seed < SEEDS / 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BoundRel query = new RandomQuery(random).recursion(3);
            List<TreeMap<GlobalId, Multiset>> history = history(random);
            TreeMap<Long, PeekResult> answers = answers(Lowering.lower(query), history, random);
            for (var answer : answers.entrySet()) {
                boolean isRows = agrees(seed, query, history, answer);
                PeekResult before = answers.get(answer.getKey() - 1);
                if (isRows && before != null && !rows(before).equals(rows(answer.getValue()))) changed++;
                if (isRows
                        && !(query instanceof BoundRel.Recursion r && r.limit().returns())) ended++;
            }
        }
        assertThat(changed).as("changes").isGreaterThan(SEEDS / 10);
        assertThat(ended).as("that come to an end").isGreaterThan(SEEDS / 20);
    }

    /** Nothing is written after the first time: what comes and goes later, time alone brings and takes. */
    @Test
    void rowsComeAndGoWithTheTimeAlone() {
        int changed = 0;
        for (long seed = 0; seed < SEEDS / 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BoundRel query = new RandomQuery(random).temporalFilter();
            RelExpr lowered = Lowering.lower(query);
            List<TreeMap<GlobalId, Multiset>> history =
                    Collections.nCopies(TIMES, history(random).getLast());
            TreeMap<Long, PeekResult> answers = answers(lowered, history, random);
            for (var answer : answers.entrySet()) {
                agrees(seed, query, history, answer);
                PeekResult before = answers.get(answer.getKey() - 1);
                if (before != null && !rows(before).equals(rows(answer.getValue()))) changed++;
            }
        }
        assertThat(changed).as("changes").isGreaterThan(SEEDS / 20);
    }

    /** Holds an answer to the reference; returns whether there are rows, and no error. */
    private static boolean agrees(
            long seed, BoundRel query, List<TreeMap<GlobalId, Multiset>> history, Map.Entry<Long, PeekResult> answer) {
        int time = Math.toIntExact(answer.getKey());
        return switch (Reference.evaluate(query, new AtTime(history.get(time), time))) {
            case Answer.Failed(var error) -> {
                assertThat(answer.getValue())
                        .as("seed %d at %d, expecting %s", seed, time, error)
                        .isInstanceOf(PeekResult.Failed.class);
                yield false;
            }
            case Answer.Rows(var expected) -> {
                assertThat(rows(answer.getValue()))
                        .as("seed %d at %d", seed, time)
                        .isEqualTo(expected);
                yield true;
            }
        };
    }

    private static Object rows(PeekResult result) {
        if (!(result instanceof PeekResult.Rows(var batch))) return result;
        Multiset rows = new Multiset();
        batch.forEach(update -> rows.add(update.row(), update.diff()));
        return rows;
    }

    /** What the tables hold at each time: a few rows come and go at each step. */
    private static List<TreeMap<GlobalId, Multiset>> history(SplittableRandom random) {
        List<TreeMap<GlobalId, Multiset>> history = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            TreeMap<GlobalId, Multiset> tables = new TreeMap<>();
            for (GlobalId id : RandomQuery.TABLES.keySet()) {
                Multiset before =
                        time == 0 ? new Multiset() : history.get(time - 1).get(id);
                tables.put(id, changed(before, id, random));
            }
            history.add(tables);
        }
        return history;
    }

    private static Multiset changed(Multiset before, GlobalId id, SplittableRandom random) {
        Multiset after = new Multiset();
        before.forEach((row, count) -> {
            if (random.nextInt(3) > 0) after.add(row, count);
        });
        for (int i = random.nextInt(3); i > 0; i--) {
            after.add(LoweringTest.row(RandomQuery.TABLES.get(id), random), random.nextInt(1, 3));
        }
        return after;
    }

    /** What the engine answers at each time from the as-of on; writes and the engine's work are interleaved at random. */
    private static TreeMap<Long, PeekResult> answers(
            RelExpr lowered, List<TreeMap<GlobalId, Multiset>> history, SplittableRandom random) {
        MemoryCollections collections = new MemoryCollections();
        RandomQuery.TABLES.keySet().forEach(collections::createTable);
        TreeMap<Long, PeekResult> answers = new TreeMap<>();
        Compute compute = new Compute(collections, response -> {
            if (response instanceof ComputeResponse.PeekDone(var id, var result)) answers.put(id.value(), result);
        });
        long asOf = random.nextInt(TIMES);
        List<Dataflow.IndexExport> indexed = indexes(random);
        indexed.forEach(index -> compute.handle(new ComputeCommand.CreateDataflow(index(index), 0)));
        int createdAt = random.nextInt(TIMES + 1);
        int written = 0;
        while (written < TIMES || createdAt <= TIMES) {
            if (createdAt == written) {
                compute.handle(new ComputeCommand.CreateDataflow(dataflow(lowered, indexed), asOf));
                for (long time = asOf; time < TIMES; time++) compute.handle(peek(time, lowered.arity()));
                createdAt = TIMES + 1;
            }
            if (written < TIMES) {
                int upper = random.nextInt(written + 1, TIMES + 1);
                write(collections, history, written, upper);
                // The next stop is the creation, if it has been stepped over.
                if (createdAt <= TIMES && createdAt > written && createdAt < upper) createdAt = upper;
                written = upper;
            }
            for (int i = random.nextInt(20); i > 0; i--) compute.work();
            // Whoever still reads an index along holds its history, whatever is allowed.
            Frontier since = Frontier.at(createdAt > TIMES ? random.nextInt(TIMES) : asOf);
            indexed.forEach(index ->
                    compute.handle(new ComputeCommand.AllowCompaction(List.of(new Compaction(index.index(), since)))));
        }
        while (compute.work()) {}
        assertThat(answers).hasSize(Math.toIntExact(TIMES - asOf));
        return answers;
    }

    private static void write(
            MemoryCollections collections, List<TreeMap<GlobalId, Multiset>> history, int lower, int upper) {
        List<TableAppend> appends = new ArrayList<>();
        for (GlobalId id : RandomQuery.TABLES.keySet()) {
            Batch.Builder batch = new Batch.Builder();
            for (int time = lower; time < upper; time++) {
                long at = time;
                if (time > 0) history.get(time - 1).get(id).forEach((row, count) -> batch.add(row, at, -count));
                history.get(time).get(id).forEach((row, count) -> batch.add(row, at, count));
            }
            appends.add(new TableAppend(id, new Part(batch.build(), Batch.EMPTY)));
        }
        assertThat(collections.appendTables(appends, Frontier.at(lower), Frontier.at(upper)))
                .isTrue();
    }

    /** Indexes on some of the tables, each on one column. */
    private static List<Dataflow.IndexExport> indexes(SplittableRandom random) {
        List<Dataflow.IndexExport> indexes = new ArrayList<>();
        RandomQuery.TABLES.forEach((id, types) -> {
            GlobalId index = GlobalId.user(200 + indexes.size());
            ScalarExpr key = ScalarExpr.column(random.nextInt(types.size()));
            if (random.nextBoolean()) indexes.add(new Dataflow.IndexExport(index, id, List.of(key)));
        });
        return indexes;
    }

    private static Dataflow index(Dataflow.IndexExport index) {
        var source = new Dataflow.SourceImport(index.on(), RandomQuery.TABLES.get(index.on()));
        return new Dataflow("index", List.of(source), List.of(), List.of(), List.of(index), List.of(), List.of());
    }

    /** The query over the tables, those with an index read through it. */
    private static Dataflow dataflow(RelExpr lowered, List<Dataflow.IndexExport> indexed) {
        List<Dataflow.SourceImport> sources = new ArrayList<>();
        List<Dataflow.IndexImport> imports = new ArrayList<>();
        RandomQuery.TABLES.forEach((id, types) -> {
            var index = indexed.stream().filter(each -> each.on().equals(id)).findFirst();
            index.ifPresentOrElse(
                    each -> imports.add(new Dataflow.IndexImport(each.index(), id, each.key(), types)),
                    () -> sources.add(new Dataflow.SourceImport(id, types)));
        });
        List<ScalarExpr> key =
                IntStream.range(0, lowered.arity()).mapToObj(ScalarExpr::column).toList();
        return new Dataflow(
                "q",
                sources,
                imports,
                List.of(new Dataflow.Build(QUERY, lowered)),
                List.of(new Dataflow.IndexExport(INDEX, QUERY, key)),
                List.of(),
                List.of());
    }

    private static ComputeCommand.Peek peek(long time, int arity) {
        return new ComputeCommand.Peek(
                new PeekId(time), INDEX, time, null, MapFilterProject.identity(arity), Finishing.trivial(arity));
    }
}
