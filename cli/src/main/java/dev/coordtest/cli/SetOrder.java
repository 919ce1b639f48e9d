package dev.coordtest.cli;

import java.util.Set;

/**
 * In what order this process walks the JDK's immutable sets. The JDK draws it anew for each process, so that nobody may rely on it; two processes
 * in which it is the same would hide that somebody does.
 */
final class SetOrder {
    private SetOrder() {}

    static String ofThisProcess() {
        Set<String> probe = Set.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p");
        return String.join("", probe);
    }
}
