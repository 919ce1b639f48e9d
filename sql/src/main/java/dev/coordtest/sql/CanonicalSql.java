package dev.coordtest.sql;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Rewrite;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.render.Renderer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The texts that the catalog keeps: every table is named in full and every name is quoted, so that they mean the same in any session. */
final class CanonicalSql {
    private CanonicalSql() {}

    static String of(Definition definition) {
        return Renderer.render(definition, Renderer.Names.QUOTED);
    }

    /** The name in full. */
    static Name name(ItemName item) {
        List<String> parts = new ArrayList<>();
        String database = item.database();
        if (database != null) parts.add(database);
        parts.add(item.schema());
        parts.add(item.item());
        return new Name(parts, 0);
    }

    /** The query with the full name of each item that it reads. */
    static Query qualified(Query query, Names names) {
        return new Qualifier(names).query(query);
    }

    /** The column with the full name of its type. */
    static Definition.ColumnDef qualified(Definition.ColumnDef column, Names names) {
        TypeName type = new Qualifier(names).type(column.type());
        return new Definition.ColumnDef(
                column.name(), type, column.collation(), column.constraints(), column.position());
    }

    /** The options of CREATE TYPE with the full names of types. */
    static List<Option> qualified(List<Option> options, Names names) {
        List<Option> qualified = new ArrayList<>();
        for (Option option : options) {
            Expr value = option.value();
            if (value instanceof Expr.Identifier(var parts, var position) && names.isMade(new Name(parts, position))) {
                Name full = new Qualifier(names).full(new Name(parts, position));
                value = new Expr.Identifier(full.parts(), position);
            }
            qualified.add(new Option(option.name(), value, option.position()));
        }
        return qualified;
    }

    private static final class Qualifier extends Rewrite {
        private final Names names;
        /** The common table expressions that hide items, by how deep their WITH stands. */
        private final Deque<SortedSet<String>> hidden = new ArrayDeque<>();

        Qualifier(Names names) {
            this.names = names;
        }

        @Override
        public Query query(Query query) {
            hidden.push(new TreeSet<>());
            Query copy = super.query(query);
            hidden.pop();
            return copy;
        }

        @Override
        protected Query.With with(Query.With with) {
            if (with.recursion() != Query.Recursion.NONE) {
                with.ctes().forEach(cte -> hidden.element().add(cte.name()));
            }
            return super.with(with);
        }

        @Override
        protected Query.Cte cte(Query.Cte cte) {
            Query.Cte copy = super.cte(cte);
            hidden.element().add(cte.name());
            return copy;
        }

        @Override
        protected From table(From.Table table) {
            Name full = full(table.name());
            return new From.Table(full, table.only(), table.alias(), table.sample(), table.position());
        }

        @Override
        protected Query.SetExpr setExpr(Query.SetExpr expr) {
            return expr instanceof Query.TableOf(var name, var position)
                    ? new Query.TableOf(full(name), position)
                    : super.setExpr(expr);
        }

        @Override
        protected TypeName type(TypeName type) {
            return switch (type) {
                case TypeName.Named named ->
                    names.isMade(named.name())
                            ? new TypeName.Named(
                                    full(named.name()), named.modifiers(), named.fields(), named.position())
                            : named;
                case TypeName.ArrayOf(var element, var position) -> new TypeName.ArrayOf(type(element), position);
                case TypeName.ListOf(var element, var position) -> new TypeName.ListOf(type(element), position);
                case TypeName.MapOf(var key, var value, var position) ->
                    new TypeName.MapOf(type(key), type(value), position);
            };
        }

        private Name full(Name name) {
            boolean cte = name.parts().size() == 1 && hidden.stream().anyMatch(frame -> frame.contains(name.last()));
            return cte
                    ? name
                    : names.find(name)
                            .map(item -> CanonicalSql.name(item.name()))
                            .orElse(name);
        }
    }
}
