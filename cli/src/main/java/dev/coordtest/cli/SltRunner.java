package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Rewriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs one sqllogictest file after the other, as {@link FileRunner} does files of the first language. */
final class SltRunner {
    private static final int SQL_LINES_MAX = 6;

    private final FileRunner.Settings settings;
    private final Failures failures;

    SltRunner(FileRunner.Settings settings, Failures failures) {
        this.settings = settings;
        this.failures = failures;
    }

    FileReport run(Selection selection) {
        long start = System.nanoTime();
        Report report = new Report();
        String name = selection.file().toString();
        try {
            SltFile whole = SltFile.read(selection.file());
            SltFile file = selection.line() == 0 ? whole : whole.until(selection.line());
            long first = settings.seed() == null ? 1 : settings.seed();
            if (settings.stress() == 0) once(selection, file, report);
            for (long seed = first; seed < first + settings.stress() && report.exit == ExitCode.PASSED; seed++)
                report.verdict(result(file, seed), seed);
            if (report.exit == ExitCode.PASSED && settings.stress() > 0)
                report.text.add("PASS " + name + "  (" + settings.stress() + " seeds from " + first + ")");
        } catch (ParseError e) {
            report.exit = ExitCode.USAGE;
            report.text.add("FAIL " + name);
            report.text.addAll(Failures.parseError(e));
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new FileReport(
                name,
                report.exit,
                report.text,
                report.outcomes,
                report.records,
                report.deliveries,
                report.laws,
                millis);
    }

    private void once(Selection selection, SltFile file, Report report) {
        SltTest.Result result = result(file, settings.seed());
        result.outcomes().forEach(outcome -> report.outcomes.add(StanzaReport.of(outcome)));
        if (settings.rewrite() && Rewriter.save(selection.file(), result.rewritten()))
            report.text.add("rewrote " + selection.file());
        report.verdict(result, settings.seed());
        if (report.exit == ExitCode.PASSED && !settings.rewrite())
            report.text.add("PASS " + selection.file() + "  (" + report.records + " records)");
    }

    private SltTest.Result result(SltFile file, @Nullable Long seed) {
        boolean goOn = settings.keepGoing() || settings.rewrite();
        return SltTest.run(
                file,
                new CoordTest.Options(new TreeMap<>(settings.world()), seed, true),
                Rules.DEFAULT,
                goOn ? SltTest.OnFailure.KEEP_GOING : SltTest.OnFailure.STOP_AT_STATEMENT,
                listener(file));
    }

    private SltTest.Listener listener(SltFile file) {
        if (!settings.verbose()) return SltTest.Listener.NONE;
        return new SltTest.Listener() {
            @Override
            public void started(SltRecord record) {
                System.err.println(file.name() + ":" + record.place().line() + "  " + record.word());
            }
        };
    }

    /** A report in the making. */
    private final class Report {
        private final List<String> text = new ArrayList<>();
        private final List<StanzaReport> outcomes = new ArrayList<>();
        private final Map<Law, Long> laws = new EnumMap<>(Law.class);
        private ExitCode exit = ExitCode.PASSED;
        private long records;
        private long deliveries;

        void verdict(SltTest.Result result, @Nullable Long seed) {
            records = result.outcomes().size();
            deliveries += result.deliveries();
            result.laws().forEach((law, times) -> laws.merge(law, times, Long::sum));
            String file = result.file().name();
            int line = 0;
            for (SltTest.Outcome outcome : result.outcomes()) {
                boolean isRewritten =
                        settings.rewrite() && outcome.verdict().output().isPresent();
                if (outcome.verdict().passed() || isRewritten) continue;
                line = outcome.record().place().line();
                text.addAll(failure(file, outcome));
            }
            String problem = result.problem();
            if (problem != null)
                text.addAll(("FAIL " + file + "  " + problem).lines().toList());
            if (line == 0 && problem == null) return;
            exit = ExitCode.FAILED;
            int left = result.file().records().size() - result.outcomes().size();
            if (left > 0) text.add("the " + left + " records after it did not run");
            Failures.section("last messages", result.lastDeliveries(), text);
            text.add(failures.reproduce(file, line, seed));
        }
    }

    private static List<String> failure(String file, SltTest.Outcome outcome) {
        SltRecord record = outcome.record();
        List<String> lines = new ArrayList<>();
        lines.add("FAIL " + file + ":" + record.place().line() + "  " + record.word() + ": "
                + outcome.verdict().kind());
        List<String> sql = record.sql().lines().toList();
        sql.stream().limit(SQL_LINES_MAX).forEach(line -> lines.add("  " + line));
        if (sql.size() > SQL_LINES_MAX) lines.add("  … " + (sql.size() - SQL_LINES_MAX) + " more lines");
        outcome.verdict().detail().lines().forEach(lines::add);
        lines.add("");
        return lines;
    }
}
