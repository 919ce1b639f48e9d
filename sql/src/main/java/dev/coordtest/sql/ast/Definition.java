package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that makes, changes or drops a thing of the catalog. */
public sealed interface Definition extends Statement {
    /** A definition whose text the catalog keeps. */
    sealed interface OfItem extends Definition {}

    record CreateDatabase(String name, boolean ifNotExists) implements Definition {}

    record CreateSchema(Name name, boolean ifNotExists) implements Definition {}

    /** {@code options} as written, in upper case: LOGIN, NOLOGIN, SUPERUSER, NOSUPERUSER. */
    record CreateRole(boolean user, String name, List<String> options) implements Definition {}

    record CreateTable(
            Name name,
            List<ColumnDef> columns,
            List<TableConstraint> constraints,
            List<Option> options,
            boolean temporary,
            boolean ifNotExists,
            int position)
            implements OfItem {}

    record ColumnDef(
            String name, TypeName type, @Nullable Name collation, List<ColumnConstraint> constraints, int position) {}

    /** {@code name} is null where CONSTRAINT gave none. */
    record ColumnConstraint(@Nullable String name, Rule rule, int position) {}

    record TableConstraint(@Nullable String name, Rule rule, int position) {}

    /** What a constraint asks for; those of a column have no columns of their own. */
    sealed interface Rule {}

    /** {@code nullable}: NULL, else NOT NULL. */
    record Nullability(boolean nullable) implements Rule {}

    record DefaultValue(Expr expr) implements Rule {}

    record PrimaryKey(List<String> columns) implements Rule {}

    record Unique(List<String> columns) implements Rule {}

    record Check(Expr expr) implements Rule {}

    /** {@code actions} such as {@code ON DELETE CASCADE}, as written in upper case. */
    record ForeignKey(List<String> columns, Name target, List<String> targetColumns, List<String> actions)
            implements Rule {}

    record CreateView(
            Name name,
            List<String> columns,
            List<Option> options,
            Query query,
            boolean orReplace,
            boolean temporary,
            boolean materialized,
            boolean ifNotExists,
            int position)
            implements OfItem {}

    /** The views of a source of several relations; {@code relations} is empty for all of them. */
    record CreateViews(
            Name source,
            List<Upstream> relations,
            boolean materialized,
            boolean temporary,
            boolean ifNotExists,
            int position)
            implements Definition {}

    record Upstream(Name name, @Nullable Name as) {}

    /** {@code elements} are the options in parentheses; {@code kind} is LIST or MAP. */
    record CreateType(Name name, String kind, List<Option> options, int position) implements Definition {}

    /** {@code keys} is null for CREATE DEFAULT INDEX, {@code name} where it is to be made up. */
    record CreateIndex(
            @Nullable String name, Name on, @Nullable List<Expr> keys, List<Option> options, boolean ifNotExists)
            implements OfItem {}

    // ---- sources and sinks

    record CreateSource(
            Name name,
            List<String> columns,
            @Nullable List<String> key,
            Connector connector,
            List<Option> options,
            @Nullable Format keyFormat,
            @Nullable Format format,
            List<Include> includes,
            @Nullable Envelope envelope,
            boolean materialized,
            boolean ifNotExists,
            int position)
            implements OfItem {}

    /** A column of what the connector knows of each record: {@code what} is KEY, PARTITION, TOPIC, OFFSET, TIMESTAMP or HEADERS. */
    record Include(String what, @Nullable String alias, int position) {}

    /** {@code name} is NONE, DEBEZIUM, DEBEZIUM UPSERT, UPSERT or MATERIALIZE. */
    record Envelope(String name, List<Option> options, int position) {}

    record CreateSink(
            Name name,
            Name from,
            Connector connector,
            List<Option> options,
            @Nullable Format format,
            @Nullable Envelope envelope,
            @Nullable Boolean snapshot,
            @Nullable Expr asOf,
            boolean ifNotExists,
            int position)
            implements OfItem {}

    // ---- changes

    /** {@code kind} is table, view, source, sink, index and so on. */
    record Rename(String kind, Name name, boolean ifExists, String to) implements Definition {}

    /** What ALTER INDEX does: SET and RESET name options, ENABLED has none. */
    enum IndexChange {
        SET,
        RESET,
        ENABLE
    }

    record AlterIndex(Name name, boolean ifExists, IndexChange change, List<Option> options) implements Definition {}

    /** {@code kind} is table, view, source, sink, index or type. */
    record Drop(String kind, List<Name> names, boolean ifExists, boolean cascade, boolean materialized)
            implements Definition {}

    record DropDatabase(String name, boolean ifExists, boolean restrict) implements Definition {}

    record DropSchema(Name name, boolean ifExists, boolean cascade) implements Definition {}

    record DropRoles(boolean user, List<String> names, boolean ifExists) implements Definition {}
}
