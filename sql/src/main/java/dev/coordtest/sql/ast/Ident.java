package dev.coordtest.sql.ast;

/** An identifier, folded to lower case unless it was quoted. */
public record Ident(String text, int position) {
    @Override
    public String toString() {
        return text;
    }
}
