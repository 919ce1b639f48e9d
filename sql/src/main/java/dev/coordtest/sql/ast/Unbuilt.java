package dev.coordtest.sql.ast;

/**
 * What the grammar knows by its first words only, because nothing is built of it: its tokens are kept, and planning refuses it by name.
 *
 * @param name as it is called in the refusal, such as {@code ON CONFLICT}
 * @param text its tokens from the first word on, one blank between them
 */
public record Unbuilt(String name, String text, int position) {}
