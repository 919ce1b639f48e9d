package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses statements of the whole dialect, whether or not anything is built of them. All of a text is parsed before any of it is used. The switch in {@link
 * #statement} is the table of contents.
 */
public final class Parser {
    /** Longer texts are refused unread. */
    private static final int TEXT_MAX = 1 << 20;

    private final Tokens tokens;
    private final QueryParser queries;
    private final MutationParser mutations;
    private final DefinitionParser definitions;
    private final SessionParser session;
    private final ShowParser shows;

    private Parser(String text) {
        this.tokens = new Tokens(text);
        this.queries = new QueryParser(tokens);
        this.mutations = new MutationParser(tokens, queries);
        this.definitions = new DefinitionParser(tokens, queries);
        this.session = new SessionParser(tokens, queries, this::inner);
        this.shows = new ShowParser(tokens, queries, this::inner);
    }

    /** The statements of a text. Throws {@link SqlException} for the first mistake; its position is one in {@code text}. */
    public static List<ParsedStatement> parse(String text) {
        return parser(text).statements();
    }

    /** One scalar expression, as in a column default. */
    public static Expr parseExpr(String text) {
        Parser parser = parser(text);
        Expr expr = parser.queries.exprs().expr();
        if (!parser.tokens.atEnd()) throw parser.tokens.unexpected();
        return expr;
    }

    private static Parser parser(String text) {
        if (text.length() > TEXT_MAX) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "statement text is longer than " + TEXT_MAX + " characters");
        }
        return new Parser(text);
    }

    private List<ParsedStatement> statements() {
        List<ParsedStatement> statements = new ArrayList<>();
        while (true) {
            while (tokens.acceptOperator(";")) {}
            if (tokens.atEnd()) return statements;
            Token first = tokens.peek();
            int offset = tokens.position();
            Statement statement = statement();
            if (!tokens.atEnd() && !tokens.peek().isOperator(";")) throw tokens.unexpected();
            statements.add(new ParsedStatement(statement, tokens.textSince(first), offset));
        }
    }

    private Statement statement() {
        if (queries.isQueryNext()) return new Statement.Select(queries.query(), queries.asOf());
        Token token = tokens.peek();
        if (token.kind() != Kind.WORD) throw tokens.unexpected("a statement");
        int position = tokens.position();
        int mark = tokens.mark();
        tokens.next();
        return switch (token.text()) {
            case "insert" -> mutations.insert();
            case "update" -> mutations.update();
            case "delete" -> mutations.delete();
            case "create" -> definitions.create(mark, position);
            case "alter" -> definitions.alter(mark);
            case "drop" -> definitions.drop(mark);
            case "begin" -> session.begin();
            case "start" -> session.start();
            case "commit", "end" -> session.commit(position);
            case "rollback", "abort" -> session.rollback(mark, position);
            case "set" -> session.set(mark, position);
            case "reset" -> session.reset(position);
            case "prepare" -> session.prepare(position);
            case "execute" -> session.execute();
            case "deallocate" -> session.deallocate();
            case "declare" -> session.declare(position);
            case "fetch" -> session.fetch();
            case "close" -> session.close(position);
            case "discard" -> session.discard(position);
            case "show" -> shows.show(position);
            case "explain" -> shows.explain(position);
            case "tail" -> shows.tail(position);
            case "copy" -> shows.copy(position);
            case "analyze",
                    "call",
                    "checkpoint",
                    "cluster",
                    "comment",
                    "do",
                    "grant",
                    "listen",
                    "load",
                    "lock",
                    "merge",
                    "move",
                    "notify",
                    "reassign",
                    "refresh",
                    "reindex",
                    "release",
                    "revoke",
                    "savepoint",
                    "security",
                    "subscribe",
                    "truncate",
                    "unlisten",
                    "vacuum" ->
                new Statement.Unsupported(tokens.unbuilt(token.text().toUpperCase(Locale.ROOT), mark));
            default -> {
                tokens.reset(mark);
                throw tokens.unexpected();
            }
        };
    }

    /** One statement inside another. */
    private Statement inner() {
        tokens.enter();
        Statement statement = statement();
        tokens.leave();
        return statement;
    }
}
