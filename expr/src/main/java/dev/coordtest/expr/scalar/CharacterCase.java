package dev.coordtest.expr.scalar;

import java.util.function.IntUnaryOperator;

/** Upper and lower case, character by character: no character becomes two, and none depends on its neighbours or on a locale. */
final class CharacterCase {
    private CharacterCase() {}

    static String lower(String text) {
        return map(text, Character::toLowerCase);
    }

    static String upper(String text) {
        return map(text, Character::toUpperCase);
    }

    /** The first letter of each word in upper case, the others in lower case; words are made of letters and digits. */
    static String initialCapitals(String text) {
        boolean[] inWord = new boolean[1];
        return map(text, c -> {
            int mapped = inWord[0] ? Character.toLowerCase(c) : Character.toUpperCase(c);
            inWord[0] = Character.isLetterOrDigit(c);
            return mapped;
        });
    }

    private static String map(String text, IntUnaryOperator change) {
        StringBuilder mapped = new StringBuilder(text.length());
        text.codePoints().forEachOrdered(c -> mapped.appendCodePoint(change.applyAsInt(c)));
        return mapped.toString();
    }
}
