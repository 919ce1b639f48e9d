package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scalar expression. {@link #position} is where its name, operator or first word stands: what an error points at. */
public sealed interface Expr {
    int position();

    // ---- literals

    record NullLiteral(int position) implements Expr {}

    record BooleanLiteral(boolean value, int position) implements Expr {}

    /** Digits, with a point or an exponent perhaps, as written; without a sign. */
    record NumberLiteral(String text, int position) implements Expr {}

    /** A quoted string, escapes resolved. */
    record StringLiteral(String value, int position) implements Expr {}

    /** {@code TYPE 'text'}. */
    record TypedLiteral(TypeName type, String value, int position) implements Expr {}

    /** {@code INTERVAL 'text' [FIELDS]}; {@code fields} such as {@code day to second}, in lower case. */
    record IntervalLiteral(String value, @Nullable String fields, @Nullable Integer precision, int position)
            implements Expr {}

    /** {@code $number}. */
    record Parameter(int number, int position) implements Expr {}

    /** {@code DEFAULT} among the values of an INSERT or an UPDATE. */
    record Default(int position) implements Expr {}

    // ---- names and calls

    /** {@code column}, {@code table.column}, {@code schema.table.column} … */
    record ColumnRef(ObjectName name) implements Expr {
        @Override
        public int position() {
            return name.position();
        }
    }

    /** {@code expr.field}, where {@code expr} is in parentheses. */
    record Field(Expr expr, Ident field) implements Expr {
        @Override
        public int position() {
            return field.position();
        }
    }

    /**
     * A call of a function or an aggregate. Forms of their own become calls of the function behind them, arguments in its
     * order: EXTRACT {@code extract(field, x)}, SUBSTRING {@code substring(s, from, for)}, POSITION {@code position(s, sub)}, TRIM {@code btrim}, {@code ltrim},
     * {@code rtrim}, OVERLAY {@code overlay}, AT TIME ZONE {@code timezone(zone, x)}; {@code CURRENT_TIMESTAMP} and its like are calls of that name without
     * arguments.
     *
     * @param star {@code f(*)}
     * @param distinct {@code f(DISTINCT …)}
     * @param orderBy the order in which an aggregate takes its values
     * @param filter {@code FILTER (WHERE …)}
     * @param over the window after {@code OVER}, or null
     */
    record Call(
            ObjectName name,
            List<Expr> arguments,
            boolean star,
            boolean distinct,
            List<Query.OrderItem> orderBy,
            @Nullable Expr filter,
            @Nullable Window over)
            implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
            orderBy = List.copyOf(orderBy);
        }

        public boolean windowed() {
            return over != null;
        }

        @Override
        public int position() {
            return name.position();
        }
    }

    /**
     * {@code OVER name} and {@code OVER (…)}.
     *
     * @param base the window that this one is or extends
     * @param frame from ROWS, RANGE or GROUPS on, as written
     */
    record Window(
            @Nullable Ident base,
            boolean named,
            List<Expr> partitionBy,
            List<Query.OrderItem> orderBy,
            @Nullable String frame) {
        public Window {
            partitionBy = List.copyOf(partitionBy);
            orderBy = List.copyOf(orderBy);
        }
    }

    /** {@code expr::type} and {@code CAST(expr AS type)}. */
    record Cast(Expr expr, TypeName type, int position) implements Expr {}

    record Collate(Expr expr, ObjectName collation, int position) implements Expr {}

    // ---- operators

    /** A prefix operator: {@code -}, {@code +}, {@code ~} … */
    record Unary(String operator, Expr operand, int position) implements Expr {}

    /** An infix operator by its symbol; {@code !=} is {@code <>}. */
    record Binary(String operator, Expr left, Expr right, int position) implements Expr {}

    /** {@code a AND b AND …}, at least two operands. */
    record And(List<Expr> operands, int position) implements Expr {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** {@code a OR b OR …}, at least two operands. */
    record Or(List<Expr> operands, int position) implements Expr {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(Expr operand, int position) implements Expr {}

    record IsNull(Expr operand, boolean negated, int position) implements Expr {}

    /** {@code IS [NOT] TRUE | FALSE | UNKNOWN}; {@code value} is null for UNKNOWN. */
    record IsTruth(Expr operand, @Nullable Boolean value, boolean negated, int position) implements Expr {}

    record IsDistinctFrom(Expr left, Expr right, boolean negated, int position) implements Expr {}

    record Between(Expr operand, Expr low, Expr high, boolean symmetric, boolean negated, int position) implements Expr {}

    /** {@code [NOT] LIKE} and {@code ILIKE}. */
    record Like(
            Expr operand, Expr pattern, @Nullable Expr escape, boolean insensitive, boolean negated, int position)
            implements Expr {}

    record InList(Expr operand, List<Expr> values, boolean negated, int position) implements Expr {
        public InList {
            values = List.copyOf(values);
        }
    }

    record Subscript(Expr expr, List<Bounds> subscripts, int position) implements Expr {
        public Subscript {
            subscripts = List.copyOf(subscripts);
        }

        /** {@code [index]} if it is no slice, with {@code upper} the index; {@code [lower:upper]} if it is. */
        public record Bounds(@Nullable Expr lower, @Nullable Expr upper, boolean slice) {}
    }

    // ---- entries of GROUP BY

    /** {@code GROUPING SETS}, {@code ROLLUP}, {@code CUBE}, and {@code ()} as EMPTY. */
    record Grouping(Kind kind, List<Expr> elements, int position) implements Expr {
        public Grouping {
            elements = List.copyOf(elements);
        }

        public enum Kind {
            SETS,
            ROLLUP,
            CUBE,
            EMPTY
        }
    }

    // ---- conditional forms

    /** CASE; with {@code operand}, each condition is compared with it. */
    record Case(@Nullable Expr operand, List<When> whens, @Nullable Expr otherwise, int position) implements Expr {
        public Case {
            whens = List.copyOf(whens);
        }

        public record When(Expr condition, Expr result) {}
    }

    record Coalesce(List<Expr> operands, int position) implements Expr {
        public Coalesce {
            operands = List.copyOf(operands);
        }
    }

    record NullIf(Expr left, Expr right, int position) implements Expr {}

    /** GREATEST and LEAST. */
    record Extremum(boolean greatest, List<Expr> operands, int position) implements Expr {
        public Extremum {
            operands = List.copyOf(operands);
        }
    }

    // ---- constructors

    /** {@code ROW(…)}, and {@code (a, b, …)} of two or more. */
    record Row(List<Expr> fields, int position) implements Expr {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    /** {@code ARRAY[…]}, or {@code LIST[…]}. */
    record Collection(boolean list, List<Expr> elements, int position) implements Expr {
        public Collection {
            elements = List.copyOf(elements);
        }
    }

    /** {@code ARRAY(query)}, or {@code LIST(query)}. */
    record CollectionQuery(boolean list, Query query, int position) implements Expr {}

    // ---- subqueries

    /** {@code (query)} as a value. */
    record Subquery(Query query, int position) implements Expr {}

    record Exists(Query query, int position) implements Expr {}

    record InQuery(Expr operand, Query query, boolean negated, int position) implements Expr {}

    /** {@code left operator ANY|ALL (query)}. */
    record QuantifiedQuery(Expr left, String operator, boolean all, Query query, int position) implements Expr {}

    /** {@code left operator ANY|ALL (array)}. */
    record QuantifiedArray(Expr left, String operator, boolean all, Expr array, int position) implements Expr {}
}
