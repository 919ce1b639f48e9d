package dev.coordtest.sql.plan;

import java.util.Locale;

/** What sort of thing a catalog item is. A materialized view is a view that has an index. */
public enum ItemKind {
    TABLE,
    SOURCE,
    VIEW,
    INDEX,
    SINK,
    TYPE;

    /** The word for messages, such as {@code table}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
