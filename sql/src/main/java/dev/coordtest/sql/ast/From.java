package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a FROM list. */
public sealed interface From {
    int position();

    record Alias(String name, List<String> columns) {}

    /** {@code only}: without the tables that inherit from it. */
    record Table(
            Name name,
            boolean only,
            @Nullable Alias alias,
            @Nullable Sample sample,
            int position) implements From {}

    /** {@code TABLESAMPLE method (arguments) [REPEATABLE (seed)]}. */
    record Sample(
            String method, List<Expr> arguments, @Nullable Expr seed, int position) {}

    /** {@code [u1 AS name]}: an item by its id. */
    record ById(String id, Name name, @Nullable Alias alias, int position) implements From {}

    record Derived(Query query, boolean lateral, @Nullable Alias alias, int position) implements From {}

    /** A table function. {@code ordinality} numbers its rows. */
    record Function(
            Expr.Call call,
            boolean lateral,
            boolean ordinality,
            @Nullable Alias alias,
            int position) implements From {}

    /** {@code ROWS FROM (f(…), g(…))}. */
    record RowsFrom(
            List<Expr.Call> calls,
            boolean lateral,
            boolean ordinality,
            @Nullable Alias alias,
            int position) implements From {}

    enum JoinKind {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        CROSS
    }

    record Join(JoinKind kind, From left, From right, Condition condition, int position) implements From {}

    /** Which pairs a join keeps. */
    sealed interface Condition {}

    record On(Expr expr) implements Condition {}

    /** {@code alias} names the columns that have become one. */
    record Using(List<String> columns, @Nullable String alias) implements Condition {}

    record Natural() implements Condition {}

    /** All: that of CROSS JOIN. */
    record All() implements Condition {}
}
