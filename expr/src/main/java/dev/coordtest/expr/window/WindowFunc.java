package dev.coordtest.expr.window;

import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.repr.type.ScalarType;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window function.
 *
 * @param aggregate what is computed of the frame, set with {@link Kind#AGGREGATE} alone
 */
public record WindowFunc(Kind kind, @Nullable AggregateFunc aggregate, ScalarType result) {
    /** Which function; named as in SQL. */
    public enum Kind {
        ROW_NUMBER,
        RANK,
        DENSE_RANK,
        PERCENT_RANK,
        CUME_DIST,
        NTILE,
        LAG,
        LEAD,
        FIRST_VALUE,
        LAST_VALUE,
        NTH_VALUE,
        AGGREGATE
    }

    /** The kind of a function that is no aggregate, by its name in SQL. */
    public static Optional<Kind> named(String name) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.AGGREGATE && kind.name().toLowerCase(Locale.ROOT).equals(name)) return Optional.of(kind);
        }
        return Optional.empty();
    }
}
