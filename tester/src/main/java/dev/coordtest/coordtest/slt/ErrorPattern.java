package dev.coordtest.coordtest.slt;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Looks for a regular expression of a suite in an error. Suites write the syntax of Rust, which differs from Java's in little: brackets within a class
 * and braces that count nothing stand for themselves, {@code \z} ends a text. What is no expression is looked for as it is.
 */
final class ErrorPattern {
    private static final int FLAGS = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern COUNT = Pattern.compile("\\{[0-9]+(,[0-9]*)?}");

    private ErrorPattern() {}

    static boolean isFound(String pattern, String words) {
        try {
            return Pattern.compile(translated(pattern), FLAGS).matcher(words).find();
        } catch (PatternSyntaxException e) {
            return words.contains(pattern);
        }
    }

    private static String translated(String pattern) {
        String text = pattern.replace("[[:digit:]]", "[0-9]").replace("[[:space:]]", "\\s");
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> {
                    out.append(c);
                    if (i + 1 < text.length()) out.append(text.charAt(++i));
                }
                case '[' -> {
                    out.append(inClass ? "\\[" : "[");
                    if (inClass) break;
                    inClass = true;
                    if (text.startsWith("^", i + 1)) out.append(text.charAt(++i));
                    // A bracket right behind the opening one is a member.
                    if (text.startsWith("]", i + 1)) out.append('\\').append(text.charAt(++i));
                }
                case ']' -> {
                    out.append(inClass ? "" : "\\").append(c);
                    inClass = false;
                }
                case '{' ->
                    out.append(
                                    inClass
                                                    || COUNT.matcher(text)
                                                            .region(i, text.length())
                                                            .lookingAt()
                                            ? ""
                                            : "\\")
                            .append(c);
                case '&' -> out.append(inClass ? "\\&" : "&");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
