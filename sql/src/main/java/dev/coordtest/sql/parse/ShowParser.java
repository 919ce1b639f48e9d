package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements that look around or read otherwise than by SELECT: SHOW, EXPLAIN, TAIL, COPY; the first word read. */
final class ShowParser {
    private static final String[] LISTS = {
        "databases", "schemas", "tables", "views", "sources", "sinks", "objects", "types", "roles", "users"
    };

    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;
    private final OptionParser options;
    private final Supplier<Statement> inner;

    ShowParser(Tokens tokens, QueryParser queries, Supplier<Statement> inner) {
        this.tokens = tokens;
        this.queries = queries;
        this.exprs = queries.exprs();
        this.options = queries.options();
        this.inner = inner;
    }

    // ---- SHOW

    Statement show(int position) {
        if (tokens.accept("create")) return showCreate();
        boolean extended = tokens.accept("extended");
        boolean full = tokens.accept("full");
        boolean materialized = tokens.accept("materialized");
        if (tokens.acceptAny("columns", "fields") != null) {
            tokens.expectAny("from", "in");
            Name relation = tokens.name();
            return new Statement.ShowColumns(extended, full, relation, filter(), position);
        }
        if (tokens.acceptAny("indexes", "index", "keys") != null) {
            tokens.expectAny("from", "in");
            Name relation = tokens.name();
            return new Statement.ShowIndexes(extended, relation, filter(), position);
        }
        String what = tokens.acceptAny(LISTS);
        if (what != null) {
            Name from = tokens.acceptAny("from", "in") != null ? tokens.name() : null;
            String list = what.equals("users") ? "roles" : what;
            return new Statement.ShowObjects(list, extended, full, materialized, from, filter(), position);
        }
        if (extended || full || materialized) throw tokens.unexpected("what to show");
        if (tokens.accept("transaction", "isolation", "level"))
            return new Statement.ShowVariable("transaction_isolation");
        if (tokens.accept("time", "zone")) return new Statement.ShowVariable("timezone");
        StringBuilder name = new StringBuilder(tokens.label());
        while (tokens.acceptOperator(".")) name.append('.').append(tokens.label());
        return new Statement.ShowVariable(name.toString());
    }

    private Statement showCreate() {
        String kind = tokens.expectAny("view", "source", "table", "sink", "index");
        return new Statement.ShowCreate(kind, tokens.name());
    }

    private Statement.@Nullable ShowFilter filter() {
        int position = tokens.position();
        if (tokens.accept("like")) return new Statement.ShowFilter(tokens.string(), null, position);
        if (tokens.accept("where")) return new Statement.ShowFilter(null, exprs.expr(), position);
        return null;
    }

    // ---- EXPLAIN

    Statement explain(int position) {
        List<Option> how = new ArrayList<>();
        for (String word : List.of("analyze", "verbose", "typed")) {
            int at = tokens.position();
            if (tokens.accept(word)) how.add(new Option(word, null, at));
        }
        if (tokens.peek().isOperator("(") && !queries.isQueryNext()) how.addAll(options.options());
        Statement.Stage stage = Statement.Stage.OPTIMIZED;
        String word = tokens.acceptAny("raw", "decorrelated", "optimized", "physical", "timestamp");
        if (word != null) stage = Statement.Stage.valueOf(word.toUpperCase(Locale.ROOT));
        if (stage == Statement.Stage.TIMESTAMP) tokens.expect("for");
        else if (tokens.accept("plan")) tokens.expect("for");
        if (tokens.accept("view")) {
            return new Statement.Explain(stage, how, new Statement.ExplainedView(tokens.name()), position);
        }
        return new Statement.Explain(stage, how, new Statement.ExplainedStatement(inner.get()), position);
    }

    // ---- TAIL and COPY

    Statement tail(int position) {
        Name relation = null;
        Query query = null;
        if (tokens.acceptOperator("(")) {
            query = queries.query();
            tokens.expectOperator(")");
        } else {
            relation = tokens.name();
        }
        List<Option> with = options.with();
        return new Statement.Tail(relation, query, with, queries.asOf(), position);
    }

    Statement copy(int position) {
        if (tokens.acceptOperator("(")) {
            Statement source = inner.get();
            tokens.expectOperator(")");
            tokens.expect("to");
            stream("stdout");
            return new Statement.CopyTo(source, copyOptions(), position);
        }
        Name table = tokens.name();
        List<String> columns = tokens.optionalColumns();
        if (tokens.expectAny("from", "to").equals("to")) {
            stream("stdout");
            return new Statement.CopyTable(table, columns, copyOptions(), position);
        }
        stream("stdin");
        return new Statement.CopyFrom(table, columns, copyOptions(), position);
    }

    private void stream(String word) {
        if (tokens.peek().kind() == Token.Kind.STRING || tokens.isNext("program")) {
            throw Tokens.notSupported("COPY of files and programs is", tokens.position());
        }
        tokens.expect(word);
    }

    /** In parentheses, after WITH or without it; or, as before PostgreSQL 9, one word after the other. */
    private List<Option> copyOptions() {
        if (tokens.peek().isOperator("(")) return options.options();
        List<Option> with = options.with();
        if (!with.isEmpty()) return with;
        tokens.accept("with");
        List<Option> old = new ArrayList<>();
        while (tokens.peek().kind() == Token.Kind.WORD) {
            int position = tokens.position();
            String name = tokens.label();
            if (name.equals("csv") || name.equals("binary")) {
                old.add(new Option("format", new Expr.Identifier(List.of(name), position), position));
                continue;
            }
            tokens.accept("as");
            boolean value = tokens.peek().kind() == Token.Kind.STRING;
            old.add(new Option(name, value ? options.value() : null, position));
        }
        return old;
    }
}
