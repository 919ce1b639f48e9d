package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Window;
import dev.coordtest.sql.parse.Keywords;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Scalar expressions. Each stands at the {@link #level} at which the parser reads it, and gets parentheses where a tighter one is needed. */
final class ExprRenderer {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int IS = 4;
    private static final int COMPARISON = 5;
    private static final int MATCHING = 6;
    private static final int GENERIC = 7;
    private static final int SUM = 8;
    private static final int PRODUCT = 9;
    private static final int POWER = 10;
    private static final int COLLATE = 11;
    private static final int SIGN = 12;
    private static final int POSTFIX = 13;
    private static final int ATOM = 14;

    private final Sentence out;
    private final QueryRenderer queries;
    private final TypeRenderer types;

    ExprRenderer(Sentence out, QueryRenderer queries) {
        this.out = out;
        this.queries = queries;
        this.types = new TypeRenderer(out);
    }

    TypeRenderer types() {
        return types;
    }

    private static int level(Expr expr) {
        return switch (expr) {
            case Expr.Or ignored -> OR;
            case Expr.And ignored -> AND;
            case Expr.Not ignored -> NOT;
            case Expr.Is ignored -> IS;
            case Expr.IsDistinct ignored -> IS;
            case Expr.Binary binary -> level(binary.operator());
            case Expr.Quantified quantified -> level(quantified.operator());
            case Expr.QuantifiedArray quantified -> level(quantified.operator());
            case Expr.Between ignored -> MATCHING;
            case Expr.Like ignored -> MATCHING;
            case Expr.InList ignored -> MATCHING;
            case Expr.InQuery ignored -> MATCHING;
            case Expr.Unary unary -> isSign(unary.operator()) ? SIGN : GENERIC;
            case Expr.Collate ignored -> COLLATE;
            case Expr.Cast ignored -> POSTFIX;
            case Expr.Subscript ignored -> POSTFIX;
            case Expr.Field ignored -> POSTFIX;
            case Expr.Identifier ignored -> ATOM;
            case Expr.NumberLiteral ignored -> ATOM;
            case Expr.StringLiteral ignored -> ATOM;
            case Expr.BooleanLiteral ignored -> ATOM;
            case Expr.NullLiteral ignored -> ATOM;
            case Expr.TypedLiteral ignored -> ATOM;
            case Expr.Parameter ignored -> ATOM;
            case Expr.Default ignored -> ATOM;
            case Expr.Current ignored -> ATOM;
            case Expr.Case ignored -> ATOM;
            case Expr.Call ignored -> ATOM;
            case Expr.Row ignored -> ATOM;
            case Expr.Elements ignored -> ATOM;
            case Expr.ElementsOf ignored -> ATOM;
            case Expr.MapElements ignored -> ATOM;
            case Expr.Exists ignored -> ATOM;
            case Expr.Subquery ignored -> ATOM;
        };
    }

    private static int level(String operator) {
        return switch (operator) {
            case "=", "<>", "<", "<=", ">", ">=" -> COMPARISON;
            case "+", "-" -> SUM;
            case "*", "/", "%" -> PRODUCT;
            case "^" -> POWER;
            default -> GENERIC;
        };
    }

    private static boolean isSign(String operator) {
        return operator.equals("+") || operator.equals("-");
    }

    /** An operand that has to stand at the level or a tighter one. */
    private void operand(Expr expr, int level) {
        boolean parentheses = level(expr) < level;
        out.addIf(parentheses, "(");
        expr(expr);
        out.addIf(parentheses, ")");
    }

    /** The expression in parentheses; a subquery has its own. */
    void parenthesized(Expr expr) {
        boolean subquery = expr instanceof Expr.Subquery;
        out.addIf(!subquery, "(");
        expr(expr);
        out.addIf(!subquery, ")");
    }

    /** An expression where only operators other than comparisons may stand without parentheses. */
    void operation(Expr expr) {
        operand(expr, GENERIC);
    }

    void exprs(List<Expr> exprs) {
        out.commas(exprs, this::expr);
    }

    void expr(Expr expr) {
        switch (expr) {
            case Expr.Identifier(var parts, var position) -> out.parts(parts);
            case Expr.NumberLiteral(var text, var position) -> out.add(text);
            case Expr.StringLiteral(var text, var position) -> out.string(text);
            case Expr.BooleanLiteral(var value, var position) -> out.add(value ? "TRUE" : "FALSE");
            case Expr.NullLiteral ignored -> out.add("NULL");
            case Expr.TypedLiteral(var type, var text, var position) -> types.literal(type, text);
            case Expr.Parameter(var number, var position) -> out.add("$").number(number);
            case Expr.Default ignored -> out.add("DEFAULT");
            case Expr.Current(var name, var precision, var position) -> {
                out.add(name.toUpperCase(Locale.ROOT));
                if (precision != null) out.add("(").number(precision).add(")");
            }
            case Expr.Or(var operands, var position) -> out.list(operands, " OR ", o -> operand(o, AND));
            case Expr.And(var operands, var position) -> out.list(operands, " AND ", o -> operand(o, NOT));
            case Expr.Not(var operand, var position) -> {
                out.add("NOT ");
                operand(operand, NOT);
            }
            case Expr.Unary unary -> unary(unary);
            case Expr.Binary(var operator, var left, var right, var position) -> binary(operator, left, right);
            case Expr.Between between -> between(between);
            case Expr.Like like -> like(like);
            case Expr.InList(var negated, var value, var list, var position) -> {
                operand(value, MATCHING);
                out.add(negated ? " NOT IN (" : " IN (");
                exprs(list);
                out.add(")");
            }
            case Expr.InQuery(var negated, var value, var query, var position) -> {
                operand(value, MATCHING);
                out.add(negated ? " NOT IN " : " IN ");
                queries.nested(query);
            }
            case Expr.Quantified(var operator, var all, var left, var query, var position) -> {
                quantifier(operator, all, left);
                queries.nested(query);
            }
            case Expr.QuantifiedArray(var operator, var all, var left, var array, var position) -> {
                quantifier(operator, all, left);
                out.add("(");
                expr(array);
                out.add(")");
            }
            case Expr.Is(var negated, var what, var operand, var position) -> {
                operand(operand, IS);
                out.add(negated ? " IS NOT " : " IS ").add(what.name());
            }
            case Expr.IsDistinct(var negated, var left, var right, var position) -> {
                operand(left, IS);
                out.add(negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                operand(right, COMPARISON);
            }
            case Expr.Collate(var operand, var collation, var position) -> {
                operand(operand, COLLATE);
                out.add(" COLLATE ").name(collation);
            }
            case Expr.Cast(var operand, var type, var position) -> {
                operand(operand, POSTFIX);
                out.add("::");
                types.type(type);
            }
            case Expr.Subscript subscript -> subscript(subscript);
            case Expr.Field(var operand, var name, var position) -> {
                parenthesized(operand);
                out.add(".").identifier(name);
            }
            case Expr.Case cases -> caseExpr(cases);
            case Expr.Call call -> call(call, Keywords::functionNeedsQuotes);
            case Expr.Row(var explicit, var fields, var position) -> {
                out.add(explicit ? "ROW(" : "(");
                exprs(fields);
                out.add(")");
            }
            case Expr.Elements(var kind, var elements, var position) -> {
                out.add(kind.name()).add("[");
                exprs(elements);
                out.add("]");
            }
            case Expr.ElementsOf(var kind, var query, var position) -> {
                out.add(kind.name());
                queries.nested(query);
            }
            case Expr.MapElements(var entries, var position) -> {
                out.add("MAP[").commas(entries, entry -> {
                    expr(entry.key());
                    out.add(" => ");
                    expr(entry.value());
                });
                out.add("]");
            }
            case Expr.Exists(var query, var position) -> {
                out.add("EXISTS ");
                queries.nested(query);
            }
            case Expr.Subquery(var query, var position) -> queries.nested(query);
        }
    }

    private void unary(Expr.Unary unary) {
        boolean sign = isSign(unary.operator());
        // The blank keeps two signs from becoming a comment, and a sign from becoming part of an operator.
        boolean blank = !sign || unary.operand() instanceof Expr.Unary;
        out.add(unary.operator()).addIf(blank, " ");
        operand(unary.operand(), sign ? SIGN : SUM);
    }

    private void binary(String operator, Expr left, Expr right) {
        int level = level(operator);
        // Comparisons do not associate; all others do so to the left.
        operand(left, level == COMPARISON ? MATCHING : level);
        out.add(" ").add(operator).add(" ");
        operand(right, level + 1);
    }

    private void between(Expr.Between between) {
        operand(between.value(), MATCHING);
        out.add(between.negated() ? " NOT BETWEEN " : " BETWEEN ").addIf(between.symmetric(), "SYMMETRIC ");
        operand(between.low(), GENERIC);
        out.add(" AND ");
        operand(between.high(), GENERIC);
    }

    private void like(Expr.Like like) {
        operand(like.value(), MATCHING);
        out.addIf(like.negated(), " NOT");
        out.add(
                switch (like.matching()) {
                    case LIKE -> " LIKE ";
                    case ILIKE -> " ILIKE ";
                    case SIMILAR -> " SIMILAR TO ";
                });
        operand(like.pattern(), GENERIC);
        Expr escape = like.escape();
        if (escape == null) return;
        out.add(" ESCAPE ");
        operand(escape, GENERIC);
    }

    private void quantifier(String operator, boolean all, Expr left) {
        operand(left, level(operator) == COMPARISON ? MATCHING : level(operator));
        out.add(" ").add(operator).add(all ? " ALL " : " ANY ");
    }

    private void subscript(Expr.Subscript subscript) {
        Expr operand = subscript.operand();
        // Subscripts that follow each other are those of one array: where they do not, parentheses keep them apart.
        boolean follows = operand instanceof Expr.Subscript inner && inner.position() == subscript.position();
        boolean plain = operand instanceof Expr.Identifier || follows;
        if (plain) expr(operand);
        else parenthesized(operand);
        out.add("[").commas(subscript.subscripts(), bounds -> {
            Expr lower = bounds.lower();
            Expr upper = bounds.upper();
            if (lower != null) expr(lower);
            out.addIf(bounds.slice(), ":");
            if (upper != null) expr(upper);
        });
        out.add("]");
    }

    private void caseExpr(Expr.Case cases) {
        out.add("CASE");
        clause(" ", cases.operand());
        for (Expr.Case.When when : cases.whens()) {
            clause(" WHEN ", when.condition());
            clause(" THEN ", when.result());
        }
        clause(" ELSE ", cases.otherwise());
        out.add(" END");
    }

    /** The words and the expression, where there is one. */
    void clause(String words, @Nullable Expr expr) {
        if (expr == null) return;
        out.add(words);
        expr(expr);
    }

    // ---- calls

    /** @param needsQuotes where the call stands, which words its name must be quoted for */
    void call(Expr.Call call, Predicate<String> needsQuotes) {
        List<String> parts = call.name().parts();
        boolean extract = parts.equals(List.of("extract"))
                && call.arguments().size() == 2
                && call.arguments().get(0) instanceof Expr.StringLiteral
                && !call.isAggregate()
                && call.over() == null;
        if (extract && call.arguments().get(0) instanceof Expr.StringLiteral(var field, var position)) {
            out.add("EXTRACT(").string(field).add(" FROM ");
            expr(call.arguments().get(1));
            out.add(")");
            return;
        }
        String first = parts.get(0);
        boolean quote = parts.size() == 1 ? needsQuotes.test(first) : Keywords.needsQuotes(first);
        out.add(quote ? Sentence.quoted(first) : first);
        for (String part : parts.subList(1, parts.size())) out.add(".").word(part);
        out.add("(").addIf(call.distinct(), "DISTINCT ").addIf(call.star(), "*");
        exprs(call.arguments());
        orderBy(call.orderBy());
        out.add(")");
        Expr filter = call.filter();
        if (filter != null) {
            out.add(" FILTER (WHERE ");
            expr(filter);
            out.add(")");
        }
        over(call.over());
    }

    private void over(@Nullable Window window) {
        if (window == null) return;
        out.add(" OVER ");
        window(window);
    }

    void orderBy(List<Query.OrderBy> keys) {
        if (keys.isEmpty()) return;
        out.add(" ORDER BY ").commas(keys, key -> {
            expr(key.expr());
            out.addIf(key.descending(), " DESC");
            Boolean nullsFirst = key.nullsFirst();
            if (nullsFirst != null) out.add(nullsFirst ? " NULLS FIRST" : " NULLS LAST");
        });
    }

    void window(Window window) {
        String base = window.base();
        if (window.reference() && base != null) {
            out.identifier(base);
            return;
        }
        out.add("(");
        if (base != null) out.identifier(base);
        if (!window.partitionBy().isEmpty()) {
            out.addIf(base != null, " ").add("PARTITION BY ");
            exprs(window.partitionBy());
        }
        orderBy(window.orderBy());
        Window.Frame frame = window.frame();
        if (frame != null) frame(frame);
        out.add(")");
    }

    private void frame(Window.Frame frame) {
        Window.Bound end = frame.end();
        out.add(" ").add(frame.unit().name()).add(end == null ? " " : " BETWEEN ");
        bound(frame.start());
        if (end != null) {
            out.add(" AND ");
            bound(end);
        }
        Window.Exclusion exclusion = frame.exclusion();
        if (exclusion != null) out.add(" EXCLUDE ").add(exclusion.name().replace('_', ' '));
    }

    private void bound(Window.Bound bound) {
        Expr offset = bound.offset();
        if (offset != null) {
            // Tight, so that the AND after it is that of BETWEEN.
            operand(offset, GENERIC);
            out.add(" ");
        }
        out.add(bound.edge().name().replace('_', ' '));
    }
}
