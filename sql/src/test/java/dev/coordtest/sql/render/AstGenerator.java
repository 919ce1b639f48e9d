package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.ast.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random syntax trees, of all that the parser can make of queries and expressions; names and texts are of the awkward kind. */
final class AstGenerator {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "t",
            "x1",
            "select",
            "Upper",
            "two words",
            "quote\"d",
            "of",
            "list",
            "map",
            "row",
            "interval",
            "left",
            "position",
            "extract",
            "trim",
            "day",
            "user",
            "ünïcode",
            "end",
            "as",
            "exists",
            "option",
            "rollup",
            "filter",
            "over");
    private static final List<String> TEXTS =
            List.of("", "a", "it's", "back\\slash", "new\nline", "-- no comment", "$1");
    private static final List<String> OPERATORS = List.of(
            "+", "-", "*", "/", "%", "^", "=", "<>", "<", "<=", ">", ">=", "||", "&", "|", "#", "<<", ">>", "->", "->>",
            "#>", "@>", "<@", "?", "~", "~*", "!~", "~~", "!~~*");
    /** Those that may stand before ANY and ALL: of arithmetic, ANY makes no sense, and the grammar has none. */
    private static final List<String> COMPARING = OPERATORS.subList(6, OPERATORS.size());

    private static final List<String> TYPES =
            List.of("int4", "text", "numeric", "bpchar", "timestamptz", "date", "interval");

    private final SplittableRandom random;

    AstGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private <T> List<T> some(int min, int max, Supplier<T> one) {
        List<T> items = new ArrayList<>();
        int count = random.nextInt(min, max + 1);
        for (int i = 0; i < count; i++) items.add(one.get());
        return items;
    }

    private <T> @Nullable T maybe(int percent, Supplier<T> one) {
        return chance(percent) ? one.get() : null;
    }

    private String name() {
        return pick(NAMES);
    }

    private Name itemName() {
        return new Name(some(1, 3, this::name), 0);
    }

    // ---- statements

    Statement statement() {
        return new Statement.Select(query(4), maybe(20, () -> expr(2)));
    }

    // ---- queries

    Query query(int depth) {
        boolean ties = chance(10);
        return new Query(
                maybe(20, () -> with(depth - 1)),
                setExpr(depth - 1),
                chance(30) ? orderBy(depth - 1) : List.of(),
                ties ? new Expr.NumberLiteral("3", 0) : maybe(20, () -> expr(1)),
                maybe(20, () -> expr(1)),
                ties,
                chance(5) ? List.of(new Query.Lock("UPDATE", some(0, 2, this::itemName), "NOWAIT", 0)) : List.of(),
                0);
    }

    private Query.With with(int depth) {
        Query.Recursion recursion = pick(List.of(Query.Recursion.values()));
        boolean mutually = recursion == Query.Recursion.MUTUALLY_RECURSIVE;
        List<Option> options = mutually && chance(50)
                ? List.of(new Option("return at", new Expr.NumberLiteral("7", 0), 0))
                : List.of();
        return new Query.With(
                recursion,
                options,
                some(
                        1,
                        2,
                        () -> new Query.Cte(
                                name(),
                                some(0, 2, () -> new Query.CteColumn(name(), mutually ? type() : null)),
                                maybe(30, () -> chance(50)),
                                query(depth),
                                0)),
                0);
    }

    private Query.SetExpr setExpr(int depth) {
        if (depth <= 0 || chance(70)) return operand(depth);
        // As the parser builds them: to the left, and INTERSECT tighter than the others.
        Query.SetExpr left = chance(40) ? intersection(depth - 1) : operand(depth - 1);
        return new Query.SetOperation(
                pick(List.of("UNION", "EXCEPT")),
                chance(50),
                left,
                chance(40) ? intersection(depth - 1) : operand(depth - 1),
                0);
    }

    private Query.SetExpr intersection(int depth) {
        return new Query.SetOperation("INTERSECT", chance(50), operand(depth), operand(depth), 0);
    }

    private Query.SetExpr operand(int depth) {
        int kind = random.nextInt(10);
        if (kind == 0) return new Query.TableOf(itemName(), 0);
        if (kind == 1) return new Query.Values(some(1, 3, () -> exprs(1, 2, depth - 1)), 0);
        if (kind == 2 && depth > 0) return new Query.Nested(query(depth - 1), 0);
        return select(depth);
    }

    private Query.Select select(int depth) {
        boolean distinct = chance(20);
        List<Query.Grouping> groupBy = chance(30) ? some(1, 3, () -> grouping(depth - 1)) : List.of();
        boolean hint = !groupBy.isEmpty() && chance(20);
        return new Query.Select(
                distinct,
                distinct && chance(50) ? exprs(1, 2, depth - 1) : List.of(),
                some(0, 3, () -> item(depth - 1)),
                some(0, 2, () -> from(depth - 1)),
                maybe(40, () -> expr(depth - 1)),
                false,
                groupBy,
                hint ? List.of(new Option("expected_group_size", new Expr.NumberLiteral("9", 0), 0)) : List.of(),
                maybe(20, () -> expr(depth - 1)),
                chance(10) ? List.of(new Query.NamedWindow(name(), window(depth - 1), 0)) : List.of(),
                0);
    }

    private Query.Item item(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> new Query.Star(some(0, 2, this::name), 0);
            case 1 -> new Query.FieldsOf(expr(depth), 0);
            default -> new Query.Column(expr(depth), maybe(50, this::name), 0);
        };
    }

    private Query.Grouping grouping(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> new Query.NoKey(0);
            case 1 -> new Query.GroupingSets(some(1, 2, () -> new Query.Key(expr(depth))), 0);
            case 2 -> new Query.Rollup(exprs(1, 2, depth), 0);
            case 3 -> new Query.Cube(exprs(1, 2, depth), 0);
            default -> new Query.Key(expr(depth));
        };
    }

    private From from(int depth) {
        From.Alias alias = maybe(50, () -> new From.Alias(name(), some(0, 2, this::name)));
        return switch (random.nextInt(depth > 0 ? 7 : 2)) {
            case 0, 1 -> new From.Table(itemName(), chance(5), alias, null, 0);
            case 2 -> new From.Derived(query(depth - 1), chance(30), alias, 0);
            case 3 -> new From.Function(call(depth - 1), chance(30), chance(30), alias, 0);
            case 4 -> new From.RowsFrom(List.of(call(depth - 1)), chance(30), chance(30), alias, 0);
            case 5 -> new From.ById("u1", itemName(), alias, 0);
            default -> join(depth);
        };
    }

    private From join(int depth) {
        From.JoinKind kind = pick(List.of(From.JoinKind.values()));
        From.Condition condition = switch (random.nextInt(3)) {
            case 0 -> new From.On(expr(depth - 1));
            case 1 -> new From.Using(some(1, 2, this::name), maybe(20, this::name));
            default -> new From.Natural();
        };
        boolean cross = kind == From.JoinKind.CROSS;
        return new From.Join(kind, from(depth - 1), from(depth - 1), cross ? new From.All() : condition, 0);
    }

    private List<Query.OrderBy> orderBy(int depth) {
        return some(1, 2, () -> new Query.OrderBy(expr(depth), chance(50), maybe(40, () -> chance(50))));
    }

    private Window window(int depth) {
        return new Window(
                maybe(20, () -> "w"),
                false,
                exprs(0, 2, depth),
                chance(50) ? orderBy(depth) : List.of(),
                maybe(
                        40,
                        () -> new Window.Frame(
                                pick(List.of(Window.Unit.values())),
                                bound(depth),
                                maybe(60, () -> bound(depth)),
                                maybe(30, () -> pick(List.of(Window.Exclusion.values()))))));
    }

    private Window.Bound bound(int depth) {
        Window.Edge edge = pick(List.of(Window.Edge.values()));
        boolean offset = edge == Window.Edge.PRECEDING || edge == Window.Edge.FOLLOWING;
        return new Window.Bound(edge, offset ? expr(Math.min(depth, 1)) : null);
    }

    // ---- expressions

    private List<Expr> exprs(int min, int max, int depth) {
        return some(min, max, () -> expr(depth));
    }

    Expr expr(int depth) {
        if (depth <= 0) return leaf();
        int inside = depth - 1;
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3 -> new Expr.Binary(pick(OPERATORS), expr(inside), expr(inside), 0);
            case 4 -> new Expr.Unary(pick(List.of("-", "+", "~", "@", "|/")), expr(inside), 0);
            case 5 -> new Expr.And(exprs(2, 3, inside), 0);
            case 6 -> new Expr.Or(exprs(2, 3, inside), 0);
            // Of three negations in a row the parser keeps one.
            case 7 -> new Expr.Not(notNegated(expr(inside)), 0);
            case 8 -> new Expr.Between(chance(50), chance(30), expr(inside), expr(inside), expr(inside), 0);
            case 9 ->
                new Expr.Like(
                        chance(50),
                        pick(List.of(Expr.Matching.values())),
                        expr(inside),
                        expr(inside),
                        maybe(40, () -> expr(inside)),
                        0);
            case 10 -> new Expr.InList(chance(50), expr(inside), notQuery(exprs(1, 3, inside)), 0);
            case 11 -> new Expr.InQuery(chance(50), expr(inside), query(inside), 0);
            case 12 -> new Expr.Quantified(pick(COMPARING), chance(50), expr(inside), query(inside), 0);
            case 13 -> new Expr.QuantifiedArray(pick(COMPARING), chance(50), expr(inside), notQuery(expr(inside)), 0);
            case 14 -> new Expr.Is(chance(50), pick(List.of(Expr.Truth.values())), expr(inside), 0);
            case 15 -> new Expr.IsDistinct(chance(50), expr(inside), expr(inside), 0);
            case 16 -> new Expr.Collate(expr(inside), itemName(), 0);
            case 17 -> new Expr.Cast(expr(inside), type(), 0);
            case 18 -> new Expr.Subscript(expr(inside), some(1, 2, () -> bounds(inside)), 0);
            case 19 -> new Expr.Field(expr(inside), name(), 0);
            case 20 ->
                new Expr.Case(
                        maybe(40, () -> expr(inside)),
                        some(1, 2, () -> new Expr.Case.When(expr(inside), expr(inside))),
                        maybe(50, () -> expr(inside)),
                        0);
            case 21, 22 -> call(inside);
            case 23 ->
                chance(50) ? new Expr.Row(true, exprs(0, 3, inside), 0) : new Expr.Row(false, exprs(2, 3, inside), 0);
            case 24 -> collection(inside);
            default -> chance(50) ? new Expr.Exists(query(inside), 0) : new Expr.Subquery(query(inside), 0);
        };
    }

    private static Expr notNegated(Expr expr) {
        return expr instanceof Expr.Not(var operand, var position) ? notNegated(operand) : expr;
    }

    /** A query alone, after IN and ANY, is not a value but rows. */
    private Expr notQuery(Expr expr) {
        return expr instanceof Expr.Subquery ? leaf() : expr;
    }

    private List<Expr> notQuery(List<Expr> exprs) {
        return exprs.size() == 1 ? List.of(notQuery(exprs.get(0))) : exprs;
    }

    private Expr collection(int depth) {
        Expr.Collection kind = pick(List.of(Expr.Collection.values()));
        return switch (random.nextInt(3)) {
            case 0 -> new Expr.Elements(kind, exprs(0, 3, depth), 0);
            case 1 ->
                new Expr.ElementsOf(
                        kind, new Query(null, select(depth), List.of(), null, null, false, List.of(), 0), 0);
            default -> new Expr.MapElements(some(0, 2, () -> new Expr.MapElements.Entry(expr(depth), expr(depth))), 0);
        };
    }

    private Expr.Bounds bounds(int depth) {
        return chance(50)
                ? new Expr.Bounds(false, expr(depth), null)
                : new Expr.Bounds(true, maybe(50, () -> expr(depth)), maybe(50, () -> expr(depth)));
    }

    private Expr.Call call(int depth) {
        boolean star = chance(10);
        return new Expr.Call(
                itemName(),
                star ? List.of() : exprs(0, 3, depth),
                star,
                false,
                List.of(),
                maybe(10, () -> expr(depth)),
                maybe(15, () -> chance(30) ? new Window(name(), true, List.of(), List.of(), null) : window(depth)),
                0);
    }

    private Expr leaf() {
        return switch (random.nextInt(10)) {
            case 0 -> new Expr.NumberLiteral(pick(List.of("0", "12", "1.5", "2e10", "99999999999999999999")), 0);
            case 1 -> new Expr.StringLiteral(pick(TEXTS), 0);
            case 2 -> new Expr.BooleanLiteral(chance(50), 0);
            case 3 -> new Expr.NullLiteral(0);
            case 4 -> new Expr.TypedLiteral(namedType(), pick(TEXTS), 0);
            case 5 -> new Expr.Parameter(1 + random.nextInt(3), 0);
            case 6 -> new Expr.Current("current_timestamp", maybe(30, () -> 3), 0);
            default -> new Expr.Identifier(some(1, 3, this::name), 0);
        };
    }

    // ---- types

    private TypeName.Named namedType() {
        String word = pick(TYPES);
        boolean fields = word.equals("interval") && chance(50);
        List<Integer> modifiers = chance(30) ? List.of(3) : List.of();
        String shown = fields ? "day to second" : "";
        return new TypeName.Named(new Name(List.of(word), 0), modifiers, shown, 0);
    }

    private TypeName type() {
        return switch (random.nextInt(8)) {
            case 0 -> new TypeName.ArrayOf(namedType(), 0);
            case 1 -> new TypeName.ListOf(type(), 0);
            case 2 -> new TypeName.MapOf(type(), type(), 0);
            default -> namedType();
        };
    }
}
