package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Scalar expressions by PostgreSQL's precedence, loosest first: OR, AND, NOT, IS, comparison, LIKE/BETWEEN/IN, other operators, + −, * / %, ^, unary
 * sign, ::. One method a level; chains are loops, so that only nesting deepens the stack.
 */
final class ExprParser {
    private static final Set<String> COMPARISONS = new java.util.TreeSet<>(List.of("=", "<>", "<", "<=", ">", ">="));
    private static final Set<String> ARITHMETIC = new java.util.TreeSet<>(List.of("+", "-", "*", "/", "%", "^"));

    private final Tokens tokens;
    private final QueryParser queries;

    ExprParser(Tokens tokens, QueryParser queries) {
        this.tokens = tokens;
        this.queries = queries;
    }

    Expr expr() {
        tokens.enter();
        Expr expr = or();
        tokens.leave();
        return expr;
    }

    List<Expr> exprs() {
        List<Expr> exprs = new ArrayList<>(List.of(expr()));
        while (tokens.acceptOperator(",")) exprs.add(expr());
        return exprs;
    }

    private Expr or() {
        int position = tokens.position();
        Expr first = and();
        if (!tokens.isNext("or")) return first;
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (tokens.accept("or")) operands.add(and());
        return new Expr.Or(operands, position);
    }

    private Expr and() {
        int position = tokens.position();
        Expr first = not();
        if (!tokens.isNext("and")) return first;
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (tokens.accept("and")) operands.add(not());
        return new Expr.And(operands, position);
    }

    private Expr not() {
        int position = tokens.position();
        int nots = 0;
        while (tokens.accept("not")) nots++;
        Expr expr = is();
        if (nots == 0) return expr;
        // Two cancel for every value, NULL included; what has to be boolean stays so.
        expr = new Expr.Not(expr, position);
        return nots % 2 == 1 ? expr : new Expr.Not(expr, position);
    }

    private Expr is() {
        Expr expr = comparison();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (tokens.accept("isnull")) {
                expr = new Expr.Is(false, "NULL", expr, position);
            } else if (tokens.accept("notnull")) {
                expr = new Expr.Is(true, "NULL", expr, position);
            } else if (tokens.accept("is")) {
                boolean negated = tokens.accept("not");
                if (tokens.accept("distinct", "from"))
                    expr = new Expr.IsDistinct(negated, expr, comparison(), position);
                else if (tokens.accept("null")) expr = new Expr.Is(negated, "NULL", expr, position);
                else if (tokens.accept("true")) expr = new Expr.Is(negated, "TRUE", expr, position);
                else if (tokens.accept("false")) expr = new Expr.Is(negated, "FALSE", expr, position);
                else if (tokens.accept("unknown")) expr = new Expr.Is(negated, "UNKNOWN", expr, position);
                else throw tokens.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
            } else {
                return expr;
            }
        }
    }

    private Expr comparison() {
        Expr left = matching();
        if (tokens.peek().kind() != Kind.OPERATOR
                || !COMPARISONS.contains(tokens.peek().text())) return left;
        int position = tokens.position();
        String operator = tokens.next().text();
        Expr quantified = quantified(operator, left, position);
        Expr compared = quantified != null ? quantified : new Expr.Binary(operator, left, matching(), position);
        boolean again = tokens.peek().kind() == Kind.OPERATOR
                && COMPARISONS.contains(tokens.peek().text());
        if (again) throw tokens.unexpected(); // Comparisons do not associate.
        return compared;
    }

    private @Nullable Expr quantified(String operator, Expr left, int position) {
        boolean any = tokens.isNext("any") || tokens.isNext("some");
        if (!any && !tokens.isNext("all")) return null;
        tokens.next();
        tokens.expectOperator("(");
        if (!queries.isQueryNext()) throw Tokens.notSupported("ANY and ALL over arrays are", position);
        Query query = queries.query();
        tokens.expectOperator(")");
        return new Expr.Quantified(operator, !any, left, query, position);
    }

    private Expr matching() {
        Expr left = other();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            int mark = tokens.mark();
            boolean negated = tokens.accept("not");
            if (tokens.accept("like")) left = like(negated ? "!~~" : "~~", left, position);
            else if (tokens.accept("ilike")) left = like(negated ? "!~~*" : "~~*", left, position);
            else if (tokens.accept("between")) left = between(negated, left, position);
            else if (tokens.accept("in")) left = in(negated, left, position);
            else {
                tokens.reset(mark);
                return left;
            }
        }
    }

    private Expr like(String operator, Expr left, int position) {
        Expr like = new Expr.Binary(operator, left, other(), position);
        if (tokens.isNext("escape")) throw Tokens.notSupported("LIKE ... ESCAPE is", tokens.position());
        return like;
    }

    private Expr between(boolean negated, Expr value, int position) {
        if (tokens.accept("symmetric")) throw Tokens.notSupported("BETWEEN SYMMETRIC is", position);
        Expr low = other();
        tokens.expect("and");
        return new Expr.Between(negated, value, low, other(), position);
    }

    private Expr in(boolean negated, Expr value, int position) {
        tokens.expectOperator("(");
        Expr in = queries.isQueryNext()
                ? new Expr.InQuery(negated, value, queries.query(), position)
                : new Expr.InList(negated, value, exprs(), position);
        tokens.expectOperator(")");
        return in;
    }

    private Expr other() {
        Expr left = additive();
        int length = 0;
        while (tokens.peek().kind() == Kind.OPERATOR && isOther(tokens.peek().text())) {
            int position = tokens.position();
            String operator = tokens.next().text();
            Expr quantified = quantified(operator, left, position);
            left = quantified != null ? quantified : new Expr.Binary(operator, left, additive(), position);
            tokens.checkChain(++length);
        }
        return left;
    }

    private static boolean isOther(String operator) {
        boolean symbol = "+-*/<>=~!@#%^&|`?".indexOf(operator.charAt(0)) >= 0;
        return symbol && !COMPARISONS.contains(operator) && !ARITHMETIC.contains(operator);
    }

    private Expr additive() {
        Expr left = multiplicative();
        int length = 0;
        while (tokens.peek().isOperator("+") || tokens.peek().isOperator("-")) {
            int position = tokens.position();
            left = new Expr.Binary(tokens.next().text(), left, multiplicative(), position);
            tokens.checkChain(++length);
        }
        return left;
    }

    private Expr multiplicative() {
        Expr left = power();
        int length = 0;
        while (tokens.peek().isOperator("*")
                || tokens.peek().isOperator("/")
                || tokens.peek().isOperator("%")) {
            int position = tokens.position();
            left = new Expr.Binary(tokens.next().text(), left, power(), position);
            tokens.checkChain(++length);
        }
        return left;
    }

    private Expr power() {
        Expr left = signed();
        int length = 0;
        while (tokens.peek().isOperator("^")) {
            int position = tokens.position();
            left = new Expr.Binary(tokens.next().text(), left, signed(), position);
            tokens.checkChain(++length);
        }
        return left;
    }

    private Expr signed() {
        int position = tokens.position();
        if (!tokens.peek().isOperator("-")
                && !tokens.peek().isOperator("+")
                && !tokens.peek().isOperator("~")) return postfix();
        String operator = tokens.next().text();
        tokens.enter();
        Expr operand = signed();
        tokens.leave();
        return new Expr.Unary(operator, operand, position);
    }

    private Expr postfix() {
        Expr expr = primary();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (tokens.acceptOperator("::")) expr = new Expr.Cast(expr, type(), position);
            else if (tokens.isNext("collate")) throw Tokens.notSupported("COLLATE is", position);
            else if (tokens.isNext("at", "time", "zone")) throw Tokens.notSupported("AT TIME ZONE is", position);
            else if (tokens.peek().isOperator("[")) throw Tokens.notSupported("subscripts are", position);
            else return expr;
        }
    }

    private Expr primary() {
        Token token = tokens.peek();
        int position = tokens.position();
        switch (token.kind()) {
            case NUMBER -> {
                tokens.next();
                return new Expr.NumberLiteral(token.text(), position);
            }
            case STRING -> {
                tokens.next();
                return new Expr.StringLiteral(token.text(), position);
            }
            case PARAMETER -> {
                tokens.next();
                return new Expr.Parameter(parameterNumber(token.text(), position), position);
            }
            case OPERATOR -> {
                if (token.text().equals("(")) return parenthesized(position);
                throw tokens.unexpected("an expression");
            }
            case QUOTED -> {
                return named(position);
            }
            case WORD -> {
                return word(token, position);
            }
            case END -> throw tokens.unexpected("an expression");
        }
        throw tokens.unexpected();
    }

    private static int parameterNumber(String digits, int position) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new SqlException(SqlError.of(SqlState.UNDEFINED_PARAMETER, "parameter number too large")
                    .at(position));
        }
    }

    private Expr parenthesized(int position) {
        tokens.expectOperator("(");
        if (queries.isQueryNext()) {
            Query query = queries.query();
            tokens.expectOperator(")");
            return new Expr.Subquery(query, position);
        }
        Expr expr = expr();
        if (tokens.peek().isOperator(",")) throw Tokens.notSupported("row values are", position);
        tokens.expectOperator(")");
        return expr;
    }

    private Expr word(Token token, int position) {
        switch (token.text()) {
            case "true", "false" -> {
                tokens.next();
                return new Expr.BooleanLiteral(token.text().equals("true"), position);
            }
            case "null" -> {
                tokens.next();
                return new Expr.NullLiteral(position);
            }
            case "default" -> {
                tokens.next();
                return new Expr.Default(position);
            }
            case "case" -> {
                return caseExpr(position);
            }
            case "cast" -> {
                tokens.next();
                tokens.expectOperator("(");
                Expr operand = expr();
                tokens.expect("as");
                TypeName type = type();
                tokens.expectOperator(")");
                return new Expr.Cast(operand, type, position);
            }
            case "exists" -> {
                if (!tokens.peek(1).isOperator("(")) return named(position);
                tokens.next();
                tokens.expectOperator("(");
                Query query = queries.query();
                tokens.expectOperator(")");
                return new Expr.Exists(query, position);
            }
            case "array", "row" -> {
                if (tokens.peek(1).isOperator("[") || tokens.peek(1).isOperator("(")) {
                    throw Tokens.notSupported(token.text().equals("array") ? "arrays are" : "row values are", position);
                }
                return named(position);
            }
            case "current_timestamp" -> {
                tokens.next();
                return new Expr.Call(new Name(List.of("now"), position), List.of(), false, false, null, position);
            }
            case "interval" -> {
                if (tokens.peek(1).kind() != Kind.STRING) return named(position);
                tokens.next();
                String text = tokens.string();
                for (String field : List.of("year", "month", "day", "hour", "minute", "second")) {
                    if (tokens.isNext(field)) throw Tokens.notSupported("interval fields are", tokens.position());
                }
                return new Expr.TypedLiteral(new TypeName("interval", List.of(), position), text, position);
            }
            default -> {
                Expr literal = typedLiteral(position);
                return literal != null ? literal : named(position);
            }
        }
    }

    /** {@code DATE '…'} and its like: a type name right before a string. */
    private @Nullable Expr typedLiteral(int position) {
        if (!tokens.isIdentifierNext()) return null;
        int mark = tokens.mark();
        try {
            TypeName type = type();
            if (tokens.peek().kind() == Kind.STRING) return new Expr.TypedLiteral(type, tokens.string(), position);
        } catch (SqlException e) {
            // Not a type: then it is a name, and what is wrong with it is said there.
        }
        tokens.reset(mark);
        return null;
    }

    private Expr named(int position) {
        if (!tokens.isIdentifierNext() && !tokens.isNext("left") && !tokens.isNext("right"))
            throw tokens.unexpected("an expression");
        List<String> parts = new ArrayList<>(List.of(tokens.label()));
        while (tokens.peek().isOperator(".") && tokens.peek(1).kind() != Kind.OPERATOR) {
            tokens.next();
            parts.add(tokens.label());
        }
        if (!tokens.peek().isOperator("(")) {
            if (parts.size() > 3) throw Tokens.notSupported("references through databases are", position);
            return new Expr.Identifier(parts, position);
        }
        return call(new Name(parts, position), position);
    }

    private Expr call(Name name, int position) {
        tokens.expectOperator("(");
        boolean star = false;
        boolean distinct = false;
        List<Expr> arguments = new ArrayList<>();
        if (tokens.acceptOperator("*")) {
            star = true;
        } else if (!tokens.peek().isOperator(")")) {
            distinct = tokens.accept("distinct");
            if (!distinct) tokens.accept("all");
            arguments.add(expr());
            if (name.last().equals("position") && tokens.accept("in")) arguments.add(0, expr());
            if (name.last().equals("substring") && tokens.accept("from")) {
                arguments.add(expr());
                if (tokens.accept("for")) arguments.add(expr());
            }
            while (tokens.acceptOperator(",")) arguments.add(expr());
            if (tokens.isNext("order")) throw Tokens.notSupported("ORDER BY in aggregates is", tokens.position());
        }
        if (!tokens.peek().isOperator(")")) throw tokens.unexpected();
        tokens.expectOperator(")");
        Expr filter = null;
        if (tokens.accept("filter")) {
            tokens.expectOperator("(");
            tokens.expect("where");
            filter = expr();
            tokens.expectOperator(")");
        }
        if (tokens.isNext("over")) throw Tokens.notSupported("window functions are", tokens.position());
        return new Expr.Call(name, arguments, star, distinct, filter, position);
    }

    private Expr caseExpr(int position) {
        tokens.expect("case");
        Expr operand = tokens.isNext("when") ? null : expr();
        List<Expr.Case.When> whens = new ArrayList<>();
        while (tokens.accept("when")) {
            Expr condition = expr();
            tokens.expect("then");
            whens.add(new Expr.Case.When(condition, expr()));
        }
        if (whens.isEmpty()) throw tokens.unexpected("WHEN");
        Expr otherwise = tokens.accept("else") ? expr() : null;
        tokens.expect("end");
        return new Expr.Case(operand, whens, otherwise, position);
    }

    TypeName type() {
        int position = tokens.position();
        String name = tokens.identifier();
        if (name.equals("double")) {
            tokens.expect("precision");
            name = "double precision";
        } else if (name.equals("character") && tokens.accept("varying")) {
            name = "character varying";
        }
        List<Integer> modifiers = new ArrayList<>();
        if (tokens.acceptOperator("(")) {
            do {
                boolean negative = tokens.acceptOperator("-");
                modifiers.add(negative ? -tokens.smallInteger() : tokens.smallInteger());
            } while (tokens.acceptOperator(","));
            tokens.expectOperator(")");
        }
        if (name.equals("timestamp") || name.equals("time")) {
            if (tokens.accept("with", "time", "zone")) name = name + " with time zone";
            else tokens.accept("without", "time", "zone");
        }
        if (tokens.peek().isOperator("[") || tokens.isNext("list"))
            throw Tokens.notSupported("arrays and lists are", position);
        return new TypeName(name, modifiers, position);
    }
}
