package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.ast.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE after these two words: columns and constraints. */
final class TableParser {
    private final Tokens tokens;
    private final ExprParser exprs;
    private final OptionParser options;

    TableParser(Tokens tokens, ExprParser exprs, OptionParser options) {
        this.tokens = tokens;
        this.exprs = exprs;
        this.options = options;
    }

    Statement table(boolean temporary, int mark, int position) {
        boolean ifNotExists = DefinitionParser.ifNotExists(tokens);
        Name name = tokens.name();
        if (!tokens.peek().isOperator("(")) {
            boolean as = tokens.isNext("as");
            if (!as && !tokens.isNext("of") && !tokens.isNext("partition")) throw tokens.unexpected("\"(\"");
            return new Statement.Unsupported(tokens.unbuilt(as ? "CREATE TABLE AS is" : "CREATE TABLE OF is", mark));
        }
        if (tokens.afterClosing(0, 1).isWord("as")) {
            return new Statement.Unsupported(tokens.unbuilt("CREATE TABLE AS is", mark));
        }
        tokens.expectOperator("(");
        List<Definition.ColumnDef> columns = new ArrayList<>();
        List<Definition.TableConstraint> constraints = new ArrayList<>();
        if (!tokens.peek().isOperator(")")) {
            do {
                if (isConstraintNext()) constraints.add(constraint());
                else if (tokens.isNext("like"))
                    throw Tokens.notSupported("CREATE TABLE ... LIKE is", tokens.position());
                else columns.add(column());
            } while (tokens.acceptOperator(","));
        }
        tokens.expectOperator(")");
        List<Option> with = options.with();
        for (String clause : List.of("inherits", "partition", "on", "tablespace", "using")) {
            if (tokens.isNext(clause)) {
                throw Tokens.notSupported(
                        "CREATE TABLE ... " + clause.toUpperCase(Locale.ROOT) + " is", tokens.position());
            }
        }
        return new Definition.CreateTable(name, columns, constraints, with, temporary, ifNotExists, position);
    }

    private boolean isConstraintNext() {
        return List.of("primary", "unique", "check", "foreign", "constraint").stream()
                .anyMatch(tokens.peek()::isWord);
    }

    private @Nullable String constraintName() {
        return tokens.accept("constraint") ? tokens.identifier() : null;
    }

    private Definition.TableConstraint constraint() {
        int position = tokens.position();
        String name = constraintName();
        Definition.Rule rule;
        if (tokens.accept("primary", "key")) {
            rule = new Definition.PrimaryKey(columns());
        } else if (tokens.accept("unique")) {
            nullsDistinct();
            rule = new Definition.Unique(columns());
        } else if (tokens.accept("check")) {
            rule = check();
        } else if (tokens.accept("foreign", "key")) {
            List<String> columns = columns();
            rule = references(columns);
        } else {
            if (tokens.isNext("exclude")) throw Tokens.notSupported("exclusion constraints are", tokens.position());
            throw tokens.unexpected("PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY");
        }
        timing();
        return new Definition.TableConstraint(name, rule, position);
    }

    private List<String> columns() {
        if (!tokens.peek().isOperator("(")) throw tokens.unexpected("\"(\"");
        return tokens.optionalColumns();
    }

    private void nullsDistinct() {
        if (tokens.isNext("nulls")) throw Tokens.notSupported("NULLS [NOT] DISTINCT is", tokens.position());
    }

    /** When a constraint is looked at: at once is all there is. */
    private void timing() {
        while (tokens.accept("not", "deferrable") || tokens.accept("initially", "immediate")) {}
        if (tokens.isNext("deferrable") || tokens.isNext("initially")) {
            throw Tokens.notSupported("deferrable constraints are", tokens.position());
        }
    }

    private Definition.Rule check() {
        tokens.expectOperator("(");
        Expr condition = exprs.expr();
        tokens.expectOperator(")");
        tokens.accept("no", "inherit");
        return new Definition.Check(condition);
    }

    private Definition.Rule references(List<String> columns) {
        tokens.expect("references");
        Name target = tokens.name();
        List<String> targetColumns = tokens.optionalColumns();
        List<String> actions = new ArrayList<>();
        if (tokens.accept("match")) actions.add("MATCH " + tokens.label().toUpperCase(Locale.ROOT));
        while (tokens.isNext("on", "delete") || tokens.isNext("on", "update")) {
            tokens.next();
            actions.add("ON " + tokens.label().toUpperCase(Locale.ROOT) + " " + action());
        }
        return new Definition.ForeignKey(columns, target, targetColumns, actions);
    }

    private String action() {
        if (tokens.accept("no", "action")) return "NO ACTION";
        if (tokens.accept("set", "null")) return "SET NULL";
        if (tokens.accept("set", "default")) return "SET DEFAULT";
        return tokens.expectAny("cascade", "restrict").toUpperCase(Locale.ROOT);
    }

    private Definition.ColumnDef column() {
        int position = tokens.position();
        String name = tokens.identifier();
        TypeName type = exprs.types().type();
        Name collation = tokens.accept("collate") ? tokens.name() : null;
        List<Definition.ColumnConstraint> constraints = new ArrayList<>();
        while (true) {
            int at = tokens.position();
            boolean named = tokens.isNext("constraint");
            String constraint = constraintName();
            Definition.Rule rule = rule();
            if (rule == null) {
                if (named) throw tokens.unexpected("a constraint");
                return new Definition.ColumnDef(name, type, collation, constraints, position);
            }
            timing();
            constraints.add(new Definition.ColumnConstraint(constraint, rule, at));
        }
    }

    private Definition.@Nullable Rule rule() {
        if (tokens.accept("not", "null")) return new Definition.Nullability(false);
        if (tokens.accept("null")) return new Definition.Nullability(true);
        if (tokens.accept("default")) return new Definition.DefaultValue(exprs.operation());
        if (tokens.accept("primary", "key")) return new Definition.PrimaryKey(List.of());
        if (tokens.accept("unique")) {
            nullsDistinct();
            return new Definition.Unique(List.of());
        }
        if (tokens.accept("check")) return check();
        if (tokens.isNext("references")) return references(List.of());
        if (tokens.isNext("generated")) throw Tokens.notSupported("generated columns are", tokens.position());
        return null;
    }
}
