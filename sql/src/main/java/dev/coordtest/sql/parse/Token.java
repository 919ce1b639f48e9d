package dev.coordtest.sql.parse;

/** One token. {@code text} is the word folded to lower case, the operator, or the content of a literal. */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        WORD,
        QUOTED,
        NUMBER,
        STRING,
        PARAMETER,
        OPERATOR,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    /** A text that is read as this token again. */
    String written() {
        return switch (kind) {
            case WORD, NUMBER, OPERATOR -> text;
            case QUOTED -> "\"" + text.replace("\"", "\"\"") + "\"";
            case STRING -> "'" + text.replace("'", "''") + "'";
            case PARAMETER -> "$" + text;
            case END -> "";
        };
    }
}
