package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.Seeds;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Outcome;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Rewriter;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs one file after the other, each in worlds of its own, and says what became of them. Prints nothing of its own accord but what {@code verbose} asks for. */
final class FileRunner {
    /**
     * How files are run.
     *
     * @param stress with how many seeds, from {@code seed} or 1 on; 0 for once
     */
    record Settings(
            SortedMap<String, String> world,
            @Nullable Long seed,
            long stress,
            boolean rewrite,
            boolean keepGoing,
            boolean verbose) {}

    private final Settings settings;
    private final Failures failures;

    FileRunner(Settings settings) {
        this.settings = settings;
        this.failures = new Failures(settings.world());
    }

    FileReport run(Selection selection) {
        if (SltFile.isOne(selection.file())) return new SltRunner(settings, failures).run(selection);
        long start = System.nanoTime();
        Report report = new Report(selection.file().toString());
        try {
            TestFile file = TestFile.read(selection.file(), Dialect.RUST_0_6);
            if (settings.stress > 0) stress(file, report);
            else once(selection, file, report);
        } catch (ParseError e) {
            report.exit = ExitCode.USAGE;
            report.text.add("FAIL " + selection.file());
            report.text.addAll(Failures.parseError(e));
        }
        return report.build((System.nanoTime() - start) / 1_000_000);
    }

    private void once(Selection selection, TestFile file, Report report) {
        boolean goOn = settings.keepGoing || settings.rewrite;
        TestFile shortened = selection.line() == 0 ? file : file.until(selection.line());
        CoordTest.Result result = CoordTest.runTest(
                shortened,
                new CoordTest.Options(new TreeMap<>(settings.world), settings.seed, true),
                goOn ? Run.OnFailure.KEEP_GOING : Run.OnFailure.STOP,
                listener(file));
        report.tried(result);
        result.run().outcomes().forEach(outcome -> report.outcomes.add(StanzaReport.of(outcome)));
        report.stanzas = result.run().outcomes().size();
        if (settings.rewrite) rewrite(selection, result, report);
        else report.verdict(file, result, settings.seed, failures);
    }

    private void stress(TestFile file, Report report) {
        long first = settings.seed == null ? 1 : settings.seed;
        Seeds seeds = new Seeds(file, new CoordTest.Options(new TreeMap<>(settings.world), null, true));
        for (long seed = first; seed < first + settings.stress; seed++) {
            Seeds.Seeded seeded = seeds.run(seed);
            report.tried(seeded.result());
            if (!seeded.result().passed()) {
                report.verdict(file, seeded.result(), seed, failures);
                return;
            }
            if (seeded.difference().isPresent()) {
                report.exit = ExitCode.FAILED;
                report.text.add("FAIL " + file.name() + "  depends on the order of deliveries: seeds " + first + " and "
                        + seed);
                report.text.addAll(seeded.difference().get().lines().toList());
                return;
            }
        }
        report.stanzas = file.directives().size();
        report.text.add("PASS " + file.name() + "  (" + settings.stress + " seeds from " + first + ")");
    }

    private static void rewrite(Selection selection, CoordTest.Result result, Report report) {
        String problem = result.problem();
        if (problem != null) {
            report.exit = ExitCode.FAILED;
            report.text.add("FAIL " + selection.file() + "  not rewritten: " + problem);
            return;
        }
        try {
            if (Rewriter.save(selection.file(), result.run().rewritten())) {
                report.text.add("rewrote " + selection.file());
            }
        } catch (ParseError e) {
            report.exit = ExitCode.USAGE;
            report.text.add("FAIL " + selection.file() + "  not rewritten");
            report.text.addAll(Failures.parseError(e));
        }
    }

    private Run.Listener listener(TestFile file) {
        if (!settings.verbose) return Run.Listener.NONE;
        return new Run.Listener() {
            @Override
            public void started(Directive directive) {
                System.err.println(file.name() + ":" + directive.line() + "  "
                        + directive.lines().getFirst());
            }
        };
    }

    /** A report in the making. */
    private static final class Report {
        private final String file;
        private final List<String> text = new ArrayList<>();
        private final List<StanzaReport> outcomes = new ArrayList<>();
        private final Map<Law, Long> laws = new EnumMap<>(Law.class);
        private ExitCode exit = ExitCode.PASSED;
        private long stanzas;
        private long deliveries;

        Report(String file) {
            this.file = file;
        }

        void tried(CoordTest.Result result) {
            deliveries += result.deliveries();
            result.laws().forEach((law, times) -> laws.merge(law, times, Long::sum));
        }

        void verdict(TestFile test, CoordTest.Result result, @Nullable Long seed, Failures failures) {
            if (result.passed()) {
                text.add("PASS " + test.name() + "  (" + result.run().outcomes().size() + " stanzas)");
                return;
            }
            boolean refused = result.run().outcomes().stream().anyMatch(each -> each instanceof Outcome.Refused);
            exit = refused ? ExitCode.FAILED.worse(ExitCode.USAGE) : ExitCode.FAILED;
            text.addAll(failures.text(test.name(), result, seed));
        }

        FileReport build(long millis) {
            return new FileReport(file, exit, text, outcomes, stanzas, deliveries, laws, millis);
        }
    }
}
