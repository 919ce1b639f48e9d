package dev.coordtest.datadriven;

/** Words errors as the Rust crate does from 0.7 on: by the debug form of its error value. */
final class RustText {
    private RustText() {}

    static String error(String file, int line, String problem) {
        return "WithContext { line: " + line + ", filename: " + quoted(file) + ", inner: Parse(" + quoted(problem)
                + ") }";
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case 0 -> quoted.append("\\0");
                default -> {
                    if (isPrintable(c)) quoted.appendCodePoint(c);
                    else quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.UNASSIGNED,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }
}
