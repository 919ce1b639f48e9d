package dev.coordtest.coordtest;

import dev.coordtest.coord.session.Planning;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.coordtest.law.LawViolation;
import dev.coordtest.coordtest.law.Laws;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Nearest;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.storage.Files;
import dev.coordtest.storage.MemoryFiles;
import dev.coordtest.storage.RealFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One test file's world: a coordinator, storage, compute engine, clock and directory of its own, which directives drive. A test may drive it
 * directive by directive, or have a whole file {@linkplain #runTest run}. Close it to remove its directory.
 */
public final class CoordTest implements AutoCloseable {
    /** How a world is made. {@code seed} draws the order of deliveries; null keeps the default order. */
    public record Options(
            SortedMap<String, String> settings, @Nullable Long seed, boolean realFiles) {
        public static final Options DEFAULT = new Options(new TreeMap<>(), null, true);
    }

    private final Options options;
    private final Files files;
    private final TestDirectory directory;
    private @Nullable World world;
    private @Nullable Directives directives;
    private @Nullable Consumer<Journal.Entry> journal;
    private @Nullable Essence essence;

    public CoordTest(Options options) {
        this.options = options;
        this.directory = new TestDirectory(options.realFiles());
        this.files = options.realFiles() ? new RealFiles() : new MemoryFiles(directory.path());
    }

    /** Hands each line of the journal to {@code consumer}, whole, with the directory as {@code <TEMP>}. Before the first directive. */
    public CoordTest journal(Consumer<String> consumer) {
        journal = entry -> consumer.accept(entry.full().replace(directory.path(), "<TEMP>"));
        return this;
    }

    /** As {@link #journal(Consumer)}, each line in brief. */
    public CoordTest journalInBrief(Consumer<String> consumer) {
        journal = entry -> consumer.accept(entry.brief().replace(directory.path(), "<TEMP>"));
        return this;
    }

    /** Takes down what no order of deliveries may change. Before the first directive. */
    CoordTest essence(Essence book) {
        essence = book;
        return this;
    }

    /** Carries out one directive and returns its output. */
    public String run(Directive directive) {
        if (world == null && directive.name().equals("configure")) {
            start(configured(directive, options.settings()));
            return "";
        }
        if (directives == null) start(settings(directive, options.settings()));
        if (directives == null) throw new IllegalStateException("no world");
        String output;
        try {
            output = directives.run(directive);
        } catch (LawViolation e) {
            throw e.during(directive.name() + " on line " + directive.line());
        } catch (PromiseBroken e) {
            throw e.during(directive.name() + " on line " + directive.line());
        }
        if (essence != null) essence.line("line " + directive.line() + " prints " + output);
        return output;
    }

    /** The settings that a file begins with, under those that were given. */
    static WorldSettings settings(TestFile file, SortedMap<String, String> given) {
        List<Directive> directives = file.directives();
        if (directives.isEmpty()) return WorldSettings.DEFAULT.with(given);
        Directive first = directives.getFirst();
        return first.name().equals("configure") ? configured(first, given) : settings(first, given);
    }

    /** The settings that a file begins with, by name. */
    static SortedMap<String, String> given(TestFile file) {
        List<Directive> directives = file.directives();
        boolean has = !directives.isEmpty() && directives.getFirst().name().equals("configure");
        return has ? given(directives.getFirst()) : new TreeMap<>();
    }

    private static SortedMap<String, String> given(Directive directive) {
        directive.read().expectEmpty();
        SortedMap<String, String> changes = new TreeMap<>();
        List<String> lines = directive.input().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("=", 2);
            if (parts.length != 2) throw directive.inputError(i + 1, "expected NAME = VALUE");
            String name = parts[0].strip();
            if (!WorldSettings.NAMES.contains(name)) {
                throw directive.inputError(
                        i + 1, "no setting \"" + name + "\"" + Nearest.suggestion(name, WorldSettings.NAMES));
            }
            changes.put(name, parts[1].strip());
            try {
                WorldSettings.DEFAULT.with(changes);
            } catch (IllegalArgumentException e) {
                throw directive.inputError(i + 1, String.valueOf(e.getMessage()));
            }
        }
        return changes;
    }

    private static WorldSettings configured(Directive directive, SortedMap<String, String> given) {
        SortedMap<String, String> changes = given(directive);
        changes.putAll(given);
        return settings(directive, changes);
    }

    private static WorldSettings settings(Directive directive, SortedMap<String, String> changes) {
        try {
            return WorldSettings.DEFAULT.with(changes);
        } catch (IllegalArgumentException e) {
            throw directive.error(String.valueOf(e.getMessage()));
        }
    }

    private void start(WorldSettings settings) {
        Long seed = options.seed();
        Choices choices = seed == null ? Choices.first() : Choices.seeded(seed);
        Readers readers = Readers.indifferent();
        if (settings.oracle() == WorldSettings.OracleMode.OFF) {
            world = new World(settings, files, choices);
        } else {
            Promises promises = new Promises(settings.oracle() == WorldSettings.OracleMode.MONOTONE);
            world = promises.world(settings, files, choices, Planning.DIRECT, seen -> {}, queue -> {});
            readers = promises.readers();
        }
        if (journal != null) world.journal().listen(journal);
        if (essence != null) world.essence(essence);
        directives = new Directives(world, files, directory, readers);
    }

    /** What the world has told itself so far; null before the first directive. */
    public @Nullable Journal journal() {
        return world == null ? null : world.journal();
    }

    /** The laws that are checked; null before the first directive. */
    public @Nullable Laws laws() {
        return world == null ? null : world.laws();
    }

    /** Ends all sessions and checks that nothing is left; says what is wrong with the file as a whole, or null. */
    public @Nullable String finish() {
        if (world == null || directives == null) return null;
        OptionalLong line = directives.uncollectedLine();
        if (line.isPresent())
            return "line " + line.getAsLong() + ": the answer to this async-sql is never collected with await-sql";
        world.closeAll();
        if (!world.laws().vacuous().isEmpty())
            return "vacuous: these laws were never tried: " + world.laws().vacuous();
        return null;
    }

    @Override
    public void close() {
        directory.remove();
    }

    /**
     * What became of one file.
     *
     * @param problem what is wrong beyond its directives, or null
     * @param why for a read with an unexpected answer, the times it could read at when the file stopped; else empty
     * @param laws how often each law was tried
     */
    public record Result(
            Run run,
            @Nullable String problem,
            List<String> why,
            List<String> lastDeliveries,
            long deliveries,
            Map<Law, Long> laws) {
        /** How often laws were tried, all together. */
        public long lawEvaluations() {
            return laws.values().stream().mapToLong(Long::longValue).sum();
        }

        public boolean passed() {
            return run.passed() && problem == null;
        }
    }

    /** Runs one file in a world of its own. Throws {@link dev.coordtest.datadriven.ParseError} if it cannot be read. */
    public static Result runTest(Path path, Options options, Run.OnFailure onFailure, Run.Listener listener) {
        return runTest(TestFile.read(path, Dialect.RUST_0_6), options, onFailure, listener);
    }

    /** Runs a file that has been read. */
    public static Result runTest(TestFile file, Options options, Run.OnFailure onFailure, Run.Listener listener) {
        try (CoordTest test = new CoordTest(options)) {
            return test.run(file, onFailure, listener);
        }
    }

    /** Runs a file in this world, which nothing has happened in. */
    public Result run(TestFile file, Run.OnFailure onFailure, Run.Listener listener) {
        String problem = null;
        Run run;
        try {
            run = file.run(this::run, onFailure, listener);
            if (run.passed()) problem = finish();
        } catch (LawViolation | PromiseBroken e) {
            run = new Run(file, List.of());
            problem = e.getMessage();
        }
        Journal told = journal();
        Laws laws = laws();
        long deliveries = told == null ? 0 : told.deliveries();
        List<String> last = told == null
                ? List.of()
                : told.lastLines().stream()
                        .map(l -> l.replace(directory.path(), "<TEMP>"))
                        .toList();
        return new Result(
                run, problem, why(run), last, deliveries, laws == null ? new TreeMap<>() : laws.evaluations());
    }

    /** Explains the last directive's read, if its answer was not as expected. The file has stopped there, so nothing has moved since. */
    private List<String> why(Run run) {
        if (directives == null || run.outcomes().isEmpty()) return List.of();
        if (!(run.outcomes().getLast() instanceof Outcome.Differs differs)) return List.of();
        try {
            return directives.why(differs.directive());
        } catch (LawViolation | PromiseBroken | IllegalStateException e) {
            // A broken world cannot explain itself; the failure has been told already.
            return List.of();
        }
    }

    /** The test files below a directory, sorted; or the one file. */
    public static List<Path> walk(Path path) {
        return TestFile.walk(path);
    }
}
