package dev.coordtest.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws SELECTs of the core of the language over three small tables: well-typed nearly always, and unlike anything a person writes. */
final class RandomSql {
    /** The tables, each with its columns and their types. */
    static final List<Table> TABLES = List.of(
            new Table("t1", List.of("a", "b"), List.of("int", "int")),
            new Table("t2", List.of("a", "n"), List.of("int", "numeric")),
            new Table("t3", List.of("s", "f"), List.of("text", "boolean")));

    record Table(String name, List<String> columns, List<String> types) {}

    private record Column(String text, String type) {}

    private static final List<String> TYPES = List.of("int", "numeric", "text", "boolean");

    private final SplittableRandom random;
    private int aliases;

    RandomSql(SplittableRandom random) {
        this.random = random;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    String query() {
        List<String> types = List.of(pick(TYPES), pick(TYPES));
        String query = body(types, List.of(), 3);
        return chance(20) ? query + " ORDER BY 1, 2 LIMIT 3" : query;
    }

    private String body(List<String> types, List<Column> outer, int depth) {
        if (depth > 1 && chance(15)) {
            String operator = pick(List.of("UNION", "UNION ALL", "INTERSECT", "EXCEPT", "EXCEPT ALL", "INTERSECT ALL"));
            return "(" + body(types, outer, depth - 1) + ") " + operator + " (" + body(types, outer, depth - 1) + ")";
        }
        List<Column> columns = new ArrayList<>();
        String from = from(columns, outer, depth);
        List<Column> visible = new ArrayList<>(outer);
        visible.addAll(columns);
        StringBuilder text = new StringBuilder("SELECT ");
        String where = chance(60) ? " WHERE " + expr("boolean", visible, depth) : "";
        if (chance(25)) return text + grouped(types, columns) + " FROM " + from + where + groupBy;
        if (chance(20)) text.append("DISTINCT ");
        List<String> items = new ArrayList<>();
        for (String type : types) {
            String item = chance(7)
                    ? set(type, visible)
                    : chance(10) ? windowed(type, columns, visible) : expr(type, visible, depth);
            items.add(item + " AS c" + items.size());
        }
        return text + String.join(", ", items) + " FROM " + from + where;
    }

    private String groupBy = "";

    /** Aggregates, and a key that is shown where its type is wanted. */
    private String grouped(List<String> types, List<Column> columns) {
        Column key = pick(columns);
        groupBy = " GROUP BY " + keys(key, columns) + (chance(30) ? " HAVING count(*) > 1" : "");
        List<String> items = new ArrayList<>();
        for (String type : types) {
            String item = chance(40) && key.type.equals(type) ? key.text : aggregate(type, columns);
            items.add(item + " AS c" + items.size());
        }
        return String.join(", ", items);
    }

    /** The key, perhaps in several grouping sets with another. */
    private String keys(Column key, List<Column> columns) {
        String other = pick(columns).text;
        return switch (random.nextInt(10)) {
            case 0 -> "ROLLUP (" + key.text + ", " + other + ")";
            case 1 -> "CUBE (" + key.text + ", " + other + ")";
            case 2 -> "GROUPING SETS ((), (" + other + ", " + key.text + "), " + key.text + ")";
            case 3 -> "DISTINCT ROLLUP (" + other + "), CUBE (" + key.text + ")";
            default -> key.text;
        };
    }

    private String aggregate(String type, List<Column> columns) {
        String distinct = chance(20) ? "DISTINCT " : "";
        return switch (type) {
            case "int" -> chance(50) ? "CAST(count(*) AS int)" : "max(" + distinct + expr("int", columns, 0) + ")";
            case "numeric" ->
                pick(List.of("sum", "avg", "min", "var_pop", "stddev")) + "(" + distinct + expr("numeric", columns, 0)
                        + ")";
            case "text" -> chance(50) ? "min(" + expr("text", columns, 0) + ")" : gathered(distinct, columns);
            default -> pick(List.of("bool_and", "bool_or")) + "(" + expr("boolean", columns, 0) + ")";
        };
    }

    /** Values one after the other, in an order that leaves nothing open. */
    private String gathered(String distinct, List<Column> columns) {
        String type = pick(List.of("text", "int"));
        String value = expr(type, columns, 0);
        String order = " ORDER BY " + value + pick(List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST"));
        return type.equals("text")
                ? "string_agg(" + distinct + value + ", '+'" + order + ")"
                : "array_to_string(array_agg(" + distinct + value + order + "), ',', 'none')";
    }

    /** A window function whose value does not hang on the order of equal rows. */
    private String windowed(String type, List<Column> columns, List<Column> visible) {
        List<String> all = columns.stream().map(Column::text).toList();
        String partition = chance(50) ? "PARTITION BY " + pick(all) + " " : "";
        String every = "ORDER BY " + String.join(", ", all);
        if (chance(40) && !type.equals("boolean")) {
            return switch (type) {
                case "int" ->
                    "CAST(" + pick(List.of("rank", "dense_rank")) + "() OVER (" + partition + "ORDER BY "
                            + expr(pick(TYPES), visible, 1) + pick(List.of("", " DESC", " NULLS FIRST"))
                            + ") AS int)";
                case "numeric" ->
                    "CAST(row_number() OVER (" + partition + every + pick(List.of("", " DESC")) + ") AS numeric)";
                default -> "lag(" + atom("text", visible) + ", 2) OVER (" + partition + every + ")";
            };
        }
        String over = " OVER (" + partition + "ORDER BY " + pick(all) + pick(List.of("", " DESC", " DESC NULLS LAST"));
        return aggregateOver(type, columns) + over + frame() + ")";
    }

    private String aggregateOver(String type, List<Column> columns) {
        String filter = chance(15) ? " FILTER (WHERE " + expr("boolean", columns, 0) + ")" : "";
        return switch (type) {
            case "int" -> "max(" + expr("int", columns, 1) + ")" + filter;
            case "numeric" -> pick(List.of("sum", "avg", "min")) + "(" + expr("numeric", columns, 1) + ")" + filter;
            case "text" -> "min(" + expr("text", columns, 1) + ")" + filter;
            default -> pick(List.of("bool_and", "bool_or")) + "(" + expr("boolean", columns, 1) + ")" + filter;
        };
    }

    /** Frames of whole groups of peers. */
    private String frame() {
        String unit = pick(List.of("RANGE", "GROUPS"));
        boolean counted = unit.equals("GROUPS");
        String start = counted && chance(50) ? "1 PRECEDING" : pick(List.of("UNBOUNDED PRECEDING", "CURRENT ROW"));
        String end = counted && chance(50) ? "2 FOLLOWING" : pick(List.of("UNBOUNDED FOLLOWING", "CURRENT ROW"));
        String without = pick(List.of("", "", " EXCLUDE GROUP", " EXCLUDE CURRENT ROW", " EXCLUDE TIES"));
        return chance(40) ? "" : " " + unit + " BETWEEN " + start + " AND " + end + without;
    }

    private String from(List<Column> columns, List<Column> outer, int depth) {
        String text = item(columns, outer, depth, false);
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Column> before = new ArrayList<>(columns);
            if (chance(30)) {
                text += ", " + item(columns, outer, depth, false);
            } else if (chance(20)) {
                String on = text.contains(",") ? "true" : expr("boolean", before, 0);
                boolean joined = chance(50);
                text += joined ? " LEFT JOIN " : ", ";
                List<Column> beside = new ArrayList<>(outer);
                beside.addAll(before);
                text += function(columns, beside, depth) + (joined ? " ON " + on : "");
            } else if (depth > 1 && chance(25)) {
                List<Column> beside = new ArrayList<>(outer);
                beside.addAll(before);
                text += (chance(50) ? " JOIN " : " LEFT JOIN ") + item(columns, beside, depth, true) + " ON true";
            } else {
                String kind = pick(List.of(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "));
                String right = item(columns, outer, depth, false);
                // PostgreSQL builds a FULL JOIN of conditions that hash alone.
                Column mine = intColumn(before);
                Column theirs = intColumn(columns.subList(before.size(), columns.size()));
                if (text.contains(",") || mine == null || theirs == null) {
                    text += ", " + right;
                } else {
                    String more =
                            kind.contains("FULL") || chance(60) ? "" : " AND " + expr("boolean", columns, depth - 1);
                    text += kind + right + " ON " + mine.text + " = " + theirs.text + more;
                }
            }
        }
        return text;
    }

    private static @Nullable Column intColumn(List<Column> columns) {
        for (Column column : columns) if (column.type.equals("int")) return column;
        return null;
    }

    private String item(List<Column> columns, List<Column> outer, int depth, boolean lateral) {
        String alias = "x" + aliases++;
        if (!lateral && (depth <= 1 || chance(75))) {
            Table table = pick(TABLES);
            for (int i = 0; i < table.columns.size(); i++) {
                columns.add(new Column(alias + "." + table.columns.get(i), table.types.get(i)));
            }
            return table.name + " AS " + alias;
        }
        List<String> types = List.of(pick(TYPES), pick(TYPES));
        String query = body(types, outer, depth - 1);
        for (int i = 0; i < types.size(); i++) columns.add(new Column(alias + ".c" + i, types.get(i)));
        return (lateral ? "LATERAL (" : "(") + query + ") AS " + alias;
    }

    /** A table function of what stands before it. */
    private String function(List<Column> columns, List<Column> visible, int depth) {
        String alias = "x" + aliases++;
        String type = pick(TYPES);
        boolean numbered = chance(30);
        columns.add(new Column(alias + ".e", type));
        if (numbered) columns.add(new Column("CAST(" + alias + ".nth AS int)", "int"));
        String call = chance(60) ? set(type, visible) : "unnest(" + array(type, visible, depth) + ")";
        if (chance(15)) {
            columns.add(new Column(alias + ".f", "int"));
            return "ROWS FROM (" + call + ", " + set("int", visible) + ")"
                    + (numbered ? " WITH ORDINALITY AS " + alias + " (e, f, nth)" : " AS " + alias + " (e, f)");
        }
        return call + (numbered ? " WITH ORDINALITY AS " + alias + " (e, nth)" : " AS " + alias + " (e)");
    }

    /** A few rows of one type. */
    private String set(String type, List<Column> visible) {
        return switch (type) {
            case "int" -> "generate_series(" + atom("int", visible) + ", " + atom("int", visible) + step() + ")";
            case "numeric" ->
                "generate_series(" + atom("numeric", visible) + ", " + atom("numeric", visible) + ", 0.5)";
            case "text" -> "string_to_table(" + atom("text", visible) + " || ',c', ',')";
            default -> "unnest(ARRAY[" + atom("boolean", visible) + ", " + atom("boolean", visible) + "])";
        };
    }

    private String step() {
        return pick(List.of("", ", 2", ", -1"));
    }

    private String expr(String type, List<Column> visible, int depth) {
        if (depth <= 0 || chance(30)) return atom(type, visible);
        if (chance(12)) {
            Table table = pick(TABLES);
            String alias = "x" + aliases++;
            List<Column> inner = new ArrayList<>(visible);
            List<Column> own = new ArrayList<>();
            for (int i = 0; i < table.columns.size(); i++) {
                own.add(new Column(alias + "." + table.columns.get(i), table.types.get(i)));
            }
            inner.addAll(own);
            return "(SELECT " + aggregate(type, own) + " FROM " + table.name + " AS " + alias + " WHERE "
                    + expr("boolean", inner, depth - 1) + ")";
        }
        if (chance(10)) {
            return "CASE WHEN " + expr("boolean", visible, depth - 1) + " THEN " + expr(type, visible, depth - 1)
                    + " ELSE " + expr(type, visible, depth - 1) + " END";
        }
        if (chance(8)) return "coalesce(" + expr(type, visible, depth - 1) + ", " + atom(type, visible) + ")";
        if (chance(5)) return "nullif(" + expr(type, visible, depth - 1) + ", " + atom(type, visible) + ")";
        return switch (type) {
            case "int" ->
                chance(15)
                        ? ofArrays(visible, depth)
                        : "(" + expr("int", visible, depth - 1) + " " + pick(List.of("+", "-", "*")) + " "
                                + expr("int", visible, depth - 1) + ")";
            case "numeric" ->
                "(" + expr("numeric", visible, depth - 1) + " " + pick(List.of("+", "-", "*")) + " "
                        + expr(pick(List.of("numeric", "int")), visible, depth - 1) + ")";
            case "text" -> "(" + expr("text", visible, depth - 1) + " || " + expr("text", visible, depth - 1) + ")";
            default -> condition(visible, depth);
        };
    }

    private String ofArrays(List<Column> visible, int depth) {
        String type = pick(TYPES);
        String array = array("int", visible, depth);
        return switch (random.nextInt(3)) {
            case 0 -> "(" + array + ")[" + expr("int", visible, 0) + "]";
            case 1 -> "cardinality(" + array(type, visible, depth) + ")";
            default -> "array_position(" + array + ", " + expr("int", visible, 0) + ")";
        };
    }

    private String array(String type, List<Column> visible, int depth) {
        if (chance(40)) return "ARRAY(" + oneColumn(type, visible, depth - 1) + " ORDER BY 1)";
        return "ARRAY[" + expr(type, visible, depth - 1) + ", " + expr(type, visible, depth - 1) + "]";
    }

    private String condition(List<Column> visible, int depth) {
        String type = pick(TYPES);
        String left = expr(type, visible, depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> "(" + expr("boolean", visible, depth - 1) + " AND " + expr("boolean", visible, depth - 1) + ")";
            case 1 -> "(" + expr("boolean", visible, depth - 1) + " OR " + expr("boolean", visible, depth - 1) + ")";
            case 2 -> "(NOT " + expr("boolean", visible, depth - 1) + ")";
            case 3 -> "(" + left + " IS " + (chance(50) ? "NOT " : "") + "NULL)";
            case 4 -> "(" + left + (chance(50) ? " NOT" : "") + " IN (" + oneColumn(type, visible, depth - 1) + "))";
            case 5 -> "EXISTS (" + oneColumn(type, visible, depth - 1) + ")";
            case 6 ->
                "(" + left + " " + pick(List.of("<", "<>", ">=")) + pick(List.of(" ANY (", " ALL ("))
                        + oneColumn(type, visible, depth - 1) + "))";
            case 8 ->
                "(" + left + " " + pick(List.of("=", "<>", "<", ">=")) + pick(List.of(" ANY (", " ALL ("))
                        + array(type, visible, depth) + "))";
            case 9 ->
                "(" + array(type, visible, depth) + " " + pick(List.of("=", "<", "@>", "&&", "<=")) + " "
                        + array(type, visible, depth) + ")";
            case 7 -> "(" + left + " IS DISTINCT FROM " + expr(type, visible, depth - 1) + ")";
            default ->
                "(" + left + " " + pick(List.of("=", "<>", "<", "<=", ">", ">=")) + " " + expr(type, visible, depth - 1)
                        + ")";
        };
    }

    private String oneColumn(String type, List<Column> visible, int depth) {
        Table table = pick(TABLES);
        String alias = "x" + aliases++;
        List<Column> inner = new ArrayList<>(visible);
        for (int i = 0; i < table.columns.size(); i++) {
            inner.add(new Column(alias + "." + table.columns.get(i), table.types.get(i)));
        }
        String where = chance(60) ? " WHERE " + expr("boolean", inner, depth) : "";
        return "SELECT " + expr(type, inner, depth) + " FROM " + table.name + " AS " + alias + where;
    }

    private String atom(String type, List<Column> visible) {
        List<Column> fitting = visible.stream().filter(c -> c.type.equals(type)).toList();
        if (!fitting.isEmpty() && chance(75)) return pick(fitting).text;
        if (chance(10)) return "CAST(NULL AS " + type + ")";
        return switch (type) {
            case "int" -> pick(List.of("0", "1", "2", "(-1)"));
            case "numeric" -> pick(List.of("0.0", "1.5", "2.0"));
            case "text" -> pick(List.of("CAST('a' AS text)", "CAST('b' AS text)"));
            default -> pick(List.of("true", "false"));
        };
    }
}
