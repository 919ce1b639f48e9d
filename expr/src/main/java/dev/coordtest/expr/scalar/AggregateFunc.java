package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/**
 * An aggregate function for arguments of certain types.
 *
 * @param inputs the types of the arguments, at least one
 * @param result the type of the value, as PostgreSQL has it: {@code sum(bigint)} is numeric
 */
public record AggregateFunc(Kind kind, List<ScalarType> inputs, ScalarType result) {
    public AggregateFunc {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) throw new IllegalArgumentException(kind + " of nothing");
    }

    /** A function of one argument. */
    public AggregateFunc(Kind kind, ScalarType input, ScalarType result) {
        this(kind, List.of(input), result);
    }

    /** The type of the first argument, for most the only one. */
    public ScalarType input() {
        return inputs.getFirst();
    }

    /** What is computed. Of no values (all NULL or none) COUNT is 0 and the others are NULL. */
    public enum Kind {
        COUNT,
        SUM,
        MIN,
        MAX,
        AVG,
        VAR_SAMP,
        VAR_POP,
        STDDEV_SAMP,
        STDDEV_POP,
        BOOL_AND,
        BOOL_OR,
        /** Of values that are equal in SQL's sense the one whose packed form is least: shows a group by one of its members. */
        ANY,
        /** Strings one after the other; the second argument is put before each value but the first. */
        STRING_AGG,
        /** An array of the values, NULLs among them; of arrays one of a dimension more. */
        ARRAY_AGG,
        /** A list of the values, NULLs among them. */
        LIST_AGG,
        /** An array of json or jsonb, whichever is the result: the values, null for NULLs. */
        JSON_AGG,
        /** An object of keys and values, likewise. */
        JSON_OBJECT_AGG;

        /** Whether the value is made of all values in an order, and so is {@link Gathered}; else it is a function of the multiset of values. */
        public boolean gathers() {
            return switch (this) {
                case STRING_AGG, ARRAY_AGG, LIST_AGG, JSON_AGG, JSON_OBJECT_AGG -> true;
                case COUNT, SUM, MIN, MAX, AVG, VAR_SAMP, VAR_POP, STDDEV_SAMP, STDDEV_POP, BOOL_AND, BOOL_OR, ANY ->
                    false;
            };
        }

        /** Whether rows count whose first argument is NULL. */
        public boolean keepsNulls() {
            return gathers() && this != STRING_AGG;
        }
    }
}
