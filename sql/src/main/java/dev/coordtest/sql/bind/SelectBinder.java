package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds one SELECT: FROM, WHERE, GROUP BY, HAVING, the list, DISTINCT, and the ORDER BY that may see all of them. */
final class SelectBinder {
    private final QueryBinder queries;

    SelectBinder(QueryBinder queries) {
        this.queries = queries;
    }

    /** One entry of the SELECT list, stars expanded: which column that means is {@code known} where no name could tell. */
    private record Output(String name, Expr expr, BoundScalar.@Nullable Column known) {
        BoundScalar bind(ExprBinder binder) {
            return known != null ? known : binder.bind(expr);
        }
    }

    QueryBinder.Bound select(Query.Select select, List<Query.OrderBy> orderBy, @Nullable Scope outer) {
        FromBinder.Bound from = new FromBinder(queries).from(select.from(), outer);
        BoundRel rel = from.rel();
        Scope scope = from.scope();
        Expr where = select.where();
        if (where != null)
            rel = new BoundRel.Filter(rel, new ExprBinder(queries, scope, "WHERE", null).condition(where));
        List<Output> outputs = expand(select.items(), select.from(), scope);
        List<String> names = outputs.stream().map(Output::name).toList();

        select.groupOptions().forEach(SelectBinder::checkHint);
        RowSetCalls sets = new RowSetCalls();
        List<List<BoundScalar>> groupingSets = new ArrayList<>();
        for (List<Expr> set : GroupingSets.of(select.groupBy())) {
            groupingSets.add(
                    set.stream().map(key -> groupKey(key, scope, outputs, sets)).toList());
        }
        Gathered gathered = new Gathered(new NamedWindows(select.windows()));
        new WindowBinder(queries, scope, gathered).check(select.windows());
        ExprBinder list = new ExprBinder(queries, scope, "SELECT", gathered, sets);
        List<BoundScalar> scalars = new ArrayList<>();
        for (Output output : outputs) scalars.add(Types.settled(output.bind(list)));
        Expr having = select.having();
        BoundScalar condition =
                having == null ? null : new ExprBinder(queries, scope, "HAVING", gathered).condition(having);

        List<ColumnOrder> order = new ArrayList<>();
        int shown = scalars.size();
        for (Query.OrderBy key : orderBy) {
            int column = QueryBinder.outputColumn(key.expr(), names, "ORDER BY");
            if (column < 0) {
                BoundScalar hidden =
                        Types.settled(new ExprBinder(queries, scope, "ORDER BY", gathered, sets).bind(key.expr()));
                column = scalars.indexOf(hidden);
                if (column < 0) {
                    if (select.distinct() && select.distinctOn().isEmpty()) throw orderOfDistinct(key);
                    column = scalars.size();
                    scalars.add(hidden);
                }
            }
            order.add(QueryBinder.columnOrder(key, column));
        }
        List<BoundScalar> distinctOn = new ArrayList<>();
        for (Expr key : select.distinctOn()) {
            int column = QueryBinder.outputColumn(key, names, "SELECT DISTINCT ON");
            distinctOn.add(column >= 0 ? scalars.get(column) : Types.settled(list.bind(key)));
        }

        UnaryOperator<BoundScalar> after = UnaryOperator.identity();
        boolean grouped = !select.groupBy().isEmpty() || gathered.isGrouped() || having != null;
        if (grouped) {
            Grouper grouper = new Grouper(groupingSets, gathered, queries.mark(gathered.aggregates()), scope);
            if (select.groupDistinct()) grouper.distinct();
            rel = grouper.group(sets.expand(rel, grouper.keys(), key -> key), sets::inPlace, queries.nextCte());
            sets.regroup();
            after = grouper::after;
        }
        if (condition != null) rel = new BoundRel.Filter(rel, after.apply(condition));
        if (!gathered.windows().isEmpty()) {
            UnaryOperator<BoundScalar> afterGrouping = after;
            Windows windows = new Windows(
                    rel,
                    gathered.windows().stream()
                            .map(request -> request.map(afterGrouping))
                            .toList());
            rel = windows.rel();
            after = scalar -> windows.after(afterGrouping.apply(scalar));
        }
        scalars.replaceAll(after);
        distinctOn.replaceAll(after);
        List<BoundScalar> looked = new ArrayList<>(scalars);
        looked.addAll(distinctOn);
        rel = sets.expand(rel, looked, after);
        scalars.replaceAll(sets::inPlace);
        distinctOn.replaceAll(sets::inPlace);
        return finish(select, rel, scalars, distinctOn, names, order, shown);
    }

    private static QueryBinder.Bound finish(
            Query.Select select,
            BoundRel input,
            List<BoundScalar> scalars,
            List<BoundScalar> distinctOn,
            List<String> names,
            List<ColumnOrder> order,
            int shown) {
        List<BoundScalar> all = new ArrayList<>(scalars);
        List<Integer> onColumns = new ArrayList<>();
        for (BoundScalar key : distinctOn) {
            int column = all.indexOf(key);
            if (column < 0) {
                column = all.size();
                all.add(key);
            }
            onColumns.add(column);
        }
        int arity = input.arity();
        BoundRel rel = project(input, arity, all);
        if (!distinctOn.isEmpty()) {
            checkDistinctOn(onColumns, order, select.position());
            rel = new BoundRel.TopK(rel, onColumns, order, OptionalLong.of(1), 0);
        } else if (select.distinct()) {
            rel = new BoundRel.Distinct(rel);
        }
        if (all.size() > scalars.size()) {
            rel = new BoundRel.Project(
                    rel, IntStream.range(0, scalars.size()).boxed().toList());
        }
        List<String> shownNames = names.subList(0, shown);
        return new QueryBinder.Bound(rel, QueryBinder.describe(rel, shownNames), order, OptionalLong.empty(), 0);
    }

    private static BoundRel project(BoundRel input, int arity, List<BoundScalar> scalars) {
        List<BoundScalar> computed = new ArrayList<>();
        List<Integer> projection = new ArrayList<>();
        for (BoundScalar scalar : scalars) {
            if (scalar instanceof BoundScalar.Column(var depth, var index, var type) && depth == 0) {
                projection.add(index);
            } else {
                projection.add(arity + computed.size());
                computed.add(scalar);
            }
        }
        BoundRel mapped = computed.isEmpty() ? input : new BoundRel.Map(input, computed);
        boolean identity = computed.isEmpty()
                && projection.equals(IntStream.range(0, arity).boxed().toList());
        return identity ? mapped : new BoundRel.Project(mapped, projection);
    }

    private static SqlException orderOfDistinct(Query.OrderBy key) {
        return new SqlException(SqlError.of(
                        SqlState.INVALID_COLUMN_REFERENCE,
                        "for SELECT DISTINCT, ORDER BY expressions must appear in select list")
                .at(key.expr().position()));
    }

    private static void checkDistinctOn(List<Integer> on, List<ColumnOrder> order, int position) {
        for (int i = 0; i < Math.min(order.size(), on.size()); i++) {
            if (!on.contains(order.get(i).column())) {
                throw new SqlException(SqlError.of(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                "SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
                        .at(position));
            }
        }
    }

    private BoundScalar groupKey(Expr key, Scope scope, List<Output> outputs, RowSetCalls sets) {
        ExprBinder binder = new ExprBinder(queries, scope, "GROUP BY", null, sets);
        List<String> names = outputs.stream().map(Output::name).toList();
        boolean isName = key instanceof Expr.Identifier(var parts, var position) && parts.size() == 1;
        // A name means a column of the input before it means one of the output.
        if (isName && scope.find(null, ((Expr.Identifier) key).parts().get(0), key.position()) >= 0)
            return binder.bind(key);
        int column = QueryBinder.outputColumn(key, names, "GROUP BY");
        return Types.settled(column < 0 ? binder.bind(key) : outputs.get(column).bind(binder));
    }

    private static List<Output> expand(List<Query.Item> items, List<From> from, Scope scope) {
        List<Output> outputs = new ArrayList<>();
        for (Query.Item item : items) {
            switch (item) {
                case Query.Star star
                when star.table().isEmpty() && from.isEmpty() ->
                    throw new SqlException(
                            SqlError.of(SqlState.SYNTAX_ERROR, "SELECT * with no tables specified is not valid")
                                    .at(star.position()));
                case Query.Star star -> expandStar(star, scope, outputs);
                case Query.FieldsOf fields -> throw QueryBinder.unbuilt("fields of records are", fields.position());
                case Query.Column(var expr, var alias, var position) ->
                    outputs.add(new Output(alias != null ? alias : OutputNames.of(expr), expr, null));
            }
        }
        return outputs;
    }

    private static void expandStar(Query.Star star, Scope scope, List<Output> outputs) {
        String table =
                star.table().isEmpty() ? null : star.table().get(star.table().size() - 1);
        int before = outputs.size();
        for (int i = 0; i < scope.columns().size(); i++) {
            Scope.Entry entry = scope.columns().get(i);
            boolean wanted = table == null ? !entry.merged() : table.equals(entry.table());
            if (!wanted) continue;
            String entryTable = entry.table();
            List<String> parts = entryTable == null ? List.of(entry.name()) : List.of(entryTable, entry.name());
            outputs.add(new Output(
                    entry.name(),
                    new Expr.Identifier(parts, star.position()),
                    new BoundScalar.Column(0, i, entry.type())));
        }
        if (outputs.size() > before || table == null) return;
        throw new SqlException(
                SqlError.of(SqlState.UNDEFINED_TABLE, "missing FROM-clause entry for table \"" + table + "\"")
                        .at(star.position()));
    }

    /** How large groups are is no matter to how they are kept, so the one hint there is has only to be right. */
    private static void checkHint(Option hint) {
        if (!hint.name().equals("expected_group_size")) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "unrecognized hint \"" + hint.name() + "\"")
                    .withHint("The only hint is EXPECTED_GROUP_SIZE.")
                    .at(hint.position()));
        }
        boolean whole = hint.value() instanceof Expr.NumberLiteral(var text, var position)
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && new BigInteger(text).bitLength() <= Long.SIZE;
        if (!whole) {
            throw new SqlException(
                    SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "expected_group_size must be a number of rows")
                            .at(hint.position()));
        }
    }
}
