package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement. */
public sealed interface Statement {
    // ---- reading

    /** A query, {@code AS OF} perhaps. */
    record Select(Query query, @Nullable Expr asOf) implements Statement {}

    /** {@code TAIL name} or {@code TAIL (query)}: exactly one of the two is not null. */
    record Tail(
            @Nullable ObjectName name, @Nullable Query query, List<Option> options, @Nullable Expr asOf, int position)
            implements Statement {}

    /**
     * EXPLAIN.
     *
     * @param stage {@code RAW}, {@code DECORRELATED}, {@code OPTIMIZED}, {@code PHYSICAL}, {@code TIMESTAMP}; upper case; OPTIMIZED if none was given
     * @param options words before the stage, such as {@code TYPED}
     */
    record Explain(String stage, List<Option> options, Explainee explainee, int position) implements Statement {}

    /** What EXPLAIN explains. */
    sealed interface Explainee {
        /** A statement that is no query. */
        record OfStatement(Statement statement) implements Explainee {}

        record OfQuery(Query query, @Nullable Expr asOf) implements Explainee {}

        record OfView(ObjectName name) implements Explainee {}
    }

    /** {@code COPY (query) TO STDOUT} and {@code COPY (TAIL …) TO STDOUT}. */
    record CopyTo(Statement source, List<Option> options, int position) implements Statement {}

    record CopyFrom(ObjectName table, List<Ident> columns, List<Option> options, int position) implements Statement {}

    // ---- writing

    /** {@code source} is null for DEFAULT VALUES. */
    record Insert(
            ObjectName table,
            TableRef.@Nullable Alias alias,
            List<Ident> columns,
            @Nullable Query source,
            List<Clause> unsupported,
            int position)
            implements Statement {
        public Insert {
            columns = List.copyOf(columns);
            unsupported = List.copyOf(unsupported);
        }
    }

    record Update(
            ObjectName table, TableRef.@Nullable Alias alias, List<Assignment> assignments,
            List<TableRef> from,
            @Nullable Expr where,
            List<Clause> unsupported,
            int position)
            implements Statement {
        public Update {
            assignments = List.copyOf(assignments);
            from = List.copyOf(from);
            unsupported = List.copyOf(unsupported);
        }
    }

    record Assignment(Ident column, Expr value) {}

    record Delete(
            ObjectName table,
            TableRef.@Nullable Alias alias,
            List<TableRef> using,
            @Nullable Expr where,
            List<Clause> unsupported,
            int position)
            implements Statement {
        public Delete {
            using = List.copyOf(using);
            unsupported = List.copyOf(unsupported);
        }
    }

    // ---- definition

    record CreateDatabase(Ident name, boolean ifNotExists) implements Statement {}

    record CreateSchema(ObjectName name, boolean ifNotExists) implements Statement {}

    /** {@code options}: {@code LOGIN}, {@code NOLOGIN}, {@code SUPERUSER}, {@code NOSUPERUSER}, upper case, as often as written. */
    record CreateRole(boolean user, Ident name, List<String> options) implements Statement {}

    record CreateTable(
            ObjectName name,
            List<ColumnDef> columns,
            List<Clause> constraints,
            List<Option> options,
            boolean temporary,
            boolean ifNotExists)
            implements Statement {}

    /**
     * A column of CREATE TABLE.
     *
     * @param nullable null where neither NULL nor NOT NULL was written
     * @param constraints those that we do not build, such as {@code PRIMARY KEY}
     */
    record ColumnDef(
            Ident name,
            TypeName type,
            @Nullable Boolean nullable,
            @Nullable Expr defaultValue,
            List<Clause> constraints) {}

    record CreateView(
            ObjectName name,
            List<Ident> columns,
            Query query,
            boolean materialized,
            boolean temporary,
            boolean replace,
            boolean ifNotExists,
            List<Option> options)
            implements Statement {}

    /** {@code name} is null where it is to be derived; {@code key} is null for a default index. */
    record CreateIndex(
            @Nullable Ident name,
            ObjectName on,
            @Nullable List<Expr> key,
            List<Option> options,
            boolean ifNotExists,
            List<Clause> unsupported,
            int position)
            implements Statement {}

    record CreateSource(
            ObjectName name,
            List<Ident> columns,
            Connector connector,
            List<Option> options,
            @Nullable Format format,
            @Nullable Envelope envelope,
            List<Clause> unsupported,
            boolean materialized,
            boolean ifNotExists,
            int position)
            implements Statement {}

    record CreateSink(
            ObjectName name,
            ObjectName from,
            Connector connector,
            List<Option> options,
            @Nullable Format format,
            @Nullable Envelope envelope,
            boolean snapshot,
            @Nullable Expr asOf,
            boolean ifNotExists,
            int position)
            implements Statement {}

    /** Where a source reads and a sink writes. */
    sealed interface Connector {
        int position();

        /** {@code compression} in upper case, null where none was given. */
        record File(String path, @Nullable String compression, int position) implements Connector {}

        record AvroOcf(String path, int position) implements Connector {}

        /** One that we do not build, such as {@code KAFKA}; {@code text} goes on from its name. */
        record Other(String name, String text, int position) implements Connector {}
    }

    /** How bytes become rows. */
    sealed interface Format {
        int position();

        record Text(int position) implements Format {}

        record Bytes(int position) implements Format {}

        /** {@code columns} is null with HEADER; {@code header} are the names listed after it. */
        record Csv(@Nullable Integer columns, List<Ident> header, String delimiter, int position) implements Format {}

        record Regex(String pattern, int position) implements Format {}

        /** One that we do not build, such as {@code AVRO}; {@code text} goes on from its name. */
        record Other(String name, String text, int position) implements Format {}
    }

    /** {@code name} in upper case: NONE, UPSERT, DEBEZIUM, MATERIALIZE. */
    record Envelope(String name, int position) {}

    /** A statement that we do not build, such as {@code CREATE TYPE}: its first words in upper case, and all of it as written. */
    record Unsupported(String name, String text, int position) implements Statement {}

    /** {@code kind}: DATABASE, SCHEMA, ROLE, TABLE, VIEW, SOURCE, SINK, INDEX, TYPE. {@code cascade} is null where neither word was written. */
    record Drop(
            Kind kind, boolean materialized, boolean ifExists, List<ObjectName> names, @Nullable Boolean cascade, int position)
            implements Statement {}

    /** The kinds of things that DROP, ALTER and SHOW name. */
    enum Kind {
        DATABASE,
        SCHEMA,
        ROLE,
        TABLE,
        VIEW,
        SOURCE,
        SINK,
        INDEX,
        TYPE
    }

    record AlterRename(Kind kind, boolean ifExists, ObjectName name, Ident to) implements Statement {}

    record AlterIndex(ObjectName name, boolean ifExists, Change change) implements Statement {}

    /** What ALTER INDEX does. */
    sealed interface Change {
        record SetOptions(List<Option> options) implements Change {}

        record Reset(List<Ident> options) implements Change {}

        record Enable() implements Change {}
    }

    // ---- session and transaction

    /** {@code modes} as written in upper case, such as {@code READ ONLY}. */
    record Begin(List<String> modes) implements Statement {}

    record Commit(boolean chain) implements Statement {}

    record Rollback(boolean chain) implements Statement {}

    /** {@code session}: SET SESSION CHARACTERISTICS. */
    record SetTransaction(boolean session, List<String> modes) implements Statement {}

    /** {@code value} is null for DEFAULT; several values are one text with commas. */
    record SetVariable(Ident name, @Nullable String value, boolean local) implements Statement {}

    /** {@code RESET name}. */
    record ResetVariable(Ident name) implements Statement {}

    /** {@code SHOW name}; SHOW ALL under the name {@code all}. */
    record ShowVariable(Ident name) implements Statement {}

    record Prepare(Ident name, List<TypeName> types, Statement statement) implements Statement {}

    record Execute(Ident name, List<Expr> arguments) implements Statement {}

    /** All if {@code name} is null. */
    record Deallocate(@Nullable Ident name) implements Statement {}

    /** {@code hold}: WITH HOLD. */
    record Declare(Ident cursor, boolean hold, Statement statement) implements Statement {}

    /** {@code count} is null for ALL; 1 where none was written. */
    record Fetch(Ident cursor, @Nullable Long count, List<Option> options) implements Statement {}

    record CloseCursor(Ident cursor) implements Statement {}

    /** {@code what}: TEMP, ALL, PLANS, SEQUENCES. */
    record Discard(String what) implements Statement {}

    // ---- looking around

    /**
     * SHOW of a list.
     *
     * @param what DATABASES, SCHEMAS, TABLES, VIEWS, SOURCES, SINKS, OBJECTS, TYPES, ROLES; upper case
     */
    record ShowObjects(
            String what,
            boolean extended,
            boolean full,
            boolean materialized,
            @Nullable ObjectName in,
            @Nullable ShowFilter filter,
            int position)
            implements Statement {}

    record ShowColumns(boolean extended, boolean full, ObjectName of, @Nullable ShowFilter filter) implements Statement {}

    record ShowIndexes(boolean extended, ObjectName on, @Nullable ShowFilter filter) implements Statement {}

    record ShowCreate(Kind kind, ObjectName name) implements Statement {}

    /** What a SHOW keeps. */
    sealed interface ShowFilter {
        record Like(String pattern) implements ShowFilter {}

        record Where(Expr condition) implements ShowFilter {}
    }
}
