package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scalar expression as written. {@code position} is where it can be blamed: its operator, name or first character. */
public sealed interface Expr {
    int position();

    record Identifier(List<String> parts, int position) implements Expr {}

    record NumberLiteral(String text, int position) implements Expr {}

    record StringLiteral(String text, int position) implements Expr {}

    record BooleanLiteral(boolean value, int position) implements Expr {}

    record NullLiteral(int position) implements Expr {}

    /** {@code DATE '2020-01-01'}. */
    record TypedLiteral(TypeName type, String text, int position) implements Expr {}

    record Parameter(int number, int position) implements Expr {}

    record Unary(String operator, Expr operand, int position) implements Expr {}

    record Binary(String operator, Expr left, Expr right, int position) implements Expr {}

    record And(List<Expr> operands, int position) implements Expr {}

    record Or(List<Expr> operands, int position) implements Expr {}

    record Not(Expr operand, int position) implements Expr {}

    record Between(boolean negated, Expr value, Expr low, Expr high, int position) implements Expr {}

    record InList(boolean negated, Expr value, List<Expr> list, int position) implements Expr {}

    record InQuery(boolean negated, Expr value, Query query, int position) implements Expr {}

    record Quantified(String operator, boolean all, Expr left, Query query, int position) implements Expr {}

    /** IS [NOT] NULL, TRUE, FALSE, UNKNOWN. */
    record Is(boolean negated, String what, Expr operand, int position) implements Expr {}

    record IsDistinct(boolean negated, Expr left, Expr right, int position) implements Expr {}

    record Case(
            @Nullable Expr operand,
            List<When> whens,
            @Nullable Expr otherwise,
            int position) implements Expr {
        public record When(Expr condition, Expr result) {}
    }

    record Cast(Expr operand, TypeName type, int position) implements Expr {}

    /** {@code star} is {@code f(*)}. */
    record Call(
            Name name,
            List<Expr> arguments,
            boolean star,
            boolean distinct,
            @Nullable Expr filter,
            int position) implements Expr {}

    record Exists(Query query, int position) implements Expr {}

    record Subquery(Query query, int position) implements Expr {}

    /** DEFAULT, where a value is stored. */
    record Default(int position) implements Expr {}
}
