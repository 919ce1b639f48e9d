package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private final PlanCache plans = new PlanCache();
    private final SortedMap<Integer, SortedMap<String, List<String>>> printed = new TreeMap<>();
    private final Set<Long> sampled = new HashSet<>();
    private final Map<Promise, Long> tried = new EnumMap<>(Promise.class);
    private long runs;
    private long whole;
    private long cut;
    private long lawEvaluations;
    private long waiting;
    private long drawn;
    private int bound = -1;
    private boolean complete;
    private double estimate;

    /**
     * What to explore.
     *
     * @param settings of the worlds
     * @param from the line from which on; what comes before runs in its own order
     * @param bound how many deviations there may be in the orders that are run first
     * @param all whether all orders are run after them
     * @param max after how many runs to stop
     * @param monotone whether readers of every isolation level must never go back
     * @param cuts whether runs that come to where an earlier one has been are cut short
     * @param samples how many orders are drawn after all that, if there are more
     * @param seed draws them
     * @param crashes how often the system may crash, at any place, and be started again
     */
    public record Options(
            SortedMap<String, String> settings,
            int from,
            int bound,
            boolean all,
            long max,
            boolean monotone,
            boolean cuts,
            long samples,
            long seed,
            int crashes) {
        /** Without drawing any order. */
        public Options(
                SortedMap<String, String> settings,
                int from,
                int bound,
                boolean all,
                long max,
                boolean monotone,
                boolean cuts) {
            this(settings, from, bound, all, max, monotone, cuts, 0, 0, 0);
        }

        /** Without crashes. */
        public Options(
                SortedMap<String, String> settings,
                int from,
                int bound,
                boolean all,
                long max,
                boolean monotone,
                boolean cuts,
                long samples,
                long seed) {
            this(settings, from, bound, all, max, monotone, cuts, samples, seed, 0);
        }
    }

    /**
     * What came of it.
     *
     * @param orders that were run to their end
     * @param cut runs that came to where an earlier one had been
     * @param bound up to how many deviations every order was run; -1 if not even that without any
     * @param isComplete whether there is no other order: each is equal to one that was run but for the order of deliveries that do not see each other
     * @param waiting if not complete, how many orders are known to be left, at least
     * @param estimate if not complete, about how many orders there are, going by the share that is done; 0 if nothing is known
     * @param failure null if nothing broke
     * @param sampled how many orders were drawn besides, and how many of them are not equal to one another
     * @param printed of each stanza, by its line, what it printed in one order or another, each with where the first order that printed it was not that of the file
     */
    public record Report(
            long orders,
            long cut,
            int bound,
            boolean isComplete,
            long waiting,
            double estimate,
            Sampled sampled,
            @Nullable Failure failure,
            SortedMap<Integer, SortedMap<String, List<String>>> printed,
            Map<Promise, Long> tried,
            long lawEvaluations) {}

    /** How many orders were drawn from seeds, and how many of these are different. */
    public record Sampled(long runs, long different) {}

    /**
     * An order that breaks something.
     *
     * @param signature what is broken, without the facts
     * @param what is broken, with the facts
     * @param order that it was
     * @param whole whether reports were delivered that nobody waited for any more
     * @param deviations where the order is not that of the file itself, for people
     * @param messages the last that were delivered
     */
    public record Failure(
            String signature,
            String what,
            Order order,
            boolean whole,
            List<String> deviations,
            List<String> messages) {}

    public Explorer(TestFile file, Options options) {
        this.file = file;
        this.options = options;
    }

    /** Explores until something breaks, all is done, or {@code max} runs were made. */
    public Report explore() {
        Failure failure = deviate();
        if (failure == null && options.all && !complete && runs < options.max) failure = exhaust();
        if (failure == null && !complete) failure = sample();
        return new Report(
                whole,
                cut,
                bound,
                complete,
                waiting,
                estimate,
                new Sampled(drawn, sampled.size()),
                failure,
                printed,
                tried,
                lawEvaluations);
    }

    /** The text of a test file that breaks the same when it is run alone, as short as it gets; nothing if none was found. */
    public Optional<String> reproduce(Failure failure) {
        List<Deed> deeds = new ArrayList<>();
        new ExploredRun(file, options, plans, new Fixed(failure.order, failure.whole))
                .recording(deeds)
                .run((directive, output) -> {});
        SortedMap<String, String> settings = new TreeMap<>(CoordTest.given(file));
        settings.putAll(options.settings);
        settings.put("oracle", options.monotone ? "monotone" : "on");
        return Reproduction.of(file.name(), settings, deeds, failure.signature);
    }

    private @Nullable Failure deviate() {
        Map<Long, Integer> seen = new HashMap<>();
        Deque<Order> orders = new ArrayDeque<>(List.of(Order.DEFAULT));
        for (int level = 0; level <= options.bound; level++) {
            Deque<Order> later = new ArrayDeque<>();
            while (!orders.isEmpty()) {
                if (runs == options.max) return null;
                Order order = orders.removeFirst();
                int left = options.bound - order.deviations().size();
                Failure failure = run(new Deviating(order, left, seen, later, options.cuts));
                if (failure != null) return failure;
            }
            bound = level;
            orders = later;
            // With no deviation left nobody looked for more.
            complete = orders.isEmpty() && level < options.bound;
            if (complete) return null;
        }
        return null;
    }

    private @Nullable Failure exhaust() {
        Exhaustive schedule = new Exhaustive();
        whole = 0;
        cut = 0;
        do {
            Failure failure = run(schedule);
            if (failure != null) return failure;
            complete = !schedule.next();
        } while (!complete && runs < options.max);
        if (complete) return null;
        waiting = schedule.waiting();
        estimate = whole / schedule.done();
        return null;
    }

    private @Nullable Failure sample() {
        Sampling sampling = new Sampling(options.seed);
        for (; drawn < options.samples; drawn++) {
            Schedule schedule = sampling.next();
            Failure failure = run(schedule);
            if (failure != null) return failure;
            whole--;
            sampled.add(sampling.number());
        }
        return null;
    }

    private @Nullable Failure run(Schedule schedule) {
        runs++;
        ExploredRun run = new ExploredRun(file, options, plans, schedule);
        Failure failure = run.run((directive, output) -> printed(directive, output, run));
        run.tried().forEach((promise, times) -> tried.merge(promise, times, Long::sum));
        lawEvaluations += run.lawEvaluations();
        if (run.wasCut()) cut++;
        else whole++;
        return failure;
    }

    private void printed(Directive directive, String output, ExploredRun run) {
        printed.computeIfAbsent(directive.line(), ignored -> new TreeMap<>())
                .computeIfAbsent(output, ignored -> run.deviations());
    }
}
