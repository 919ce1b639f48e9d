package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression as written. {@code position} is where it can be blamed: its operator, name or first character.
 *
 * <p>Forms that are only another spelling of a call are calls, as in PostgreSQL's own grammar: {@code EXTRACT(year FROM x)} is {@code extract('year', x)},
 * {@code POSITION(a IN b)} is {@code position(b, a)}, SUBSTRING and OVERLAY take their arguments in order, TRIM is {@code btrim}, {@code ltrim} or {@code
 * rtrim}, and {@code x AT TIME ZONE z} is {@code timezone(z, x)}.
 */
public sealed interface Expr {
    int position();

    // ---- literals and names

    /** {@code column}, {@code table.column}, and so on outwards. */
    record Identifier(List<String> parts, int position) implements Expr {}

    /** Digits with a point or an exponent perhaps, without a sign; decimal, whatever base it was written in. */
    record NumberLiteral(String text, int position) implements Expr {}

    record StringLiteral(String text, int position) implements Expr {}

    record BooleanLiteral(boolean value, int position) implements Expr {}

    record NullLiteral(int position) implements Expr {}

    /** {@code DATE '2020-01-01'}. */
    record TypedLiteral(TypeName.Named type, String text, int position) implements Expr {}

    record Parameter(int number, int position) implements Expr {}

    /** DEFAULT, where a value is stored. */
    record Default(int position) implements Expr {}

    /** {@code CURRENT_DATE} and its like, which are called without parentheses; {@code precision} is null where none was given. */
    record Current(String name, @Nullable Integer precision, int position) implements Expr {}

    // ---- operators

    record Unary(String operator, Expr operand, int position) implements Expr {}

    record Binary(String operator, Expr left, Expr right, int position) implements Expr {}

    record And(List<Expr> operands, int position) implements Expr {}

    record Or(List<Expr> operands, int position) implements Expr {}

    record Not(Expr operand, int position) implements Expr {}

    record Between(boolean negated, boolean symmetric, Expr value, Expr low, Expr high, int position) implements Expr {}

    /** How a pattern is matched. */
    enum Matching {
        LIKE,
        ILIKE,
        SIMILAR
    }

    /** {@code value [NOT] LIKE pattern [ESCAPE escape]} and its like. */
    record Like(
            boolean negated,
            Matching matching,
            Expr value,
            Expr pattern,
            @Nullable Expr escape,
            int position) implements Expr {}

    record InList(boolean negated, Expr value, List<Expr> list, int position) implements Expr {}

    record InQuery(boolean negated, Expr value, Query query, int position) implements Expr {}

    /** {@code left operator ANY|ALL (query)}. */
    record Quantified(String operator, boolean all, Expr left, Query query, int position) implements Expr {}

    /** {@code left operator ANY|ALL (array)}; a row stands for its fields. */
    record QuantifiedArray(String operator, boolean all, Expr left, Expr array, int position) implements Expr {}

    /** What IS asks for. */
    enum Truth {
        NULL,
        TRUE,
        FALSE,
        UNKNOWN
    }

    record Is(boolean negated, Truth what, Expr operand, int position) implements Expr {}

    record IsDistinct(boolean negated, Expr left, Expr right, int position) implements Expr {}

    record Collate(Expr operand, Name collation, int position) implements Expr {}

    /** {@code operand::type} and {@code CAST(operand AS type)}. */
    record Cast(Expr operand, TypeName type, int position) implements Expr {}

    /** {@code operand[subscripts]}; one pair of brackets. Those that follow each other without parentheses between have one position, that of the first. */
    record Subscript(Expr operand, List<Bounds> subscripts, int position) implements Expr {}

    /** {@code lower} is the index itself where {@code slice} is false; either end of a slice may be open. */
    record Bounds(
            boolean slice, @Nullable Expr lower, @Nullable Expr upper) {}

    /** {@code (operand).name}. */
    record Field(Expr operand, String name, int position) implements Expr {}

    // ---- forms

    record Case(
            @Nullable Expr operand,
            List<When> whens,
            @Nullable Expr otherwise,
            int position) implements Expr {
        public record When(Expr condition, Expr result) {}
    }

    /**
     * A call of a function, an aggregate or a window function.
     *
     * @param star {@code f(*)}
     * @param orderBy the order in which an aggregate takes its values
     * @param filter {@code FILTER (WHERE …)}
     * @param over the window, null where there is none
     */
    record Call(
            Name name,
            List<Expr> arguments,
            boolean star,
            boolean distinct,
            List<Query.OrderBy> orderBy,
            @Nullable Expr filter,
            @Nullable Window over,
            int position)
            implements Expr {
        /** A call with nothing but arguments. */
        public static Call of(String function, List<Expr> arguments, int position) {
            Name name = new Name(List.of(function), position);
            return new Call(name, arguments, false, false, List.of(), null, null, position);
        }

        /** Whether it says what only an aggregate can be told. */
        public boolean isAggregate() {
            return star || distinct || filter != null || !orderBy.isEmpty();
        }
    }

    // ---- constructors

    /** {@code ROW(…)}, or {@code (a, b, …)} where not {@code explicit}. */
    record Row(boolean explicit, List<Expr> fields, int position) implements Expr {}

    /** What is built of elements of one type. */
    enum Collection {
        ARRAY,
        LIST
    }

    /** {@code ARRAY[…]} and {@code LIST[…]}. */
    record Elements(Collection kind, List<Expr> elements, int position) implements Expr {}

    /** {@code ARRAY(query)} and {@code LIST(query)}. */
    record ElementsOf(Collection kind, Query query, int position) implements Expr {}

    /** {@code MAP[key => value, …]}. */
    record MapElements(List<Entry> entries, int position) implements Expr {
        public record Entry(Expr key, Expr value) {}
    }

    // ---- subqueries

    record Exists(Query query, int position) implements Expr {}

    record Subquery(Query query, int position) implements Expr {}
}
