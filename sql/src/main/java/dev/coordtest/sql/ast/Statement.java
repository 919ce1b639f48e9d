package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement as written. Those that define things are in {@link Definition}. */
public sealed interface Statement permits Statement.Plain, Definition {
    /** Statements that define nothing. */
    sealed interface Plain extends Statement {}

    // ---- reading

    record Select(Query query, @Nullable Expr asOf) implements Plain {}

    /** Exactly one of {@code relation} and {@code query} is set. */
    record Tail(
            @Nullable Name relation,
            @Nullable Query query,
            List<Option> options,
            @Nullable Expr asOf,
            int position) implements Plain {}

    /** What EXPLAIN shows. */
    enum Stage {
        RAW,
        DECORRELATED,
        OPTIMIZED,
        PHYSICAL,
        TIMESTAMP
    }

    /** {@code options} are words and values before the stage, such as {@code typed}. */
    record Explain(Stage stage, List<Option> options, Explained explained, int position) implements Plain {}

    /** What EXPLAIN is asked about. */
    sealed interface Explained {}

    record ExplainedStatement(Statement statement) implements Explained {}

    record ExplainedView(Name name) implements Explained {}

    /** {@code source} is a SELECT or a TAIL. */
    record CopyTo(Statement source, List<Option> options, int position) implements Plain {}

    /** {@code COPY table TO STDOUT}. */
    record CopyTable(Name table, List<String> columns, List<Option> options, int position) implements Plain {}

    record CopyFrom(Name table, List<String> columns, List<Option> options, int position) implements Plain {}

    // ---- writing

    /** {@code source} is null for DEFAULT VALUES. */
    record Insert(
            Name table,
            @Nullable String alias,
            List<String> columns,
            @Nullable Query source,
            @Nullable Unbuilt conflict,
            List<Query.Item> returning)
            implements Plain {}

    record Update(
            Name table,
            @Nullable String alias,
            List<Assignment> assignments,
            List<From> from,
            @Nullable Expr where,
            List<Query.Item> returning)
            implements Plain {}

    /** {@code (a, b) = (1, 2)} has several columns, and a row or a subquery for its value. */
    record Assignment(List<String> columns, boolean row, Expr value, int position) {}

    record Delete(
            Name table,
            @Nullable String alias,
            List<From> using,
            @Nullable Expr where,
            List<Query.Item> returning) implements Plain {}

    // ---- session and transaction

    /** {@code modes} such as {@code READ ONLY} and {@code ISOLATION LEVEL SERIALIZABLE}, in the order written. */
    record Begin(List<String> modes) implements Plain {}

    record Commit(boolean chain, int position) implements Plain {}

    record Rollback(boolean chain, int position) implements Plain {}

    /** {@code session}: SET SESSION CHARACTERISTICS AS TRANSACTION. */
    record SetTransaction(boolean session, List<String> modes, int position) implements Plain {}

    /** The values between the commas as text; empty for DEFAULT. */
    record SetVariable(String name, List<String> values, boolean local) implements Plain {}

    /** {@code name} is {@code all} for RESET ALL. */
    record Reset(String name, int position) implements Plain {}

    /** {@code name} is {@code all} for SHOW ALL. */
    record ShowVariable(String name) implements Plain {}

    record Prepare(String name, List<TypeName> types, Statement statement, int position) implements Plain {}

    record Execute(String name, List<Expr> arguments) implements Plain {}

    /** All if {@code name} is null. */
    record Deallocate(@Nullable String name) implements Plain {}

    /** {@code properties} such as {@code NO SCROLL}; {@code hold}: WITH HOLD. */
    record Declare(String cursor, List<String> properties, boolean hold, Statement statement, int position)
            implements Plain {}

    /** {@code count} is null for ALL. */
    record Fetch(String cursor, @Nullable Long count, List<Option> options) implements Plain {}

    /** All if {@code cursor} is null. */
    record Close(@Nullable String cursor, int position) implements Plain {}

    /** {@code what} is ALL, TEMP, PLANS or SEQUENCES. */
    record Discard(String what, int position) implements Plain {}

    // ---- looking around

    /**
     * SHOW of a list.
     *
     * @param what databases, schemas, tables, views, sources, sinks, objects, types or roles
     */
    record ShowObjects(
            String what,
            boolean extended,
            boolean full,
            boolean materialized,
            @Nullable Name from,
            @Nullable ShowFilter filter,
            int position)
            implements Plain {}

    record ShowColumns(
            boolean extended,
            boolean full,
            Name relation,
            @Nullable ShowFilter filter,
            int position) implements Plain {}

    record ShowIndexes(
            boolean extended, Name relation, @Nullable ShowFilter filter, int position) implements Plain {}

    /** {@code kind} is view, source, table, sink or index. */
    record ShowCreate(String kind, Name name) implements Plain {}

    /** Which rows SHOW shows: exactly one of the two is set. */
    record ShowFilter(@Nullable String like, @Nullable Expr where, int position) {}

    // ---- known by name only

    record Unsupported(Unbuilt what) implements Plain {}
}
