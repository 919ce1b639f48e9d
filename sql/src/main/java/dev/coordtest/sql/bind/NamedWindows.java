package dev.coordtest.sql.bind;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.Window;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The WINDOW clause: what windows are that go on from one that is named there. A definition sees those before it. */
final class NamedWindows {
    /** A window with nothing left to look up. */
    record Whole(List<Expr> partitionBy, List<Query.OrderBy> orderBy, Window.@Nullable Frame frame) {}

    private final List<String> names = new ArrayList<>();
    private final List<Whole> windows = new ArrayList<>();

    NamedWindows(List<Query.NamedWindow> definitions) {
        for (Query.NamedWindow definition : definitions) {
            if (names.contains(definition.name())) {
                throw wrong("window \"" + definition.name() + "\" is already defined", definition.position());
            }
            Whole whole = resolve(definition.window(), definition.position());
            names.add(definition.name());
            windows.add(whole);
        }
    }

    Whole resolve(Window window, int position) {
        String base = window.base();
        if (base == null) return new Whole(window.partitionBy(), window.orderBy(), window.frame());
        int at = names.indexOf(base);
        if (at < 0) {
            throw new SqlException(SqlError.of(SqlState.UNDEFINED_OBJECT, "window \"" + base + "\" does not exist")
                    .at(position));
        }
        Whole from = windows.get(at);
        if (window.reference()) return from;
        if (!window.partitionBy().isEmpty()) {
            throw wrong("cannot override PARTITION BY clause of window \"" + base + "\"", position);
        }
        if (!window.orderBy().isEmpty() && !from.orderBy().isEmpty()) {
            throw wrong("cannot override ORDER BY clause of window \"" + base + "\"", position);
        }
        if (from.frame() != null) {
            boolean nothing = window.orderBy().isEmpty() && window.frame() == null;
            SqlError error = SqlError.of(
                    SqlState.WINDOWING_ERROR, "cannot copy window \"" + base + "\" because it has a frame clause");
            throw new SqlException(
                    (nothing ? error.withHint("Omit the parentheses in this OVER clause.") : error).at(position));
        }
        return new Whole(
                from.partitionBy(), from.orderBy().isEmpty() ? window.orderBy() : from.orderBy(), window.frame());
    }

    private static SqlException wrong(String message, int position) {
        return new SqlException(SqlError.of(SqlState.WINDOWING_ERROR, message).at(position));
    }
}
