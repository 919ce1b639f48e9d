package dev.coordtest.coord.catalog;

import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Window;
import org.jspecify.annotations.Nullable;

/** One change of the catalog, checked by whoever proposes it: applying it cannot fail but for a bug. */
public sealed interface CatalogChange {
    record AddDatabase(String name) implements CatalogChange {}

    record AddSchema(@Nullable String database, String name) implements CatalogChange {}

    record AddRole(String name) implements CatalogChange {}

    record AddItem(CatalogItem item) implements CatalogChange {}

    record RemoveDatabase(String name) implements CatalogChange {}

    record RemoveSchema(@Nullable String database, String name) implements CatalogChange {}

    record RemoveRole(String name) implements CatalogChange {}

    record RemoveItem(GlobalId id) implements CatalogChange {}

    record RenameItem(GlobalId id, ItemName name) implements CatalogChange {}

    record SetSql(GlobalId id, String sql) implements CatalogChange {}

    record SetWindow(GlobalId index, Window window) implements CatalogChange {}

    /** The file of the sink is there, and it is written from {@code asOf} on. */
    record SinkReady(GlobalId sink, long asOf) implements CatalogChange {}
}
