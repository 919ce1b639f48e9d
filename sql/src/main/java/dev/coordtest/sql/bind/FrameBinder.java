package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.window.WindowFrame;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Window;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.BoundWalk;
import java.util.List;

/** Binds the frame of a window. A bound of RANGE with an offset becomes the last key that is inside. */
final class FrameBinder {
    private final ExprBinder exprs;
    private final List<BoundScalar> keys;
    private final List<ColumnOrder> order;
    private final WindowRequest.Scalars scalars;
    private final int position;

    FrameBinder(
            ExprBinder exprs,
            List<BoundScalar> keys,
            List<ColumnOrder> order,
            WindowRequest.Scalars scalars,
            int position) {
        this.exprs = exprs;
        this.keys = keys;
        this.order = order;
        this.scalars = scalars;
        this.position = position;
    }

    WindowFrame frame(Window.Frame frame) {
        Window.Edge start = frame.start().edge();
        Window.Bound last = frame.end();
        Window.Bound end = last == null ? new Window.Bound(Window.Edge.CURRENT_ROW, null) : last;
        check(start, end.edge(), last == null);
        WindowFrame.Unit unit = WindowFrame.Unit.valueOf(frame.unit().name());
        if (unit == WindowFrame.Unit.GROUPS && keys.isEmpty()) throw wrong("GROUPS mode requires an ORDER BY clause");
        Window.Exclusion exclusion = frame.exclusion();
        return new WindowFrame(
                unit,
                bound(unit, frame.start()),
                bound(unit, end),
                exclusion == null ? WindowFrame.Exclusion.NO_OTHERS : WindowFrame.Exclusion.valueOf(exclusion.name()));
    }

    private void check(Window.Edge start, Window.Edge end, boolean alone) {
        if (start == Window.Edge.UNBOUNDED_FOLLOWING) throw wrong("frame start cannot be UNBOUNDED FOLLOWING");
        if (end == Window.Edge.UNBOUNDED_PRECEDING) throw wrong("frame end cannot be UNBOUNDED PRECEDING");
        if (start == Window.Edge.FOLLOWING && alone) {
            throw wrong("frame starting from following row cannot end with current row");
        }
        if (start == Window.Edge.CURRENT_ROW && end == Window.Edge.PRECEDING) {
            throw wrong("frame starting from current row cannot have preceding rows");
        }
        if (start == Window.Edge.FOLLOWING && (end == Window.Edge.PRECEDING || end == Window.Edge.CURRENT_ROW)) {
            throw wrong("frame starting from following row cannot have preceding rows");
        }
    }

    private SqlException wrong(String message) {
        return new SqlException(SqlError.of(SqlState.WINDOWING_ERROR, message).at(position));
    }

    private WindowFrame.Bound bound(WindowFrame.Unit unit, Window.Bound bound) {
        WindowFrame.Edge edge = WindowFrame.Edge.valueOf(bound.edge().name());
        Expr written = bound.offset();
        if (written == null) return WindowFrame.Bound.at(edge);
        BoundScalar offset = exprs.bind(written);
        if (hasColumns(offset)) {
            throw new SqlException(SqlError.of(
                            SqlState.INVALID_COLUMN_REFERENCE, "argument of " + unit + " must not contain variables")
                    .at(written.position()));
        }
        if (unit == WindowFrame.Unit.RANGE) return range(edge, offset, written.position());
        BoundScalar count = Types.coerce(offset, ScalarType.INT8, Casts.Context.ASSIGNMENT, written.position());
        return new WindowFrame.Bound(edge, scalars.place(count), -1, -1);
    }

    private static boolean hasColumns(BoundScalar scalar) {
        boolean[] found = new boolean[1];
        new BoundWalk(0) {
            @Override
            public void scalar(BoundScalar each) {
                found[0] |=
                        each instanceof BoundScalar.Column column && (column.depth() < 0 || column.depth() == level());
                super.scalar(each);
            }
        }.scalar(scalar);
        return found[0];
    }

    private WindowFrame.Bound range(WindowFrame.Edge edge, BoundScalar written, int at) {
        if (keys.size() != 1) {
            throw wrong("RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column");
        }
        BoundScalar key = keys.getFirst();
        BoundScalar offset = Types.coerce(written, offsetType(key, written, at), Casts.Context.IMPLICIT, at);
        ScalarType type = key.type().type();
        boolean integers = isInteger(type);
        // As numerics integers do not overflow.
        BoundScalar from = integers ? new BoundScalar.Cast(key, ScalarType.NUMERIC) : key;
        BoundScalar by = integers ? new BoundScalar.Cast(offset, ScalarType.NUMERIC) : offset;
        boolean down = edge == WindowFrame.Edge.PRECEDING != order.getFirst().descending();
        BoundScalar limit = Resolution.operator(down ? "-" : "+", List.of(from, by), at);
        ScalarType compared = limit.type().type();
        BoundScalar same = from.type().type().equals(compared) ? from : new BoundScalar.Cast(from, compared);
        return new WindowFrame.Bound(edge, scalars.place(offset), scalars.place(same), scalars.place(limit));
    }

    private static boolean isInteger(ScalarType type) {
        return type == ScalarType.INT2 || type == ScalarType.INT4 || type == ScalarType.INT8;
    }

    /** What an offset must be for a key of its type. */
    private static ScalarType offsetType(BoundScalar key, BoundScalar offset, int at) {
        ScalarType type = key.type().type();
        ScalarType given = offset.type().type();
        ScalarType wanted = null;
        if (isInteger(type)) wanted = isInteger(given) ? given : ScalarType.INT8;
        if (type instanceof ScalarType.Numeric) wanted = ScalarType.NUMERIC;
        if (type == ScalarType.FLOAT4 || type == ScalarType.FLOAT8) wanted = ScalarType.FLOAT8;
        boolean moment = type == ScalarType.DATE
                || type == ScalarType.TIMESTAMP
                || type == ScalarType.TIMESTAMPTZ
                || type == ScalarType.INTERVAL;
        if (moment) wanted = ScalarType.INTERVAL;
        String what = "RANGE with offset PRECEDING/FOLLOWING is not supported for column type " + type.sqlName();
        if (wanted == null)
            throw new SqlException(
                    SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, what).at(at));
        if (Types.isUnknown(offset) || Types.isImplicit(given, wanted)) return wanted;
        throw new SqlException(SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, what + " and offset type " + given.sqlName())
                .at(at));
    }
}
