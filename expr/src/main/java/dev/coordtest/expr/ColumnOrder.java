package dev.coordtest.expr;

/** One key of an ORDER BY. {@code nullsLast} is about where NULLs stand in the result, whatever the direction. */
public record ColumnOrder(int column, boolean descending, boolean nullsLast) {
    /** PostgreSQL's default: NULL is greater than everything. */
    public static ColumnOrder of(int column, boolean descending) {
        return new ColumnOrder(column, descending, !descending);
    }
}
