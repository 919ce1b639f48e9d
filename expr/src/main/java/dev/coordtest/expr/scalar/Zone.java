package dev.coordtest.expr.scalar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** How far the clocks of a place are ahead of Greenwich. */
sealed interface Zone {
    /** Always so many seconds. */
    record Fixed(int seconds) implements Zone {}

    /** As the tz database has it, in the edition that came with the Java runtime. */
    record Ruled(ZoneRules rules) implements Zone {}

    /** Seconds east of Greenwich at a moment, in microseconds since 1970 UTC. */
    default int offsetAt(long micros) {
        return switch (this) {
            case Fixed(var seconds) -> seconds;
            case Ruled(var rules) ->
                rules.getOffset(Instant.ofEpochSecond(Math.floorDiv(micros, Calendar.MICROS_PER_SECOND)))
                        .getTotalSeconds();
        };
    }

    /**
     * Seconds east of Greenwich when clocks show this, in microseconds since they showed 1970. A time that was skipped is one of before the clocks were
     * put forward, and one that came twice is that of after they were put back.
     */
    default int offsetAtLocal(long micros) {
        return switch (this) {
            case Fixed(var seconds) -> seconds;
            case Ruled(var rules) -> {
                long second = Math.floorDiv(micros, Calendar.MICROS_PER_SECOND);
                LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
                ZoneOffsetTransition change = rules.getTransition(local);
                if (change == null) yield rules.getOffset(local).getTotalSeconds();
                yield (change.isGap() ? change.getOffsetBefore() : change.getOffsetAfter()).getTotalSeconds();
            }
        };
    }
}
