package dev.coordtest.sql;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Rewrite;
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
