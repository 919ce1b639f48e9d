package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.parse.Keywords;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Queries. */
final class QueryRenderer {
    private final Sentence out;
    private final ExprRenderer exprs;

    QueryRenderer(Sentence out) {
        this.out = out;
        this.exprs = new ExprRenderer(out, this);
    }

    ExprRenderer exprs() {
        return exprs;
    }

    /** The query in parentheses. */
    void nested(Query query) {
        out.add("(");
        query(query);
        out.add(")");
    }

    void query(Query query) {
        Query.With with = query.with();
        if (with != null) with(with);
        setExpr(query.body());
        exprs.orderBy(query.orderBy());
        if (!query.ties()) exprs.clause(" LIMIT ", query.limit());
        exprs.clause(" OFFSET ", query.offset());
        if (query.ties()) {
            exprs.clause(" FETCH FIRST ", query.limit());
            out.add(" ROWS WITH TIES");
        }
        for (Query.Lock lock : query.locks()) {
            out.add(" FOR ").add(lock.strength());
            if (!lock.tables().isEmpty()) out.add(" OF ").commas(lock.tables(), out::name);
            out.addIf(!lock.waiting().isEmpty(), " " + lock.waiting());
        }
    }

    private void with(Query.With with) {
        out.add(
                switch (with.recursion()) {
                    case NONE -> "WITH ";
                    case RECURSIVE -> "WITH RECURSIVE ";
                    case MUTUALLY_RECURSIVE -> "WITH MUTUALLY RECURSIVE ";
                });
        if (!with.options().isEmpty()) {
            out.add("(").commas(with.options(), option -> {
                out.add(option.name().toUpperCase(Locale.ROOT));
                exprs.clause(" ", option.value());
            });
            out.add(") ");
        }
        out.commas(with.ctes(), this::cte).add(" ");
    }

    private void cte(Query.Cte cte) {
        out.identifier(cte.name());
        if (!cte.columns().isEmpty()) {
            out.add(" (").commas(cte.columns(), column -> {
                out.identifier(column.name());
                var type = column.type();
                if (type == null) return;
                out.add(" ");
                exprs.types().type(type);
            });
            out.add(")");
        }
        out.add(" AS ");
        Boolean materialized = cte.materialized();
        if (materialized != null) out.add(materialized ? "MATERIALIZED " : "NOT MATERIALIZED ");
        nested(cte.query());
    }

    private void setExpr(Query.SetExpr expr) {
        switch (expr) {
            case Query.Select select -> select(select);
            case Query.Values(var rows, var position) ->
                out.add("VALUES ").commas(rows, row -> {
                    out.add("(");
                    exprs.exprs(row);
                    out.add(")");
                });
            case Query.TableOf(var name, var position) -> out.add("TABLE ").name(name);
            case Query.Nested(var query, var position) -> nested(query);
            case Query.SetOperation(var operator, var all, var left, var right, var position) -> {
                setExpr(left);
                out.add(" ").add(operator).add(all ? " ALL " : " ");
                setExpr(right);
            }
        }
    }

    private void select(Query.Select select) {
        out.add("SELECT").addIf(select.distinct(), " DISTINCT");
        if (!select.distinctOn().isEmpty()) {
            out.add(" ON (");
            exprs.exprs(select.distinctOn());
            out.add(")");
        }
        if (!select.items().isEmpty()) {
            out.add(" ");
            items(select.items());
        }
        if (!select.from().isEmpty()) {
            out.add(" FROM ");
            froms(select.from());
        }
        exprs.clause(" WHERE ", select.where());
        if (!select.groupBy().isEmpty()) {
            out.add(select.groupDistinct() ? " GROUP BY DISTINCT " : " GROUP BY ");
            out.commas(select.groupBy(), this::grouping);
        }
        exprs.clause(" HAVING ", select.having());
        if (!select.groupOptions().isEmpty()) {
            out.add(" OPTION ");
            options(select.groupOptions());
        }
        if (!select.windows().isEmpty()) {
            out.add(" WINDOW ").commas(select.windows(), window -> {
                out.identifier(window.name()).add(" AS ");
                exprs.window(window.window());
            });
        }
    }

    void items(List<Query.Item> items) {
        out.commas(items, item -> {
            switch (item) {
                case Query.Star(var table, var position) -> out.parts(table).add(table.isEmpty() ? "*" : ".*");
                case Query.FieldsOf(var expr, var position) -> {
                    exprs.parenthesized(expr);
                    out.add(".*");
                }
                case Query.Column(var expr, var alias, var position) -> {
                    exprs.expr(expr);
                    if (alias != null) out.add(" AS ").identifier(alias);
                }
            }
        });
    }

    private void grouping(Query.Grouping grouping) {
        switch (grouping) {
            case Query.Key(var expr) -> exprs.expr(expr);
            case Query.NoKey ignored -> out.add("()");
            case Query.GroupingSets(var sets, var position) ->
                out.add("GROUPING SETS (").commas(sets, this::grouping).add(")");
            case Query.Rollup(var keys, var position) -> {
                out.add("ROLLUP (");
                exprs.exprs(keys);
                out.add(")");
            }
            case Query.Cube(var keys, var position) -> {
                out.add("CUBE (");
                exprs.exprs(keys);
                out.add(")");
            }
        }
    }

    /** {@code (name = value, name)}. */
    void options(List<Option> options) {
        out.add("(").commas(options, option -> {
            out.dotted(option.name());
            exprs.clause(" = ", option.value());
        });
        out.add(")");
    }

    // ---- FROM

    void froms(List<From> froms) {
        out.commas(froms, this::from);
    }

    private void from(From from) {
        switch (from) {
            case From.Table table -> {
                out.addIf(table.only(), "ONLY ").name(table.name());
                alias(table.alias());
                From.Sample sample = table.sample();
                if (sample != null) sample(sample);
            }
            case From.ById(var id, var name, var alias, var position) -> {
                out.add("[").word(id).add(" AS ").name(name).add("]");
                alias(alias);
            }
            case From.Derived(var query, var lateral, var alias, var position) -> {
                out.addIf(lateral, "LATERAL ");
                nested(query);
                alias(alias);
            }
            case From.Function(var call, var lateral, var ordinality, var alias, var position) -> {
                out.addIf(lateral, "LATERAL ");
                exprs.call(call, Keywords::needsQuotes);
                out.addIf(ordinality, " WITH ORDINALITY");
                alias(alias);
            }
            case From.RowsFrom(var calls, var lateral, var ordinality, var alias, var position) -> {
                out.addIf(lateral, "LATERAL ").add("ROWS FROM (");
                out.commas(calls, call -> exprs.call(call, Keywords::needsQuotes))
                        .add(")");
                out.addIf(ordinality, " WITH ORDINALITY");
                alias(alias);
            }
            case From.Join join -> join(join);
        }
    }

    private void alias(From.@Nullable Alias alias) {
        if (alias != null) out.add(" AS ").identifier(alias.name()).columns(" ", alias.columns());
    }

    private void sample(From.Sample sample) {
        out.add(" TABLESAMPLE ").word(sample.method()).add(" (");
        exprs.exprs(sample.arguments());
        out.add(")");
        exprs.clause(" REPEATABLE (", sample.seed());
        out.addIf(sample.seed() != null, ")");
    }

    private void join(From.Join join) {
        from(join.left());
        out.addIf(join.condition() instanceof From.Natural, " NATURAL");
        out.add(
                switch (join.kind()) {
                    case INNER -> " JOIN ";
                    case LEFT -> " LEFT JOIN ";
                    case RIGHT -> " RIGHT JOIN ";
                    case FULL -> " FULL JOIN ";
                    case CROSS -> " CROSS JOIN ";
                });
        boolean parentheses = join.right() instanceof From.Join;
        out.addIf(parentheses, "(");
        from(join.right());
        out.addIf(parentheses, ")");
        switch (join.condition()) {
            case From.On(var expr) -> exprs.clause(" ON ", expr);
            case From.Using(var columns, var alias) -> {
                out.columns(" USING ", columns);
                if (alias != null) out.add(" AS ").identifier(alias);
            }
            case From.Natural ignored -> {}
            case From.All ignored -> {}
        }
    }
}
