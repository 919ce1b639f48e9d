package dev.coordtest.coord.timestamp;

import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;

/** How far a since trails its upper. */
public final class ReadPolicy {
    private ReadPolicy() {}

    /**
     * The since that a window allows once {@code upper} is known: trailing it by at least the window, in steps of the window, so that not every
     * report moves it. A window of 0 counts as 1, which keeps the freshest complete time readable. A closed collection stays readable as it is: the minimum.
     */
    public static Frontier allowed(long windowMillis, Frontier upper) {
        if (upper.closed()) return Frontier.MINIMUM;
        long window = windowMillis == 0 ? 1 : windowMillis;
        long behind = Times.saturatingSubtract(upper.time(), window);
        return Frontier.at(window * Long.divideUnsigned(behind, window));
    }
}
