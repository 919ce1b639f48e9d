package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Types: spellings of several words and modifiers become the names of the catalog. */
final class TypeParser {
    private static final List<String> FIELDS = List.of("year", "month", "day", "hour", "minute", "second");

    private final Tokens tokens;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
    }

    TypeName type() {
        int position = tokens.position();
        tokens.enter();
        tokens.accept("setof");
        TypeName type = tokens.isNext("map") && tokens.peek(1).isOperator("[") ? map(position) : named();
        for (int length = 0; ; length++) {
            tokens.checkChain(length);
            if (tokens.accept("list")) {
                type = new TypeName.ListOf(type, position);
            } else if (tokens.acceptOperator("[")) {
                // The size of an array is not kept, by the standard and by PostgreSQL alike.
                if (tokens.peek().kind() == Kind.NUMBER) tokens.smallInteger();
                tokens.expectOperator("]");
                type = new TypeName.ArrayOf(type, position);
            } else if (tokens.accept("array")) {
                type = new TypeName.ArrayOf(type, position);
            } else {
                tokens.leave();
                return type;
            }
        }
    }

    private TypeName map(int position) {
        tokens.expect("map");
        tokens.expectOperator("[");
        TypeName key = type();
        tokens.expectOperator("=>");
        TypeName value = type();
        tokens.expectOperator("]");
        return new TypeName.MapOf(key, value, position);
    }

    /** Whether what comes is a type and then a string: {@code DATE '2020-01-01'}. */
    boolean isLiteralNext() {
        int at = 0;
        if (!isTypeWord(tokens.peek(at++))) return false;
        while (tokens.peek(at).isOperator(".") && isTypeWord(tokens.peek(at + 1))) at += 2;
        if (tokens.isNext("double", "precision") || tokens.isNext("character", "varying")) at++;
        if (tokens.peek(at).isOperator("(") && tokens.peek(at + 1).kind() == Kind.NUMBER) {
            at += 2;
            while (tokens.peek(at).isOperator(",") && tokens.peek(at + 1).kind() == Kind.NUMBER) at += 2;
            if (!tokens.peek(at++).isOperator(")")) return false;
        }
        boolean zone = tokens.peek(at).isWord("with") || tokens.peek(at).isWord("without");
        if (zone && tokens.peek(at + 1).isWord("time") && tokens.peek(at + 2).isWord("zone")) at += 3;
        return tokens.peek(at).kind() == Kind.STRING;
    }

    private static boolean isTypeWord(Token token) {
        return token.kind() == Kind.QUOTED || token.kind() == Kind.WORD && Keywords.canName(token.text());
    }

    TypeName.Named named() {
        int position = tokens.position();
        boolean quoted = tokens.peek().kind() == Kind.QUOTED;
        Name written = tokens.name();
        String word = written.last();
        if (quoted || written.parts().size() > 1) return named(written, modifiers(), position);
        return switch (word) {
            case "double" -> {
                tokens.accept("precision");
                yield named("float8", List.of(), position);
            }
            case "boolean" -> named("bool", modifiers(), position);
            case "smallint" -> named("int2", modifiers(), position);
            case "int", "integer" -> named("int4", modifiers(), position);
            case "bigint" -> named("int8", modifiers(), position);
            case "real" -> named("float4", modifiers(), position);
            case "dec", "decimal" -> named("numeric", modifiers(), position);
            case "float" -> {
                List<Integer> digits = modifiers();
                yield named(!digits.isEmpty() && digits.get(0) <= 24 ? "float4" : "float8", List.of(), position);
            }
            case "varchar" -> named("varchar", modifiers(), position);
            case "char", "character" -> {
                if (tokens.accept("varying")) yield named("varchar", modifiers(), position);
                List<Integer> length = modifiers();
                yield named("bpchar", length.isEmpty() ? List.of(1) : length, position);
            }
            case "time", "timestamp" -> {
                List<Integer> precision = modifiers();
                boolean zone = tokens.accept("with", "time", "zone");
                if (!zone) tokens.accept("without", "time", "zone");
                yield named(zone ? word + "tz" : word, precision, position);
            }
            case "interval" -> interval(modifiers(), position);
            default -> named(written, modifiers(), position);
        };
    }

    private static TypeName.Named named(String word, List<Integer> modifiers, int position) {
        return named(new Name(List.of(word), position), modifiers, position);
    }

    private static TypeName.Named named(Name name, List<Integer> modifiers, int position) {
        return new TypeName.Named(name, modifiers, "", position);
    }

    /** {@code INTERVAL}, with what follows it or, in a literal, its string: {@code DAY TO SECOND(3)}. */
    TypeName.Named interval(List<Integer> modifiers, int position) {
        String fields = "";
        List<Integer> precision = modifiers;
        String first = tokens.acceptAny(FIELDS.toArray(String[]::new));
        if (first != null) {
            String last = first;
            fields = first;
            if (tokens.accept("to")) {
                last = tokens.expectAny(FIELDS.toArray(String[]::new));
                fields = first + " to " + last;
                if (FIELDS.indexOf(last) <= FIELDS.indexOf(first)) throw tokens.unexpected("a smaller field");
            }
            if (last.equals("second")) precision = modifiers();
        }
        return new TypeName.Named(new Name(List.of("interval"), position), precision, fields, position);
    }

    private List<Integer> modifiers() {
        if (!tokens.peek().isOperator("(")) return List.of();
        tokens.expectOperator("(");
        List<Integer> modifiers = new ArrayList<>();
        do {
            boolean negative = tokens.acceptOperator("-");
            modifiers.add(negative ? -tokens.smallInteger() : tokens.smallInteger());
        } while (tokens.acceptOperator(","));
        tokens.expectOperator(")");
        return modifiers;
    }

    /** {@code INTERVAL '1' DAY}, its first word still to come. */
    Expr intervalLiteral(int position) {
        tokens.expect("interval");
        List<Integer> modifiers = modifiers();
        String text = tokens.string();
        return new Expr.TypedLiteral(interval(modifiers, position), text, position);
    }

    /** Whether {@code INTERVAL} begins a literal here. */
    boolean isIntervalLiteralNext() {
        boolean precision = tokens.peek(1).isOperator("(")
                && tokens.peek(2).kind() == Kind.NUMBER
                && tokens.peek(3).isOperator(")")
                && tokens.peek(4).kind() == Kind.STRING;
        return tokens.isNext("interval") && (tokens.peek(1).kind() == Kind.STRING || precision);
    }
}
