package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.RowSets;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRel.JoinKind;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Binds FROM: what is read, and which columns that makes known. */
final class FromBinder {
    private static final BoundScalar TRUE = new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL);

    /** What is being bound where a table function's arguments are, for messages. */
    static final String FUNCTIONS = "functions in FROM";

    private static final BoundRel ONE_ROW = new BoundRel.Values(List.of(List.of()), List.of());

    private final QueryBinder queries;
    /** The scope around the query whose FROM this is. */
    private @Nullable Scope around;

    FromBinder(QueryBinder queries) {
        this.queries = queries;
    }

    record Bound(BoundRel rel, Scope scope) {}

    Bound from(List<From> items, @Nullable Scope outer) {
        around = outer;
        Bound bound = null;
        for (From item : items) {
            if (bound == null) bound = bind(item, outer);
            else bound = join(JoinKind.INNER, bound, item, outer, item.position(), null);
        }
        if (bound != null) return bound;
        return new Bound(ONE_ROW, Scope.empty(outer));
    }

    private Bound bind(From from, @Nullable Scope outer) {
        return switch (from) {
            case From.Table table -> table(table, outer);
            case From.Derived derived -> derived(derived, outer);
            case From.Join join -> join(join, outer);
            case From.ById byId -> throw unbuilt("references by id are", byId.position());
            case From.Function function ->
                functions(
                        List.of(function.call()), function.ordinality(), function.alias(), function.position(), outer);
            case From.RowsFrom rows -> functions(rows.calls(), rows.ordinality(), rows.alias(), rows.position(), outer);
        };
    }

    private static SqlException unbuilt(String feature, int position) {
        return new SqlException(SqlError.notSupported(feature).at(position));
    }

    private Bound table(From.Table table, @Nullable Scope outer) {
        if (table.sample() != null)
            throw unbuilt("TABLESAMPLE is", table.sample().position());
        From.Alias alias = table.alias();
        String name = alias == null ? table.name().last() : alias.name();
        BoundRel rel;
        RelationDesc desc;
        QueryBinder.Bound cte = table.name().parts().size() == 1
                ? queries.cte(table.name().last(), QueryBinder.depth(outer), table.position())
                : null;
        if (cte != null) {
            rel = cte.rel();
            desc = cte.desc();
        } else if (queries.systemRelation(table.name()).orElse(null)
                instanceof SystemRelations.Contents(var columns, var contents)) {
            rel = contents;
            desc = columns;
        } else {
            CatalogView.Item item = queries.names().item(table.name(), "relation");
            desc = item.desc();
            if (desc == null) {
                throw new SqlException(SqlError.of(
                                SqlState.WRONG_OBJECT_TYPE,
                                "\"" + item.name().item() + "\" is "
                                        + (item.kind().word().startsWith("i") ? "an " : "a ")
                                        + item.kind().word())
                        .at(table.position()));
            }
            queries.reads(item.id());
            rel = new BoundRel.Get(item.id(), desc.types());
        }
        return new Bound(rel, scope(name, desc, alias, table.position(), outer));
    }

    private static Scope scope(
            @Nullable String table,
            RelationDesc desc,
            From.@Nullable Alias alias,
            int position,
            @Nullable Scope outer) {
        List<String> names = alias == null
                ? desc.names()
                : QueryBinder.renamed(desc.names(), alias.columns(), alias.name(), position);
        List<Scope.Entry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++)
            entries.add(new Scope.Entry(table, names.get(i), desc.types().get(i), false));
        return new Scope(entries, outer);
    }

    /** Table functions in lockstep. A column without a name of its own takes the function's; if there is but one, and an alias, the alias. */
    private Bound functions(
            List<Expr.Call> written,
            boolean ordinality,
            From.@Nullable Alias alias,
            int position,
            @Nullable Scope outer) {
        List<Expr.Call> calls = new ArrayList<>();
        written.forEach(call -> addEach(call, calls));
        ExprBinder binder = new ExprBinder(queries, Scope.empty(outer), FUNCTIONS, null);
        List<BoundScalar> sets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Expr.Call call : calls) {
            BoundScalar set = binder.set(call);
            sets.add(set);
            String unnamed = alias != null && calls.size() == 1
                    ? alias.name()
                    : call.name().last();
            for (ScalarType.RecordOf.Field column : RowSets.columns(set.type().type()))
                names.add(column.name().isEmpty() ? unnamed : column.name());
        }
        if (ordinality) names.add("ordinality");
        BoundRel rel = new BoundRel.FlatMap(ONE_ROW, sets, ordinality);
        String table = alias != null ? alias.name() : calls.get(0).name().last();
        Scope scope = scope(table, QueryBinder.describe(rel, names), alias, position, outer);
        if (names.size() > 1 || scope.columns().size() > 1) return new Bound(rel, scope);
        return new Bound(
                rel,
                new Scope(scope.columns().stream().map(Scope.Entry::asWhole).toList(), outer));
    }

    /** {@code unnest} of several arrays stands for one of each. */
    private static void addEach(Expr.Call call, List<Expr.Call> calls) {
        boolean several =
                call.name().last().equals("unnest") && call.arguments().size() > 1;
        if (!several || call.isAggregate() || call.over() != null) calls.add(call);
        else for (Expr array : call.arguments()) calls.add(Expr.Call.of("unnest", List.of(array), call.position()));
    }

    private Bound derived(From.Derived derived, @Nullable Scope outer) {
        QueryBinder.Bound bound = queries.subquery(derived.query(), derived.lateral() ? outer : hiding(outer));
        From.Alias alias = derived.alias();
        String table = alias == null ? null : alias.name();
        return new Bound(bound.rel(), scope(table, bound.desc(), alias, derived.position(), outer));
    }

    /** The same scopes without the columns of what stands beside the query: only what is LATERAL sees them. */
    private @Nullable Scope hiding(@Nullable Scope scope) {
        return scope == around || scope == null ? scope : Scope.empty(hiding(scope.outer()));
    }

    private static boolean isLateral(From from) {
        return switch (from) {
            case From.Table ignored -> false;
            case From.ById ignored -> false;
            case From.Function ignored -> true;
            case From.RowsFrom ignored -> true;
            case From.Derived derived -> derived.lateral();
            case From.Join join -> isLateral(join.left()) || isLateral(join.right());
        };
    }

    private Bound join(From.Join join, @Nullable Scope outer) {
        JoinKind kind = join.kind() == From.JoinKind.CROSS
                ? JoinKind.INNER
                : JoinKind.valueOf(join.kind().name());
        return join(kind, bind(join.left(), outer), join.right(), outer, join.position(), join);
    }

    private Bound join(
            JoinKind kind, Bound left, From item, @Nullable Scope outer, int position, From.@Nullable Join join) {
        boolean lateral = isLateral(item);
        // What is lateral sees the left side as the scope around it; the columns it makes are of this scope again.
        Bound inner = bind(item, lateral ? left.scope() : outer);
        BoundRel made = inner.rel();
        if (lateral && (kind == JoinKind.RIGHT || kind == JoinKind.FULL)) {
            lateral = false;
            if (!looksAround(made)) made = BoundRewrite.shift(made, -1);
            else
                throw new SqlException(SqlError.of(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                "the combining JOIN type must be INNER or LEFT for a LATERAL reference")
                        .at(position));
        }
        Bound right = new Bound(made, new Scope(inner.scope().columns(), outer));
        checkAliases(left.scope(), right.scope(), position);
        Scope both = nullable(left.scope(), kind == JoinKind.RIGHT || kind == JoinKind.FULL)
                .join(nullable(right.scope(), kind == JoinKind.LEFT || kind == JoinKind.FULL));
        From.Condition condition = join == null ? new From.All() : join.condition();
        BoundScalar on = switch (condition) {
            case From.All ignored -> TRUE;
            case From.On(var expr) -> new ExprBinder(queries, both, "JOIN/ON", null).condition(expr);
            case From.Natural ignored -> null;
            case From.Using ignored -> null;
        };
        if (on == null) {
            List<String> columns = shared(left.scope(), right.scope());
            if (condition instanceof From.Using(var names, var alias)) {
                if (alias != null) throw unbuilt("USING ... AS is", position);
                columns = names;
            }
            return using(kind, lateral, left, right, both, columns, position);
        }
        if (kind == JoinKind.INNER
                && lateral
                && made instanceof BoundRel.FlatMap(var input, var sets, var ordinality)
                && input == ONE_ROW) {
            // A function of each row needs no join.
            List<BoundScalar> ofRow =
                    sets.stream().map(set -> QueryBinder.shifted(set, -1)).toList();
            BoundRel mapped = new BoundRel.FlatMap(left.rel(), ofRow, ordinality);
            return new Bound(on.equals(TRUE) ? mapped : new BoundRel.Filter(mapped, on), both);
        }
        return new Bound(new BoundRel.Join(kind, left.rel(), right.rel(), lateral, on), both);
    }

    /** Whether a query looks at the scope right around it. */
    private static boolean looksAround(BoundRel rel) {
        boolean[] found = new boolean[1];
        new BoundWalk(0) {
            @Override
            public void scalar(BoundScalar scalar) {
                found[0] |= scalar instanceof BoundScalar.Column column && column.depth() == level() + 1;
                super.scalar(scalar);
            }
        }.rel(rel);
        return found[0];
    }

    static void checkAliases(Scope left, Scope right, int position) {
        SortedSet<String> tables = new TreeSet<>();
        left.columns().forEach(entry -> addTable(entry, tables));
        for (Scope.Entry entry : right.columns()) {
            String table = entry.table();
            if (table != null && tables.contains(table)) {
                throw new SqlException(
                        SqlError.of(SqlState.DUPLICATE_ALIAS, "table name \"" + table + "\" specified more than once")
                                .at(position));
            }
        }
    }

    private static void addTable(Scope.Entry entry, SortedSet<String> tables) {
        String table = entry.table();
        if (table != null) tables.add(table);
    }

    private static Scope nullable(Scope scope, boolean nullable) {
        if (!nullable) return scope;
        List<Scope.Entry> entries =
                scope.columns().stream().map(Scope.Entry::asNullable).toList();
        return new Scope(entries, scope.outer());
    }

    private static List<String> shared(Scope left, Scope right) {
        List<String> names = right.columns().stream()
                .filter(entry -> !entry.merged())
                .map(Scope.Entry::name)
                .toList();
        return left.columns().stream()
                .filter(entry -> !entry.merged())
                .map(Scope.Entry::name)
                .filter(names::contains)
                .distinct()
                .toList();
    }

    /** The columns that both sides share come first, once each: of the side that is always there, or of whichever is. */
    private static Bound using(
            JoinKind kind, boolean lateral, Bound left, Bound right, Scope both, List<String> columns, int position) {
        int leftArity = left.scope().columns().size();
        List<BoundScalar> equal = new ArrayList<>();
        List<BoundScalar> merged = new ArrayList<>();
        List<Scope.Entry> entries = new ArrayList<>();
        List<Scope.Entry> hidden = new ArrayList<>(both.columns());
        for (String column : columns) {
            int l = column(left.scope(), column, "left", position);
            int r = leftArity + column(right.scope(), column, "right", position);
            BoundScalar fromLeft =
                    new BoundScalar.Column(0, l, both.columns().get(l).type());
            BoundScalar fromRight =
                    new BoundScalar.Column(0, r, both.columns().get(r).type());
            equal.add(Resolution.operator("=", List.of(fromLeft, fromRight), position));
            ScalarType common = Types.common(
                    List.of(fromLeft.type().type(), fromRight.type().type()), "JOIN/USING", position);
            BoundScalar a = Types.coerce(fromLeft, common, dev.coordtest.expr.scalar.Casts.Context.IMPLICIT, position);
            BoundScalar b = Types.coerce(fromRight, common, dev.coordtest.expr.scalar.Casts.Context.IMPLICIT, position);
            BoundScalar one = switch (kind) {
                case INNER, LEFT -> a;
                case RIGHT -> b;
                case FULL -> new BoundScalar.Coalesce(List.of(a, b));
            };
            merged.add(one);
            entries.add(new Scope.Entry(null, column, one.type(), false));
            for (int i : List.of(l, r)) {
                Scope.Entry entry = both.columns().get(i);
                hidden.set(i, entry.asMerged());
            }
        }
        BoundScalar on = equal.isEmpty() ? TRUE : equal.size() == 1 ? equal.get(0) : new BoundScalar.And(equal);
        BoundRel rel = new BoundRel.Join(kind, left.rel(), right.rel(), lateral, on);
        if (merged.isEmpty()) return new Bound(rel, both);
        int arity = both.columns().size();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < merged.size(); i++) order.add(arity + i);
        for (int i = 0; i < arity; i++) order.add(i);
        entries.addAll(hidden);
        return new Bound(new BoundRel.Project(new BoundRel.Map(rel, merged), order), new Scope(entries, both.outer()));
    }

    private static int column(Scope scope, String name, String side, int position) {
        int found = scope.find(null, name, position);
        if (found >= 0) return found;
        throw new SqlException(SqlError.of(
                        SqlState.UNDEFINED_COLUMN,
                        "column \"" + name + "\" specified in USING clause does not exist in " + side + " table")
                .at(position));
    }
}
