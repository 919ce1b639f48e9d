package dev.coordtest.coordtest;

import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** The default order but for the deviations of an {@link Order}; notes which orders have one more. */
final class Deviating implements Schedule {
    private final Order order;
    private final int left;
    private final Map<Long, Integer> seen;
    private final Deque<Order> more;
    private final boolean cuts;
    private int deviation;

    /**
     * @param left how many deviations more may follow
     * @param seen of what runs have come to, how many deviations were left at most; runs that come to where one was are cut if {@code cuts}
     * @param more receives the orders with one more deviation
     */
    Deviating(Order order, int left, Map<Long, Integer> seen, Deque<Order> more, boolean cuts) {
        this.order = order;
        this.left = left;
        this.seen = seen;
        this.more = more;
        this.cuts = cuts;
    }

    @Override
    public String choose(int step, List<String> open) {
        if (deviation < order.deviations().size()
                && order.deviations().get(deviation).step() == step) {
            return order.deviations().get(deviation++).taken();
        }
        if (step > order.last() && left > 0) {
            for (int i = 1; i < open.size(); i++) more.addLast(order.with(step, open.get(i)));
        }
        return open.getFirst();
    }

    @Override
    public boolean happened(int step, Causality causality, BitSet races) {
        if (!cuts || step < order.last()) return true;
        Integer before = seen.get(causality.number());
        if (before != null && before >= left) return false;
        seen.put(causality.number(), left);
        return true;
    }

    @Override
    public boolean isWhole() {
        return false;
    }
}
