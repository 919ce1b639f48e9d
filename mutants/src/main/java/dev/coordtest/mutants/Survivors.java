package dev.coordtest.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The slips of which somebody has shown that no run can tell: with each the reason, line by line in {@code equivalent.txt}. What is in the list and is found after all, or cannot be made any more, is an
 * error of the list.
 */
final class Survivors {
    private static final String FILE = "equivalent.txt";

    private Survivors() {}

    /** The reasons by {@link #name}. */
    static SortedMap<String, String> equivalent() {
        SortedMap<String, String> reasons = new TreeMap<>();
        try (InputStream in = Survivors.class.getResourceAsStream(FILE)) {
            if (in == null) throw new IllegalStateException("no " + FILE);
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                if (line.isBlank() || line.startsWith("#")) return;
                int colon = line.indexOf(": ");
                if (colon < 0) throw new IllegalStateException("no reason in " + FILE + ": " + line);
                if (reasons.put(line.substring(0, colon), line.substring(colon + 2)) != null)
                    throw new IllegalStateException("twice in " + FILE + ": " + line);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reasons;
    }

    /** What a slip is called: its class, method, kind and number, which last as long as the method does. */
    static String name(Patch patch) {
        Edit.Slip slip = (Edit.Slip) patch.edit();
        String type = patch.type().substring("dev.coordtest.".length());
        return type + "." + patch.method() + " " + slip.operator() + " " + slip.number();
    }
}
