package dev.coordtest.coordtest.report;

import java.util.List;
import java.util.function.Consumer;

/**
 * Writes a {@link Debug} value as Rust's {@code {:#?}} does: every part on a line of its own, four blanks further in,
 * followed by a comma; what has no parts stays on its line.
 */
public final class DebugPrinter {
    private static final String INDENT = "    ";

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private DebugPrinter() {}

    /** The text, without a final newline. */
    public static String print(Debug value) {
        var printer = new DebugPrinter();
        printer.write(value);
        return printer.out.toString();
    }

    private void write(Debug value) {
        switch (value) {
            case Debug.Word(var text) -> out.append(text);
            case Debug.Quoted(var text) -> quote(text);
            case Debug.Tuple(var name, var fields) -> {
                out.append(name);
                if (!fields.isEmpty()) block("(", fields, this::write, ")");
            }
            case Debug.Struct(var name, var fields) -> {
                out.append(name);
                if (!fields.isEmpty()) block(" {", fields, this::field, "}");
            }
            case Debug.Items(var items) -> block("[", items, this::write, "]");
            case Debug.Entries(var entries) -> block("{", entries, this::entry, "}");
            case Debug.RowOf(var datums) -> block("Row{[", datums, this::write, "]}");
        }
    }

    private void field(Debug.Field field) {
        out.append(field.name()).append(": ");
        write(field.value());
    }

    private void entry(Debug.Entry entry) {
        write(entry.key());
        out.append(": ");
        write(entry.value());
    }

    private <T> void block(String open, List<T> parts, Consumer<T> writer, String close) {
        out.append(open);
        if (!parts.isEmpty()) {
            depth++;
            for (T part : parts) {
                line();
                writer.accept(part);
                out.append(',');
            }
            depth--;
            line();
        }
        out.append(close);
    }

    private void line() {
        out.append('\n').repeat(INDENT, depth);
    }

    private void quote(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\0' -> out.append("\\0");
                default -> {
                    if (isPrintable(c)) out.appendCodePoint(c);
                    else out.append("\\u{").append(Integer.toHexString(c)).append('}');
                }
            }
        });
        out.append('"');
    }

    /** Rust also escapes marks that would combine with the character before them. */
    private static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.NON_SPACING_MARK,
                            Character.ENCLOSING_MARK -> false;
                    default -> true;
                };
    }
}
