package dev.coordtest.repr;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as a value. The message starts in lower case and has no full stop; detail and hint are
 * sentences.
 *
 * @param position where in the statement's text the cause stands, in code points from 0, or {@link #NOWHERE}
 */
public record SqlError(
        SqlState state,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        int position) {
    public static final int NOWHERE = -1;

    public static SqlError of(SqlState state, String message) {
        return new SqlError(state, message, null, null, NOWHERE);
    }

    /** What nobody has built yet, by its name: {@code NAME not yet supported}. */
    public static SqlError notSupported(String feature) {
        return of(SqlState.FEATURE_NOT_SUPPORTED, feature + " not yet supported");
    }

    public SqlError withDetail(String text) {
        return new SqlError(state, message, text, hint, position);
    }

    public SqlError withHint(String text) {
        return new SqlError(state, message, detail, text, position);
    }

    public SqlError at(int where) {
        return new SqlError(state, message, detail, hint, where);
    }
}
