package dev.coordtest.coordtest;

import dev.coordtest.coord.session.SessionOutput;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.coordtest.law.LawViolation;
import dev.coordtest.coordtest.slt.Answer;
import dev.coordtest.coordtest.slt.Judge;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.SltRewriter;
import dev.coordtest.coordtest.slt.Verdict;
import dev.coordtest.storage.Files;
import dev.coordtest.storage.MemoryFiles;
import dev.coordtest.storage.RealFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sqllogictest file's world. Statements and queries share a session, each named connection has one of its own; all stay open to the end.
 *
 * <p>The world is strict serializable unless asked for something else: a suite expects to read what it has written.
 */
public final class SltTest {
    /** Where the clock begins, 2022-01-01: suites expect {@code now()} to be later than they were written. */
    private static final long START_MILLIS = 1_640_995_200_000L;

    private final World world;
    private final Clients clients;
    private final Blocked blocked;
    private final Judge judge;
    private final SortedMap<String, TestSession> connections = new TreeMap<>();

    private SltTest(World world, Rules rules) {
        this.world = world;
        this.blocked = Blocked.withoutNames(world);
        this.clients = new Clients(world, blocked, Readers.indifferent());
        this.judge = new Judge(rules);
    }

    /** What follows a record that does not pass. */
    public enum OnFailure {
        /** The next record; but after a statement that should have worked nothing, as what it was to prepare is not there. */
        STOP_AT_STATEMENT,
        KEEP_GOING
    }

    /** A record that was judged. */
    public record Outcome(SltRecord record, Verdict verdict) {}

    /** Is told of each record before and after it runs. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = new Listener() {};

        default void started(SltRecord record) {}

        default void finished(Outcome outcome) {}
    }

    /**
     * What became of a file.
     *
     * @param outcomes of the records that ran, in the order of the file
     * @param problem what is wrong beyond its records, or null
     * @param laws how often each law was tried
     */
    public record Result(
            SltFile file,
            List<Outcome> outcomes,
            @Nullable String problem,
            List<String> lastDeliveries,
            long deliveries,
            Map<Law, Long> laws) {
        /** Whether every record ran, and passed. */
        public boolean passed() {
            return problem == null
                    && outcomes.size() == file.records().size()
                    && outcomes.stream().allMatch(outcome -> outcome.verdict().passed());
        }

        /** The file with the outputs that were, where they are not the expected ones. */
        public String rewritten() {
            return SltRewriter.rewrite(
                    file, outcomes.stream().map(Outcome::verdict).toList());
        }
    }

    /** Runs a file in a world of its own. */
    public static Result run(
            SltFile file, CoordTest.Options options, Rules rules, OnFailure onFailure, Listener listener) {
        return run(file, options, rules, onFailure, listener, null);
    }

    /** Runs a file to its end and hands each line of the journal to {@code lines}, whole. */
    public static void journal(SltFile file, CoordTest.Options options, Consumer<String> lines) {
        run(file, options, Rules.DEFAULT, OnFailure.KEEP_GOING, Listener.NONE, lines);
    }

    private static Result run(
            SltFile file,
            CoordTest.Options options,
            Rules rules,
            OnFailure onFailure,
            Listener listener,
            @Nullable Consumer<String> lines) {
        TestDirectory directory = new TestDirectory(options.realFiles());
        Files files = options.realFiles() ? new RealFiles() : new MemoryFiles(directory.path());
        Long seed = options.seed();
        try {
            World world = new World(settings(options), files, seed == null ? Choices.first() : Choices.seeded(seed));
            world.advance(START_MILLIS);
            if (lines != null) world.journal().listen(entry -> lines.accept(entry.full()));
            return new SltTest(world, rules).run(file, onFailure, listener);
        } finally {
            directory.remove();
        }
    }

    private static WorldSettings settings(CoordTest.Options options) {
        SortedMap<String, String> changes = new TreeMap<>();
        changes.put("transaction_isolation", "strict serializable");
        changes.putAll(options.settings());
        return WorldSettings.DEFAULT.with(changes);
    }

    private Result run(SltFile file, OnFailure onFailure, Listener listener) {
        List<Outcome> outcomes = new ArrayList<>();
        for (SltRecord record : file.records()) {
            listener.started(record);
            Verdict verdict = judge.withoutRunning(record).orElseGet(() -> judge.verdict(record, answer(record)));
            Outcome outcome = new Outcome(record, verdict);
            outcomes.add(outcome);
            listener.finished(outcome);
            boolean prepares = record instanceof SltRecord.Statement;
            if (onFailure == OnFailure.STOP_AT_STATEMENT && prepares && !verdict.passed()) break;
        }
        String problem = null;
        try {
            world.closeAll();
        } catch (LawViolation | IllegalStateException e) {
            problem = e.getMessage();
        }
        return new Result(
                file,
                List.copyOf(outcomes),
                problem,
                world.journal().lastLines(),
                world.journal().deliveries(),
                world.laws().evaluations());
    }

    private Answer answer(SltRecord record) {
        String name =
                record instanceof SltRecord.Simple simple ? simple.connection().orElse("") : "";
        try {
            return answer(name, record.sql());
        } catch (RuntimeException | StackOverflowError e) {
            // A bug, or a broken law: this record shows it. What follows has another connection, and may still say
            // something.
            connections.remove(name);
            return new Answer.Broken(e.toString());
        }
    }

    private Answer answer(String connection, String sql) {
        TestSession session = connections.computeIfAbsent(connection, ignored -> clients.open());
        clients.start(session, sql);
        clients.letTimePass(session);
        List<SessionOutput> outputs = List.copyOf(session.outputs());
        boolean running = session.isRunning();
        if (running) {
            String why = blocked.text(session.session());
            world.cancel(session.session());
            connections.remove(connection);
            return new Answer.Blocked(why);
        }
        session.outputs().clear();
        return answer(outputs);
    }

    private static Answer answer(List<SessionOutput> outputs) {
        List<StatementResult> results = new ArrayList<>();
        for (SessionOutput output : outputs) {
            switch (output) {
                case SessionOutput.Failed(var error) -> {
                    return Answer.Refused.of(error);
                }
                case SessionOutput.Answered(StatementResult.ReadFailed(var text)) -> {
                    return Answer.Refused.inData(text);
                }
                case SessionOutput.Answered(var result) -> results.add(result);
                case SessionOutput.Ready ignored -> {}
            }
        }
        return new Answer.Results(results);
    }
}
