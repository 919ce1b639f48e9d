package dev.coordtest.coordtest.slt;

/**
 * How strictly answers are compared.
 *
 * @param anyError any error is the expected one
 * @param codes an error must have the SQLSTATE that is written, if one is
 * @param everyError errors of {@code query error} are also looked at where the text is no query; the suites' first runner passed over them
 * @param inOrder rows must come in the order written even where neither the query nor the file asks for one
 */
public record Rules(boolean anyError, boolean codes, boolean everyError, boolean inOrder) {
    /** Words of errors count, codes do not; rows may come in any order where none is asked for. */
    public static final Rules DEFAULT = new Rules(false, false, false, false);
}
