package dev.coordtest.coord.session;

import dev.coordtest.sql.plan.ItemKind;
import java.util.Locale;

/** What sort of object a statement made, changed or dropped. */
public enum ObjectKind {
    DATABASE,
    SCHEMA,
    ROLE,
    TABLE,
    SOURCE,
    VIEW,
    INDEX,
    SINK,
    TYPE;

    public static ObjectKind of(ItemKind kind) {
        return switch (kind) {
            case TABLE -> TABLE;
            case SOURCE -> SOURCE;
            case VIEW -> VIEW;
            case INDEX -> INDEX;
            case SINK -> SINK;
            case TYPE -> TYPE;
        };
    }

    /** {@code Database}, as results are printed. */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
