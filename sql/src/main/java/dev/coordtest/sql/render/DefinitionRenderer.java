package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements that make, change and drop things. */
final class DefinitionRenderer {
    private final Sentence out;
    private final QueryRenderer queries;
    private final ExprRenderer exprs;
    private final SourceRenderer sources;

    DefinitionRenderer(Sentence out, QueryRenderer queries) {
        this.out = out;
        this.queries = queries;
        this.exprs = queries.exprs();
        this.sources = new SourceRenderer(out, queries);
    }

    void definition(Definition definition) {
        switch (definition) {
            case Definition.CreateDatabase(var name, var ifNotExists) ->
                out.add("CREATE DATABASE ").addIf(ifNotExists, "IF NOT EXISTS ").identifier(name);
            case Definition.CreateSchema(var name, var ifNotExists) ->
                out.add("CREATE SCHEMA ").addIf(ifNotExists, "IF NOT EXISTS ").name(name);
            case Definition.CreateRole(var user, var name, var options) -> {
                out.add(user ? "CREATE USER " : "CREATE ROLE ").identifier(name);
                options.forEach(option -> out.add(" ").add(option));
            }
            case Definition.CreateTable table -> table(table);
            case Definition.CreateView view -> view(view);
            case Definition.CreateViews views -> views(views);
            case Definition.CreateType(var name, var kind, var options, var position) -> {
                out.add("CREATE TYPE ").name(name).add(" AS ").add(kind).add(" ");
                queries.options(options);
            }
            case Definition.CreateIndex index -> index(index);
            case Definition.CreateSource source -> sources.source(source);
            case Definition.CreateSink sink -> sources.sink(sink);
            case Definition.Rename(var kind, var name, var ifExists, var to) ->
                alter(kind, ifExists, name).add(" RENAME TO ").identifier(to);
            case Definition.AlterIndex(var name, var ifExists, var change, var options) -> {
                alter("index", ifExists, name);
                switch (change) {
                    case ENABLE -> out.add(" SET ENABLED");
                    case SET -> changes(" SET ", options);
                    case RESET -> changes(" RESET ", options);
                }
            }
            case Definition.Drop(var kind, var names, var ifExists, var cascade, var materialized) -> {
                out.add("DROP ").addIf(materialized, "MATERIALIZED ").add(kind.toUpperCase(Locale.ROOT));
                out.add(" ").addIf(ifExists, "IF EXISTS ").commas(names, out::name);
                out.addIf(cascade, " CASCADE");
            }
            case Definition.DropDatabase(var name, var ifExists, var restrict) -> {
                out.add("DROP DATABASE ").addIf(ifExists, "IF EXISTS ").identifier(name);
                out.addIf(restrict, " RESTRICT");
            }
            case Definition.DropSchema(var name, var ifExists, var cascade) -> {
                out.add("DROP SCHEMA ").addIf(ifExists, "IF EXISTS ").name(name);
                out.addIf(cascade, " CASCADE");
            }
            case Definition.DropRoles(var user, var names, var ifExists) -> {
                out.add(user ? "DROP USER " : "DROP ROLE ").addIf(ifExists, "IF EXISTS ");
                out.commas(names, out::identifier);
            }
        }
    }

    private Sentence alter(String kind, boolean ifExists, Name name) {
        out.add("ALTER ").add(kind.toUpperCase(Locale.ROOT)).add(" ");
        return out.addIf(ifExists, "IF EXISTS ").name(name);
    }

    private void changes(String words, List<Option> options) {
        out.add(words);
        queries.options(options);
    }

    private void with(List<Option> options) {
        if (!options.isEmpty()) changes(" WITH ", options);
    }

    // ---- tables

    private void table(Definition.CreateTable table) {
        out.add("CREATE ").addIf(table.temporary(), "TEMPORARY ").add("TABLE ");
        out.addIf(table.ifNotExists(), "IF NOT EXISTS ").name(table.name()).add(" (");
        List<Runnable> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(() -> column(column)));
        table.constraints().forEach(constraint -> parts.add(() -> constraint(constraint)));
        out.commas(parts, Runnable::run).add(")");
        with(table.options());
    }

    private void column(Definition.ColumnDef column) {
        out.identifier(column.name()).add(" ");
        exprs.types().type(column.type());
        Name collation = column.collation();
        if (collation != null) out.add(" COLLATE ").name(collation);
        for (Definition.ColumnConstraint constraint : column.constraints()) {
            out.add(" ");
            named(constraint.name());
            rule(constraint.rule(), true);
        }
    }

    private void constraint(Definition.TableConstraint constraint) {
        named(constraint.name());
        rule(constraint.rule(), false);
    }

    private void named(@Nullable String name) {
        if (name != null) out.add("CONSTRAINT ").identifier(name).add(" ");
    }

    private void rule(Definition.Rule rule, boolean ofColumn) {
        switch (rule) {
            case Definition.Nullability(var nullable) -> out.add(nullable ? "NULL" : "NOT NULL");
            case Definition.DefaultValue(var expr) -> {
                out.add("DEFAULT ");
                exprs.operation(expr);
            }
            case Definition.PrimaryKey(var columns) -> out.add("PRIMARY KEY").columns(" ", columns);
            case Definition.Unique(var columns) -> out.add("UNIQUE").columns(" ", columns);
            case Definition.Check(var expr) -> {
                out.add("CHECK (");
                exprs.expr(expr);
                out.add(")");
            }
            case Definition.ForeignKey(var columns, var target, var targetColumns, var actions) -> {
                out.addIf(!ofColumn, "FOREIGN KEY").columns(" ", columns).addIf(!ofColumn, " ");
                out.add("REFERENCES ").name(target).columns(" ", targetColumns);
                actions.forEach(action -> out.add(" ").add(action));
            }
        }
    }

    // ---- views and indexes

    private void view(Definition.CreateView view) {
        out.add("CREATE ").addIf(view.orReplace(), "OR REPLACE ").addIf(view.temporary(), "TEMPORARY ");
        out.addIf(view.materialized(), "MATERIALIZED ").add("VIEW ").addIf(view.ifNotExists(), "IF NOT EXISTS ");
        out.name(view.name()).columns(" ", view.columns());
        with(view.options());
        out.add(" AS ");
        queries.query(view.query());
    }

    private void views(Definition.CreateViews views) {
        out.add("CREATE ").addIf(views.temporary(), "TEMPORARY ").addIf(views.materialized(), "MATERIALIZED ");
        out.add("VIEWS ")
                .addIf(views.ifNotExists(), "IF NOT EXISTS ")
                .add("FROM SOURCE ")
                .name(views.source());
        if (views.relations().isEmpty()) return;
        out.add(" (").commas(views.relations(), relation -> {
            out.name(relation.name());
            Name as = relation.as();
            if (as != null) out.add(" AS ").name(as);
        });
        out.add(")");
    }

    private void index(Definition.CreateIndex index) {
        List<Expr> keys = index.keys();
        out.add("CREATE ").addIf(keys == null, "DEFAULT ").add("INDEX ").addIf(index.ifNotExists(), "IF NOT EXISTS ");
        String name = index.name();
        if (name != null) out.identifier(name).add(" ");
        out.add("ON ").name(index.on());
        if (keys != null) {
            out.add(" (");
            exprs.exprs(keys);
            out.add(")");
        }
        with(index.options());
    }
}
