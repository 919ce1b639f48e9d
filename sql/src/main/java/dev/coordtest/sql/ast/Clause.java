package dev.coordtest.sql.ast;

/**
 * A clause that the grammar knows and planning does not build: refused by its name.
 *
 * @param name what it is called in the refusal, such as {@code ON CONFLICT}
 * @param text the clause as written, with one blank between its words
 */
public record Clause(String name, String text, int position) {}
