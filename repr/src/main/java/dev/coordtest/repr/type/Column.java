package dev.coordtest.repr.type;

/** One named column of a relation. */
public record Column(String name, ColumnType type) {
    public static Column of(String name, ScalarType type, boolean nullable) {
        return new Column(name, new ColumnType(type, nullable));
    }
}
