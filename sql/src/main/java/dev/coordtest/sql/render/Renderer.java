package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;

/**
 * Renders syntax as canonical text on one line: key words in upper case, one blank between words, parentheses only where the tree needs them. Parsing the
 * text gives the same tree again, positions aside.
 */
public final class Renderer {
    /** How names are written. */
    public enum Names {
        /** Quoted where they have to be. */
        PLAIN,
        /** Columns, tables and aliases always quoted, so that the text means the same whatever words are reserved one day. */
        QUOTED
    }

    private Renderer() {}

    public static String render(Statement statement, Names names) {
        Sentence out = new Sentence(names == Names.QUOTED);
        QueryRenderer queries = new QueryRenderer(out);
        switch (statement) {
            case Definition definition -> new DefinitionRenderer(out, queries).definition(definition);
            case Statement.Plain plain -> new StatementRenderer(out, queries).statement(plain);
        }
        return out.toString();
    }

    public static String render(Expr expr, Names names) {
        Sentence out = new Sentence(names == Names.QUOTED);
        new QueryRenderer(out).exprs().expr(expr);
        return out.toString();
    }

    public static String render(Query query, Names names) {
        Sentence out = new Sentence(names == Names.QUOTED);
        new QueryRenderer(out).query(query);
        return out.toString();
    }
}
