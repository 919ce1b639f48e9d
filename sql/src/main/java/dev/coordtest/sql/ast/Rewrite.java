package dev.coordtest.sql.ast;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies queries and expressions, everything inside included. Override a method to change what it copies; what is overridden decides whether to go on
 * inside by calling {@code super}.
 */
public abstract class Rewrite {
    protected Rewrite() {}

    // ---- expressions

    public Expr expr(Expr expr) {
        return switch (expr) {
            case Expr.Identifier e -> e;
            case Expr.NumberLiteral e -> e;
            case Expr.StringLiteral e -> e;
            case Expr.BooleanLiteral e -> e;
            case Expr.NullLiteral e -> e;
            case Expr.TypedLiteral(var type, var text, var at) ->
                type(type) instanceof TypeName.Named named ? new Expr.TypedLiteral(named, text, at) : expr;
            case Expr.Parameter e -> e;
            case Expr.Default e -> e;
            case Expr.Current e -> e;
            case Expr.Unary(var operator, var operand, var at) -> new Expr.Unary(operator, expr(operand), at);
            case Expr.Binary(var operator, var left, var right, var at) ->
                new Expr.Binary(operator, expr(left), expr(right), at);
            case Expr.And(var operands, var at) -> new Expr.And(exprs(operands), at);
            case Expr.Or(var operands, var at) -> new Expr.Or(exprs(operands), at);
            case Expr.Not(var operand, var at) -> new Expr.Not(expr(operand), at);
            case Expr.Between(var negated, var symmetric, var value, var low, var high, var at) ->
                new Expr.Between(negated, symmetric, expr(value), expr(low), expr(high), at);
            case Expr.Like(var negated, var matching, var value, var pattern, var escape, var at) ->
                new Expr.Like(negated, matching, expr(value), expr(pattern), optional(escape), at);
            case Expr.InList(var negated, var value, var list, var at) ->
                new Expr.InList(negated, expr(value), exprs(list), at);
            case Expr.InQuery(var negated, var value, var query, var at) ->
                new Expr.InQuery(negated, expr(value), query(query), at);
            case Expr.Quantified(var operator, var all, var left, var query, var at) ->
                new Expr.Quantified(operator, all, expr(left), query(query), at);
            case Expr.QuantifiedArray(var operator, var all, var left, var array, var at) ->
                new Expr.QuantifiedArray(operator, all, expr(left), expr(array), at);
            case Expr.Is(var negated, var what, var operand, var at) -> new Expr.Is(negated, what, expr(operand), at);
            case Expr.IsDistinct(var negated, var left, var right, var at) ->
                new Expr.IsDistinct(negated, expr(left), expr(right), at);
            case Expr.Collate(var operand, var collation, var at) -> new Expr.Collate(expr(operand), collation, at);
            case Expr.Cast(var operand, var type, var at) -> new Expr.Cast(expr(operand), type(type), at);
            case Expr.Subscript(var operand, var subscripts, var at) ->
                new Expr.Subscript(
                        expr(operand),
                        all(subscripts, b -> new Expr.Bounds(b.slice(), optional(b.lower()), optional(b.upper()))),
                        at);
            case Expr.Field(var operand, var name, var at) -> new Expr.Field(expr(operand), name, at);
            case Expr.Case(var operand, var whens, var otherwise, var at) ->
                new Expr.Case(
                        optional(operand),
                        all(whens, when -> new Expr.Case.When(expr(when.condition()), expr(when.result()))),
                        optional(otherwise),
                        at);
            case Expr.Call call -> call(call);
            case Expr.Row(var explicit, var fields, var at) -> new Expr.Row(explicit, exprs(fields), at);
            case Expr.Elements(var kind, var elements, var at) -> new Expr.Elements(kind, exprs(elements), at);
            case Expr.ElementsOf(var kind, var query, var at) -> new Expr.ElementsOf(kind, query(query), at);
            case Expr.MapElements(var entries, var at) ->
                new Expr.MapElements(all(entries, e -> new Expr.MapElements.Entry(expr(e.key()), expr(e.value()))), at);
            case Expr.Exists(var query, var at) -> new Expr.Exists(query(query), at);
            case Expr.Subquery(var query, var at) -> new Expr.Subquery(query(query), at);
        };
    }

    public Expr.Call call(Expr.Call call) {
        return new Expr.Call(
                call.name(),
                exprs(call.arguments()),
                call.star(),
                call.distinct(),
                orderBy(call.orderBy()),
                optional(call.filter()),
                call.over() == null ? null : window(call.over()),
                call.position());
    }

    private Window window(Window window) {
        Window.Frame frame = window.frame();
        Window.Frame copied = null;
        if (frame != null) {
            Window.Bound end = frame.end();
            copied = new Window.Frame(
                    frame.unit(), bound(frame.start()), end == null ? null : bound(end), frame.exclusion());
        }
        return new Window(
                window.base(), window.reference(), exprs(window.partitionBy()), orderBy(window.orderBy()), copied);
    }

    private Window.Bound bound(Window.Bound bound) {
        return new Window.Bound(bound.edge(), optional(bound.offset()));
    }

    public final List<Expr> exprs(List<Expr> exprs) {
        return all(exprs, this::expr);
    }

    protected final @Nullable Expr optional(@Nullable Expr expr) {
        return expr == null ? null : expr(expr);
    }

    protected static <T> List<T> all(List<T> things, Function<T, T> copy) {
        return things.stream().map(copy).toList();
    }

    private List<Query.OrderBy> orderBy(List<Query.OrderBy> keys) {
        return all(keys, key -> new Query.OrderBy(expr(key.expr()), key.descending(), key.nullsFirst()));
    }

    // ---- queries

    public Query query(Query query) {
        Query.With with = query.with();
        return new Query(
                with == null ? null : with(with),
                setExpr(query.body()),
                orderBy(query.orderBy()),
                optional(query.limit()),
                optional(query.offset()),
                query.ties(),
                query.locks(),
                query.position());
    }

    protected Query.With with(Query.With with) {
        return new Query.With(with.recursion(), with.options(), all(with.ctes(), this::cte), with.position());
    }

    protected Query.Cte cte(Query.Cte cte) {
        return new Query.Cte(cte.name(), cte.columns(), cte.materialized(), query(cte.query()), cte.position());
    }

    protected Query.SetExpr setExpr(Query.SetExpr expr) {
        return switch (expr) {
            case Query.Select select -> select(select);
            case Query.Values(var rows, var at) -> new Query.Values(all(rows, this::exprs), at);
            case Query.TableOf table -> table;
            case Query.Nested(var query, var at) -> new Query.Nested(query(query), at);
            case Query.SetOperation(var operator, var all, var left, var right, var at) ->
                new Query.SetOperation(operator, all, setExpr(left), setExpr(right), at);
        };
    }

    private Query.Select select(Query.Select select) {
        return new Query.Select(
                select.distinct(),
                exprs(select.distinctOn()),
                all(select.items(), this::item),
                all(select.from(), this::from),
                optional(select.where()),
                select.groupDistinct(),
                all(select.groupBy(), this::grouping),
                select.groupOptions(),
                optional(select.having()),
                all(select.windows(), w -> new Query.NamedWindow(w.name(), window(w.window()), w.position())),
                select.position());
    }

    private Query.Item item(Query.Item item) {
        return switch (item) {
            case Query.Star star -> star;
            case Query.FieldsOf(var expr, var at) -> new Query.FieldsOf(expr(expr), at);
            case Query.Column(var expr, var alias, var at) -> new Query.Column(expr(expr), alias, at);
        };
    }

    private Query.Grouping grouping(Query.Grouping grouping) {
        return switch (grouping) {
            case Query.Key(var expr) -> new Query.Key(expr(expr));
            case Query.NoKey none -> none;
            case Query.GroupingSets(var sets, var at) -> new Query.GroupingSets(all(sets, this::grouping), at);
            case Query.Rollup(var keys, var at) -> new Query.Rollup(exprs(keys), at);
            case Query.Cube(var keys, var at) -> new Query.Cube(exprs(keys), at);
        };
    }

    // ---- FROM

    public From from(From from) {
        return switch (from) {
            case From.Table table -> table(table);
            case From.ById byId -> byId;
            case From.Derived(var query, var lateral, var alias, var at) ->
                new From.Derived(query(query), lateral, alias, at);
            case From.Function(var call, var lateral, var ordinality, var alias, var at) ->
                new From.Function(call(call), lateral, ordinality, alias, at);
            case From.RowsFrom(var calls, var lateral, var ordinality, var alias, var at) ->
                new From.RowsFrom(all(calls, this::call), lateral, ordinality, alias, at);
            case From.Join(var kind, var left, var right, var condition, var at) ->
                new From.Join(kind, from(left), from(right), condition(condition), at);
        };
    }

    protected TypeName type(TypeName type) {
        return type;
    }

    protected From table(From.Table table) {
        return table;
    }

    private From.Condition condition(From.Condition condition) {
        return condition instanceof From.On(var expr) ? new From.On(expr(expr)) : condition;
    }
}
