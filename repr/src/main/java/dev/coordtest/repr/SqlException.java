package dev.coordtest.repr;

/**
 * Unwinds from deep inside one descent (parser, binder, evaluator) to its entry method, which turns it back into the {@link
 * SqlError} it carries. Has no stack trace: it is data.
 */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient SqlError error;

    public SqlException(SqlError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public SqlException(SqlState state, String message) {
        this(SqlError.of(state, message));
    }

    public SqlError error() {
        return error;
    }
}
