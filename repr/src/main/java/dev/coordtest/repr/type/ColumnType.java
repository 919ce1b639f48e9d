package dev.coordtest.repr.type;

/** The type of a column and whether NULL may stand in it. */
public record ColumnType(ScalarType type, boolean nullable) {
    public ColumnType asNullable() {
        return nullable ? this : new ColumnType(type, true);
    }
}
