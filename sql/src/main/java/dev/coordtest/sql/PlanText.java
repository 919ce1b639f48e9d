package dev.coordtest.sql;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.RecursionLimit;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A relational expression as people read it: one operator a line, inputs indented below. A column of the input is {@code #n}, counted from 0. */
final class PlanText {
    private PlanText() {}

    static List<String> lines(RelExpr expr, CatalogView catalog) {
        List<String> lines = new ArrayList<>();
        add(expr, 0, catalog, lines);
        return lines;
    }

    /** What is done to the rows of an answer before they are shown; empty if nothing is. */
    static String finishing(Finishing finishing) {
        String done = order(finishing.orderBy()) + cut(finishing.limit(), finishing.offset());
        return done.isEmpty() ? "" : "Finish" + done;
    }

    static String order(List<ColumnOrder> orderBy) {
        if (orderBy.isEmpty()) return "";
        return " order by "
                + orderBy.stream()
                        .map(key -> "#" + key.column() + (key.descending() ? " desc" : "")
                                + (key.nullsLast() == key.descending()
                                        ? key.nullsLast() ? " nulls last" : " nulls first"
                                        : ""))
                        .collect(Collectors.joining(", "));
    }

    static String cut(OptionalLong limit, long offset) {
        return (limit.isPresent() ? " limit " + limit.getAsLong() : "") + (offset > 0 ? " offset " + offset : "");
    }

    private static void add(RelExpr expr, int depth, CatalogView catalog, List<String> lines) {
        lines.add("  ".repeat(depth) + head(expr, catalog));
        for (RelExpr input : expr.inputs()) add(input, depth + 1, catalog, lines);
    }

    private static String head(RelExpr expr, CatalogView catalog) {
        return switch (expr) {
            case RelExpr.Constant constant -> "Constant " + constant.rows().size() + " rows";
            case RelExpr.Get get -> "Get " + catalog.item(get.id()).name();
            case RelExpr.LocalGet get -> "Get l" + get.local();
            case RelExpr.Let let -> "Let l" + let.local();
            case RelExpr.Recursion recursion ->
                "Recursion l" + recursion.locals().get(recursion.result()) + limit(recursion.limit()) + ": "
                        + recursion.locals().stream().map(local -> "l" + local).collect(Collectors.joining(", "));
            case RelExpr.Project project -> "Project " + columns(project.columns());
            case RelExpr.Map map -> "Map " + all(map.scalars());
            case RelExpr.FlatMap map -> "FlatMap " + all(map.sets()) + (map.ordinality() ? " with ordinality" : "");
            case RelExpr.Filter filter -> "Filter " + all(filter.predicates());
            case RelExpr.Join join ->
                join.leftKeys().isEmpty()
                        ? "CrossJoin"
                        : "Join on " + all(join.leftKeys()) + " = " + all(join.rightKeys());
            case RelExpr.Reduce reduce ->
                reduce.aggregates().isEmpty()
                        ? "Distinct by " + all(reduce.groupKey())
                        : "Reduce by " + all(reduce.groupKey()) + ": "
                                + reduce.aggregates().stream()
                                        .map(PlanText::aggregate)
                                        .collect(Collectors.joining(", "));
            case RelExpr.TopK topK ->
                "TopK by " + columns(topK.groupKey()) + order(topK.orderBy()) + cut(topK.limit(), topK.offset());
            case RelExpr.Window window ->
                "Window by " + columns(window.partition()) + order(window.orderBy()) + ": " + window.calls();
            case RelExpr.Negate ignored -> "Negate";
            case RelExpr.Threshold ignored -> "Threshold";
            case RelExpr.Union ignored -> "Union";
        };
    }

    static String limit(RecursionLimit limit) {
        return (limit.returns() ? " return" : " error") + " at " + limit.rounds();
    }

    static String columns(List<Integer> columns) {
        return columns.stream().map(column -> "#" + column).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String all(List<ScalarExpr> scalars) {
        return scalars.stream().map(PlanText::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    static String name(AggregateFunc func) {
        return func.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String aggregate(AggregateExpr aggregate) {
        String filter = aggregate.filter() == null ? "" : " filter " + scalar(aggregate.filter());
        String order = aggregate.order().isEmpty()
                ? ""
                : aggregate.order().stream()
                        .map(key -> scalar(key.expr()))
                        .collect(Collectors.joining(", ", " order by ", ""));
        String arguments = aggregate.arguments().stream().map(PlanText::scalar).collect(Collectors.joining(", "));
        return name(aggregate.func()) + "(" + (aggregate.distinct() ? "distinct " : "") + arguments + order + ")"
                + filter;
    }

    private static String scalar(ScalarExpr scalar) {
        return switch (scalar) {
            case ScalarExpr.Column(var index) -> "#" + index;
            case ScalarExpr.Literal(var datum, var type) -> literal(datum, type);
            case ScalarExpr.Failure(var error, var type) -> "error(" + error.message() + ")";
            case ScalarExpr.Call(var func, var arguments) ->
                call(func, arguments.stream().map(PlanText::scalar).toList());
            case ScalarExpr.Cast(var input, var from, var to) -> scalar(input) + "::" + to.sqlName();
            case ScalarExpr.And(var operands) -> list(operands, " AND ");
            case ScalarExpr.Or(var operands) -> list(operands, " OR ");
            case ScalarExpr.Not(var operand) -> "NOT " + scalar(operand);
            case ScalarExpr.IsNull(var operand) -> scalar(operand) + " IS NULL";
            case ScalarExpr.If(var condition, var then, var otherwise) ->
                "CASE WHEN " + scalar(condition) + " THEN " + scalar(then) + " ELSE " + scalar(otherwise) + " END";
            case ScalarExpr.Coalesce(var operands) -> "coalesce" + list(operands, ", ");
            case ScalarExpr.LogicalTime ignored -> "mz_logical_timestamp()";
        };
    }

    /** A call as SQL writes it: operators stand between their operands. */
    static String call(Func func, List<String> arguments) {
        if (Character.isLetter(func.name().charAt(0)) || arguments.size() > 2) {
            return func.name() + "(" + String.join(", ", arguments) + ")";
        }
        return arguments.size() == 1
                ? "(" + func.name() + " " + arguments.get(0) + ")"
                : "(" + arguments.get(0) + " " + func.name() + " " + arguments.get(1) + ")";
    }

    private static String list(List<ScalarExpr> scalars, String between) {
        return scalars.stream().map(PlanText::scalar).collect(Collectors.joining(between, "(", ")"));
    }

    /** Numbers and truths as they are, all else in quotes. */
    static String literal(Datum datum, ScalarType type) {
        if (datum.isNull()) return "NULL";
        String text = TextFormat.print(datum, type);
        boolean plain = datum instanceof Datum.Int16
                || datum instanceof Datum.Int32
                || datum instanceof Datum.Int64
                || datum instanceof Datum.Numeric;
        if (datum instanceof Datum.Bool(var truth)) return truth ? "true" : "false";
        return plain ? text : "'" + text.replace("'", "''") + "'";
    }
}
