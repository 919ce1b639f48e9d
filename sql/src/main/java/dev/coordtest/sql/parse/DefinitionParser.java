package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** CREATE, ALTER and DROP, their first word read. Tables and sources have parsers of their own. */
final class DefinitionParser {
    private final Tokens tokens;
    private final QueryParser queries;
    private final ExprParser exprs;
    private final OptionParser options;
    private final TableParser tables;
    private final SourceParser sources;

    DefinitionParser(Tokens tokens, QueryParser queries) {
        this.tokens = tokens;
        this.queries = queries;
        this.exprs = queries.exprs();
        this.options = queries.options();
        this.tables = new TableParser(tokens, exprs, options);
        this.sources = new SourceParser(tokens, exprs, options);
    }

    static boolean ifNotExists(Tokens tokens) {
        return tokens.accept("if", "not", "exists");
    }

    private boolean ifNotExists() {
        return ifNotExists(tokens);
    }

    private boolean ifExists() {
        return tokens.accept("if", "exists");
    }

    // ---- CREATE

    Statement create(int mark, int position) {
        boolean orReplace = tokens.accept("or", "replace");
        if (!orReplace) tokens.accept("local");
        boolean temporary = tokens.acceptAny("temporary", "temp") != null;
        boolean materialized = tokens.accept("materialized");
        if (!temporary) temporary = tokens.acceptAny("temporary", "temp") != null;
        if (tokens.accept("view")) return view(orReplace, temporary, materialized, position);
        if (tokens.accept("views")) return views(materialized, temporary, position);
        if (!orReplace && !temporary && tokens.accept("source")) return sources.source(materialized, position);
        if (orReplace || materialized) return unbuilt("CREATE", mark, "VIEW");
        if (tokens.accept("table")) return tables.table(temporary, mark, position);
        if (temporary) return unbuilt("CREATE", mark, "TABLE or VIEW");
        if (tokens.accept("database")) {
            boolean ifNotExists = ifNotExists();
            return new Definition.CreateDatabase(tokens.identifier(), ifNotExists);
        }
        if (tokens.accept("schema")) {
            boolean ifNotExists = ifNotExists();
            return new Definition.CreateSchema(tokens.name(), ifNotExists);
        }
        if (tokens.isNext("role") || tokens.isNext("user") && !tokens.peek(1).isWord("mapping")) return role();
        if (tokens.accept("sink")) return sources.sink(position);
        if (tokens.accept("type")) return type(mark, position);
        boolean defaultIndex = tokens.accept("default", "index");
        if (defaultIndex || tokens.accept("index")) return index(defaultIndex);
        return unbuilt("CREATE", mark, "DATABASE, SCHEMA, TABLE, VIEW, SOURCE, INDEX or SINK");
    }

    /** What is known by name only: CREATE FUNCTION, ALTER TABLE … ADD and so on. */
    private Statement unbuilt(String verb, int mark, String expected) {
        List<String> kinds = List.of(
                "aggregate",
                "cast",
                "cluster",
                "collation",
                "connection",
                "conversion",
                "default",
                "domain",
                "event",
                "extension",
                "foreign",
                "function",
                "global",
                "group",
                "inverted",
                "language",
                "local",
                "operator",
                "policy",
                "procedure",
                "publication",
                "recursive",
                "role",
                "rule",
                "secret",
                "sequence",
                "server",
                "statistics",
                "subscription",
                "system",
                "tablespace",
                "text",
                "transform",
                "trigger",
                "unique",
                "unlogged",
                "user",
                "schema",
                "database",
                "table",
                "view",
                "source",
                "sink",
                "index",
                "type",
                "materialized",
                "constraint",
                "access",
                "large",
                "owned",
                "routine");
        Token kind = tokens.peek();
        if (kinds.stream().noneMatch(kind::isWord)) throw tokens.unexpected(expected);
        String name = verb + " " + kind.text().toUpperCase(Locale.ROOT) + " is";
        return new Statement.Unsupported(tokens.unbuilt(name, mark));
    }

    private Statement role() {
        boolean user = tokens.expectAny("role", "user").equals("user");
        String name = tokens.identifier();
        tokens.accept("with");
        List<String> words = new ArrayList<>();
        while (tokens.peek().kind() == Kind.WORD) {
            words.add(tokens.expectAny("login", "nologin", "superuser", "nosuperuser")
                    .toUpperCase(Locale.ROOT));
        }
        return new Definition.CreateRole(user, name, words);
    }

    private Statement view(boolean orReplace, boolean temporary, boolean materialized, int position) {
        boolean ifNotExists = ifNotExists();
        Name name = tokens.name();
        List<String> columns = tokens.optionalColumns();
        List<Option> with = options.with();
        tokens.expect("as");
        Query query = queries.query();
        return new Definition.CreateView(
                name, columns, with, query, orReplace, temporary, materialized, ifNotExists, position);
    }

    private Statement views(boolean materialized, boolean temporary, int position) {
        boolean ifNotExists = ifNotExists();
        tokens.expect("from", "source");
        Name source = tokens.name();
        List<Definition.Upstream> relations = List.of();
        if (tokens.acceptOperator("(")) {
            relations = tokens.commas(() -> {
                Name upstream = tokens.name();
                return new Definition.Upstream(upstream, tokens.accept("as") ? tokens.name() : null);
            });
            tokens.expectOperator(")");
        }
        return new Definition.CreateViews(source, relations, materialized, temporary, ifNotExists, position);
    }

    private Statement type(int mark, int position) {
        Name name = tokens.name();
        if (!tokens.accept("as")) return new Statement.Unsupported(tokens.unbuilt("CREATE TYPE is", mark));
        String kind = tokens.acceptAny("list", "map");
        if (kind == null) return new Statement.Unsupported(tokens.unbuilt("CREATE TYPE is", mark));
        return new Definition.CreateType(name, kind.toUpperCase(Locale.ROOT), options.options(), position);
    }

    private Statement index(boolean defaultIndex) {
        if (tokens.isNext("concurrently")) throw Tokens.notSupported("CREATE INDEX CONCURRENTLY is", tokens.position());
        boolean ifNotExists = ifNotExists();
        String name = tokens.isNext("on") ? null : tokens.identifier();
        tokens.expect("on");
        Name on = tokens.name();
        if (tokens.isNext("using")) throw Tokens.notSupported("index methods are", tokens.position());
        List<Expr> keys = null;
        if (!defaultIndex) {
            tokens.expectOperator("(");
            keys = tokens.commas(this::key);
            tokens.expectOperator(")");
        }
        List<Option> with = options.with();
        for (String clause : List.of("where", "include", "nulls", "tablespace")) {
            if (tokens.isNext(clause)) {
                throw Tokens.notSupported(clause.toUpperCase(Locale.ROOT) + " of indexes is", tokens.position());
            }
        }
        return new Definition.CreateIndex(name, on, keys, with, ifNotExists);
    }

    private Expr key() {
        Expr key = exprs.expr();
        int position = tokens.position();
        String order = tokens.acceptAny("asc", "desc", "nulls");
        if (order != null && !order.equals("asc")) throw Tokens.notSupported("the order of an index is", position);
        if (tokens.isIdentifierNext()) throw Tokens.notSupported("operator classes are", tokens.position());
        return key;
    }

    // ---- ALTER

    Statement alter(int mark) {
        Token kind = tokens.peek();
        String word = tokens.label();
        boolean alterable =
                List.of("table", "view", "source", "sink", "index", "type").contains(word);
        if (!alterable) {
            tokens.reset(tokens.mark() - 1);
            return unbuilt("ALTER", mark, "what to alter");
        }
        boolean ifExists = ifExists();
        Name name = tokens.name();
        if (tokens.accept("rename", "to")) return new Definition.Rename(word, name, ifExists, tokens.identifier());
        if (kind.isWord("index")) {
            if (tokens.accept("set", "enabled")) {
                return new Definition.AlterIndex(name, ifExists, Definition.IndexChange.ENABLE, List.of());
            }
            boolean set = tokens.isNext("set") && tokens.peek(1).isOperator("(");
            if (set || tokens.isNext("reset")) {
                tokens.next();
                Definition.IndexChange change = set ? Definition.IndexChange.SET : Definition.IndexChange.RESET;
                return new Definition.AlterIndex(name, ifExists, change, options.options());
            }
        }
        if (tokens.peek().kind() != Kind.WORD) throw tokens.unexpected("RENAME TO");
        String action = tokens.peek().text().toUpperCase(Locale.ROOT);
        String feature = "ALTER " + word.toUpperCase(Locale.ROOT) + " ... " + action + " is";
        return new Statement.Unsupported(tokens.unbuilt(feature, mark));
    }

    // ---- DROP

    Statement drop(int mark) {
        boolean materialized = tokens.accept("materialized");
        Token kind = tokens.peek();
        switch (kind.text()) {
            case "database" -> {
                tokens.next();
                boolean ifExists = ifExists();
                String name = tokens.identifier();
                boolean restrict = tokens.accept("restrict");
                tokens.accept("cascade");
                return new Definition.DropDatabase(name, ifExists, restrict);
            }
            case "schema" -> {
                tokens.next();
                boolean ifExists = ifExists();
                Name name = tokens.name();
                tokens.accept("restrict");
                return new Definition.DropSchema(name, ifExists, tokens.accept("cascade"));
            }
            case "role", "user" -> {
                tokens.next();
                boolean ifExists = ifExists();
                List<String> names = tokens.commas(tokens::identifier);
                return new Definition.DropRoles(kind.isWord("user"), names, ifExists);
            }
            case "table", "view", "source", "sink", "index", "type" -> {
                tokens.next();
                boolean ifExists = ifExists();
                List<Name> names = tokens.names();
                tokens.accept("restrict");
                return new Definition.Drop(kind.text(), names, ifExists, tokens.accept("cascade"), materialized);
            }
            default -> {
                return unbuilt("DROP", mark, "what to drop");
            }
        }
    }
}
