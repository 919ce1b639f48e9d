package dev.coordtest.sql.bind;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;

/** The names that PostgreSQL gives to columns without one. */
final class OutputNames {
    private static final String NONE = "?column?";

    private OutputNames() {}

    static String of(Expr expr) {
        return switch (expr) {
            case Expr.Identifier(var parts, var position) -> parts.get(parts.size() - 1);
            case Expr.Call call -> call.name().last();
            case Expr.Cast(var operand, var type, var position) -> {
                yield isStrong(operand) ? of(operand) : typeName(type.name());
            }
            case Expr.TypedLiteral(var type, var text, var position) -> typeName(type.name());
            case Expr.Case(var operand, var whens, var otherwise, var position) -> {
                yield otherwise != null && isStrong(otherwise) ? of(otherwise) : "case";
            }
            case Expr.Exists ignored -> "exists";
            case Expr.Subquery(var query, var position) -> first(query);
            default -> NONE;
        };
    }

    /** Whether the name outranks that of a cast or a CASE around it. */
    private static boolean isStrong(Expr expr) {
        return switch (expr) {
            case Expr.Cast(var operand, var type, var position) -> isStrong(operand);
            case Expr.Case(var operand, var whens, var otherwise, var position) ->
                otherwise != null && isStrong(otherwise);
            case Expr.TypedLiteral ignored -> false;
            default -> !of(expr).equals(NONE);
        };
    }

    private static String first(Query query) {
        if (query.body() instanceof Query.Select select
                && !select.items().isEmpty()
                && select.items().get(0) instanceof Query.Column(var expr, var alias, var position)) {
            return alias != null ? alias : of(expr);
        }
        return query.body() instanceof Query.Values ? "column1" : NONE;
    }

    private static String typeName(String written) {
        return switch (written) {
            case "boolean" -> "bool";
            case "smallint" -> "int2";
            case "integer", "int" -> "int4";
            case "bigint" -> "int8";
            case "real" -> "float4";
            case "double precision", "float" -> "float8";
            case "decimal", "dec" -> "numeric";
            case "character varying" -> "varchar";
            case "timestamp with time zone" -> "timestamptz";
            default -> written;
        };
    }
}
