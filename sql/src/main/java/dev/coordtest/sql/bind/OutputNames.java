package dev.coordtest.sql.bind;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.TypeName;

/** The names that PostgreSQL gives to columns without one. */
final class OutputNames {
    private static final String NONE = "?column?";

    private OutputNames() {}

    static String of(Expr expr) {
        return switch (expr) {
            case Expr.Identifier(var parts, var position) -> parts.get(parts.size() - 1);
            case Expr.Call call -> call.name().last();
            case Expr.Current current -> current.name();
            case Expr.Field(var operand, var name, var position) -> name;
            case Expr.Subscript(var operand, var subscripts, var position) -> of(operand);
            case Expr.Collate(var operand, var collation, var position) -> of(operand);
            case Expr.Row ignored -> "row";
            case Expr.Elements ignored -> "array";
            case Expr.ElementsOf ignored -> "array";
            case Expr.Cast(var operand, var type, var position) -> {
                yield isStrong(operand) ? of(operand) : typeName(type);
            }
            case Expr.TypedLiteral(var type, var text, var position) -> type.word();
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
        // What the star stands for is not known here, but where it is plain to see.
        if (query.body() instanceof Query.Select select
                && !select.items().isEmpty()
                && select.items().getFirst() instanceof Query.Star
                && select.from().size() == 1
                && select.from().getFirst() instanceof From.Derived derived) {
            return first(derived.query());
        }
        return query.body() instanceof Query.Values ? "column1" : NONE;
    }

    private static String typeName(TypeName type) {
        return switch (type) {
            case TypeName.Named named -> named.word();
            case TypeName.ArrayOf(var element, var position) -> typeName(element);
            case TypeName.ListOf ignored -> "list";
            case TypeName.MapOf ignored -> "map";
        };
    }
}
