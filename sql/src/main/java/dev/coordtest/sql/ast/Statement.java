package dev.coordtest.sql.ast;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One statement as written. */
public sealed interface Statement {
    record Select(Query query, @Nullable Expr asOf) implements Statement {}

    /** {@code source} is null for DEFAULT VALUES. */
    record Insert(
            Name table, List<String> columns, @Nullable Query source) implements Statement {}

    record Update(
            Name table,
            List<Assignment> assignments,
            @Nullable Expr where) implements Statement {}

    record Assignment(String column, Expr value, int position) {}

    record Delete(
            Name table, @Nullable String alias, @Nullable Expr where) implements Statement {}

    record CreateDatabase(String name, boolean ifNotExists) implements Statement {}

    record CreateSchema(Name name, boolean ifNotExists) implements Statement {}

    record CreateRole(String name, boolean login, boolean superuser) implements Statement {}

    record ColumnDef(
            String name,
            TypeName type,
            boolean notNull,
            @Nullable Expr defaultValue,
            String defaultText) {}

    record CreateTable(Name name, List<ColumnDef> columns, boolean temporary, boolean ifNotExists)
            implements Statement {}

    record CreateView(
            Name name,
            List<String> columns,
            Query query,
            String queryText,
            boolean orReplace,
            boolean temporary,
            boolean materialized,
            boolean ifNotExists)
            implements Statement {}

    /** The options of WITH, by folded name: their text. */
    record CreateSource(
            Name name,
            List<String> columns,
            String path,
            SortedMap<String, String> options,
            Format format,
            boolean materialized,
            boolean ifNotExists,
            String text)
            implements Statement {}

    /** {@code kind} is TEXT, BYTES, CSV, REGEX. For CSV either {@code count} &gt; 0, or a header with {@code names} if any. */
    record Format(String kind, int count, boolean header, List<String> names, char delimiter, String pattern) {}

    record CreateSink(Name name, Name from, String path, boolean snapshot, boolean ifNotExists, String text)
            implements Statement {}

    /** {@code keys} is null for CREATE DEFAULT INDEX. */
    record CreateIndex(
            @Nullable String name,
            Name on,
            @Nullable List<Expr> keys,
            List<String> keyTexts,
            SortedMap<String, String> options,
            boolean ifNotExists)
            implements Statement {}

    /** {@code options} maps to what was given; RESET and SET ENABLED have none. */
    record AlterIndex(Name name, boolean ifExists, String action, SortedMap<String, String> options)
            implements Statement {}

    record Rename(String kind, Name name, boolean ifExists, String to) implements Statement {}

    record Drop(String kind, List<Name> names, boolean ifExists, boolean cascade, boolean materialized)
            implements Statement {}

    record DropDatabase(String name, boolean ifExists, boolean restrict) implements Statement {}

    record DropSchema(Name name, boolean ifExists, boolean cascade) implements Statement {}

    record DropRoles(List<String> names, boolean ifExists) implements Statement {}

    record Begin(@Nullable Boolean readOnly) implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}

    /** {@code value} is null for DEFAULT. */
    record SetVariable(String name, @Nullable String value, boolean local) implements Statement {}

    record ShowVariable(String name) implements Statement {}

    /** {@code what} is TABLES, VIEWS, SOURCES, SINKS, OBJECTS, DATABASES or SCHEMAS. */
    record ShowObjects(String what, @Nullable Name from) implements Statement {}

    record ShowColumns(Name relation) implements Statement {}

    record ShowIndexes(Name relation) implements Statement {}

    record ShowCreate(String kind, Name name) implements Statement {}

    /** {@code stage} is RAW, DECORRELATED, OPTIMIZED or TIMESTAMP. */
    record Explain(String stage, Query query, @Nullable Expr asOf) implements Statement {}

    record Tail(
            @Nullable Name relation,
            @Nullable Query query,
            SortedMap<String, String> options,
            @Nullable Expr asOf) implements Statement {}

    record Prepare(String name, String text) implements Statement {}

    record Execute(String name, List<String> arguments) implements Statement {}

    record Deallocate(@Nullable String name) implements Statement {}

    record Declare(String cursor, String text) implements Statement {}

    /** {@code count} is −1 for ALL; {@code timeout} is the interval's text. */
    record Fetch(String cursor, long count, @Nullable String timeout) implements Statement {}

    record Close(String cursor) implements Statement {}

    record Discard(boolean all) implements Statement {}

    record CopyTo(Query query, String format) implements Statement {}
}
