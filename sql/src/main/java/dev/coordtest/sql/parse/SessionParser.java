package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Transactions, variables, prepared statements and cursors, the first word read. */
final class SessionParser {
    private final Tokens tokens;
    private final ExprParser exprs;
    private final OptionParser options;
    private final Supplier<Statement> inner;

    SessionParser(Tokens tokens, QueryParser queries, Supplier<Statement> inner) {
        this.tokens = tokens;
        this.exprs = queries.exprs();
        this.options = queries.options();
        this.inner = inner;
    }

    // ---- transactions

    Statement begin() {
        tokens.acceptAny("transaction", "work");
        return new Statement.Begin(modes());
    }

    Statement start() {
        tokens.expect("transaction");
        return new Statement.Begin(modes());
    }

    private List<String> modes() {
        List<String> modes = new ArrayList<>();
        while (true) {
            if (tokens.accept("isolation", "level")) modes.add("ISOLATION LEVEL " + level());
            else if (tokens.accept("read", "only")) modes.add("READ ONLY");
            else if (tokens.accept("read", "write")) modes.add("READ WRITE");
            else if (tokens.accept("not", "deferrable")) modes.add("NOT DEFERRABLE");
            else if (tokens.accept("deferrable")) modes.add("DEFERRABLE");
            else if (modes.isEmpty() || !tokens.acceptOperator(",")) return modes;
        }
    }

    private String level() {
        if (tokens.accept("strict", "serializable")) return "STRICT SERIALIZABLE";
        if (tokens.accept("repeatable", "read")) return "REPEATABLE READ";
        if (tokens.accept("read", "committed")) return "READ COMMITTED";
        if (tokens.accept("read", "uncommitted")) return "READ UNCOMMITTED";
        if (tokens.accept("serializable")) return "SERIALIZABLE";
        throw tokens.unexpected("an isolation level");
    }

    private boolean chain() {
        tokens.acceptAny("transaction", "work");
        if (!tokens.accept("and")) return false;
        boolean chain = !tokens.accept("no");
        tokens.expect("chain");
        return chain;
    }

    Statement commit(int position) {
        if (tokens.isNext("prepared")) throw Tokens.notSupported("COMMIT PREPARED is", position);
        return new Statement.Commit(chain(), position);
    }

    Statement rollback(int mark, int position) {
        boolean chain = chain();
        if (tokens.isNext("to")) return new Statement.Unsupported(tokens.unbuilt("ROLLBACK TO is", mark));
        if (tokens.isNext("prepared")) throw Tokens.notSupported("ROLLBACK PREPARED is", position);
        return new Statement.Rollback(chain, position);
    }

    // ---- variables

    Statement set(int mark, int position) {
        if (tokens.accept("session", "characteristics", "as", "transaction")) {
            return new Statement.SetTransaction(true, modes(), position);
        }
        boolean local = tokens.accept("local");
        if (!local && !tokens.peek(1).isOperator("=") && !tokens.peek(1).isWord("to")) tokens.accept("session");
        if (!tokens.peek(1).isOperator("=") && !tokens.peek(1).isWord("to")) {
            if (tokens.accept("transaction")) return new Statement.SetTransaction(false, modes(), position);
            if (tokens.accept("time", "zone")) return new Statement.SetVariable("timezone", zone(), local);
            boolean known = List.of("role", "constraints", "names", "authorization", "schema").stream()
                    .anyMatch(tokens.peek()::isWord);
            if (known) {
                String name = "SET " + tokens.peek().text().toUpperCase(Locale.ROOT) + " is";
                return new Statement.Unsupported(tokens.unbuilt(name, mark));
            }
        }
        StringBuilder name = new StringBuilder(tokens.identifier());
        while (tokens.acceptOperator(".")) name.append('.').append(tokens.label());
        if (!tokens.acceptOperator("=")) tokens.expect("to");
        List<String> values = tokens.accept("default") ? List.of() : tokens.commas(this::value);
        return new Statement.SetVariable(name.toString(), values, local);
    }

    private List<String> zone() {
        if (tokens.accept("default") || tokens.accept("local")) return List.of();
        return List.of(value());
    }

    /** A string, a number or words: {@code strict serializable}. */
    private String value() {
        StringBuilder value = new StringBuilder();
        while (!tokens.atEnd()
                && !tokens.peek().isOperator(";")
                && !tokens.peek().isOperator(",")
                && !tokens.peek().isOperator(")")) {
            Token token = tokens.next();
            boolean glue = value.isEmpty() || value.charAt(value.length() - 1) == '-';
            value.append(glue ? "" : " ").append(token.text());
            if (token.kind() == Kind.STRING) break;
        }
        if (value.isEmpty() && tokens.peek(-1).kind() != Kind.STRING) throw tokens.unexpected("a value");
        return value.toString();
    }

    Statement reset(int position) {
        if (tokens.accept("time", "zone")) return new Statement.Reset("timezone", position);
        if (tokens.accept("all")) return new Statement.Reset("all", position);
        return new Statement.Reset(tokens.label(), position);
    }

    Statement discard(int position) {
        String what = tokens.expectAny("all", "temporary", "temp", "plans", "sequences")
                .toUpperCase(Locale.ROOT);
        return new Statement.Discard(what.equals("TEMPORARY") ? "TEMP" : what, position);
    }

    // ---- prepared statements

    Statement prepare(int position) {
        if (tokens.isNext("transaction")) throw Tokens.notSupported("PREPARE TRANSACTION is", position);
        String name = tokens.identifier();
        List<TypeName> types = List.of();
        if (tokens.acceptOperator("(")) {
            types = tokens.commas(exprs.types()::type);
            tokens.expectOperator(")");
        }
        tokens.expect("as");
        return new Statement.Prepare(name, types, inner.get(), position);
    }

    Statement execute() {
        String name = tokens.identifier();
        List<Expr> arguments = List.of();
        if (tokens.acceptOperator("(") && !tokens.acceptOperator(")")) {
            arguments = exprs.exprs();
            tokens.expectOperator(")");
        }
        return new Statement.Execute(name, arguments);
    }

    Statement deallocate() {
        tokens.accept("prepare");
        return new Statement.Deallocate(tokens.accept("all") ? null : tokens.identifier());
    }

    // ---- cursors

    Statement declare(int position) {
        String cursor = tokens.identifier();
        List<String> properties = new ArrayList<>();
        while (!tokens.isNext("cursor")) {
            if (tokens.accept("no", "scroll")) properties.add("NO SCROLL");
            else
                properties.add(tokens.expectAny("binary", "asensitive", "insensitive", "scroll")
                        .toUpperCase(Locale.ROOT));
        }
        tokens.expect("cursor");
        boolean hold = tokens.accept("with", "hold");
        if (!hold) tokens.accept("without", "hold");
        tokens.expect("for");
        return new Statement.Declare(cursor, properties, hold, inner.get(), position);
    }

    Statement fetch() {
        for (String way : List.of("next", "prior", "first", "last", "absolute", "relative", "backward")) {
            boolean cursor = tokens.peek(1).kind() == Kind.END || tokens.peek(1).isOperator(";");
            if (tokens.isNext(way) && !cursor) {
                if (way.equals("next")) tokens.next();
                else throw Tokens.notSupported("FETCH " + way.toUpperCase(Locale.ROOT) + " is", tokens.position());
            }
        }
        tokens.accept("forward");
        Long count = 1L;
        if (tokens.accept("all")) count = null;
        else if (tokens.peek().kind() == Kind.NUMBER) count = tokens.integer();
        else if (tokens.peek().isOperator("-")) throw Tokens.notSupported("FETCH backwards is", tokens.position());
        tokens.acceptAny("from", "in");
        String cursor = tokens.identifier();
        List<Option> with = options.with();
        return new Statement.Fetch(cursor, count, with);
    }

    Statement close(int position) {
        return new Statement.Close(tokens.accept("all") ? null : tokens.identifier(), position);
    }
}
