package dev.coordtest.datadriven;

import java.util.Locale;

/** Shows characters that a reader or a terminal would not. */
final class Visible {
    private static final int BRIEF_MAX = 1_000;

    private Visible() {}

    /** The text, cut if it is so long that only a mistake can have made it. */
    static String brief(String text) {
        return text.length() <= BRIEF_MAX
                ? text
                : text.substring(0, BRIEF_MAX / 2) + "…" + text.substring(text.length() - BRIEF_MAX / 2);
    }

    /** The text with control characters, tabs excepted, replaced by their pictures, so that none reaches a terminal. */
    static String controls(String text) {
        if (text.chars().noneMatch(Visible::isHiddenControl)) return text;
        var shown = new StringBuilder(text.length());
        text.chars().forEach(c -> shown.append(isHiddenControl(c) ? picture(c) : (char) c));
        return shown.toString();
    }

    /** A character as an error message names it: quoted if it can be seen, else by number. */
    static String quoted(int codePoint) {
        boolean seen = codePoint == ' '
                || !Character.isISOControl(codePoint)
                        && !WhiteSpace.is(codePoint)
                        && Character.getType(codePoint) != Character.FORMAT
                        && Character.isDefined(codePoint);
        if (!seen) return String.format(Locale.ROOT, "U+%04X", codePoint);
        return codePoint == '"' ? "'\"'" : "\"" + Character.toString(codePoint) + "\"";
    }

    private static boolean isHiddenControl(int c) {
        return c != '\t' && c != '\n' && Character.isISOControl(c);
    }

    private static char picture(int control) {
        if (control < 0x20) return (char) (0x2400 + control);
        return control == 0x7f ? '\u2421' : '\u2426';
    }
}
