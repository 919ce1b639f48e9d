package dev.coordtest.coordtest.fuzz;

import dev.coordtest.coordtest.fuzz.Relation.Column;
import java.util.ArrayList;
import java.util.List;

/** Writes queries over what can be read. Every query has a meaning; with {@link Feature#ERRORS} it may fail on some rows. */
final class Queries {
    /** How many tables and files are multiplied in one query at most, so that no answer is large. */
    private static final int DEGREE_MAX = 4;

    private final Dice dice;

    Queries(Dice dice) {
        this.dice = dice;
    }

    /** A query with its columns, and what it reads. */
    record Query(String sql, List<Column> columns, List<Relation> reads) {}

    /** A column in scope, as it is written. */
    private record Named(String sql, Relation.Type type) {}

    /** A query over some of {@code relations}, which are not empty. */
    Query query(List<Relation> relations) {
        List<Relation.Type> types = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) types.add(type());
        return query(relations, types);
    }

    /** The same with columns of given types. */
    Query query(List<Relation> relations, List<Relation.Type> types) {
        List<Relation> reads = new ArrayList<>();
        String sql = select(relations, types, reads);
        if (!small(relations, reads).isEmpty() && dice.uses(Feature.SET_OPERATION, 4)) {
            String operator = dice.of("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL");
            sql += " " + operator + " " + select(small(relations, reads), types, reads);
        }
        return new Query(sql, columns(types), reads);
    }

    private static List<Column> columns(List<Relation.Type> types) {
        List<Column> columns = new ArrayList<>();
        for (Relation.Type type : types) columns.add(new Column("c" + (columns.size() + 1), type));
        return columns;
    }

    /** What may follow a query that is read and not kept. */
    String finishing(Query query) {
        if (!dice.uses(Feature.LIMIT, 3)) return "";
        List<String> keys = new ArrayList<>();
        for (int i = 1; i <= query.columns.size(); i++) keys.add(i + (dice.oneIn(3) ? " DESC" : ""));
        String order = " ORDER BY " + String.join(", ", keys);
        return order + (dice.oneIn(2) ? " LIMIT " + dice.below(4) : "") + (dice.oneIn(4) ? " OFFSET 1" : "");
    }

    private String select(List<Relation> relations, List<Relation.Type> types, List<Relation> reads) {
        List<Named> scope = new ArrayList<>();
        String from = from(relations, reads, scope);
        boolean groups = dice.uses(Feature.AGGREGATE, 3);
        List<String> items = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Relation.Type type : types) {
            String item;
            if (!groups) item = expr(type, scope, 2);
            else if (dice.oneIn(2)) {
                item = expr(type, scope, 1);
                keys.add(Integer.toString(items.size() + 1));
            } else item = aggregate(type, scope);
            items.add(item + " AS c" + (items.size() + 1));
        }
        String sql = "SELECT " + (!groups && dice.oneIn(5) ? "DISTINCT " : "") + String.join(", ", items) + from;
        if (dice.oneIn(2)) sql += " WHERE " + condition(relations, reads, scope);
        if (!keys.isEmpty()) sql += " GROUP BY " + String.join(", ", keys);
        if (groups && dice.oneIn(5)) sql += " HAVING count(*) " + comparison() + " " + dice.below(4);
        return sql;
    }

    private String from(List<Relation> relations, List<Relation> reads, List<Named> scope) {
        String sql = " FROM " + table(relations, "a", reads, scope);
        List<Relation> others = small(relations, reads);
        if (others.isEmpty() || !dice.uses(Feature.JOIN, 3)) return sql;
        if (dice.oneIn(3)) return sql + ", " + table(others, "b", reads, scope);
        String kind = dice.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
        List<Named> left = List.copyOf(scope);
        List<Named> right = new ArrayList<>();
        sql += " " + kind + " " + table(others, "b", reads, right) + " ON ";
        scope.addAll(right);
        for (Named a : left) for (Named b : right) if (a.type == b.type) return sql + a.sql + " = " + b.sql;
        return sql + expr(Relation.Type.BOOLEAN, scope, 0);
    }

    /** Which of them can be read beside {@code reads}. */
    private static List<Relation> small(List<Relation> relations, List<Relation> reads) {
        int left = DEGREE_MAX - Relation.degree(reads);
        return relations.stream().filter(relation -> relation.degree() <= left).toList();
    }

    private String table(List<Relation> relations, String alias, List<Relation> reads, List<Named> scope) {
        Relation relation = dice.pick(relations);
        reads.add(relation);
        for (Column column : relation.columns) scope.add(new Named(alias + "." + column.name(), column.type()));
        return relation.name + " AS " + alias;
    }

    private String condition(List<Relation> relations, List<Relation> reads, List<Named> scope) {
        List<Relation> others = small(relations, reads);
        if (others.isEmpty() || !dice.uses(Feature.SUBQUERY, 4)) return expr(Relation.Type.BOOLEAN, scope, 2);
        List<Named> inner = new ArrayList<>();
        String table = table(others, "s", reads, inner);
        Relation.Type type = inner.getFirst().type;
        String column = inner.getFirst().sql;
        String where = dice.oneIn(2) ? " WHERE " + expr(Relation.Type.BOOLEAN, both(scope, inner), 1) : "";
        return switch (dice.below(3)) {
            case 0 -> (dice.oneIn(2) ? "NOT " : "") + "EXISTS (SELECT 1 FROM " + table + where + ")";
            case 1 -> expr(type, scope, 0) + " IN (SELECT " + column + " FROM " + table + where + ")";
            default ->
                expr(Relation.Type.BIGINT, scope, 0) + " " + comparison() + " (SELECT count(*) FROM " + table + where
                        + ")";
        };
    }

    private static List<Named> both(List<Named> outer, List<Named> inner) {
        List<Named> all = new ArrayList<>(outer);
        all.addAll(inner);
        return all;
    }

    // ---- expressions

    Relation.Type type() {
        return dice.of(
                Relation.Type.INT,
                Relation.Type.INT,
                Relation.Type.INT,
                Relation.Type.TEXT,
                Relation.Type.TEXT,
                Relation.Type.BIGINT,
                Relation.Type.NUMERIC,
                Relation.Type.BOOLEAN);
    }

    private String aggregate(Relation.Type type, List<Named> scope) {
        String distinct = dice.oneIn(4) ? "DISTINCT " : "";
        return switch (type) {
            case INT -> {
                String of = expr(Relation.Type.INT, scope, 1);
                yield dice.uses(Feature.ARRAY, 3)
                        ? "(array_agg(" + distinct + of + " ORDER BY " + of + "))[" + dice.between(1, 2) + "]"
                        : dice.of("max", "min") + "(" + of + ")";
            }
            case TEXT -> {
                String of = expr(Relation.Type.TEXT, scope, 1);
                yield dice.uses(Feature.ARRAY, 3)
                        ? "string_agg(" + of + ", '+' ORDER BY " + of + dice.of("", " DESC") + ")"
                        : dice.of("max", "min") + "(" + of + ")";
            }
            case BIGINT ->
                switch (dice.below(3)) {
                    case 0 -> "count(*)";
                    case 1 -> "count(" + distinct + expr(type(), scope, 1) + ")";
                    default -> "sum(" + distinct + expr(Relation.Type.INT, scope, 1) + ")";
                };
            case NUMERIC -> "sum(" + distinct + expr(Relation.Type.NUMERIC, scope, 1) + ")";
            case BOOLEAN -> "count(*) " + comparison() + " " + dice.below(5);
        };
    }

    private String expr(Relation.Type type, List<Named> scope, int depth) {
        List<Named> fitting = scope.stream().filter(named -> named.type == type).toList();
        if (!fitting.isEmpty() && (depth == 0 || dice.below(3) > 0)) return dice.pick(fitting).sql;
        if (depth == 0) return literal(type);
        return switch (type) {
            case INT ->
                switch (dice.below(5)) {
                    case 0 -> expr(Relation.Type.INT, scope, depth - 1) + " % " + dice.between(2, 5);
                    case 1 ->
                        dice.uses(Feature.ERRORS, 2)
                                ? "12 / " + parenthesized(Relation.Type.INT, scope, depth)
                                : literal(Relation.Type.INT);
                    case 2 ->
                        "CASE WHEN " + expr(Relation.Type.BOOLEAN, scope, depth - 1) + " THEN "
                                + expr(Relation.Type.INT, scope, depth - 1) + " ELSE "
                                + expr(Relation.Type.INT, scope, depth - 1)
                                + " END";
                    default -> arithmetic(Relation.Type.INT, scope, depth);
                };
            case BIGINT ->
                dice.oneIn(2)
                        ? "CAST(" + expr(Relation.Type.INT, scope, depth - 1) + " AS bigint)"
                        : arithmetic(Relation.Type.BIGINT, scope, depth);
            case NUMERIC ->
                dice.oneIn(2)
                        ? "CAST(" + expr(Relation.Type.INT, scope, depth - 1) + " AS numeric)"
                        : arithmetic(Relation.Type.NUMERIC, scope, depth);
            case TEXT ->
                switch (dice.below(4)) {
                    case 0 -> "upper(" + expr(Relation.Type.TEXT, scope, depth - 1) + ")";
                    case 1 ->
                        "substr(" + expr(Relation.Type.TEXT, scope, depth - 1) + ", 1, " + dice.between(1, 3) + ")";
                    case 2 ->
                        "coalesce(" + expr(Relation.Type.TEXT, scope, depth - 1) + ", " + literal(Relation.Type.TEXT)
                                + ")";
                    default -> "CAST(" + expr(Relation.Type.INT, scope, depth - 1) + " AS text)";
                };
            case BOOLEAN -> bool(scope, depth);
        };
    }

    private String parenthesized(Relation.Type type, List<Named> scope, int depth) {
        return "(" + expr(type, scope, depth - 1) + ")";
    }

    private String arithmetic(Relation.Type type, List<Named> scope, int depth) {
        return parenthesized(type, scope, depth) + " " + dice.of("+", "-", "+", "*") + " "
                + parenthesized(type, scope, depth);
    }

    private String bool(List<Named> scope, int depth) {
        Relation.Type type = type();
        if (dice.uses(Feature.ARRAY, 8)) {
            String array = "ARRAY[" + literal(type) + ", " + expr(type, scope, 0) + "]";
            return "(" + expr(type, scope, depth - 1) + ") " + comparison() + dice.of(" ANY ", " ALL ") + "(" + array
                    + ")";
        }
        return switch (dice.below(6)) {
            case 0 ->
                "(" + bool(scope, 1) + dice.of(" AND ", " OR ") + expr(Relation.Type.BOOLEAN, scope, depth - 1) + ")";
            case 1 -> "(" + expr(type, scope, depth - 1) + ") IS " + dice.of("", "NOT ") + "NULL";
            case 2 -> "(" + expr(type, scope, depth - 1) + ") IN (" + literal(type) + ", " + literal(type) + ")";
            default ->
                "(" + expr(type, scope, depth - 1) + ") " + comparison() + " (" + expr(type, scope, depth - 1) + ")";
        };
    }

    private String comparison() {
        return dice.of("=", "<", "<=", ">", ">=", "<>", "=");
    }

    String literal(Relation.Type type) {
        if (dice.uses(Feature.NULLS, 6)) return "CAST(NULL AS " + type.sql + ")";
        return switch (type) {
            case INT -> Integer.toString(dice.has(Feature.ERRORS) ? dice.below(5) : dice.between(1, 5));
            case BIGINT -> "CAST(" + dice.between(1, 9) + " AS bigint)";
            case NUMERIC -> dice.between(0, 3) + "." + dice.of("0", "5", "25");
            case TEXT -> "'" + dice.of("a", "b", "ab", "") + "'";
            case BOOLEAN -> dice.of("true", "false");
        };
    }

    /** A value of a row that is written. */
    String value(Relation.Type type) {
        if (dice.uses(Feature.NULLS, 8)) return "NULL";
        return type == Relation.Type.BIGINT ? Integer.toString(dice.between(-2, 9)) : literal(type);
    }

    /** A condition on the columns of a table itself. */
    String where(Relation table) {
        return expr(Relation.Type.BOOLEAN, own(table), 1);
    }

    /** A value for a column of a table, of its own columns. */
    String assigned(Relation table, Column column) {
        return expr(column.type(), own(table), 1);
    }

    private static List<Named> own(Relation table) {
        List<Named> scope = new ArrayList<>();
        for (Column column : table.columns) scope.add(new Named(column.name(), column.type()));
        return scope;
    }
}
