package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parses statements. All of a text is parsed before any of it is used. */
public final class Parser {
    /** Longer texts are refused unread. */
    private static final int TEXT_MAX = 1 << 20;

    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;

    private Parser(String text) {
        this.tokens = new Tokens(text);
        this.queries = new QueryParser(tokens);
        this.exprs = queries.exprs();
    }

    /** The statements of a text. Throws {@link SqlException} for the first mistake; its position is one in {@code text}. */
    public static List<ParsedStatement> parse(String text) {
        if (text.length() > TEXT_MAX) {
            throw new SqlException(
                    SqlState.PROGRAM_LIMIT_EXCEEDED, "statement text is longer than " + TEXT_MAX + " characters");
        }
        return new Parser(text).statements();
    }

    /** One scalar expression, as in a column default. */
    public static Expr parseExpr(String text) {
        Parser parser = new Parser(text);
        Expr expr = parser.exprs.expr();
        if (!parser.tokens.atEnd()) throw parser.tokens.unexpected();
        return expr;
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
        if (queries.isQueryNext()) return new Statement.Select(queries.query(), asOf());
        Token token = tokens.peek();
        if (token.kind() != Kind.WORD) throw tokens.unexpected("a statement");
        int position = tokens.position();
        tokens.next();
        return switch (token.text()) {
            case "insert" -> insert();
            case "update" -> update();
            case "delete" -> delete();
            case "create" -> create(token);
            case "alter" -> alter();
            case "drop" -> drop();
            case "begin" -> {
                if (!tokens.accept("transaction")) tokens.accept("work");
                yield new Statement.Begin(modes());
            }
            case "start" -> {
                tokens.expect("transaction");
                yield new Statement.Begin(modes());
            }
            case "commit", "end" -> {
                endOfTransaction();
                yield new Statement.Commit();
            }
            case "rollback", "abort" -> {
                endOfTransaction();
                yield new Statement.Rollback();
            }
            case "set" -> set();
            case "show" -> show();
            case "explain" -> explain();
            case "tail" -> tail();
            case "prepare" -> {
                String name = tokens.identifier();
                if (tokens.peek().isOperator("("))
                    throw Tokens.notSupported("declared parameter types are", tokens.position());
                tokens.expect("as");
                yield new Statement.Prepare(name, inner());
            }
            case "execute" -> {
                String name = tokens.identifier();
                List<String> arguments = new ArrayList<>();
                if (tokens.acceptOperator("(") && !tokens.acceptOperator(")")) {
                    do {
                        Token first = tokens.peek();
                        exprs.expr();
                        arguments.add(tokens.textSince(first));
                    } while (tokens.acceptOperator(","));
                    tokens.expectOperator(")");
                }
                yield new Statement.Execute(name, arguments);
            }
            case "deallocate" -> {
                tokens.accept("prepare");
                yield new Statement.Deallocate(tokens.accept("all") ? null : tokens.identifier());
            }
            case "declare" -> {
                String cursor = tokens.identifier();
                tokens.expect("cursor");
                tokens.accept("without", "hold");
                tokens.expect("for");
                yield new Statement.Declare(cursor, inner());
            }
            case "fetch" -> fetch();
            case "close" -> new Statement.Close(tokens.identifier());
            case "discard" -> {
                if (tokens.accept("all")) yield new Statement.Discard(true);
                if (!tokens.accept("temp") && !tokens.accept("temporary")) {
                    throw Tokens.notSupported("DISCARD " + tokens.label().toUpperCase(Locale.ROOT), position);
                }
                yield new Statement.Discard(false);
            }
            case "copy" -> copy();
            case "truncate",
                    "grant",
                    "revoke",
                    "listen",
                    "notify",
                    "vacuum",
                    "analyze",
                    "lock",
                    "merge",
                    "call",
                    "comment" -> throw Tokens.notSupported(token.text().toUpperCase(Locale.ROOT) + " is", position);
            default -> {
                throw new SqlException(SqlError.of(
                                SqlState.SYNTAX_ERROR,
                                "syntax error at or near \"" + tokens.text.substring(token.start(), token.end()) + "\"")
                        .at(position));
            }
        };
    }

    private @Nullable Expr asOf() {
        return tokens.accept("as", "of") ? exprs.expr() : null;
    }

    /** The text of one statement inside another, which is parsed to be sure that it can be. */
    private String inner() {
        Token first = tokens.peek();
        tokens.enter();
        statement();
        tokens.leave();
        return tokens.textSince(first);
    }

    // ---- writing

    private Statement insert() {
        tokens.expect("into");
        Name table = tokens.name();
        List<String> columns = queries.isQueryNext() ? List.of() : tokens.optionalColumns();
        Query source = null;
        if (!tokens.accept("default", "values")) source = queries.query();
        refuseClauses("on", "returning");
        return new Statement.Insert(table, columns, source);
    }

    private void refuseClauses(String... words) {
        for (String word : words) {
            if (tokens.isNext(word))
                throw Tokens.notSupported(word.equals("on") ? "ON CONFLICT is" : "RETURNING is", tokens.position());
        }
    }

    private Statement update() {
        Name table = tokens.name();
        tokens.expect("set");
        List<Statement.Assignment> assignments = new ArrayList<>();
        do {
            int position = tokens.position();
            String column = tokens.identifier();
            tokens.expectOperator("=");
            assignments.add(new Statement.Assignment(column, exprs.expr(), position));
        } while (tokens.acceptOperator(","));
        if (tokens.isNext("from")) throw Tokens.notSupported("UPDATE ... FROM is", tokens.position());
        Expr where = tokens.accept("where") ? exprs.expr() : null;
        refuseClauses("returning");
        return new Statement.Update(table, assignments, where);
    }

    private Statement delete() {
        tokens.expect("from");
        Name table = tokens.name();
        String alias = tokens.accept("as") || tokens.isIdentifierNext() ? tokens.identifier() : null;
        if (tokens.isNext("using")) throw Tokens.notSupported("DELETE ... USING is", tokens.position());
        Expr where = tokens.accept("where") ? exprs.expr() : null;
        refuseClauses("returning");
        return new Statement.Delete(table, alias, where);
    }

    // ---- definition

    private Statement create(Token first) {
        boolean orReplace = tokens.accept("or", "replace");
        boolean temporary = tokens.accept("temporary") || tokens.accept("temp");
        boolean materialized = tokens.accept("materialized");
        if (tokens.accept("view")) return view(orReplace, temporary, materialized);
        if (orReplace) throw tokens.unexpected("VIEW");
        if (tokens.accept("source")) return source(first, materialized);
        if (materialized) throw tokens.unexpected("VIEW or SOURCE");
        if (tokens.accept("table")) return table(temporary);
        if (temporary) throw tokens.unexpected("TABLE or VIEW");
        if (tokens.accept("database")) {
            boolean ifNotExists = ifNotExists();
            return new Statement.CreateDatabase(tokens.identifier(), ifNotExists);
        }
        if (tokens.accept("schema")) {
            boolean ifNotExists = ifNotExists();
            return new Statement.CreateSchema(tokens.name(), ifNotExists);
        }
        if (tokens.accept("role") || tokens.isNext("user")) return role();
        if (tokens.accept("sink")) return sink(first);
        boolean defaultIndex = tokens.accept("default");
        if (tokens.accept("index")) return index(defaultIndex);
        if (tokens.isNext("unique")) throw Tokens.notSupported("unique indexes are", tokens.position());
        if (tokens.isNext("type")) throw Tokens.notSupported("CREATE TYPE is", tokens.position());
        throw tokens.unexpected("DATABASE, SCHEMA, TABLE, VIEW, SOURCE, INDEX or SINK");
    }

    private boolean ifNotExists() {
        return tokens.accept("if", "not", "exists");
    }

    private boolean ifExists() {
        return tokens.accept("if", "exists");
    }

    private Statement role() {
        boolean login = tokens.accept("user");
        String name = tokens.identifier();
        boolean superuser = false;
        while (tokens.peek().kind() == Kind.WORD) {
            if (tokens.accept("login")) login = true;
            else if (tokens.accept("superuser")) superuser = true;
            else throw tokens.unexpected("LOGIN or SUPERUSER");
        }
        return new Statement.CreateRole(name, login, superuser);
    }

    private Statement table(boolean temporary) {
        boolean ifNotExists = ifNotExists();
        Name name = tokens.name();
        tokens.expectOperator("(");
        List<Statement.ColumnDef> columns = new ArrayList<>();
        if (!tokens.peek().isOperator(")")) {
            do {
                for (String word : List.of("primary", "unique", "check", "foreign", "constraint")) {
                    if (tokens.isNext(word))
                        throw Tokens.notSupported("CREATE TABLE with constraints", tokens.position());
                }
                columns.add(column());
            } while (tokens.acceptOperator(","));
        }
        tokens.expectOperator(")");
        if (tokens.isNext("with")) throw Tokens.notSupported("WITH options of tables are", tokens.position());
        return new Statement.CreateTable(name, columns, temporary, ifNotExists);
    }

    private Statement.ColumnDef column() {
        String name = tokens.identifier();
        TypeName type = exprs.type();
        boolean notNull = false;
        Expr value = null;
        String text = "NULL";
        while (true) {
            int position = tokens.position();
            if (tokens.accept("not", "null")) {
                notNull = true;
            } else if (tokens.accept("default")) {
                Token first = tokens.peek();
                value = exprs.expr();
                text = tokens.textSince(first);
            } else if (tokens.peek().kind() == Kind.WORD && !tokens.isNext("null")) {
                throw Tokens.notSupported(
                        "CREATE TABLE with column constraint: " + tokens.next().text(), position);
            } else if (!tokens.accept("null")) {
                return new Statement.ColumnDef(name, type, notNull, value, text);
            }
        }
    }

    private Statement view(boolean orReplace, boolean temporary, boolean materialized) {
        boolean ifNotExists = ifNotExists();
        Name name = tokens.name();
        List<String> columns = tokens.optionalColumns();
        if (tokens.isNext("with")) throw Tokens.notSupported("WITH options of views are", tokens.position());
        tokens.expect("as");
        Token first = tokens.peek();
        Query query = queries.query();
        return new Statement.CreateView(
                name, columns, query, tokens.textSince(first), orReplace, temporary, materialized, ifNotExists);
    }

    private Statement source(Token first, boolean materialized) {
        boolean ifNotExists = ifNotExists();
        Name name = tokens.name();
        List<String> columns = tokens.optionalColumns();
        tokens.expect("from");
        int position = tokens.position();
        String connector = tokens.label();
        if (!connector.equals("file"))
            throw Tokens.notSupported(connector.toUpperCase(Locale.ROOT) + " sources are", position);
        String path = tokens.string();
        if (tokens.accept("compression") && !tokens.accept("none")) {
            throw Tokens.notSupported("compressed files are", tokens.position());
        }
        SortedMap<String, String> options = tokens.accept("with") ? options() : new TreeMap<>();
        tokens.expect("format");
        Statement.Format format = format();
        if (tokens.accept("envelope") && !tokens.accept("none")) {
            throw Tokens.notSupported("envelopes of file sources are", tokens.position());
        }
        return new Statement.CreateSource(
                name, columns, path, options, format, materialized, ifNotExists, tokens.textSince(first));
    }

    private Statement.Format format() {
        int position = tokens.position();
        String kind = tokens.label();
        return switch (kind) {
            case "text", "bytes" -> new Statement.Format(kind.toUpperCase(Locale.ROOT), 0, false, List.of(), ',', "");
            case "csv" -> csv();
            default -> throw Tokens.notSupported("FORMAT " + kind.toUpperCase(Locale.ROOT) + " is", position);
        };
    }

    private Statement.Format csv() {
        tokens.expect("with");
        int count = 0;
        boolean header = false;
        List<String> names = List.of();
        if (tokens.accept("header") || tokens.accept("headers")) {
            header = true;
            names = tokens.optionalColumns();
        } else {
            count = tokens.smallInteger();
            tokens.expect("columns");
        }
        char delimiter = ',';
        if (tokens.accept("delimited", "by")) {
            int position = tokens.position();
            String text = tokens.string();
            if (text.length() != 1 || text.charAt(0) > 127) {
                throw new SqlException(
                        SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "CSV delimiter must be an ASCII character")
                                .at(position));
            }
            delimiter = text.charAt(0);
        }
        return new Statement.Format("CSV", count, header, names, delimiter, "");
    }

    private SortedMap<String, String> options() {
        SortedMap<String, String> options = new TreeMap<>();
        tokens.expectOperator("(");
        do {
            String name = tokens.label();
            String value = "true";
            if (tokens.acceptOperator("=")) {
                Token token = tokens.next();
                if (token.kind() == Kind.OPERATOR || token.kind() == Kind.END) throw tokens.unexpected("a value");
                // Strings keep a mark, so that 'off' and off can be told apart.
                value = token.kind() == Kind.STRING ? "'" + token.text() : token.text();
            }
            options.put(name, value);
        } while (tokens.acceptOperator(","));
        tokens.expectOperator(")");
        return options;
    }

    private Statement sink(Token first) {
        boolean ifNotExists = ifNotExists();
        Name name = tokens.name();
        tokens.expect("from");
        Name from = tokens.name();
        tokens.expect("into");
        int position = tokens.position();
        if (!tokens.accept("avro", "ocf"))
            throw Tokens.notSupported(tokens.label().toUpperCase(Locale.ROOT) + " sinks are", position);
        String path = tokens.string();
        if (tokens.isNext("format")) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "avro ocf sinks cannot specify a format")
                    .at(tokens.position()));
        }
        if (tokens.isNext("as")) {
            throw new SqlException(
                    SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, "CREATE SINK ... AS OF is no longer supported")
                            .at(tokens.position()));
        }
        boolean snapshot = !tokens.accept("without", "snapshot");
        if (snapshot) tokens.accept("with", "snapshot");
        return new Statement.CreateSink(name, from, path, snapshot, ifNotExists, tokens.textSince(first));
    }

    private Statement index(boolean defaultIndex) {
        boolean ifNotExists = ifNotExists();
        String name = tokens.isNext("on") ? null : tokens.identifier();
        tokens.expect("on");
        Name on = tokens.name();
        List<Expr> keys = null;
        List<String> texts = new ArrayList<>();
        if (!defaultIndex) {
            keys = new ArrayList<>();
            tokens.expectOperator("(");
            do {
                Token first = tokens.peek();
                keys.add(exprs.expr());
                texts.add(tokens.textSince(first));
            } while (tokens.acceptOperator(","));
            tokens.expectOperator(")");
        }
        SortedMap<String, String> options = tokens.accept("with") ? options() : new TreeMap<>();
        return new Statement.CreateIndex(name, on, keys, texts, options, ifNotExists);
    }

    private Statement alter() {
        String kind = tokens.label();
        boolean ifExists = ifExists();
        Name name = tokens.name();
        if (tokens.accept("rename", "to")) return new Statement.Rename(kind, name, ifExists, tokens.identifier());
        if (!kind.equals("index")) throw tokens.unexpected("RENAME TO");
        if (tokens.accept("set", "enabled")) return new Statement.AlterIndex(name, ifExists, "ENABLE", new TreeMap<>());
        if (tokens.accept("set")) return new Statement.AlterIndex(name, ifExists, "SET", options());
        tokens.expect("reset");
        return new Statement.AlterIndex(name, ifExists, "RESET", options());
    }

    private Statement drop() {
        boolean materialized = tokens.accept("materialized");
        String kind = tokens.label();
        boolean ifExists = ifExists();
        switch (kind) {
            case "database" -> {
                String name = tokens.identifier();
                boolean restrict = tokens.accept("restrict");
                tokens.accept("cascade");
                return new Statement.DropDatabase(name, ifExists, restrict);
            }
            case "schema" -> {
                Name name = tokens.name();
                tokens.accept("restrict");
                return new Statement.DropSchema(name, ifExists, tokens.accept("cascade"));
            }
            case "role", "user" -> {
                List<String> names = new ArrayList<>();
                tokens.names().forEach(name -> names.add(name.last()));
                return new Statement.DropRoles(names, ifExists);
            }
            case "table", "view", "source", "sink", "index", "type" -> {
                List<Name> names = tokens.names();
                tokens.accept("restrict");
                return new Statement.Drop(kind, names, ifExists, tokens.accept("cascade"), materialized);
            }
            default -> throw tokens.unexpected("what to drop");
        }
    }

    // ---- session

    private @Nullable Boolean modes() {
        Boolean readOnly = null;
        while (true) {
            if (tokens.accept("isolation", "level")) {
                boolean known = tokens.accept("serializable")
                        || tokens.accept("repeatable", "read")
                        || tokens.accept("read", "committed")
                        || tokens.accept("read", "uncommitted");
                if (!known) throw tokens.unexpected("an isolation level");
            } else if (tokens.accept("read", "only")) {
                readOnly = true;
            } else if (tokens.accept("read", "write")) {
                readOnly = false;
            } else if (!tokens.acceptOperator(",")) {
                return readOnly;
            }
        }
    }

    private void endOfTransaction() {
        if (!tokens.accept("transaction")) tokens.accept("work");
        if (tokens.isNext("and")) throw Tokens.notSupported("CHAIN", tokens.position());
    }

    private Statement set() {
        boolean local = tokens.accept("local");
        if (!local) tokens.accept("session");
        if (tokens.isNext("transaction")) throw Tokens.notSupported("SET TRANSACTION", tokens.position());
        if (tokens.accept("time", "zone")) return new Statement.SetVariable("timezone", value(), local);
        String name = tokens.identifier();
        if (!tokens.acceptOperator("=")) tokens.expect("to");
        return new Statement.SetVariable(name, tokens.accept("default") ? null : value(), local);
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        while (!tokens.atEnd() && !tokens.peek().isOperator(";")) {
            Token token = tokens.next();
            boolean glue = value.isEmpty() || token.isOperator(",") || value.charAt(value.length() - 1) == '-';
            value.append(glue ? "" : " ").append(token.text());
        }
        if (value.isEmpty()) throw tokens.unexpected("a value");
        return value.toString();
    }

    private Statement show() {
        if (tokens.accept("create")) {
            String kind = tokens.label();
            return new Statement.ShowCreate(kind, tokens.name());
        }
        if (tokens.accept("columns") || tokens.accept("fields")) {
            if (!tokens.accept("from")) tokens.expect("in");
            return new Statement.ShowColumns(tokens.name());
        }
        if (tokens.accept("indexes") || tokens.accept("index") || tokens.accept("keys")) {
            if (!tokens.accept("from")) tokens.expect("in");
            return new Statement.ShowIndexes(tokens.name());
        }
        for (String what : List.of("tables", "views", "sources", "sinks", "objects", "databases", "schemas")) {
            if (tokens.accept(what)) {
                Name from = tokens.accept("from") || tokens.accept("in") ? tokens.name() : null;
                if (tokens.isNext("like") || tokens.isNext("where"))
                    throw Tokens.notSupported("SHOW with a filter is", tokens.position());
                return new Statement.ShowObjects(what, from);
            }
        }
        if (tokens.accept("transaction", "isolation", "level"))
            return new Statement.ShowVariable("transaction_isolation");
        if (tokens.accept("time", "zone")) return new Statement.ShowVariable("timezone");
        return new Statement.ShowVariable(tokens.label());
    }

    private Statement explain() {
        String stage = "OPTIMIZED";
        if (tokens.accept("timestamp")) stage = "TIMESTAMP";
        else if (tokens.accept("raw")) stage = "RAW";
        else if (tokens.accept("decorrelated")) stage = "DECORRELATED";
        else tokens.accept("optimized");
        if (stage.equals("TIMESTAMP")) tokens.expect("for");
        else if (tokens.accept("plan")) tokens.expect("for");
        Query query = queries.query();
        return new Statement.Explain(stage, query, asOf());
    }

    private Statement tail() {
        Name relation = null;
        Query query = null;
        if (tokens.peek().isOperator("(")) {
            tokens.expectOperator("(");
            query = queries.query();
            tokens.expectOperator(")");
        } else {
            relation = tokens.name();
        }
        SortedMap<String, String> options = tokens.accept("with") ? options() : new TreeMap<>();
        return new Statement.Tail(relation, query, options, asOf());
    }

    private Statement fetch() {
        tokens.accept("forward");
        long count = 1;
        if (tokens.accept("all")) count = -1;
        else if (tokens.peek().kind() == Kind.NUMBER) count = tokens.integer();
        if (!tokens.accept("from")) tokens.accept("in");
        String cursor = tokens.identifier();
        String timeout = null;
        if (tokens.accept("with")) timeout = options().get("timeout");
        return new Statement.Fetch(cursor, count, timeout);
    }

    private Statement copy() {
        if (!tokens.peek().isOperator("(")) throw Tokens.notSupported("COPY FROM is", tokens.position());
        tokens.expectOperator("(");
        Query query = queries.query();
        tokens.expectOperator(")");
        tokens.expect("to", "stdout");
        SortedMap<String, String> options = tokens.accept("with") ? options() : new TreeMap<>();
        return new Statement.CopyTo(
                query, options.getOrDefault("format", "text").replace("'", ""));
    }
}
