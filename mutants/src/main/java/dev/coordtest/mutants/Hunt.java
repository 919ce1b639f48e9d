package dev.coordtest.mutants;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.Explorer;
import dev.coordtest.coordtest.fuzz.Fuzzer;
import dev.coordtest.coordtest.fuzz.Tally;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks for what is wrong without having been told what, inside a product that has been loaded on its own: only what all products share passes between the two. What finds something is a law, a promise or
 * an invariant.
 */
public final class Hunt {
    private Hunt() {}

    /**
     * What was found.
     *
     * @return the signature, empty if nothing was found; what is broken; how many runs it took; and the text of a small file that shows it, or nothing
     */
    private static String[] found(String signature, String what, long runs, String small) {
        return new String[] {signature, what, Long.toString(runs), small};
    }

    /** Runs {@code files} files that nobody wrote, each in {@code orders} orders: sampling. */
    public static String[] sample(long seed, int files, int orders, boolean shrinks) {
        Fuzzer fuzzer = new Fuzzer(new Fuzzer.Options(new TreeMap<>(), 0, orders));
        Tally tally = new Tally();
        try {
            for (long each = seed; each < seed + files; each++) {
                Fuzzer.Failure failure;
                try {
                    Fuel.fill();
                    failure = fuzzer.run(each, tally);
                } catch (Fuel.Empty | OutOfMemoryError e) {
                    return found("no end", String.valueOf(e.getMessage()), tally.runs() + 1, "");
                }
                if (failure == null) continue;
                String small = shrinks ? small(fuzzer, failure) : "";
                return found(failure.breach().signature(), failure.breach().what(), tally.runs(), small);
            }
        } catch (RuntimeException e) {
            return found("stops", "the system stops: " + e, tally.runs(), "");
        }
        return found("", "", tally.runs(), "");
    }

    private static String small(Fuzzer fuzzer, Fuzzer.Failure failure) {
        Fuel.fillForLong();
        Fuzzer.Failure shown = fuzzer.shrink(failure);
        return fuzzer.reproduce(shown).orElseGet(() -> shown.file().text());
    }

    /** Runs a file in its own order and in all with up to {@code bound} deviations, of which a crash may be one: bounded search. */
    public static String[] search(String path, int bound, long max, boolean strict, boolean shrinks) {
        TestFile file = TestFile.read(Path.of(path), Dialect.RUST_0_6);
        SortedMap<String, String> settings = new TreeMap<>();
        if (strict) settings.put("transaction_isolation", "strict serializable");
        Explorer explorer =
                new Explorer(file, new Explorer.Options(settings, 0, bound, false, max, strict, true, 0, 0, 1));
        Fuel.fillForLong();
        try {
            Explorer.Report report = explorer.explore();
            Explorer.Failure failure = report.failure();
            if (failure == null) return found("", "", report.orders() + report.cut(), "");
            Optional<String> small = shrinks ? explorer.reproduce(failure) : Optional.empty();
            return found(failure.signature(), failure.what(), report.orders() + report.cut(), small.orElse(""));
        } catch (ParseError e) {
            return found("", "", 0, ""); // The file says itself which message comes when.
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | Fuel.Empty e) {
            return found("stops", "the system stops: " + e, 1, "");
        }
    }

    /** How many stanzas a file has that fails when it is run alone; 0 if it does not. */
    public static String stanzas(String text) {
        TestFile file = TestFile.parse("small.ct", text, Dialect.RUST_0_6);
        Fuel.fillForLong();
        try {
            CoordTest.Result result =
                    CoordTest.runTest(file, CoordTest.Options.DEFAULT, Run.OnFailure.STOP, Run.Listener.NONE);
            return result.passed() ? "0" : Integer.toString(file.directives().size());
        } catch (RuntimeException | StackOverflowError e) {
            return Integer.toString(file.directives().size());
        }
    }
}
