package dev.coordtest.coordtest.fuzz;

import java.util.ArrayList;
import java.util.List;

/** What the generator knows of something that can be read. */
final class Relation {
    enum Kind {
        TABLE,
        SOURCE,
        VIEW
    }

    /** The types that columns have. */
    enum Type {
        INT("int"),
        BIGINT("bigint"),
        NUMERIC("numeric"),
        TEXT("text"),
        BOOLEAN("boolean");

        final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    record Column(String name, Type type) {}

    String name;
    final Kind kind;
    final List<Column> columns;
    /** What a view reads. */
    final List<Relation> reads;
    /** The names of its indexes. */
    final List<String> indexes = new ArrayList<>();

    Relation(String name, Kind kind, List<Column> columns, List<Relation> reads) {
        this.name = name;
        this.kind = kind;
        this.columns = List.copyOf(columns);
        this.reads = List.copyOf(reads);
    }

    boolean isTable() {
        return kind == Kind.TABLE;
    }

    /** Whether a query of it finds everything that it reads in an index or a table. */
    boolean isReadable() {
        return isTable()
                || !indexes.isEmpty()
                || kind == Kind.VIEW && reads.stream().allMatch(Relation::isReadable);
    }

    /**
     * How many tables and files are multiplied in it at most: it has about as many rows as one of them to this power.
     */
    int degree() {
        return kind == Kind.VIEW ? degree(reads) : 1;
    }

    /** The same of a query that joins them. */
    static int degree(List<Relation> reads) {
        return reads.stream().mapToInt(Relation::degree).sum();
    }

    /** Whether it is, or is made from, {@code other}. */
    boolean dependsOn(Relation other) {
        return this == other || reads.stream().anyMatch(read -> read.dependsOn(other));
    }

    /** Whether all that it is made from is tables. */
    boolean isOfTables() {
        return isTable() || kind == Kind.VIEW && reads.stream().allMatch(Relation::isOfTables);
    }
}
