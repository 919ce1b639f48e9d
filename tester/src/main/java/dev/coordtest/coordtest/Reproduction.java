package dev.coordtest.coordtest;

import dev.coordtest.coordtest.Replay.Told;
import dev.coordtest.coordtest.shrink.Shrinker;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A run that breaks something as a test file that breaks the same when it is run alone, as short as it gets, with what happens at each step. */
final class Reproduction {
    /** Of the messages behind a directive so many are told. */
    private static final int MESSAGES_MAX = 24;

    /** How often {@code wait-sql} may try, the fewest first: smaller files often wait in vain. */
    private static final List<String> ATTEMPTS = List.of("5", "100", "5000");

    private Reproduction() {}

    /** Nothing if no file can be written that breaks the same. */
    static Optional<String> of(String name, SortedMap<String, String> settings, List<Deed> deeds, String signature) {
        for (String attempts : ATTEMPTS) {
            Optional<TestFile> first = Written.candidates(name, settings, deeds)
                    .filter(file -> breaks(file, signature, attempts))
                    .findFirst();
            if (first.isEmpty()) continue;
            TestFile small = Shrinker.shrink(
                    first.get(), smaller -> breaks(smaller, signature, attempts), file -> Mended.of(file, attempts));
            return Optional.of(commented(small, signature, Replay.run(small, attempts)));
        }
        return Optional.empty();
    }

    private static boolean breaks(TestFile file, String signature, String attempts) {
        return signature.equals(Replay.run(file, attempts).signature());
    }

    private static String commented(TestFile file, String signature, Replay.Outcome outcome) {
        StringBuilder text = new StringBuilder("# Breaks " + signature + ".\n");
        String.valueOf(outcome.what())
                .lines()
                .forEach(line -> text.append("# ").append(line).append('\n'));
        boolean telling = false;
        for (int i = 0; i < file.directives().size(); i++) {
            Directive directive = file.directives().get(i);
            telling |= directive.name().equals("hold") || i == file.directives().size() - 1;
            Told told = i < outcome.told().size() ? outcome.told().get(i) : null;
            text.append('\n');
            List<String> messages = told == null || !telling ? List.of() : told.messages();
            messages.stream()
                    .limit(MESSAGES_MAX)
                    .forEach(line -> text.append("# ").append(line).append('\n'));
            if (messages.size() > MESSAGES_MAX)
                text.append("# and ").append(messages.size() - MESSAGES_MAX).append(" more\n");
            if (!messages.isEmpty()) text.append('\n');
            text.append(directive.lines().getFirst()).append('\n').append(directive.input());
            text.append("----\n");
            if (told != null && told.printed() != null) text.append(told.printed());
        }
        return text.toString();
    }
}
