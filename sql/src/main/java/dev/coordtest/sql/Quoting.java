package dev.coordtest.sql;

import dev.coordtest.sql.plan.ItemName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL text made from names, and text on one line. */
final class Quoting {
    private Quoting() {}

    static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String name(ItemName name) {
        String database = name.database();
        return (database == null ? "" : identifier(database) + ".") + identifier(name.schema()) + "."
                + identifier(name.item());
    }

    /** The text with each run of white space outside quotes as one blank. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') line.append(' ');
                continue;
            }
            if (quote == 0 && (c == '\'' || c == '"')) quote = c;
            else if (c == quote) quote = 0;
            line.append(c);
        }
        return line.toString().strip();
    }

    /** Text that makes or indexes {@code from}, with the full name of {@code to} in its place. */
    static String renamed(String sql, ItemName from, ItemName to) {
        return sql.replaceAll(Pattern.quote(name(from)), Matcher.quoteReplacement(name(to)));
    }
}
