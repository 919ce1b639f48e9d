package dev.coordtest.expr.scalar;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;

/** The refusals that several families of functions share, in PostgreSQL's words. */
final class Errors {
    private Errors() {}

    static SqlException error(SqlState state, String message) {
        return new SqlException(state, message);
    }

    /** {@code integer out of range}, for the result of a computation. */
    static SqlException outOfRange(ScalarType type) {
        return error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, type.sqlName() + " out of range");
    }

    /** {@code timestamp out of range} and its kin. */
    static SqlException dateTimeOutOfRange(String what) {
        return error(SqlState.DATETIME_FIELD_OVERFLOW, what + " out of range");
    }

    static SqlException divisionByZero() {
        return error(SqlState.DIVISION_BY_ZERO, "division by zero");
    }

    static SqlException floatOverflow() {
        return error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }

    static SqlException floatUnderflow() {
        return error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: underflow");
    }

    static SqlException numericOverflow() {
        return error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "value overflows numeric format");
    }

    static SqlException parameter(String message) {
        return error(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    static SqlException limit(String message) {
        return error(SqlState.PROGRAM_LIMIT_EXCEEDED, message);
    }

    static SqlException notSupported(String feature) {
        return new SqlException(SqlError.notSupported(feature));
    }

    /** {@code invalid input syntax for type integer: "x"}. */
    static SqlException invalidText(ScalarType type, String text) {
        return error(
                SqlState.INVALID_TEXT_REPRESENTATION,
                "invalid input syntax for type " + type.sqlName() + ": \"" + text + "\"");
    }

    /** {@code "1e999" is out of range for type double precision}. */
    static SqlException textOutOfRange(ScalarType type, String text) {
        return error(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "\"" + text + "\" is out of range for type " + type.sqlName());
    }
}
