package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The text of JSON as PostgreSQL writes jsonb: on one line with a blank after each comma and colon, or one member a line. */
final class JsonText {
    private static final int INDENT = 4;

    private JsonText() {}

    static String print(Json json) {
        StringBuilder text = new StringBuilder();
        print(json, text);
        return text.toString();
    }

    private static void print(Json json, StringBuilder text) {
        switch (json) {
            case Json.Array(var elements) -> {
                text.append('[');
                for (int i = 0; i < elements.size(); i++) {
                    if (i > 0) text.append(", ");
                    print(elements.get(i), text);
                }
                text.append(']');
            }
            case Json.Members(var members) -> {
                String between = "{";
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    quote(member.getKey(), text.append(between));
                    print(member.getValue(), text.append(": "));
                    between = ", ";
                }
                text.append(members.isEmpty() ? "{}" : "}");
            }
            case Json.Null ignored -> text.append("null");
            case Json.Bool(var value) -> text.append(value);
            case Json.Numeric(var value) -> text.append(value.toPlainString());
            case Json.Text(var value) -> quote(value, text);
        }
    }

    /** {@code jsonb_pretty}. */
    static String pretty(Json json) {
        StringBuilder text = new StringBuilder();
        pretty(json, 0, text);
        return text.toString();
    }

    private static void pretty(Json json, int depth, StringBuilder text) {
        switch (json) {
            case Json.Array(List<Json> elements) -> {
                text.append('[');
                for (Iterator<Json> rest = elements.iterator(); rest.hasNext(); ) {
                    pretty(rest.next(), depth + 1, newLine(depth + 1, text));
                    if (rest.hasNext()) text.append(',');
                }
                newLine(depth, text).append(']');
            }
            case Json.Members(var members) -> {
                text.append('{');
                for (var rest = members.entrySet().iterator(); rest.hasNext(); ) {
                    Map.Entry<String, Json> member = rest.next();
                    quote(member.getKey(), newLine(depth + 1, text));
                    pretty(member.getValue(), depth + 1, text.append(": "));
                    if (rest.hasNext()) text.append(',');
                }
                newLine(depth, text).append('}');
            }
            case Json.Null ignored -> print(json, text);
            case Json.Bool ignored -> print(json, text);
            case Json.Numeric ignored -> print(json, text);
            case Json.Text ignored -> print(json, text);
        }
    }

    private static StringBuilder newLine(int depth, StringBuilder text) {
        return text.append('\n').repeat(' ', INDENT * depth);
    }

    private static void quote(String plain, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ')
                        text.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    else text.append(c);
                }
            }
        }
        text.append('"');
    }
}
