package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SELECT up to its WINDOW clause. */
final class SelectParser {
    private static final List<String> AFTER_ITEMS = List.of(
            "from",
            "where",
            "group",
            "having",
            "window",
            "union",
            "except",
            "intersect",
            "order",
            "limit",
            "offset",
            "fetch",
            "for",
            "into");

    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;
    private final OptionParser options;
    private final FromParser froms;

    SelectParser(Tokens tokens, QueryParser queries, ExprParser exprs, OptionParser options) {
        this.tokens = tokens;
        this.queries = queries;
        this.exprs = exprs;
        this.options = options;
        this.froms = new FromParser(tokens, queries, exprs);
    }

    FromParser froms() {
        return froms;
    }

    Query.Select select() {
        int position = tokens.position();
        tokens.expect("select");
        boolean distinct = false;
        List<Expr> distinctOn = List.of();
        if (tokens.accept("distinct")) {
            distinct = true;
            if (tokens.accept("on")) {
                tokens.expectOperator("(");
                distinctOn = exprs.exprs();
                tokens.expectOperator(")");
            }
        } else {
            tokens.accept("all");
        }
        List<Query.Item> items = isItemNext() ? items() : List.of();
        if (tokens.isNext("into")) throw Tokens.notSupported("SELECT ... INTO is", tokens.position());
        List<From> from = tokens.accept("from") ? queries.fromList() : List.of();
        Expr where = tokens.accept("where") ? exprs.expr() : null;
        boolean groupDistinct = false;
        List<Query.Grouping> groupBy = List.of();
        if (tokens.accept("group", "by")) {
            groupDistinct = tokens.accept("distinct");
            if (!groupDistinct) tokens.accept("all");
            groupBy = tokens.commas(this::grouping);
        }
        Expr having = tokens.accept("having") ? exprs.expr() : null;
        List<Option> hints = List.of();
        if (tokens.isNext("option") && tokens.peek(1).isOperator("(")) {
            tokens.expect("option");
            hints = options.options();
        }
        if (having == null && tokens.accept("having")) having = exprs.expr();
        List<Query.NamedWindow> windows = tokens.accept("window") ? tokens.commas(this::namedWindow) : List.of();
        return new Query.Select(
                distinct, distinctOn, items, from, where, groupDistinct, groupBy, hints, having, windows, position);
    }

    private boolean isItemNext() {
        return !tokens.atEnd()
                && !queries.isAsOfNext()
                && !tokens.peek().isOperator(")")
                && !tokens.peek().isOperator(";")
                && AFTER_ITEMS.stream().noneMatch(tokens.peek()::isWord);
    }

    /** The entries of a SELECT list, or of RETURNING. */
    List<Query.Item> items() {
        return tokens.commas(this::item);
    }

    private Query.Item item() {
        int position = tokens.position();
        if (tokens.acceptOperator("*")) return new Query.Star(List.of(), position);
        int mark = tokens.mark();
        if (tokens.isIdentifierNext()) {
            List<String> table = new ArrayList<>(List.of(tokens.label()));
            while (tokens.acceptOperator(".")) {
                if (tokens.acceptOperator("*")) return new Query.Star(table, position);
                if (tokens.peek().kind() == Token.Kind.OPERATOR) break;
                table.add(tokens.next().text());
            }
            tokens.reset(mark);
        }
        Expr expr = exprs.expr();
        if (tokens.acceptOperator(".")) {
            tokens.expectOperator("*");
            return new Query.FieldsOf(expr, position);
        }
        return new Query.Column(expr, alias(), position);
    }

    private @Nullable String alias() {
        if (queries.isAsOfNext()) return null;
        if (tokens.accept("as")) return tokens.label();
        Token token = tokens.peek();
        boolean bare = token.kind() == Token.Kind.QUOTED
                || token.kind() == Token.Kind.WORD && Keywords.canBeBareLabel(token.text());
        // OPTION (…) is the hint of a SELECT without GROUP BY.
        boolean hint = tokens.isNext("option") && tokens.peek(1).isOperator("(");
        return bare && !hint ? tokens.label() : null;
    }

    private Query.NamedWindow namedWindow() {
        int position = tokens.position();
        String name = tokens.identifier();
        tokens.expect("as");
        return new Query.NamedWindow(name, exprs.calls().window(), position);
    }

    // ---- GROUP BY

    private Query.Grouping grouping() {
        int position = tokens.position();
        if (tokens.peek().isOperator("(") && tokens.peek(1).isOperator(")")) {
            tokens.next();
            tokens.next();
            return new Query.NoKey(position);
        }
        if (tokens.accept("grouping", "sets")) {
            tokens.enter();
            tokens.expectOperator("(");
            List<Query.Grouping> sets = tokens.commas(this::grouping);
            tokens.expectOperator(")");
            tokens.leave();
            return new Query.GroupingSets(sets, position);
        }
        boolean keys = tokens.peek(1).isOperator("(");
        if (keys && tokens.accept("rollup")) return new Query.Rollup(keys(), position);
        if (keys && tokens.accept("cube")) return new Query.Cube(keys(), position);
        return new Query.Key(exprs.expr());
    }

    private List<Expr> keys() {
        tokens.expectOperator("(");
        List<Expr> keys = exprs.exprs();
        tokens.expectOperator(")");
        return keys;
    }
}
