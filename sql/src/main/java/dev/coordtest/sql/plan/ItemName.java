package dev.coordtest.sql.plan;

import org.jspecify.annotations.Nullable;

/** The full name of a catalog item. Temporary items and system schemas are in no database. */
public record ItemName(@Nullable String database, String schema, String item) implements Comparable<ItemName> {
    /** The schema of each session's own temporary items. */
    public static final String TEMPORARY = "mz_temp";

    public boolean isTemporary() {
        return database == null && schema.equals(TEMPORARY);
    }

    /** {@code database.schema.item}, unquoted. */
    public String full() {
        return database == null ? schema + "." + item : database + "." + schema + "." + item;
    }

    @Override
    public int compareTo(ItemName that) {
        return full().compareTo(that.full());
    }

    @Override
    public String toString() {
        return full();
    }
}
