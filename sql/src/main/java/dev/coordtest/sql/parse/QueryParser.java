package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Query.SetExpr;
import dev.coordtest.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Queries: WITH, VALUES, set operations, ORDER BY, LIMIT; SELECT is {@link SelectParser}'s. */
final class QueryParser {
    private static final List<String> QUERY_WORDS = List.of("select", "values", "with", "table");
    private static final List<String> AFTER_QUERY =
            List.of("union", "intersect", "except", "order", "limit", "offset", "fetch", "for");

    private final Tokens tokens;
    private final ExprParser exprs;
    private final SelectParser selects;
    private final OptionParser options;

    QueryParser(Tokens tokens) {
        this.tokens = tokens;
        this.exprs = new ExprParser(tokens, this);
        this.options = new OptionParser(tokens);
        this.selects = new SelectParser(tokens, this, exprs, options);
    }

    ExprParser exprs() {
        return exprs;
    }

    SelectParser selects() {
        return selects;
    }

    OptionParser options() {
        return options;
    }

    /** Whether what comes is a query, perhaps in parentheses; not an expression that begins with one. */
    boolean isQueryNext() {
        int word = 0;
        while (tokens.peek(word).isOperator("(")) word++;
        if (QUERY_WORDS.stream().noneMatch(tokens.peek(word)::isWord)) return false;
        for (int open = word - 1; open >= 0; open--) {
            boolean asOf = tokens.afterClosing(open, 1).isWord("as")
                    && tokens.afterClosing(open, 2).isWord("of");
            if (!asOf && !canFollowQuery(tokens.afterClosing(open, 1))) return false;
        }
        return true;
    }

    private static boolean canFollowQuery(Token next) {
        return next.kind() == Token.Kind.END
                || next.isOperator(")")
                || next.isOperator(";")
                || AFTER_QUERY.stream().anyMatch(next::isWord);
    }

    Query query() {
        tokens.enter();
        int position = tokens.position();
        Query.With with = tokens.accept("with") ? with(position) : null;
        if (with != null) refuseWrites("WITH before statements that write is");
        SetExpr body = unions();
        List<Query.OrderBy> orderBy = tokens.accept("order", "by") ? exprs.orderBy() : List.of();
        Expr limit = null;
        Expr offset = null;
        boolean ties = false;
        while (true) {
            if (limit == null && tokens.accept("limit")) {
                int all = tokens.position();
                limit = tokens.accept("all") ? new Expr.NullLiteral(all) : exprs.expr();
                if (offset == null && tokens.peek().isOperator(",")) throw limitComma();
            } else if (offset == null && tokens.accept("offset")) {
                offset = exprs.expr();
                tokens.acceptAny("rows", "row");
            } else if (limit == null && tokens.accept("fetch")) {
                tokens.expectAny("first", "next");
                int one = tokens.position();
                boolean counted = !tokens.isNext("row") && !tokens.isNext("rows");
                limit = counted ? exprs.expr() : new Expr.NumberLiteral("1", one);
                tokens.expectAny("rows", "row");
                ties = tokens.accept("with", "ties");
                if (!ties) tokens.expect("only");
            } else {
                break;
            }
        }
        List<Query.Lock> locks = new ArrayList<>();
        while (isLockNext()) locks.add(lock());
        tokens.leave();
        return new Query(with, body, orderBy, limit, offset, ties, locks, position);
    }

    private SqlException limitComma() {
        return new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "LIMIT #,# syntax is not supported")
                .withHint("Use separate LIMIT and OFFSET clauses.")
                .at(tokens.position()));
    }

    private boolean isLockNext() {
        return tokens.isNext("for")
                && List.of("update", "share", "no", "key").stream().anyMatch(tokens.peek(1)::isWord);
    }

    private Query.Lock lock() {
        int position = tokens.position();
        tokens.expect("for");
        String strength;
        if (tokens.accept("no", "key", "update")) strength = "NO KEY UPDATE";
        else if (tokens.accept("key", "share")) strength = "KEY SHARE";
        else strength = tokens.expectAny("update", "share").toUpperCase(Locale.ROOT);
        List<Name> tables = tokens.accept("of") ? tokens.names() : List.of();
        String wait = tokens.accept("nowait") ? "NOWAIT" : tokens.accept("skip", "locked") ? "SKIP LOCKED" : "";
        return new Query.Lock(strength, tables, wait, position);
    }

    // ---- WITH

    private Query.With with(int position) {
        Query.Recursion recursion = Query.Recursion.NONE;
        List<Option> limits = List.of();
        if (tokens.accept("mutually", "recursive")) {
            recursion = Query.Recursion.MUTUALLY_RECURSIVE;
            if (tokens.peek().isOperator("(")) limits = recursionLimits();
        } else if (tokens.accept("recursive")) {
            recursion = Query.Recursion.RECURSIVE;
        }
        return new Query.With(recursion, limits, tokens.commas(this::cte), position);
    }

    /** {@code (RETURN AT | ERROR AT [RECURSION LIMIT] n)}. */
    private List<Option> recursionLimits() {
        tokens.expectOperator("(");
        List<Option> limits = tokens.commas(() -> {
            int position = tokens.position();
            String name = tokens.accept("return", "at")
                    ? "return at"
                    : tokens.accept("error", "at") ? "error at" : "recursion limit";
            if (name.equals("recursion limit")) tokens.expect("recursion", "limit");
            else tokens.accept("recursion", "limit");
            tokens.acceptOperator("=");
            int at = tokens.position();
            return new Option(name, new Expr.NumberLiteral(Long.toString(tokens.integer()), at), position);
        });
        tokens.expectOperator(")");
        return limits;
    }

    private Query.Cte cte() {
        int position = tokens.position();
        String name = tokens.identifier();
        List<Query.CteColumn> columns = List.of();
        if (tokens.acceptOperator("(")) {
            columns = tokens.commas(() -> {
                String column = tokens.identifier();
                boolean typed = !tokens.peek().isOperator(",") && !tokens.peek().isOperator(")");
                @Nullable TypeName type = typed ? exprs.types().type() : null;
                return new Query.CteColumn(column, type);
            });
            tokens.expectOperator(")");
        }
        tokens.expect("as");
        Boolean materialized = null;
        if (tokens.accept("materialized")) materialized = true;
        else if (tokens.accept("not", "materialized")) materialized = false;
        tokens.expectOperator("(");
        refuseWrites("statements that write in WITH are");
        Query query = query();
        tokens.expectOperator(")");
        for (String word : List.of("search", "cycle")) {
            if (tokens.isNext(word)) {
                throw Tokens.notSupported(
                        word.toUpperCase(Locale.ROOT) + " of recursive queries is", tokens.position());
            }
        }
        return new Query.Cte(name, columns, materialized, query, position);
    }

    private void refuseWrites(String feature) {
        boolean write = List.of("insert", "update", "delete", "merge").stream().anyMatch(tokens.peek()::isWord);
        if (write) throw Tokens.notSupported(feature, tokens.position());
    }

    // ---- set operations

    private SetExpr unions() {
        SetExpr left = intersections();
        for (int length = 1; tokens.isNext("union") || tokens.isNext("except"); length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            String operator = tokens.next().text().toUpperCase(Locale.ROOT);
            left = new Query.SetOperation(operator, all(), left, intersections(), position);
        }
        return left;
    }

    private SetExpr intersections() {
        SetExpr left = operand();
        for (int length = 1; tokens.isNext("intersect"); length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            tokens.next();
            left = new Query.SetOperation("INTERSECT", all(), left, operand(), position);
        }
        return left;
    }

    private boolean all() {
        boolean all = tokens.accept("all");
        if (!all) tokens.accept("distinct");
        return all;
    }

    private SetExpr operand() {
        int position = tokens.position();
        if (tokens.acceptOperator("(")) {
            Query query = query();
            tokens.expectOperator(")");
            return new Query.Nested(query, position);
        }
        if (tokens.accept("values")) return new Query.Values(tokens.commas(this::row), position);
        if (tokens.accept("table")) return new Query.TableOf(tokens.name(), position);
        return selects.select();
    }

    private List<Expr> row() {
        tokens.expectOperator("(");
        List<Expr> row = exprs.exprs();
        tokens.expectOperator(")");
        return row;
    }

    // ---- AS OF

    /** Whether {@code AS OF} and a time come next; {@code AS of} alone names something {@code of}. */
    boolean isAsOfNext() {
        if (!tokens.isNext("as", "of")) return false;
        Token time = tokens.peek(2);
        boolean clause = time.kind() == Token.Kind.WORD && !Keywords.canNameFunction(time.text());
        boolean value = List.of("null", "true", "false", "case", "cast", "array", "not", "user", "session_user")
                        .contains(time.text())
                || time.text().startsWith("current_")
                || time.text().startsWith("local");
        return switch (time.kind()) {
            case END -> false;
            case OPERATOR -> !List.of(")", ",", ";", ".", "[", "]").contains(time.text());
            case WORD -> !clause || value;
            case NUMBER, STRING, PARAMETER, QUOTED -> true;
        };
    }

    @Nullable
    Expr asOf() {
        if (!isAsOfNext()) return null;
        tokens.expect("as", "of");
        return exprs.expr();
    }

    /** FROM items with commas between. */
    List<From> fromList() {
        return tokens.commas(selects.froms()::from);
    }
}
