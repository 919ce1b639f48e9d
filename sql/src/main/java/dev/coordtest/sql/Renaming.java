package dev.coordtest.sql;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Rewrite;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.parse.Parser;
import dev.coordtest.sql.plan.ItemName;
import java.util.List;

/**
 * Puts a new name for an old one in canonical texts. Where a query reads the item without an alias, its old name becomes one: columns that the query calls
 * {@code old.column} keep their names, and no other table can be mistaken for it.
 */
final class Renaming extends Rewrite {
    private final Name from;
    private final Name to;

    Renaming(ItemName from, ItemName to) {
        this.from = CanonicalSql.name(from);
        this.to = CanonicalSql.name(to);
    }

    /** The canonical text of the item itself, or of one that names it. */
    String text(String sql) {
        Statement statement = Parser.parse(sql).getFirst().statement();
        if (!(statement instanceof Definition.OfItem definition))
            throw new IllegalStateException("no definition: " + sql);
        return CanonicalSql.of(definition(definition));
    }

    private Definition definition(Definition.OfItem definition) {
        return switch (definition) {
            case Definition.CreateTable d ->
                new Definition.CreateTable(
                        name(d.name()), d.columns(), d.constraints(), d.options(), d.temporary(), false, d.position());
            case Definition.CreateView d ->
                new Definition.CreateView(
                        name(d.name()),
                        d.columns(),
                        d.options(),
                        query(d.query()),
                        false,
                        d.temporary(),
                        d.materialized(),
                        false,
                        d.position());
            case Definition.CreateIndex d -> index(d);
            case Definition.CreateSource d ->
                new Definition.CreateSource(
                        name(d.name()),
                        d.columns(),
                        d.key(),
                        d.connector(),
                        d.options(),
                        d.keyFormat(),
                        d.format(),
                        d.includes(),
                        d.envelope(),
                        d.materialized(),
                        false,
                        d.position());
            case Definition.CreateSink d ->
                new Definition.CreateSink(
                        name(d.name()),
                        name(d.from()),
                        d.connector(),
                        d.options(),
                        d.format(),
                        d.envelope(),
                        d.snapshot(),
                        d.asOf(),
                        false,
                        d.position());
        };
    }

    /** An index is called by its last name only; it lies where what it is on lies. */
    private Definition index(Definition.CreateIndex index) {
        Name on = index.on();
        boolean beside = on.parts()
                .subList(0, on.parts().size() - 1)
                .equals(from.parts().subList(0, from.parts().size() - 1));
        boolean renamed = beside && from.last().equals(index.name());
        String name = renamed ? to.last() : index.name();
        return new Definition.CreateIndex(name, name(on), index.keys(), index.options(), false);
    }

    private boolean isOld(Name name) {
        return name.parts().equals(from.parts());
    }

    private Name name(Name name) {
        return isOld(name) ? to : name;
    }

    private From.Alias old() {
        return new From.Alias(from.last(), List.of());
    }

    @Override
    protected From table(From.Table table) {
        if (!isOld(table.name())) return table;
        From.Alias alias = table.alias();
        return new From.Table(to, table.only(), alias == null ? old() : alias, table.sample(), table.position());
    }

    @Override
    protected Query.SetExpr setExpr(Query.SetExpr expr) {
        if (!(expr instanceof Query.TableOf(var name, var position)) || !isOld(name)) return super.setExpr(expr);
        From table = new From.Table(to, false, old(), null, position);
        return Query.Select.of(List.of(new Query.Star(List.of(), position)), table, position);
    }
}
