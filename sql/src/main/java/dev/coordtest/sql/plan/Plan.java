package dev.coordtest.sql.plan;

import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What one statement asks for. Those of a family are told apart by the coordinator's sequences. */
public sealed interface Plan {
    /** Plans that the session front carries out by itself: they touch no coordinator state. */
    sealed interface SessionPlan extends Plan {}

    /** Plans that change the catalog. */
    sealed interface DdlPlan extends Plan {}

    // ---- reading

    /** SELECT, VALUES, SHOW of a list. */
    record Select(QueryPlan query, When when) implements Plan {}

    /** Rows that are known already: SHOW of a variable, SHOW CREATE, EXPLAIN. */
    record ShowRows(RelationDesc desc, Batch rows) implements SessionPlan {}

    /** TAIL of a query; {@code progress} adds progress rows. {@code desc} describes the data columns only. */
    record Tail(QueryPlan query, When when, boolean snapshot, boolean progress) implements Plan {}

    /** {@code EXPLAIN TIMESTAMP}: which time {@code query} would read at now, and why. */
    record ExplainTimestamp(QueryPlan query, When when) implements Plan {}

    // ---- writing

    /** INSERT of constant rows, in the order written, columns in the table's order, times ignored. {@code rowCount} is the number shown. */
    record InsertValues(GlobalId table, Batch rows, long rowCount) implements Plan {}

    /** What a read-then-write does with the rows that it read. */
    enum MutationKind {
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * INSERT … SELECT, UPDATE, DELETE: read {@code query} at a time with no write between it and the write that follows.
     * INSERT adds the rows read; DELETE removes them; for UPDATE the query's columns are the old row and then the new row.
     */
    record ReadThenWrite(MutationKind kind, GlobalId table, QueryPlan query) implements Plan {}

    // ---- definition

    record CreateDatabase(String name, boolean ifNotExists) implements DdlPlan {}

    record CreateSchema(String database, String name, boolean ifNotExists) implements DdlPlan {}

    record CreateRole(String name) implements DdlPlan {}

    /** {@code defaults.get(i)} is the canonical text of column i's default, or {@code NULL}. {@code index} is null where tables get none. {@code types} are those it names that CREATE TYPE made. */
    record CreateTable(
            ItemName name,
            RelationDesc desc,
            List<String> defaults,
            TableRules rules,
            boolean ifNotExists,
            String sql,
            @Nullable IndexPlan index,
            SortedSet<GlobalId> types)
            implements DdlPlan {}

    /** {@code structure} is the list or map that the type is, without its name. */
    record CreateType(ItemName name, ScalarType structure, String sql, SortedSet<GlobalId> types) implements DdlPlan {}

    record CreateSource(
            ItemName name,
            String path,
            FileFormat format,
            RelationDesc desc,
            boolean tail,
            boolean gzip,
            @Nullable Long frequencyMillis,
            String timeline,
            boolean ifNotExists,
            String sql,
            @Nullable IndexPlan index)
            implements DdlPlan {}

    /** {@code replaced} is the view that OR REPLACE drops first. {@code index} is set for MATERIALIZED. {@code types} are those it names that CREATE TYPE made. */
    record CreateView(
            ItemName name,
            QueryPlan query,
            @Nullable GlobalId replaced,
            boolean ifNotExists,
            String sql,
            @Nullable IndexPlan index,
            SortedSet<GlobalId> types)
            implements DdlPlan {}

    record CreateIndex(GlobalId on, IndexPlan index, boolean ifNotExists) implements DdlPlan {}

    record CreateSink(ItemName name, GlobalId from, String path, boolean snapshot, boolean ifNotExists, String sql)
            implements DdlPlan {}

    /** The window of an index, set or (with {@link Window.Default}) reset. */
    record AlterIndexWindow(GlobalId index, Window window) implements DdlPlan {}

    /** ALTER that changes nothing: IF EXISTS of a missing item, SET ENABLED of an enabled index. */
    record AlterNothing(ItemKind kind) implements DdlPlan {}

    /** {@code texts} are the new canonical texts of the item and of all that name it. */
    record Rename(GlobalId id, ItemKind kind, String to, List<NewText> texts) implements DdlPlan {
        /** The new text of one item. */
        public record NewText(GlobalId id, String sql) {}
    }

    /** Drops these items, and with {@code cascade} all that depend on them. Empty if IF EXISTS found nothing. */
    record DropItems(ItemKind kind, List<GlobalId> ids, boolean cascade) implements DdlPlan {}

    record DropDatabase(@Nullable String name, boolean restrict) implements DdlPlan {}

    record DropSchema(@Nullable String database, @Nullable String name, boolean cascade) implements DdlPlan {}

    record DropRoles(List<String> names) implements DdlPlan {}

    // ---- session and transaction

    record Begin(@Nullable Boolean readOnly) implements SessionPlan {}

    record Commit() implements SessionPlan {}

    record Rollback() implements SessionPlan {}

    /** {@code value} is null for SET … TO DEFAULT. {@code name} as written, folded. */
    record SetVariable(String name, @Nullable String value, boolean local) implements SessionPlan {}

    /** SHOW of one variable, or of all with {@code name} {@code all}. */
    record ShowVariable(String name) implements SessionPlan {}

    /** {@code statement} is the text of what is prepared, canonical. */
    record Prepare(String name, String statement) implements SessionPlan {}

    /** Arguments as canonical SQL literals. */
    record Execute(String name, List<String> arguments) implements SessionPlan {}

    /** All if {@code name} is null. */
    record Deallocate(@Nullable String name) implements SessionPlan {}

    record Declare(String cursor, String statement) implements SessionPlan {}

    record Fetch(String cursor, FetchCount count, @Nullable Long timeoutMillis) implements SessionPlan {}

    /** How many rows a FETCH asks for. */
    sealed interface FetchCount {
        record All() implements FetchCount {}

        record Forward(long rows) implements FetchCount {}
    }

    record CloseCursor(String cursor) implements SessionPlan {}

    record Discard(boolean all) implements SessionPlan {}

    /** COPY … TO STDOUT of a query. */
    record CopyTo(QueryPlan query, When when, String format) implements Plan {}

    /** COPY t FROM STDIN. */
    record CopyFrom(GlobalId table, List<Integer> columns, String format) implements SessionPlan {}
}
