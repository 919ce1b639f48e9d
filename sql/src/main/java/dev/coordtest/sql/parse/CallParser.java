package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Calls: their arguments, what an aggregate or a window function is told besides, and the forms that SQL spells with words. */
final class CallParser {
    private static final List<String> FORMS = List.of("extract", "overlay", "position", "substring", "trim");

    private final Tokens tokens;
    private final ExprParser exprs;

    CallParser(Tokens tokens, ExprParser exprs) {
        this.tokens = tokens;
        this.exprs = exprs;
    }

    boolean isForm(String word) {
        return FORMS.contains(word);
    }

    // ---- calls

    /** Forms that look like calls but are no functions: without an argument they are no syntax. */
    private static final List<String> NEVER_EMPTY = List.of("coalesce", "greatest", "least");

    Expr.Call call(Name name, int position) {
        tokens.expectOperator("(");
        boolean star = false;
        boolean distinct = false;
        List<Expr> arguments = List.of();
        List<Query.OrderBy> orderBy = List.of();
        if (tokens.acceptOperator("*")) {
            star = true;
        } else if (tokens.peek().isOperator(")")) {
            boolean wantsSome = name.parts().size() == 1 && NEVER_EMPTY.contains(name.last());
            if (wantsSome) throw tokens.unexpected("an argument");
        } else {
            distinct = tokens.accept("distinct");
            if (!distinct) tokens.accept("all");
            arguments = tokens.commas(this::argument);
            if (tokens.accept("order", "by")) orderBy = exprs.orderBy();
        }
        tokens.expectOperator(")");
        return told(name, arguments, star, distinct, orderBy, position);
    }

    /** The call with what it is told after its parentheses. */
    private Expr.Call told(
            Name name,
            List<Expr> arguments,
            boolean star,
            boolean distinct,
            List<Query.OrderBy> orderBy,
            int position) {
        if (tokens.isNext("within", "group")) throw Tokens.notSupported("WITHIN GROUP is", tokens.position());
        Expr filter = null;
        if (tokens.isNext("filter") && tokens.peek(1).isOperator("(")) {
            tokens.expect("filter");
            tokens.expectOperator("(");
            tokens.expect("where");
            filter = exprs.expr();
            tokens.expectOperator(")");
        }
        for (String nulls : List.of("respect", "ignore")) {
            if (tokens.isNext(nulls, "nulls")) {
                throw Tokens.notSupported(nulls.toUpperCase(Locale.ROOT) + " NULLS is", tokens.position());
            }
        }
        Window over = tokens.accept("over") ? over() : null;
        return new Expr.Call(name, arguments, star, distinct, orderBy, filter, over, position);
    }

    private Expr argument() {
        if (tokens.isNext("variadic")) throw Tokens.notSupported("VARIADIC arguments are", tokens.position());
        boolean named = tokens.isIdentifierNext()
                && (tokens.peek(1).isOperator("=>") || tokens.peek(1).isOperator(":"));
        if (named) throw Tokens.notSupported("named arguments are", tokens.position());
        return exprs.expr();
    }

    // ---- windows

    private Window over() {
        if (!tokens.peek().isOperator("(")) return new Window(tokens.identifier(), true, List.of(), List.of(), null);
        return window();
    }

    /** A window in parentheses. */
    Window window() {
        tokens.expectOperator("(");
        boolean frameNext = tokens.isNext("partition") || isFrameNext();
        String base = !frameNext && tokens.isIdentifierNext() ? tokens.identifier() : null;
        List<Expr> partitionBy = tokens.accept("partition", "by") ? exprs.exprs() : List.of();
        List<Query.OrderBy> orderBy = tokens.accept("order", "by") ? exprs.orderBy() : List.of();
        Window.Frame frame = isFrameNext() ? frame() : null;
        tokens.expectOperator(")");
        return new Window(base, false, partitionBy, orderBy, frame);
    }

    private boolean isFrameNext() {
        return tokens.isNext("rows") || tokens.isNext("range") || tokens.isNext("groups");
    }

    private Window.Frame frame() {
        Window.Unit unit =
                Window.Unit.valueOf(tokens.expectAny("rows", "range", "groups").toUpperCase(Locale.ROOT));
        boolean between = tokens.accept("between");
        Window.Bound start = bound();
        Window.Bound end = null;
        if (between) {
            tokens.expect("and");
            end = bound();
        }
        return new Window.Frame(unit, start, end, exclusion());
    }

    private Window.Bound bound() {
        if (tokens.accept("unbounded", "preceding")) return new Window.Bound(Window.Edge.UNBOUNDED_PRECEDING, null);
        if (tokens.accept("unbounded", "following")) return new Window.Bound(Window.Edge.UNBOUNDED_FOLLOWING, null);
        if (tokens.accept("current", "row")) return new Window.Bound(Window.Edge.CURRENT_ROW, null);
        Expr offset = exprs.expr();
        boolean preceding = tokens.expectAny("preceding", "following").equals("preceding");
        return new Window.Bound(preceding ? Window.Edge.PRECEDING : Window.Edge.FOLLOWING, offset);
    }

    private Window.@Nullable Exclusion exclusion() {
        if (!tokens.accept("exclude")) return null;
        if (tokens.accept("current", "row")) return Window.Exclusion.CURRENT_ROW;
        if (tokens.accept("no", "others")) return Window.Exclusion.NO_OTHERS;
        return tokens.expectAny("group", "ties").equals("group") ? Window.Exclusion.GROUP : Window.Exclusion.TIES;
    }

    // ---- forms

    /** One of {@link #FORMS}, as the call that it stands for; or a plain call of that name. */
    Expr form(int position) {
        String word = tokens.label();
        Name name = new Name(List.of(word), position);
        boolean plain = tokens.peek(1).isOperator(")") || tokens.peek(1).isWord("distinct");
        if (plain || word.equals("extract") && !tokens.peek(2).isWord("from")) return call(name, position);
        tokens.expectOperator("(");
        return switch (word) {
            case "extract" -> extract(position);
            case "position" -> positionOf(position);
            case "substring" -> substring(name, position);
            case "overlay" -> overlay(name, position);
            default -> trim(position);
        };
    }

    private Expr close(String function, List<Expr> arguments, int position) {
        tokens.expectOperator(")");
        return Expr.Call.of(function, arguments, position);
    }

    /** A plain call after all, its first argument read. */
    private Expr goOn(Name name, Expr first, int position) {
        List<Expr> arguments = new ArrayList<>(List.of(first));
        if (tokens.acceptOperator(",")) arguments.addAll(tokens.commas(this::argument));
        tokens.expectOperator(")");
        return told(name, arguments, false, false, List.of(), position);
    }

    private Expr extract(int position) {
        int fieldPosition = tokens.position();
        Token field = tokens.next();
        boolean written = field.kind() == Token.Kind.STRING
                || field.kind() == Token.Kind.WORD
                || field.kind() == Token.Kind.QUOTED;
        if (!written) throw tokens.unexpected("a field");
        tokens.expect("from");
        Expr value = exprs.expr();
        return close("extract", List.of(new Expr.StringLiteral(field.text(), fieldPosition), value), position);
    }

    private Expr positionOf(int position) {
        Expr part = exprs.operation();
        tokens.expect("in");
        return close("position", List.of(exprs.operation(), part), position);
    }

    private Expr substring(Name name, int position) {
        Expr value = exprs.expr();
        if (tokens.accept("similar")) {
            Expr pattern = exprs.expr();
            tokens.expect("escape");
            return close("substring", List.of(value, pattern, exprs.expr()), position);
        }
        Expr from = tokens.accept("from") ? exprs.expr() : null;
        Expr length = tokens.accept("for") ? exprs.expr() : null;
        if (from == null && tokens.accept("from")) from = exprs.expr();
        if (from == null && length == null) return goOn(name, value, position);
        List<Expr> arguments = new ArrayList<>(List.of(value));
        arguments.add(from == null ? new Expr.NumberLiteral("1", position) : from);
        if (length != null) arguments.add(length);
        return close("substring", arguments, position);
    }

    private Expr overlay(Name name, int position) {
        Expr value = exprs.expr();
        if (!tokens.accept("placing")) return goOn(name, value, position);
        List<Expr> arguments = new ArrayList<>(List.of(value, exprs.expr()));
        tokens.expect("from");
        arguments.add(exprs.expr());
        if (tokens.accept("for")) arguments.add(exprs.expr());
        return close("overlay", arguments, position);
    }

    /** {@code TRIM([BOTH | LEADING | TRAILING] [characters] FROM value)} and {@code TRIM(value, characters)}. */
    private Expr trim(int position) {
        String side = tokens.acceptAny("both", "leading", "trailing");
        String function = "leading".equals(side) ? "ltrim" : "trailing".equals(side) ? "rtrim" : "btrim";
        List<Expr> arguments = new ArrayList<>();
        if (!tokens.isNext("from")) arguments.addAll(exprs.exprs());
        if (tokens.accept("from")) arguments.addAll(0, exprs.exprs());
        return close(function, arguments, position);
    }
}
