package dev.coordtest.coordtest.shrink;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Copies a tree with one of the cuts that can be made in it: the one with a number, counted on the way. */
final class TreeCut extends Rewrite {
    private final int wanted;
    private int passed;
    private boolean made;

    private TreeCut(int wanted) {
        this.wanted = wanted;
    }

    /** All queries that come of one cut. */
    static List<Query> queries(Query query) {
        List<Query> cuts = new ArrayList<>();
        for (int i = 0; ; i++) {
            TreeCut cut = new TreeCut(i);
            Query done = cut.query(query);
            if (!cut.made) return cuts;
            cuts.add(done);
        }
    }

    /** All expressions that come of one cut. */
    static List<Expr> exprs(Expr expr) {
        List<Expr> cuts = new ArrayList<>();
        for (int i = 0; ; i++) {
            TreeCut cut = new TreeCut(i);
            Expr done = cut.expr(expr);
            if (!cut.made) return cuts;
            cuts.add(done);
        }
    }

    /** The cut, if it is the one that is wanted. */
    private <T> @Nullable T at(Supplier<T> cut) {
        if (made || passed++ != wanted) return null;
        made = true;
        return cut.get();
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }

    // ---- queries

    @Override
    public Query query(Query query) {
        Query cut = null;
        if (query.with() != null)
            cut = at(() -> with(query, query.body(), query.orderBy(), query.limit(), query.offset(), false));
        if (cut == null && !query.orderBy().isEmpty())
            cut = at(() -> with(query, query.body(), List.of(), query.limit(), query.offset(), true));
        if (cut == null && query.limit() != null)
            cut = at(() -> with(query, query.body(), query.orderBy(), null, query.offset(), true));
        if (cut == null && query.offset() != null)
            cut = at(() -> with(query, query.body(), query.orderBy(), query.limit(), null, true));
        return cut != null ? cut : super.query(query);
    }

    private static Query with(
            Query query,
            Query.SetExpr body,
            List<Query.OrderBy> orderBy,
            @Nullable Expr limit,
            @Nullable Expr offset,
            boolean keepsWith) {
        return new Query(
                keepsWith ? query.with() : null,
                body,
                orderBy,
                limit,
                offset,
                query.ties(),
                query.locks(),
                query.position());
    }

    @Override
    protected Query.SetExpr setExpr(Query.SetExpr expr) {
        Query.SetExpr cut = switch (expr) {
            case Query.SetOperation operation -> first(operation::left, operation::right);
            case Query.Select select -> select(select);
            case Query.Values values -> values(values);
            case Query.Nested ignored -> null;
            case Query.TableOf ignored -> null;
        };
        return cut != null ? cut : super.setExpr(expr);
    }

    @SafeVarargs
    private <T> @Nullable T first(Supplier<? extends T>... cuts) {
        for (Supplier<? extends T> each : cuts) {
            T cut = at(each::get);
            if (cut != null) return cut;
        }
        return null;
    }

    private Query.@Nullable SetExpr values(Query.Values values) {
        for (int i = 0; i < values.rows().size() && values.rows().size() > 1; i++) {
            int row = i;
            Query.SetExpr cut = at(() -> new Query.Values(without(values.rows(), row), values.position()));
            if (cut != null) return cut;
        }
        int columns = values.rows().getFirst().size();
        for (int i = 0; i < columns && columns > 1; i++) {
            int column = i;
            Query.SetExpr cut = at(() -> new Query.Values(
                    values.rows().stream().map(row -> without(row, column)).toList(), values.position()));
            if (cut != null) return cut;
        }
        return null;
    }

    private Query.@Nullable SetExpr select(Query.Select select) {
        Query.SetExpr cut = null;
        if (select.where() != null)
            cut = at(() -> with(select, select.items(), select.from(), null, select.groupBy(), select.having()));
        if (cut == null && select.having() != null)
            cut = at(() -> with(select, select.items(), select.from(), select.where(), select.groupBy(), null));
        if (cut == null && select.distinct())
            cut = at(() -> new Query.Select(
                    false,
                    select.distinctOn(),
                    select.items(),
                    select.from(),
                    select.where(),
                    select.groupDistinct(),
                    select.groupBy(),
                    select.groupOptions(),
                    select.having(),
                    select.windows(),
                    select.position()));
        for (int i = 0; cut == null && i < select.groupBy().size(); i++) {
            int key = i;
            cut = at(() -> with(
                    select,
                    select.items(),
                    select.from(),
                    select.where(),
                    without(select.groupBy(), key),
                    select.having()));
        }
        for (int i = 0;
                cut == null && i < select.items().size() && select.items().size() > 1;
                i++) {
            int item = i;
            cut = at(() -> with(
                    select,
                    without(select.items(), item),
                    select.from(),
                    select.where(),
                    select.groupBy(),
                    select.having()));
        }
        for (int i = 0; cut == null && i < select.from().size(); i++) {
            int from = i;
            cut = at(() -> with(
                    select,
                    select.items(),
                    without(select.from(), from),
                    select.where(),
                    select.groupBy(),
                    select.having()));
        }
        return cut;
    }

    private static Query.Select with(
            Query.Select select,
            List<Query.Item> items,
            List<From> from,
            @Nullable Expr where,
            List<Query.Grouping> groupBy,
            @Nullable Expr having) {
        return new Query.Select(
                select.distinct(),
                select.distinctOn(),
                items,
                from,
                where,
                select.groupDistinct(),
                groupBy,
                select.groupOptions(),
                having,
                select.windows(),
                select.position());
    }

    // ---- FROM

    @Override
    public From from(From from) {
        From cut = from instanceof From.Join join ? first(join::left, join::right) : null;
        return cut != null ? cut : super.from(from);
    }

    // ---- expressions

    @Override
    public Expr expr(Expr expr) {
        Expr cut = null;
        for (Expr part : parts(expr)) {
            if (cut == null) cut = at(() -> part);
        }
        if (cut == null && expr instanceof Expr.NumberLiteral(var text, var at) && text.matches("[0-9]+")) {
            for (String smaller : Numbers.smaller(text)) {
                if (cut == null) cut = at(() -> new Expr.NumberLiteral(smaller, at));
            }
        }
        if (cut == null && expr instanceof Expr.StringLiteral(var text, var at) && !text.isEmpty())
            cut = at(() -> new Expr.StringLiteral(text.substring(0, text.length() - 1), at));
        return cut != null ? cut : super.expr(expr);
    }

    /** What may stand for the whole: its operands, and constants. */
    private static List<Expr> parts(Expr expr) {
        return switch (expr) {
            case Expr.Binary(var operator, var left, var right, var at) -> List.of(left, right);
            case Expr.And(var operands, var at) -> operands;
            case Expr.Or(var operands, var at) -> operands;
            case Expr.Not(var operand, var at) -> List.of(operand);
            case Expr.Unary(var operator, var operand, var at) -> List.of(operand);
            case Expr.Cast(var operand, var type, var at) -> List.of(operand);
            case Expr.InList(var negated, var value, var list, var at) ->
                List.of(value, new Expr.BooleanLiteral(true, at));
            case Expr.InQuery(var negated, var value, var query, var at) -> List.of(new Expr.BooleanLiteral(true, at));
            case Expr.Exists(var query, var at) -> List.of(new Expr.BooleanLiteral(true, at));
            case Expr.Is(var negated, var what, var operand, var at) ->
                List.of(operand, new Expr.BooleanLiteral(true, at));
            case Expr.Subquery(var query, var at) -> List.of(new Expr.NumberLiteral("0", at));
            case Expr.Case choice ->
                choice.whens().stream().map(Expr.Case.When::result).toList();
            case Expr.Call call -> call.arguments();
            default -> List.of();
        };
    }
}
