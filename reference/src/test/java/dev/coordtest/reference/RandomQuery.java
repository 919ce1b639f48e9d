package dev.coordtest.reference;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.RecursionLimit;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Draws bound queries: small, well-typed, and as contorted as the types allow. */
final class RandomQuery {
    static final List<ScalarType> TYPES =
            List.of(ScalarType.INT4, ScalarType.NUMERIC, ScalarType.BOOL, ScalarType.TEXT, ScalarType.FLOAT8);

    /** The tables there are, by id, with the types of their columns. */
    static final TreeMap<GlobalId, List<ColumnType>> TABLES = new TreeMap<>();

    static {
        ColumnType key = new ColumnType(ScalarType.INT4, false);
        TABLES.put(GlobalId.user(1), List.of(key, new ColumnType(ScalarType.INT4, true)));
        TABLES.put(
                GlobalId.user(2),
                List.of(new ColumnType(ScalarType.INT4, true), new ColumnType(ScalarType.NUMERIC, true)));
        TABLES.put(
                GlobalId.user(3),
                List.of(
                        new ColumnType(ScalarType.TEXT, true),
                        new ColumnType(ScalarType.BOOL, true),
                        new ColumnType(ScalarType.FLOAT8, true)));
    }

    private final SplittableRandom random;
    /** The rows in scope, innermost last; the last is the expression's own. */
    private final List<List<ColumnType>> scopes = new ArrayList<>();

    private final List<BoundRel.CteGet> ctes = new ArrayList<>();
    private int nextCte;
    /** How many recursions are being drawn. In them there are no series, which would grow, and no time. */
    private int recursions;

    RandomQuery(SplittableRandom random) {
        this.random = random;
    }

    static Datum datum(ScalarType type, SplittableRandom random) {
        if (type == ScalarType.INT4) return Datum.of(random.nextInt(-1, 3));
        if (type == ScalarType.BOOL) return Datum.of(random.nextBoolean());
        if (type == ScalarType.TEXT) return Datum.of(List.of("", "a", "b").get(random.nextInt(3)));
        if (type == ScalarType.FLOAT8)
            return Datum.of(List.of(0d, -0d, 1d, Double.NaN).get(random.nextInt(4)));
        return Datum.of(new BigDecimal(List.of("0", "1", "1.0", "1.00", "2.5").get(random.nextInt(5))));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A query of any columns, at least one. */
    BoundRel rel(int depth) {
        if (depth <= 0) return leaf();
        return switch (random.nextInt(16)) {
            case 0, 1 -> leaf();
            case 2, 3 -> filter(rel(depth - 1), depth);
            case 4 -> map(rel(depth - 1), depth);
            case 5, 6, 7 -> join(depth);
            case 8 -> project(rel(depth - 1));
            case 9, 10 -> reduce(rel(depth - 1), depth);
            case 11 -> new BoundRel.Distinct(rel(depth - 1));
            case 12 -> new RandomWindow(rel(depth - 1), random).rel();
            case 13 -> recursions > 0 ? leaf() : flatMap(rel(depth - 1), depth);
            case 14 -> chance(50) ? topK(rel(depth - 1)) : chance(60) ? with(depth) : recursion(depth);
            default -> setOperation(depth);
        };
    }

    private BoundRel leaf() {
        if (!ctes.isEmpty() && chance(30)) return pick(ctes);
        if (chance(80)) {
            GlobalId id = pick(List.copyOf(TABLES.keySet()));
            return new BoundRel.Get(id, TABLES.get(id));
        }
        List<ColumnType> types = List.of(new ColumnType(pick(TYPES), true), new ColumnType(pick(TYPES), true));
        List<List<BoundScalar>> rows = new ArrayList<>();
        scopes.add(List.of());
        for (int i = random.nextInt(3); i >= 0; i--) {
            rows.add(types.stream()
                    .map(type -> scalar(type.type(), chance(30) ? 1 : 0))
                    .toList());
        }
        scopes.removeLast();
        return new BoundRel.Values(rows, types);
    }

    private <T> T over(List<ColumnType> types, Supplier<T> drawn) {
        scopes.add(types);
        T result = drawn.get();
        scopes.removeLast();
        return result;
    }

    private BoundRel filter(BoundRel input, int depth) {
        return new BoundRel.Filter(
                input, over(input.types(), () -> chance(25) && recursions == 0 ? temporal(depth) : predicate(depth)));
    }

    /** Something filtered by the time. */
    BoundRel temporalFilter() {
        BoundRel input = rel(1);
        return new BoundRel.Filter(input, over(input.types(), () -> temporal(1)));
    }

    /** The logical time compared with something, perhaps beside another condition. */
    private BoundScalar temporal(int depth) {
        ScalarType type = ScalarType.NUMERIC;
        BoundScalar value = chance(50) ? scalar(type, 1) : new BoundScalar.Cast(scalar(ScalarType.INT4, 1), type);
        BoundScalar comparison =
                compare(pick(List.of("=", "<>", "<", "<=", ">", ">=")), type, new BoundScalar.LogicalTime(), value);
        return chance(50) ? comparison : new BoundScalar.And(List.of(predicate(depth), comparison));
    }

    private BoundScalar predicate(int depth) {
        if (chance(40))
            return new BoundScalar.And(List.of(scalar(ScalarType.BOOL, depth), scalar(ScalarType.BOOL, depth)));
        return scalar(ScalarType.BOOL, depth);
    }

    private BoundRel map(BoundRel input, int depth) {
        return new BoundRel.Map(
                input, over(input.types(), () -> List.of(scalar(pick(TYPES), depth), scalar(pick(TYPES), depth))));
    }

    /** Series as rows, one beside the other. */
    private BoundRel flatMap(BoundRel input, int depth) {
        return over(input.types(), () -> {
            List<BoundScalar> sets = new ArrayList<>();
            for (int i = random.nextInt(2); i >= 0; i--) {
                List<BoundScalar> arguments = List.of(scalar(ScalarType.INT4, depth - 1), scalar(ScalarType.INT4, 0));
                sets.add(new BoundScalar.Call(Functions.bySignature("generate_series(integer, integer)"), arguments));
            }
            return new BoundRel.FlatMap(input, sets, random.nextBoolean());
        });
    }

    private BoundRel project(BoundRel input) {
        List<Integer> columns = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) columns.add(random.nextInt(input.arity()));
        return new BoundRel.Project(input, columns);
    }

    private BoundRel join(int depth) {
        BoundRel left = rel(depth - 1);
        boolean lateral = chance(30);
        BoundRel.JoinKind kind = BoundRel.JoinKind.values()[random.nextInt(lateral ? 2 : 4)];
        BoundRel right = lateral ? over(left.types(), () -> rel(depth - 1)) : rel(depth - 1);
        List<ColumnType> both = new ArrayList<>(left.types());
        both.addAll(right.types());
        List<BoundScalar> on = new ArrayList<>();
        for (int i = 0; i < left.arity(); i++) {
            for (int j = 0; j < right.arity(); j++) {
                ScalarType type = both.get(i).type();
                if (!chance(30) || !type.equals(right.types().get(j).type())) continue;
                on.add(compare(
                        "=", type, column(0, i, both.get(i)), column(0, left.arity() + j, both.get(left.arity() + j))));
            }
        }
        if (chance(30)) on.add(over(both, () -> predicate(depth - 1)));
        BoundScalar condition = on.isEmpty()
                ? new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL)
                : on.size() == 1 ? on.get(0) : new BoundScalar.And(on);
        return new BoundRel.Join(kind, left, right, lateral, condition);
    }

    private BoundRel reduce(BoundRel input, int depth) {
        return over(input.types(), () -> {
            List<BoundScalar> key = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) key.add(scalar(pick(TYPES), depth - 1));
            List<BoundAggregate> aggregates = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0 || key.isEmpty() && aggregates.isEmpty(); i--) {
                if (chance(25)) {
                    aggregates.add(gathering(depth));
                    continue;
                }
                ScalarType type = pick(TYPES);
                Aggregates.find(
                                pick(List.of(
                                        "count",
                                        "sum",
                                        "min",
                                        "max",
                                        "avg",
                                        "bool_or",
                                        "bool_and",
                                        "var_pop",
                                        "stddev")),
                                type)
                        .ifPresent(func -> aggregates.add(new BoundAggregate(
                                func,
                                scalar(type, depth - 1),
                                chance(40),
                                chance(20) ? scalar(ScalarType.BOOL, depth - 1) : null)));
            }
            return new BoundRel.Reduce(input, key, aggregates);
        });
    }

    /** Strings or arrays put together in some order, perhaps of what is not among the arguments. */
    private BoundAggregate gathering(int depth) {
        ScalarType type = pick(TYPES);
        BoundScalar value = scalar(type, depth - 1);
        BoundScalar separator = new BoundScalar.Literal(Datum.of(", "), ScalarType.TEXT);
        boolean strings = chance(50);
        AggregateFunc func = (strings
                        ? Aggregates.find("string_agg", List.of(ScalarType.TEXT, ScalarType.TEXT))
                        : Aggregates.find("array_agg", type))
                .orElseThrow();
        List<BoundScalar> arguments =
                strings ? List.of(new BoundScalar.Cast(value, ScalarType.TEXT), separator) : List.of(value);
        List<SortKey<BoundScalar>> order = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            BoundScalar key = chance(50) ? arguments.getFirst() : scalar(pick(TYPES), depth - 1);
            order.add(new SortKey<>(key, random.nextBoolean(), random.nextBoolean()));
        }
        BoundScalar filter = chance(20) ? scalar(ScalarType.BOOL, depth - 1) : null;
        return new BoundAggregate(func, arguments, order, chance(40), filter);
    }

    private BoundRel topK(BoundRel input) {
        List<Integer> group = new ArrayList<>();
        if (chance(60)) group.add(random.nextInt(input.arity()));
        ColumnOrder order = ColumnOrder.of(random.nextInt(input.arity()), random.nextBoolean());
        OptionalLong limit = chance(80) ? OptionalLong.of(random.nextInt(3)) : OptionalLong.empty();
        return new BoundRel.TopK(input, group, chance(80) ? List.of(order) : List.of(), limit, random.nextInt(2));
    }

    private BoundRel with(int depth) {
        BoundRel value = rel(depth - 1);
        int cte = nextCte++;
        // Whoever names it stands at least as deep; scopes opened later do not hide it.
        ctes.add(new BoundRel.CteGet(cte, value.types()));
        BoundRel body = rel(depth - 1);
        ctes.removeLast();
        return new BoundRel.With(cte, value, body);
    }

    /** Relations that are defined by each other in any way, negated, grouped and cut; few come to an end by themselves. */
    BoundRel recursion(int depth) {
        recursions++;
        int outside = ctes.size();
        List<Integer> numbers = new ArrayList<>();
        List<List<ScalarType>> types = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            types.add(List.of(pick(TYPES), pick(TYPES)));
            numbers.add(nextCte++);
            List<ColumnType> nullable = types.getLast().stream()
                    .map(type -> new ColumnType(type, true))
                    .toList();
            ctes.add(new BoundRel.CteGet(numbers.getLast(), nullable));
        }
        List<BoundRel> values = new ArrayList<>();
        for (List<ScalarType> columns : types) {
            BoundRel few = new BoundRel.TopK(
                    typed(columns, depth - 1),
                    List.of(),
                    chance(50) ? List.of(ColumnOrder.of(random.nextInt(2), random.nextBoolean())) : List.of(),
                    OptionalLong.of(random.nextInt(1, 6)),
                    0);
            values.add(chance(40) ? new BoundRel.Distinct(few) : few);
        }
        while (ctes.size() > outside) ctes.removeLast();
        recursions--;
        RecursionLimit limit = new RecursionLimit(random.nextInt(6), chance(70));
        return new BoundRel.Recursion(numbers, values, limit, random.nextInt(values.size()));
    }

    private BoundRel setOperation(int depth) {
        List<ScalarType> types = List.of(pick(TYPES), pick(TYPES));
        BoundRel.SetKind kind = BoundRel.SetKind.values()[random.nextInt(3)];
        return new BoundRel.SetOperation(kind, chance(50), typed(types, depth - 1), typed(types, depth - 1));
    }

    /** A query of just these columns. */
    private BoundRel typed(List<ScalarType> types, int depth) {
        BoundRel input = rel(depth);
        List<Integer> columns = new ArrayList<>();
        List<BoundScalar> scalars = new ArrayList<>();
        over(input.types(), () -> {
            for (ScalarType type : types) {
                columns.add(input.arity() + scalars.size());
                scalars.add(scalar(type, depth - 1));
            }
            return scalars;
        });
        return new BoundRel.Project(new BoundRel.Map(input, scalars), columns);
    }

    private static BoundScalar column(int depth, int index, ColumnType type) {
        return new BoundScalar.Column(depth, index, type);
    }

    static BoundScalar compare(String operator, ScalarType type, BoundScalar left, BoundScalar right) {
        return new BoundScalar.Call(Functions.compare(operator, type), List.of(left, right));
    }

    BoundScalar scalar(ScalarType type, int depth) {
        if (depth <= 0 || chance(30)) return atom(type);
        if (chance(22)) return new BoundScalar.Scalar(scalarQuery(type, depth));
        int choice = random.nextInt(10);
        if (choice == 0) {
            return new BoundScalar.If(
                    scalar(ScalarType.BOOL, depth - 1), scalar(type, depth - 1), scalar(type, depth - 1));
        }
        if (choice == 1) return new BoundScalar.Coalesce(List.of(scalar(type, depth - 1), scalar(type, depth - 1)));
        if (type == ScalarType.BOOL) return condition(depth);
        if (type == ScalarType.INT4) {
            String operator = pick(List.of("+", "-", "*", "/"));
            return new BoundScalar.Call(
                    Functions.bySignature(operator + "(integer, integer)"),
                    List.of(scalar(type, depth - 1), scalar(type, depth - 1)));
        }
        if (type.equals(ScalarType.NUMERIC)) return new BoundScalar.Cast(scalar(ScalarType.INT4, depth - 1), type);
        return atom(type);
    }

    private BoundScalar condition(int depth) {
        ScalarType type = pick(TYPES);
        return switch (random.nextInt(8)) {
            case 0 ->
                new BoundScalar.And(List.of(scalar(ScalarType.BOOL, depth - 1), scalar(ScalarType.BOOL, depth - 1)));
            case 1 ->
                new BoundScalar.Or(List.of(scalar(ScalarType.BOOL, depth - 1), scalar(ScalarType.BOOL, depth - 1)));
            case 2 -> new BoundScalar.Not(scalar(ScalarType.BOOL, depth - 1));
            case 3 -> new BoundScalar.IsNull(scalar(type, depth - 1));
            case 4 -> new BoundScalar.Exists(rel(depth - 1));
            case 5 -> quantified(type, depth);
            default -> compare(pick(List.of("=", "<>", "<")), type, scalar(type, depth - 1), scalar(type, depth - 1));
        };
    }

    private BoundScalar quantified(ScalarType type, int depth) {
        BoundRel query = typed(List.of(type), depth - 1);
        ColumnType column = query.types().get(0);
        String operator = pick(List.of("=", "<>", "<"));
        BoundScalar comparison =
                over(List.of(column), () -> compare(operator, type, scalar(type, depth - 2), column(0, 0, column)));
        return new BoundScalar.Quantified(random.nextBoolean(), comparison, query);
    }

    /** A query of one column, mostly with one row at most. */
    private BoundRel scalarQuery(ScalarType type, int depth) {
        BoundRel query = typed(List.of(type), depth - 1);
        int choice = random.nextInt(10);
        if (choice == 0) return query;
        if (choice < 4) return new BoundRel.TopK(query, List.of(), List.of(), OptionalLong.of(1), 0);
        return Aggregates.find(pick(List.of("max", "min", "sum")), type)
                .filter(func -> func.result().equals(type))
                .<BoundRel>map(func -> new BoundRel.Reduce(
                        query,
                        List.of(),
                        List.of(new BoundAggregate(
                                func, column(0, 0, query.types().get(0)), false, null))))
                .orElse(new BoundRel.TopK(query, List.of(), List.of(ColumnOrder.of(0, true)), OptionalLong.of(1), 0));
    }

    /** A column of any row in scope, or a literal. */
    private BoundScalar atom(ScalarType type) {
        List<BoundScalar> columns = new ArrayList<>();
        for (int depth = 0; depth < scopes.size(); depth++) {
            List<ColumnType> row = scopes.get(scopes.size() - 1 - depth);
            for (int i = 0; i < row.size(); i++)
                if (row.get(i).type().equals(type)) columns.add(column(depth, i, row.get(i)));
        }
        if (!columns.isEmpty() && chance(80)) return pick(columns);
        return new BoundScalar.Literal(chance(15) ? Datum.NULL : datum(type, random), type);
    }
}
