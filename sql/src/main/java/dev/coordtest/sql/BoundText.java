package dev.coordtest.sql;

import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A bound query as people read it: one operator a line, inputs indented below, subqueries after the operator in whose scalars they stand. A column is
 * {@code #n} of the operator's own row, {@code #^n} of the row one scope out, and so on.
 */
final class BoundText {
    private final CatalogView catalog;
    private final List<String> lines = new ArrayList<>();

    private BoundText(CatalogView catalog) {
        this.catalog = catalog;
    }

    static List<String> lines(BoundRel rel, CatalogView catalog) {
        BoundText text = new BoundText(catalog);
        text.add(rel, 0, "");
        return text.lines;
    }

    private void add(BoundRel rel, int depth, String label) {
        lines.add("  ".repeat(depth) + label + head(rel));
        switch (rel) {
            case BoundRel.Values values -> values.rows().forEach(row -> subqueries(row, depth + 1));
            case BoundRel.Get ignored -> {}
            case BoundRel.CteGet ignored -> {}
            case BoundRel.With with -> {
                add(with.value(), depth + 1, "");
                add(with.body(), depth + 1, "");
            }
            case BoundRel.Recursion recursion -> recursion.values().forEach(value -> add(value, depth + 1, ""));
            case BoundRel.Project project -> add(project.input(), depth + 1, "");
            case BoundRel.Map map -> {
                subqueries(map.scalars(), depth + 1);
                add(map.input(), depth + 1, "");
            }
            case BoundRel.FlatMap map -> {
                subqueries(map.sets(), depth + 1);
                add(map.input(), depth + 1, "");
            }
            case BoundRel.Filter filter -> {
                subqueries(List.of(filter.predicate()), depth + 1);
                add(filter.input(), depth + 1, "");
            }
            case BoundRel.Join join -> {
                subqueries(List.of(join.on()), depth + 1);
                add(join.left(), depth + 1, "");
                add(join.right(), depth + 1, "");
            }
            case BoundRel.Reduce reduce -> {
                subqueries(reduce.groupKey(), depth + 1);
                reduce.aggregates().forEach(aggregate -> subqueries(aggregate.scalars(), depth + 1));
                add(reduce.input(), depth + 1, "");
            }
            case BoundRel.Distinct distinct -> add(distinct.input(), depth + 1, "");
            case BoundRel.TopK topK -> add(topK.input(), depth + 1, "");
            case BoundRel.Window window -> add(window.input(), depth + 1, "");
            case BoundRel.SetOperation operation -> {
                add(operation.left(), depth + 1, "");
                add(operation.right(), depth + 1, "");
            }
        }
    }

    /** The subqueries that stand in scalars, each once, in the order in which they are read. */
    private void subqueries(List<BoundScalar> scalars, int depth) {
        for (BoundScalar scalar : scalars) {
            new BoundWalk(0) {
                @Override
                public void rel(BoundRel rel) {
                    add(rel, depth, "Subquery: ");
                }
            }.scalar(scalar);
        }
    }

    private String head(BoundRel rel) {
        return switch (rel) {
            case BoundRel.Values values -> "Values " + values.rows().size() + " rows";
            case BoundRel.Get get -> "Get " + catalog.item(get.id()).name();
            case BoundRel.CteGet get -> "Get cte" + get.cte();
            case BoundRel.With with -> "With cte" + with.cte();
            case BoundRel.Recursion recursion ->
                "Recursion cte" + recursion.ctes().get(recursion.result()) + PlanText.limit(recursion.limit()) + ": "
                        + recursion.ctes().stream().map(cte -> "cte" + cte).collect(Collectors.joining(", "));
            case BoundRel.Project project -> "Project " + PlanText.columns(project.columns());
            case BoundRel.Map map -> "Map " + all(map.scalars());
            case BoundRel.FlatMap map -> "FlatMap " + all(map.sets()) + (map.ordinality() ? " with ordinality" : "");
            case BoundRel.Filter filter -> "Filter " + scalar(filter.predicate());
            case BoundRel.Join join ->
                (join.lateral() ? "Lateral" : "") + word(join.kind().name()) + "Join on " + scalar(join.on());
            case BoundRel.Reduce reduce ->
                "Reduce by " + all(reduce.groupKey()) + ": "
                        + reduce.aggregates().stream()
                                .map(aggregate -> PlanText.name(aggregate.func()) + list(aggregate.arguments()))
                                .collect(Collectors.joining(", "));
            case BoundRel.Distinct ignored -> "Distinct";
            case BoundRel.TopK topK ->
                "TopK by " + PlanText.columns(topK.groupKey()) + PlanText.order(topK.orderBy())
                        + PlanText.cut(topK.limit(), topK.offset());
            case BoundRel.Window window ->
                "Window by " + PlanText.columns(window.partition()) + PlanText.order(window.orderBy()) + ": "
                        + window.calls();
            case BoundRel.SetOperation operation -> word(operation.kind().name()) + (operation.all() ? "All" : "");
        };
    }

    private static String word(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String all(List<BoundScalar> scalars) {
        return scalars.stream().map(BoundText::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(BoundScalar scalar) {
        return switch (scalar) {
            case BoundScalar.Column(var depth, var index, var type) -> "#" + "^".repeat(Math.max(0, depth)) + index;
            case BoundScalar.Literal(var datum, var type) -> PlanText.literal(datum, type);
            case BoundScalar.Call(var func, var arguments) ->
                PlanText.call(func, arguments.stream().map(BoundText::scalar).toList());
            case BoundScalar.Cast(var input, var to) -> scalar(input) + "::" + to.sqlName();
            case BoundScalar.And(var operands) -> joined(operands, " AND ");
            case BoundScalar.Or(var operands) -> joined(operands, " OR ");
            case BoundScalar.Not(var operand) -> "NOT " + scalar(operand);
            case BoundScalar.IsNull(var operand) -> scalar(operand) + " IS NULL";
            case BoundScalar.If(var condition, var then, var otherwise) ->
                "CASE WHEN " + scalar(condition) + " THEN " + scalar(then) + " ELSE " + scalar(otherwise) + " END";
            case BoundScalar.Coalesce(var operands) -> "coalesce" + list(operands);
            case BoundScalar.LogicalTime ignored -> "mz_logical_timestamp()";
            case BoundScalar.Scalar ignored -> "(subquery)";
            case BoundScalar.Exists ignored -> "EXISTS (subquery)";
            case BoundScalar.Quantified quantified ->
                scalar(quantified.comparison()) + (quantified.all() ? " for ALL" : " for ANY") + " (subquery)";
        };
    }

    private static String list(List<BoundScalar> scalars) {
        return scalars.stream().map(BoundText::scalar).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String joined(List<BoundScalar> operands, String word) {
        return operands.stream().map(BoundText::scalar).collect(Collectors.joining(word, "(", ")"));
    }
}
