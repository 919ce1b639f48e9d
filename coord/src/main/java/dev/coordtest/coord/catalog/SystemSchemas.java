package dev.coordtest.coord.catalog;

import dev.coordtest.sql.plan.ItemName;
import java.util.List;
import java.util.Optional;

/** The schemas that are in no database. */
final class SystemSchemas {
    private static final List<String> BY_NUMBER = List.of("mz_catalog", "pg_catalog", "", "mz_internal");

    private SystemSchemas() {}

    static Optional<Long> number(String name) {
        if (name.equals(ItemName.TEMPORARY)) return Optional.of(0L);
        int at = BY_NUMBER.indexOf(name);
        return name.isEmpty() || at < 0 ? Optional.empty() : Optional.of(at + 1L);
    }
}
