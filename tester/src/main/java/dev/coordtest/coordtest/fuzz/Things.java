package dev.coordtest.coordtest.fuzz;

import dev.coordtest.coordtest.fuzz.Queries.Query;
import dev.coordtest.coordtest.fuzz.Relation.Column;
import dev.coordtest.coordtest.fuzz.Relation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What there is in the catalog and in the directory of a file that is being written. Its methods write the statements that change it. */
final class Things {
    private final Dice dice;
    private final Queries queries;
    private final List<Relation> relations = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final SortedMap<String, Relation> sinks = new TreeMap<>();
    /** The highest upper that was made up for each index or source; those that were closed are at the greatest. */
    private final SortedMap<String, Integer> uppers = new TreeMap<>();

    private boolean indexed = true;
    private int next = 1;

    Things(Dice dice, Queries queries) {
        this.dice = dice;
        this.queries = queries;
    }

    void tablesHaveNoIndex() {
        indexed = false;
    }

    List<Relation> relations() {
        return relations;
    }

    List<String> files() {
        return files;
    }

    List<Relation> tables() {
        return relations.stream().filter(Relation::isTable).toList();
    }

    List<Relation> readable() {
        return relations.stream().filter(Relation::isReadable).toList();
    }

    /** The full names of what reports its upper and is not said to be closed. */
    List<String> reporting() {
        List<String> names = new ArrayList<>();
        for (Relation relation : relations) {
            if (relation.kind == Kind.SOURCE) names.add(full(relation.name));
            for (String index : relation.indexes) names.add(full(index));
        }
        names.removeIf(name -> uppers.getOrDefault(name, 0) == Integer.MAX_VALUE);
        return names;
    }

    int nextUpper(String name, int atLeast) {
        return uppers.merge(name, atLeast, Math::max);
    }

    void closed(String name) {
        uppers.put(name, Integer.MAX_VALUE);
    }

    private static String full(String name) {
        return "materialize.public." + name;
    }

    private Relation add(Relation relation) {
        relations.add(relation);
        return relation;
    }

    // ---- definitions

    String table() {
        List<Column> columns = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            Column column =
                    new Column("x" + (columns.size() + 1), columns.isEmpty() ? Relation.Type.INT : queries.type());
            columns.add(column);
            definitions.add(column.name() + " " + column.type().sql);
        }
        // Whoever writes to it has to read it, and keeps all others from writing.
        if (dice.uses(Feature.KEY, 3)) definitions.set(0, definitions.getFirst() + " UNIQUE");
        Relation table = add(new Relation("t" + next++, Kind.TABLE, columns, List.of()));
        if (indexed) table.indexes.add(table.name + "_primary_idx");
        return "CREATE TABLE " + table.name + " (" + String.join(", ", definitions) + ")";
    }

    String source(String file) {
        files.add(file);
        List<Column> columns = new ArrayList<>();
        boolean csv = dice.oneIn(3);
        if (csv) {
            columns.add(new Column("column1", Relation.Type.TEXT));
            columns.add(new Column("column2", Relation.Type.TEXT));
        } else columns.add(new Column("text", Relation.Type.TEXT));
        columns.add(new Column("mz_line_no", Relation.Type.BIGINT));
        Relation source = add(new Relation("f" + next++ + "s", Kind.SOURCE, columns, List.of()));
        boolean materialized = !dice.oneIn(4);
        if (materialized) source.indexes.add(source.name + "_primary_idx");
        return "CREATE " + (materialized ? "MATERIALIZED " : "") + "SOURCE " + source.name + " FROM FILE '<TEMP>/"
                + file
                + "'" + (dice.oneIn(4) ? "" : " WITH (tail = true)") + " FORMAT "
                + (csv ? "CSV WITH 2 COLUMNS" : "TEXT");
    }

    String view(boolean materialized) {
        List<Relation> from = materialized ? readable() : relations;
        if (from.isEmpty()) return "";
        Query query = queries.query(from);
        Relation view = add(new Relation("v" + next++, Kind.VIEW, query.columns(), query.reads()));
        if (materialized) view.indexes.add(view.name + "_primary_idx");
        return "CREATE " + (materialized ? "MATERIALIZED " : "") + "VIEW " + view.name + " AS " + query.sql();
    }

    String index() {
        if (relations.isEmpty()) return "";
        Relation on = dice.pick(relations);
        if (on.kind == Kind.VIEW && !on.reads.stream().allMatch(Relation::isReadable)) return "";
        String name = "i" + next++;
        on.indexes.add(name);
        String window = dice.uses(Feature.WINDOW, 3) ? " WITH (logical_compaction_window = '" + millis() + "')" : "";
        return "CREATE INDEX " + name + " ON " + on.name + " ("
                + dice.pick(on.columns).name() + ")" + window;
    }

    String sink() {
        List<Relation> readable = readable();
        if (readable.isEmpty()) return "";
        String name = "k" + next++;
        Relation from = dice.pick(readable);
        sinks.put(name, from);
        return "CREATE SINK " + name + " FROM " + from.name + " INTO AVRO OCF '<TEMP>/" + name + "'";
    }

    String window() {
        List<String> indexes = relations.stream()
                .flatMap(relation -> relation.indexes.stream())
                .toList();
        if (indexes.isEmpty()) return "";
        String index = dice.pick(indexes);
        return "ALTER INDEX " + index
                + (dice.oneIn(6)
                        ? " RESET (logical_compaction_window)"
                        : " SET (logical_compaction_window = '" + millis() + "')");
    }

    private String millis() {
        return dice.of("1ms", "1ms", "2ms", "5ms", "0ms", "off", "1s");
    }

    // ---- changes

    String rename() {
        if (relations.isEmpty()) return "";
        Relation relation = dice.pick(relations);
        String to = "r" + next++;
        String sql = "ALTER " + kind(relation) + " " + relation.name + " RENAME TO " + to;
        relation.name = to;
        return sql;
    }

    String drop() {
        if (!sinks.isEmpty() && dice.oneIn(4)) {
            String sink = dice.pick(List.copyOf(sinks.keySet()));
            sinks.remove(sink);
            return "DROP SINK " + sink;
        }
        if (relations.size() < 2) return "";
        Relation relation = dice.pick(relations);
        if (!relation.indexes.isEmpty() && dice.oneIn(2)) {
            String index = dice.pick(relation.indexes);
            relation.indexes.remove(index);
            return "DROP INDEX " + index;
        }
        boolean free = relations.stream().noneMatch(each -> each != relation && each.dependsOn(relation))
                && !sinks.containsValue(relation);
        boolean cascade = !free && !dice.oneIn(4) || dice.oneIn(4);
        String sql = "DROP " + kind(relation) + " " + relation.name + (cascade ? " CASCADE" : "");
        if (free || cascade) {
            sinks.values().removeIf(from -> from.dependsOn(relation));
            relations.removeIf(each -> each.dependsOn(relation));
        }
        return sql;
    }

    private static String kind(Relation relation) {
        return switch (relation.kind) {
            case TABLE -> "TABLE";
            case SOURCE -> "SOURCE";
            case VIEW -> "VIEW";
        };
    }
}
