package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Operators by PostgreSQL's precedence, loosest first: OR, AND, NOT, IS, comparison, LIKE/BETWEEN/IN, other operators, + −, * / %, ^, AT TIME ZONE,
 * COLLATE, unary sign, subscripts, ::. One method a level; chains are loops, so that only nesting deepens the stack. What operators join is {@link
 * AtomParser}'s.
 */
final class ExprParser {
    private static final SortedSet<String> COMPARISONS = new TreeSet<>(List.of("=", "<>", "<", "<=", ">", ">="));
    /** What the generic level does not take: it has a level of its own, or is no operator at all. */
    private static final SortedSet<String> NOT_GENERIC =
            new TreeSet<>(List.of("=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "^", "=>"));

    private final Tokens tokens;
    private final QueryParser queries;
    private final TypeParser types;
    private final AtomParser atoms;

    ExprParser(Tokens tokens, QueryParser queries) {
        this.tokens = tokens;
        this.queries = queries;
        this.types = new TypeParser(tokens);
        this.atoms = new AtomParser(tokens, queries, this, types);
    }

    TypeParser types() {
        return types;
    }

    CallParser calls() {
        return atoms.calls();
    }

    Expr expr() {
        tokens.enter();
        Expr expr = or();
        tokens.leave();
        return expr;
    }

    List<Expr> exprs() {
        return tokens.commas(this::expr);
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
                expr = new Expr.Is(false, Expr.Truth.NULL, expr, position);
            } else if (tokens.accept("notnull")) {
                expr = new Expr.Is(true, Expr.Truth.NULL, expr, position);
            } else if (tokens.accept("is")) {
                boolean negated = tokens.accept("not");
                if (tokens.accept("distinct", "from"))
                    expr = new Expr.IsDistinct(negated, expr, comparison(), position);
                else expr = new Expr.Is(negated, truth(), expr, position);
            } else {
                return expr;
            }
        }
    }

    private Expr.Truth truth() {
        if (tokens.accept("null")) return Expr.Truth.NULL;
        if (tokens.accept("true")) return Expr.Truth.TRUE;
        if (tokens.accept("false")) return Expr.Truth.FALSE;
        if (tokens.accept("unknown")) return Expr.Truth.UNKNOWN;
        throw tokens.unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
    }

    private boolean isComparisonNext() {
        return tokens.peek().kind() == Kind.OPERATOR
                && COMPARISONS.contains(tokens.peek().text());
    }

    private Expr comparison() {
        Expr left = matching();
        if (!isComparisonNext()) return left;
        int position = tokens.position();
        String operator = tokens.next().text();
        Expr quantified = quantified(operator, left, position);
        Expr compared = quantified != null ? quantified : new Expr.Binary(operator, left, matching(), position);
        if (isComparisonNext()) throw tokens.unexpected(); // Comparisons do not associate.
        return compared;
    }

    private @Nullable Expr quantified(String operator, Expr left, int position) {
        String word = tokens.acceptAny("any", "some", "all");
        if (word == null) return null;
        boolean all = word.equals("all");
        tokens.expectOperator("(");
        Expr quantified = queries.isQueryNext()
                ? new Expr.Quantified(operator, all, left, queries.query(), position)
                : new Expr.QuantifiedArray(operator, all, left, arrayOrRow(), position);
        tokens.expectOperator(")");
        return quantified;
    }

    private Expr arrayOrRow() {
        int position = tokens.position();
        List<Expr> exprs = exprs();
        return exprs.size() == 1 ? exprs.getFirst() : new Expr.Row(false, exprs, position);
    }

    private Expr matching() {
        Expr left = operation();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            int mark = tokens.mark();
            boolean negated = tokens.accept("not");
            if (tokens.accept("like")) left = like(negated, Expr.Matching.LIKE, left, position);
            else if (tokens.accept("ilike")) left = like(negated, Expr.Matching.ILIKE, left, position);
            else if (tokens.accept("similar", "to")) left = like(negated, Expr.Matching.SIMILAR, left, position);
            else if (tokens.accept("between")) left = between(negated, left, position);
            else if (tokens.accept("in")) left = in(negated, left, position);
            else if (!negated && tokens.isNext("overlaps")) left = overlaps(left);
            else {
                tokens.reset(mark);
                return left;
            }
        }
    }

    private Expr like(boolean negated, Expr.Matching matching, Expr left, int position) {
        if (matching != Expr.Matching.SIMILAR) {
            String operator = (negated ? "!" : "") + (matching == Expr.Matching.LIKE ? "~~" : "~~*");
            Expr quantified = quantified(operator, left, position);
            if (quantified != null) return quantified;
        }
        Expr pattern = operation();
        Expr escape = tokens.accept("escape") ? operation() : null;
        return new Expr.Like(negated, matching, left, pattern, escape, position);
    }

    private Expr between(boolean negated, Expr value, int position) {
        boolean symmetric = tokens.accept("symmetric");
        if (!symmetric) tokens.accept("asymmetric");
        Expr low = operation();
        tokens.expect("and");
        return new Expr.Between(negated, symmetric, value, low, operation(), position);
    }

    private Expr in(boolean negated, Expr value, int position) {
        tokens.expectOperator("(");
        Expr in = queries.isQueryNext()
                ? new Expr.InQuery(negated, value, queries.query(), position)
                : new Expr.InList(negated, value, exprs(), position);
        tokens.expectOperator(")");
        return in;
    }

    /** {@code (a, b) OVERLAPS (c, d)} is a call with four arguments. */
    private Expr overlaps(Expr left) {
        int position = tokens.position();
        tokens.expect("overlaps");
        Expr right = operation();
        boolean pairs = left instanceof Expr.Row(var e, var l, var p)
                && right instanceof Expr.Row(var f, var r, var q)
                && l.size() == 2
                && r.size() == 2;
        if (!pairs) throw tokens.unexpected("a pair on each side of OVERLAPS");
        List<Expr> arguments = new ArrayList<>(((Expr.Row) left).fields());
        arguments.addAll(((Expr.Row) right).fields());
        return Expr.Call.of("overlaps", arguments, position);
    }

    /** An expression of operators other than comparisons and what binds looser: PostgreSQL's {@code b_expr}. */
    Expr operation() {
        Expr left = additive();
        int length = 0;
        while (isGenericNext() || isNamedOperatorNext()) {
            int position = tokens.position();
            String operator =
                    isNamedOperatorNext() ? namedOperator() : tokens.next().text();
            Expr quantified = quantified(operator, left, position);
            left = quantified != null ? quantified : new Expr.Binary(operator, left, additive(), position);
            tokens.checkChain(++length);
        }
        return left;
    }

    private boolean isNamedOperatorNext() {
        return tokens.isNext("operator") && tokens.peek(1).isOperator("(");
    }

    /** {@code OPERATOR(schema.+)}, which binds like operators without a place of their own. There is one schema of operators. */
    private String namedOperator() {
        tokens.expect("operator");
        tokens.expectOperator("(");
        while (tokens.isIdentifierNext()) {
            String schema = tokens.identifier();
            if (!schema.equals("pg_catalog"))
                throw Tokens.notSupported("operators of other schemas are", tokens.position());
            tokens.expectOperator(".");
        }
        if (tokens.peek().kind() != Kind.OPERATOR) throw tokens.unexpected("an operator");
        String operator = tokens.next().text();
        tokens.expectOperator(")");
        return operator;
    }

    private boolean isGenericNext() {
        Token token = tokens.peek();
        return token.kind() == Kind.OPERATOR
                && "+-*/<>=~!@#%^&|`?".indexOf(token.text().charAt(0)) >= 0
                && !NOT_GENERIC.contains(token.text());
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
        Expr left = atTimeZone();
        int length = 0;
        while (tokens.peek().isOperator("^")) {
            int position = tokens.position();
            left = new Expr.Binary(tokens.next().text(), left, atTimeZone(), position);
            tokens.checkChain(++length);
        }
        return left;
    }

    private Expr atTimeZone() {
        Expr left = collated();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (tokens.isNext("at", "local")) throw Tokens.notSupported("AT LOCAL is", position);
            if (!tokens.accept("at", "time", "zone")) return left;
            left = Expr.Call.of("timezone", List.of(collated(), left), position);
        }
    }

    private Expr collated() {
        Expr left = signed();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (!tokens.accept("collate")) return left;
            left = new Expr.Collate(left, tokens.name(), position);
        }
    }

    private Expr signed() {
        int position = tokens.position();
        boolean sign = tokens.peek().isOperator("-") || tokens.peek().isOperator("+");
        if (!sign && !isGenericNext()) return postfix();
        String operator = tokens.next().text();
        tokens.enter();
        // A sign binds tight; any other prefix operator takes what operators of its level take on their right.
        Expr operand = sign ? signed() : additive();
        tokens.leave();
        return new Expr.Unary(operator, operand, position);
    }

    private Expr postfix() {
        Expr expr = atoms.atom();
        int brackets = -1;
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            int position = tokens.position();
            if (tokens.acceptOperator("::")) {
                expr = new Expr.Cast(expr, types.type(), position);
                brackets = -1;
            } else if (tokens.acceptOperator("[")) {
                List<Expr.Bounds> bounds = tokens.commas(this::bounds);
                tokens.expectOperator("]");
                if (brackets < 0) brackets = position;
                expr = new Expr.Subscript(expr, bounds, brackets);
            } else if (tokens.peek().isOperator(".") && !tokens.peek(1).isOperator("*")) {
                tokens.next();
                expr = new Expr.Field(expr, tokens.label(), position);
                brackets = -1;
            } else {
                return expr;
            }
        }
    }

    private Expr.Bounds bounds() {
        Expr lower = tokens.peek().isOperator(":") ? null : expr();
        if (!tokens.acceptOperator(":")) return new Expr.Bounds(false, lower, null);
        boolean open = tokens.peek().isOperator("]") || tokens.peek().isOperator(",");
        return new Expr.Bounds(true, lower, open ? null : expr());
    }

    /** {@code e [ASC | DESC] [NULLS FIRST | LAST], …}, after ORDER BY. */
    List<Query.OrderBy> orderBy() {
        return tokens.commas(() -> {
            Expr expr = expr();
            boolean descending = tokens.accept("desc");
            if (!descending) tokens.accept("asc");
            if (tokens.isNext("using")) throw Tokens.notSupported("ORDER BY ... USING is", tokens.position());
            Boolean nullsFirst = null;
            if (tokens.accept("nulls", "first")) nullsFirst = true;
            else if (tokens.accept("nulls", "last")) nullsFirst = false;
            return new Query.OrderBy(expr, descending, nullsFirst);
        });
    }
}
