package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ScalarType;

/**
 * An aggregate function for one type of argument.
 *
 * @param input the type of the argument
 * @param result the type of the value, as PostgreSQL has it: {@code sum(bigint)} is numeric
 */
public record AggregateFunc(Kind kind, ScalarType input, ScalarType result) {
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
        ANY
    }
}
