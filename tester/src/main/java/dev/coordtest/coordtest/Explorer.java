package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs a file in every order in which its messages could be delivered, the nearest to its own order first: with no deviation from it, then with one, two, and so on (iterative
 * deviation bounding; Emmi, Qadeer and Rakamarić, 2011). A run that comes to where an earlier one has been is cut short ({@link Trace}). In every run all laws are on, every answer is compared with
 * what it has to be ({@link Oracle}), and the times of reads with what clients had seen ({@link Readers}).
 *
 * <p>What is found first has the fewest deviations there are. The same file and options explore the same orders.
 */
public final class Explorer {
    private final TestFile file;
    private final Options options;
    private final SortedMap<Integer, SortedSet<String>> printed = new TreeMap<>();
    private final Map<Promise, Long> tried = new EnumMap<>(Promise.class);
    /** Of each state that was reached, how many deviations were left at most. */
    private final Map<Long, Integer> seen = new HashMap<>();

    private Deque<Order> orders = new ArrayDeque<>();
    private Deque<Order> later = new ArrayDeque<>();
    private long complete;
    private long cut;
    private long lawEvaluations;

    /**
     * What to explore.
     *
     * @param settings of the worlds
     * @param bound how many deviations there may be
     * @param max after how many runs to stop
     * @param monotone whether readers of every isolation level must never go back
     * @param cuts whether runs that come to where an earlier one has been are cut short
     */
    public record Options(SortedMap<String, String> settings, int bound, long max, boolean monotone, boolean cuts) {}

    /**
     * What came of it.
     *
     * @param orders that were run to their end
     * @param cut runs that came to where an earlier one had been
     * @param bound up to how many deviations every order was run; -1 if not even that without any
     * @param isComplete whether there is no other order
     * @param failure null if nothing broke
     * @param printed of each stanza, by its line, what it printed in one order or another
     */
    public record Report(
            long orders,
            long cut,
            int bound,
            boolean isComplete,
            @Nullable Failure failure,
            SortedMap<Integer, SortedSet<String>> printed,
            Map<Promise, Long> tried,
            long lawEvaluations) {}

    /**
     * An order that breaks something.
     *
     * @param what is broken, with the facts
     * @param deviations where the order is not that of the file itself, in its order
     * @param messages the last that were delivered
     */
    public record Failure(String what, List<String> deviations, List<String> messages) {}

    public Explorer(TestFile file, Options options) {
        this.file = file;
        this.options = options;
    }

    /** Explores until something breaks, all is done, or the bounds of the options are reached. */
    public Report explore() {
        orders.add(Order.DEFAULT);
        int done = -1;
        long runs = 0;
        for (int level = 0; level <= options.bound; level++) {
            while (!orders.isEmpty()) {
                if (runs++ == options.max) return report(done, false, null);
                Order order = orders.removeFirst();
                ExploredRun run = new ExploredRun(
                        file, options, order, options.bound - order.deviations().size());
                Failure failure = run.run(seen, later, this::printed);
                run.tried().forEach((promise, times) -> tried.merge(promise, times, Long::sum));
                lawEvaluations += run.lawEvaluations();
                if (run.wasCut()) cut++;
                else complete++;
                if (failure != null) return report(done, false, failure);
            }
            done = level;
            Deque<Order> empty = orders;
            orders = later;
            later = empty;
            // With no deviation left nobody looked for more.
            if (orders.isEmpty() && level < options.bound) return report(done, true, null);
        }
        return report(done, false, null);
    }

    private void printed(Directive directive, String output) {
        printed.computeIfAbsent(directive.line(), ignored -> new TreeSet<>()).add(output);
    }

    private Report report(int bound, boolean isComplete, @Nullable Failure failure) {
        return new Report(complete, cut, bound, isComplete, failure, printed, tried, lawEvaluations);
    }
}
