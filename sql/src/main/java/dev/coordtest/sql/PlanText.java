package dev.coordtest.sql;

import dev.coordtest.expr.RelExpr;
import java.util.ArrayList;
import java.util.List;

/** A relational expression as people read it: one operator a line, inputs indented below. */
final class PlanText {
    private PlanText() {}

    static List<String> lines(RelExpr expr, CatalogView catalog) {
        List<String> lines = new ArrayList<>();
        add(expr, 0, catalog, lines);
        return lines;
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
            case RelExpr.Project project -> "Project " + project.columns();
            case RelExpr.Map map -> "Map " + map.scalars();
            case RelExpr.Filter filter -> "Filter " + filter.predicates();
            case RelExpr.Join join ->
                join.leftKeys().isEmpty() ? "CrossJoin" : "Join " + join.leftKeys() + " = " + join.rightKeys();
            case RelExpr.Reduce reduce ->
                reduce.aggregates().isEmpty()
                        ? "Distinct " + reduce.groupKey()
                        : "Reduce by " + reduce.groupKey() + ": " + reduce.aggregates();
            case RelExpr.TopK topK ->
                "TopK by " + topK.groupKey() + " order " + topK.orderBy() + " limit " + topK.limit() + " offset "
                        + topK.offset();
            case RelExpr.Negate ignored -> "Negate";
            case RelExpr.Threshold ignored -> "Threshold";
            case RelExpr.Union ignored -> "Union";
        };
    }
}
