package dev.coordtest.datadriven;

/**
 * What is wrong with a test file, and where. The message is one line, {@code file:line:column: problem}; the problem
 * says what was expected. A directive's handler throws one too, for a directive or argument it does not understand.
 */
public final class ParseError extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int EXCERPT_MAX = 120;

    private final transient Position position;
    private final String problem;
    private final String lineText;
    private final String originalText;

    ParseError(Position position, String problem, String lineText, String originalText) {
        super(position + ": " + Visible.brief(problem));
        this.position = position;
        this.problem = Visible.brief(problem);
        this.lineText = lineText;
        this.originalText = originalText;
    }

    /** A problem on a line, of which {@code lineText} is shown; empty shows nothing. */
    public ParseError(Position position, String problem, String lineText) {
        this(position, problem, lineText, position + ": " + problem);
    }

    ParseError(Position position, String problem) {
        this(position, problem, "");
    }

    @Override
    public String getMessage() {
        return position + ": " + problem;
    }

    public Position position() {
        return position;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** What the dialect's own implementation says of the same file; the whole message where it says nothing. */
    String originalText() {
        return originalText;
    }

    /** The line, cut if it is long, and below it a caret under the column. Empty if the place is not within a line. */
    public String excerpt() {
        if (lineText.isEmpty() || position.column() == 0) return "";
        int caret = lineText.offsetByCodePoints(
                0, Math.min(position.column() - 1, lineText.codePointCount(0, lineText.length())));
        int from = Math.max(0, caret - EXCERPT_MAX / 2);
        int to = Math.min(lineText.length(), from + EXCERPT_MAX);
        var pointer = new StringBuilder();
        lineText.substring(from, caret).codePoints().forEach(c -> pointer.append(c == '\t' ? '\t' : ' '));
        return Visible.controls(lineText.substring(from, to)) + "\n" + pointer + "^\n";
    }
}
