package dev.coordtest.cli;

import dev.coordtest.coordtest.Promise;
import dev.coordtest.coordtest.fuzz.Feature;
import dev.coordtest.coordtest.fuzz.Tally;
import dev.coordtest.coordtest.law.Law;
import java.io.PrintStream;
import java.util.Locale;

/** How often each feature was drawn, and each law and promise tried. What was never tried was not tested. */
final class FuzzTable {
    private FuzzTable() {}

    static void print(Tally tally, PrintStream out) {
        out.println("feature                times      files");
        for (Feature feature : Feature.values())
            out.println(String.format(
                    Locale.ROOT,
                    "%-18s %,9d %,10d  %s",
                    feature,
                    tally.times(feature),
                    tally.files(feature),
                    feature.text()));
        out.println("law or promise         tried");
        for (Law law : Law.values()) out.println(line(law.name(), tally.tried(law), law.text()));
        for (Promise promise : Promise.values())
            out.println(line(promise.name(), tally.tried(promise), promise.text()));
        out.println(String.format(
                Locale.ROOT,
                "of %,d sql stanzas %,d were done and %,d refused or blocked; %,d runs stopped at a directive that made no sense, %,d were too large",
                tally.asked(),
                tally.done(),
                tally.asked() - tally.done(),
                tally.refusedFiles(),
                tally.tooLarge()));
    }

    private static String line(String name, long times, String text) {
        return String.format(Locale.ROOT, "%-4s %,23d  %s", name, times, text);
    }
}
