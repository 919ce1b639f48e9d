package dev.coordtest.sql;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Option;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options of WITH, read one by one; what is left at the end nobody knows. */
final class Options {
    private final SortedMap<String, Option> left = new TreeMap<>();

    Options(List<Option> options) {
        for (Option option : options) {
            if (left.put(option.name(), option) != null) {
                throw new SqlException(
                        SqlError.of(SqlState.SYNTAX_ERROR, "option \"" + option.name() + "\" specified more than once")
                                .at(option.position()));
            }
        }
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    /** Refuses what has not been read; {@code message} comes before the names. */
    void refuseOthers(String message) {
        if (left.isEmpty()) return;
        throw new SqlException(SqlError.of(SqlState.INVALID_PARAMETER_VALUE, message + String.join(",", left.keySet()))
                .at(left.firstEntry().getValue().position()));
    }

    private static SqlException invalid(Option option, String message) {
        return new SqlException(
                SqlError.of(SqlState.INVALID_PARAMETER_VALUE, message).at(option.position()));
    }

    /** A truth value: TRUE, FALSE, on, off, quoted or not; given without a value it is true. */
    boolean bool(String name, boolean otherwise) {
        Option option = left.remove(name);
        if (option == null) return otherwise;
        Expr value = option.value();
        if (value == null) return true;
        String word = "";
        if (value instanceof Expr.BooleanLiteral(var bool, var position)) word = Boolean.toString(bool);
        else if (value instanceof Expr.StringLiteral(var text, var position)) word = text;
        else if (value instanceof Expr.Identifier(var parts, var position)) word = String.join(".", parts);
        return switch (word) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw invalid(option, name + " must be a boolean");
        };
    }

    /** A string; null if the option is not there. {@code message} is for what is no string. */
    @Nullable
    String string(String name, String message) {
        Option option = left.remove(name);
        if (option == null) return null;
        if (option.value() instanceof Expr.StringLiteral(var text, var position)) return text;
        throw invalid(option, message);
    }

    /** A string or a bare word. */
    @Nullable
    String word(String name) {
        Option option = left.remove(name);
        if (option == null) return null;
        if (option.value() instanceof Expr.StringLiteral(var text, var position)) return text;
        if (option.value() instanceof Expr.Identifier(var parts, var position)) return String.join(".", parts);
        throw invalid(option, name + " must be a word");
    }

    /** A positive integer; null if the option is not there. */
    @Nullable
    Long positive(String name, String message) {
        Option option = left.remove(name);
        if (option == null) return null;
        if (option.value() instanceof Expr.NumberLiteral(var text, var position)
                && text.matches("[0-9]{1,15}")
                && Long.parseLong(text) > 0) return Long.parseLong(text);
        throw invalid(option, message);
    }
}
