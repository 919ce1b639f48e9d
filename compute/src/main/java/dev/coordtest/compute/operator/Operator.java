package dev.coordtest.compute.operator;

import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Frontier;
import java.util.List;

/** One node of a dataflow. It never schedules, waits, or looks at another operator. */
public interface Operator {
    /**
     * Takes all updates of the inputs with times from {@code lower} on and before {@code upper}, which are called once for each interval, in order,
     * without a gap; returns all updates of the output in the interval.
     */
    Part retire(Frontier lower, Frontier upper, List<Part> inputs);

    /** Whether there is something to come out before {@code upper} even if nothing goes in. */
    default boolean isDue(Frontier upper) {
        return false;
    }
}
