package dev.coordtest.expr.scalar;

/**
 * What the letters after the arguments of a regular expression function ask for: PostgreSQL's table 9.24.
 *
 * @param global {@code g}: every match, not the first alone
 * @param ignoreCase {@code i}
 * @param dotStopsAtLines {@code n} or {@code p}: neither {@code .} nor {@code [^…]} takes the end of a line
 * @param anchorsAtLines {@code n} or {@code w}: {@code ^} and {@code $} also match at the ends of lines
 * @param literal {@code q}: every character stands for itself
 */
record RegexOptions(
        boolean global, boolean ignoreCase, boolean dotStopsAtLines, boolean anchorsAtLines, boolean literal) {
    static final RegexOptions PLAIN = new RegexOptions(false, false, false, false, false);
    static final RegexOptions IGNORE_CASE = new RegexOptions(false, true, false, false, false);

    /** Of two letters that contradict each other the later one holds. */
    static RegexOptions of(String letters) {
        RegexOptions options = PLAIN;
        for (int i = 0; i < letters.length(); i = letters.offsetByCodePoints(i, 1)) {
            options = options.with(letters.codePointAt(i));
        }
        return options;
    }

    private RegexOptions with(int letter) {
        return switch (letter) {
            case 'g' -> new RegexOptions(true, ignoreCase, dotStopsAtLines, anchorsAtLines, literal);
            case 'i' -> new RegexOptions(global, true, dotStopsAtLines, anchorsAtLines, literal);
            case 'c' -> new RegexOptions(global, false, dotStopsAtLines, anchorsAtLines, literal);
            case 'm', 'n' -> new RegexOptions(global, ignoreCase, true, true, literal);
            case 's' -> new RegexOptions(global, ignoreCase, false, false, literal);
            case 'p' -> new RegexOptions(global, ignoreCase, true, false, literal);
            case 'w' -> new RegexOptions(global, ignoreCase, false, true, literal);
            case 'q' -> new RegexOptions(global, ignoreCase, dotStopsAtLines, anchorsAtLines, true);
            case 't' -> this; // Tight syntax, which is what holds anyway.
            case 'b', 'e', 'x' ->
                throw Errors.notSupported("regular expression option \"" + Character.toString(letter) + "\"");
            default ->
                throw Errors.parameter("invalid regular expression option: \"" + Character.toString(letter) + "\"");
        };
    }
}
