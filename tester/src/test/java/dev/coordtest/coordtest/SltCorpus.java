package dev.coordtest.coordtest;

import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Measures how much of the corpus of sqllogictest files passes: of the records that PostgreSQL passes, and of the others, in which any error counts where
 * one is expected and EXPLAIN is left out. A file goes on after a failure. The program prints the figures of each file, and what stands most often between
 * the records and their passing:
 *
 * <pre>{@code java -cp … dev.coordtest.coordtest.SltCorpus [FILTER] [REASONS-FILE]}</pre>
 */
final class SltCorpus {
    static final List<String> SUITES = List.of("slt-enforced", "slt-not-enforced");

    private static final long STACK_BYTES = 64L << 20;
    private static final long FILE_MILLIS_MAX = 60_000;

    private static final Pattern BASELINE =
            Pattern.compile("\"(sqllogictest/[^\"]*)\":\\s*\\{[^}]*\"failed_lines\":\\s*\\[([^]]*)]");

    private static final Pattern EXPLAIN = Pattern.compile("\\s*EXPLAIN\\b", Pattern.CASE_INSENSITIVE);

    private SltCorpus() {}

    /** A record that was not skipped. */
    record Judged(SltTest.Outcome outcome, boolean passesInPostgres) {
        boolean passed() {
            Verdict.Kind kind = outcome.verdict().kind();
            return kind == Verdict.Kind.PASS || kind == Verdict.Kind.WRONG_ERROR && !passesInPostgres;
        }

        private boolean isExplain() {
            return EXPLAIN.matcher(outcome.record().sql()).lookingAt();
        }
    }

    /** {@code problem}: why the file did not run to its end, or what was wrong beyond its records. */
    record FileFigures(
            String name, List<Judged> judged, @Nullable String problem, long millis) {
        List<Judged> inPostgres() {
            return judged.stream().filter(Judged::passesInPostgres).toList();
        }

        List<Judged> others() {
            return judged.stream()
                    .filter(each -> !each.passesInPostgres() && !each.isExplain())
                    .toList();
        }
    }

    /** Runs one file, within bounds of time. */
    static FileFigures run(Path path, Map<String, SortedSet<Integer>> failing) {
        String name = path.toString().substring(path.toString().indexOf("sqllogictest/"));
        SltFile file = SltFile.read(path);
        SortedSet<Integer> lines = failing.getOrDefault(name, new TreeSet<>());
        Runner runner = new Runner(file);
        long start = System.nanoTime();
        Thread thread = Thread.ofPlatform().daemon().stackSize(STACK_BYTES).unstarted(runner);
        thread.start();
        try {
            thread.join(FILE_MILLIS_MAX);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<Judged> judged = new ArrayList<>();
        SltTest.Result result = runner.result;
        for (int i = 0; i < file.records().size(); i++) {
            SltRecord record = file.records().get(i);
            boolean inPostgres = !lines.contains(record.place().sqlLine());
            SltTest.Outcome outcome = result != null && i < result.outcomes().size()
                    ? result.outcomes().get(i)
                    : new SltTest.Outcome(
                            record,
                            new Verdict(Verdict.Kind.BLOCKED, "the file did not come to an end", Optional.empty()));
            if (outcome.verdict().kind() != Verdict.Kind.SKIP) judged.add(new Judged(outcome, inPostgres));
        }
        String problem = result != null
                ? result.problem()
                : runner.failure != null ? runner.failure : "takes too long: " + runner.current;
        return new FileFigures(name, judged, problem, millis);
    }

    private static final class Runner implements Runnable {
        private final SltFile file;
        private volatile SltTest.@Nullable Result result;
        private volatile @Nullable String failure;
        private volatile String current = "";

        Runner(SltFile file) {
            this.file = file;
        }

        @Override
        public void run() {
            CoordTest.Options options = new CoordTest.Options(new TreeMap<>(), null, false);
            try {
                result = SltTest.run(
                        file,
                        options,
                        Rules.DEFAULT,
                        SltTest.OnFailure.KEEP_GOING,
                        record -> current = record.place().line() + ": " + record.sql());
            } catch (Throwable e) {
                failure = e + " at " + current;
            }
        }
    }

    /** The records that PostgreSQL fails, by file, as lines of their texts. */
    static Map<String, SortedSet<Integer>> failingInPostgres(Path corpus) throws IOException {
        SortedMap<String, SortedSet<Integer>> failing = new TreeMap<>();
        BASELINE.matcher(Files.readString(corpus.resolve("pg15-baseline.json")))
                .results()
                .forEach(match -> {
                    SortedSet<Integer> lines = new TreeSet<>();
                    for (String line : match.group(2).split(",", -1))
                        if (!line.isBlank()) lines.add(Integer.parseInt(line.strip()));
                    failing.put(match.group(1), lines);
                });
        return failing;
    }

    public static void main(String[] arguments) throws IOException {
        String filter = arguments.length > 0 ? arguments[0] : "";
        List<FileFigures> all = new ArrayList<>();
        for (String suite : SUITES) {
            Optional<Path> corpus = Places.corpus(suite);
            if (corpus.isEmpty()) continue;
            Map<String, SortedSet<Integer>> failing =
                    failingInPostgres(corpus.orElseThrow().getParent());
            System.out.println(suite);
            List<FileFigures> ofSuite = new ArrayList<>();
            for (Path path : CoordTest.walk(corpus.orElseThrow())) {
                if (!SltFile.isOne(path) || !path.toString().contains(filter)) continue;
                FileFigures figures = run(path, failing);
                ofSuite.add(figures);
                print(figures.name(), List.of(figures), figures.problem());
            }
            print("TOTAL " + suite, ofSuite, null);
            all.addAll(ofSuite);
        }
        print("TOTAL", all, null);
        print(
                "TOTAL without char-varchar-comparisons-autogenerated",
                all.stream()
                        .filter(file -> !file.name().contains("autogenerated"))
                        .toList(),
                null);
        if (arguments.length > 1) Files.write(Path.of(arguments[1]), reasons(all));
        System.exit(0);
    }

    private static void print(String name, List<FileFigures> files, @Nullable String problem) {
        System.out.println(String.format(
                        Locale.ROOT,
                        "%-58s all %s  postgres %s  others %s  %6d ms  %s",
                        name,
                        share(files, FileFigures::judged),
                        share(files, FileFigures::inPostgres),
                        share(files, FileFigures::others),
                        files.stream().mapToLong(FileFigures::millis).sum(),
                        problem == null ? "" : problem.replace('\n', ' '))
                .stripTrailing());
    }

    private static String share(List<FileFigures> files, Function<FileFigures, List<Judged>> which) {
        List<Judged> judged =
                files.stream().flatMap(file -> which.apply(file).stream()).toList();
        long passed = judged.stream().filter(Judged::passed).count();
        return String.format(
                Locale.ROOT,
                "%4d/%4d %5.1f%%",
                passed,
                judged.size(),
                judged.isEmpty() ? 100.0 : 100.0 * passed / judged.size());
    }

    /** Why records fail, the most frequent reason first, with examples. */
    private static List<String> reasons(List<FileFigures> files) {
        SortedMap<String, List<String>> examples = new TreeMap<>();
        SortedMap<String, Integer> inPostgres = new TreeMap<>();
        for (FileFigures file : files) {
            for (Judged each : file.judged()) {
                if (each.passed() || each.isExplain()) continue;
                String reason = reason(file.name(), each.outcome().verdict());
                SltRecord record = each.outcome().record();
                examples.computeIfAbsent(reason, ignored -> new ArrayList<>())
                        .add((each.passesInPostgres() ? "  pg " : "     ") + file.name() + ":"
                                + record.place().line() + "  " + brief(record.sql(), 160)
                                + "\n            -> "
                                + brief(each.outcome().verdict().detail(), 240));
                if (each.passesInPostgres()) inPostgres.merge(reason, 1, Integer::sum);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("records that fail, those of them that PostgreSQL passes, and why; then examples");
        examples.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .forEach(entry -> {
                    lines.add(String.format(
                            Locale.ROOT,
                            "%5d %5d  %s",
                            entry.getValue().size(),
                            inPostgres.getOrDefault(entry.getKey(), 0),
                            entry.getKey()));
                    lines.addAll(entry.getValue()
                            .subList(0, Math.min(4, entry.getValue().size())));
                });
        return lines;
    }

    private static String reason(String file, Verdict verdict) {
        String first = verdict.detail().lines().findFirst().orElse("");
        return switch (verdict.kind()) {
            case PASS, SKIP -> throw new IllegalStateException("no failure");
            case UNSUPPORTED, UNEXPECTED_ERROR, WRONG_ERROR, BROKEN, FORMAT ->
                verdict.kind() + ": "
                        + brief(first.replace("db error: ERROR: ", "").replaceAll("[0-9]+", "#"), 160);
            case BLOCKED -> verdict.kind() + ": in " + file;
            case UNEXPECTED_SUCCESS, WRONG_ROW_COUNT, WRONG_COLUMN_COUNT, WRONG_COLUMN_NAMES, WRONG_OUTPUT ->
                verdict.kind() + " in " + file;
        };
    }

    private static String brief(String text, int max) {
        String line = Blocked.oneLine(" " + text.replace('\n', ' '));
        return line.length() <= max ? line : line.substring(0, max) + "…";
    }
}
