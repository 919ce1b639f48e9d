package dev.coordtest.expr.window;

import java.util.function.IntUnaryOperator;

/** The rows around a row that a window function looks at. */
public record WindowFrame(Unit unit, Bound start, Bound end, Exclusion exclusion) {
    /** What the bounds are counted in. */
    public enum Unit {
        ROWS,
        RANGE,
        GROUPS
    }

    /** Where a bound lies. */
    public enum Edge {
        UNBOUNDED_PRECEDING,
        PRECEDING,
        CURRENT_ROW,
        FOLLOWING,
        UNBOUNDED_FOLLOWING
    }

    /** Which rows are left out of the frame. */
    public enum Exclusion {
        CURRENT_ROW,
        GROUP,
        TIES,
        NO_OTHERS
    }

    /**
     * One end of a frame.
     *
     * @param offset the column of how far off it lies, with PRECEDING and FOLLOWING; else −1
     * @param key with RANGE and an offset the column of what the order compares, in the type of {@code limit}; else −1
     * @param limit with RANGE and an offset the column of the last key that is inside; else −1
     */
    public record Bound(Edge edge, int offset, int key, int limit) {
        /** A bound without an offset. */
        public static Bound at(Edge edge) {
            return new Bound(edge, -1, -1, -1);
        }

        Bound moved(IntUnaryOperator to) {
            return new Bound(edge, moved(offset, to), moved(key, to), moved(limit, to));
        }

        private static int moved(int column, IntUnaryOperator to) {
            return column < 0 ? column : to.applyAsInt(column);
        }
    }

    /** All rows up to the last peer of the current one: the frame where none is given. */
    public static final WindowFrame DEFAULT = new WindowFrame(
            Unit.RANGE, Bound.at(Edge.UNBOUNDED_PRECEDING), Bound.at(Edge.CURRENT_ROW), Exclusion.NO_OTHERS);

    WindowFrame moved(IntUnaryOperator to) {
        return new WindowFrame(unit, start.moved(to), end.moved(to), exclusion);
    }
}
