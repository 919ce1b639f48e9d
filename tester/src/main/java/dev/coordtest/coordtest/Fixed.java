package dev.coordtest.coordtest;

import java.util.BitSet;
import java.util.List;

/** An {@link Order} once more. */
final class Fixed implements Schedule {
    private final Order order;
    private final boolean whole;
    private int deviation;

    /** @param whole as it was when the order was found */
    Fixed(Order order, boolean whole) {
        this.order = order;
        this.whole = whole;
    }

    @Override
    public String choose(int step, List<String> open) {
        List<Order.Deviation> all = order.deviations();
        if (deviation < all.size() && all.get(deviation).step() == step)
            return all.get(deviation++).taken();
        return open.getFirst();
    }

    @Override
    public boolean happened(int step, Causality causality, BitSet races) {
        return true;
    }

    @Override
    public boolean isWhole() {
        return whole;
    }
}
