package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs a file as {@code run} does, whatever it expects to be printed; says what breaks. */
final class Replay {
    private final TestFile file;
    private final SortedMap<String, String> settings = new TreeMap<>();
    private final List<Told> told = new ArrayList<>();
    private List<String> messages = new ArrayList<>();

    /** What a directive printed, and the messages that were delivered meanwhile; nothing printed by the one that broke. */
    record Told(Directive directive, @Nullable String printed, List<String> messages) {}

    /**
     * What came of it.
     *
     * @param signature what is broken, as in {@link Walk.Breach}; null if nothing is
     * @param what the same with the facts
     * @param refused what is wrong with the directive that was refused, and where; null if none was
     */
    record Outcome(
            @Nullable String signature,
            @Nullable String what,
            List<Told> told,
            @Nullable ParseError refused) {}

    private Replay(TestFile file, String attempts) {
        this.file = file;
        settings.put("attempts", attempts);
    }

    /** Runs the file in a world of its own, with so many attempts of a {@code wait-sql}. A directive that is refused ends it, and so does one that waits in vain. */
    static Outcome run(TestFile file, String attempts) {
        return new Replay(file, attempts).run();
    }

    private Outcome run() {
        try (CoordTest test = new CoordTest(new CoordTest.Options(settings, null, false))) {
            test.journalInBrief(line -> messages.add(line));
            for (Directive directive : file.directives()) {
                told.add(new Told(directive, null, messages));
                String printed = test.run(directive);
                told.removeLast();
                told.add(new Told(directive, printed, messages));
                if (printed.startsWith("gave up")) return new Outcome(null, null, told, null);
                messages = new ArrayList<>();
            }
            test.finish();
            return new Outcome(null, null, told, null);
        } catch (ParseError e) {
            return new Outcome(null, null, told, e);
        } catch (RuntimeException | StackOverflowError e) {
            return new Outcome(Signature.of(e), String.valueOf(e.getMessage()), told, null);
        }
    }
}
