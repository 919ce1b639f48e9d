package dev.coordtest.coordtest;

import java.util.ArrayList;
import java.util.List;

/** An order of deliveries: the default one but for a few choices. Equal files under equal orders run equally. */
record Order(List<Deviation> deviations) {
    static final Order DEFAULT = new Order(List.of());

    /** At the {@code step}th choice, counted from 0, {@code taken} is delivered and not what the default order has there. */
    record Deviation(int step, String taken) {
        @Override
        public String toString() {
            return step + ":" + taken;
        }
    }

    Order {
        deviations = List.copyOf(deviations);
    }

    Order with(int step, String taken) {
        List<Deviation> more = new ArrayList<>(deviations);
        more.add(new Deviation(step, taken));
        return new Order(more);
    }

    /** The step of the last deviation; -1 if there is none. */
    int last() {
        return deviations.isEmpty() ? -1 : deviations.getLast().step();
    }
}
