package dev.coordtest.sql.bind;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns that names can mean at one place: those of the row at hand, and behind them those of the scopes outside. */
record Scope(List<Entry> columns, @Nullable Scope outer) {
    /**
     * A column: its table's alias and its own name. {@code merged} hides a column from unqualified names and {@code *}, because USING has
     * made one of it and its twin. {@code whole} says that the table's name by itself means the column: the table is a function whose rows are no
     * records.
     */
    record Entry(@Nullable String table, String name, ColumnType type, boolean merged, boolean whole) {
        Entry(@Nullable String table, String name, ColumnType type, boolean merged) {
            this(table, name, type, merged, false);
        }

        Entry asWhole() {
            return new Entry(table, name, type, merged, true);
        }

        Entry asMerged() {
            return new Entry(table, name, type, true, whole);
        }

        Entry asNullable() {
            return new Entry(table, name, type.asNullable(), merged, whole);
        }
    }

    static Scope empty(@Nullable Scope outer) {
        return new Scope(List.of(), outer);
    }

    List<ColumnType> types() {
        return columns.stream().map(Entry::type).toList();
    }

    /** The column that the parts of a name mean, in this scope or the nearest outside that has one. */
    BoundScalar resolve(Expr.Identifier identifier) {
        List<String> parts = identifier.parts();
        String name = parts.get(parts.size() - 1);
        String table = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
        int depth = 0;
        for (Scope scope = this; scope != null; scope = scope.outer, depth++) {
            int found = scope.find(table, name, identifier.position());
            if (found >= 0) return scope.column(depth, found);
        }
        depth = 0;
        for (Scope scope = this; scope != null && table == null; scope = scope.outer, depth++) {
            for (int i = 0; i < scope.columns.size(); i++) {
                Entry entry = scope.columns.get(i);
                if (entry.whole && name.equals(entry.table)) return scope.column(depth, i);
            }
        }
        throw unknown(table, name, identifier.position());
    }

    private BoundScalar column(int depth, int index) {
        return new BoundScalar.Column(depth, index, columns.get(index).type());
    }

    /** The index of the column, or −1. */
    int find(@Nullable String table, String name, int position) {
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            Entry entry = columns.get(i);
            boolean matches = entry.name.equals(name) && (table == null ? !entry.merged : table.equals(entry.table));
            if (!matches) continue;
            if (found >= 0) {
                throw new SqlException(
                        SqlError.of(SqlState.AMBIGUOUS_COLUMN, "column reference \"" + name + "\" is ambiguous")
                                .at(position));
            }
            found = i;
        }
        return found;
    }

    private SqlException unknown(@Nullable String table, String name, int position) {
        if (table != null && !hasTable(table)) {
            return new SqlException(
                    SqlError.of(SqlState.UNDEFINED_TABLE, "missing FROM-clause entry for table \"" + table + "\"")
                            .at(position));
        }
        String shown = table == null ? "\"" + name + "\"" : table + "." + name;
        SqlError error = SqlError.of(SqlState.UNDEFINED_COLUMN, "column " + shown + " does not exist")
                .at(position);
        String nearest = nearest(name);
        return new SqlException(
                nearest == null
                        ? error
                        : error.withHint("Perhaps you meant to reference the column \"" + nearest + "\"."));
    }

    boolean hasTable(String table) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.columns.stream().anyMatch(entry -> table.equals(entry.table))) return true;
        }
        return false;
    }

    private @Nullable String nearest(String name) {
        List<String> names = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.outer) {
            scope.columns.forEach(entry -> names.add((entry.table == null ? "" : entry.table + ".") + entry.name));
        }
        return Suggestions.nearest(name, names);
    }

    Scope join(Scope right) {
        List<Entry> both = new ArrayList<>(columns);
        both.addAll(right.columns);
        return new Scope(both, outer);
    }

    @Override
    public String toString() {
        return columns.stream()
                .map(Entry::name)
                .collect(Collectors.joining(", "))
                .toLowerCase(Locale.ROOT);
    }
}
