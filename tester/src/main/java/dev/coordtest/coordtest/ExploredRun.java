package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coordtest.law.LawViolation;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.storage.MemoryFiles;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a file in one order. At each choice it notes which other orders begin there. */
final class ExploredRun {
    private static final int STEPS_MAX = 100_000;
    /** The name of the client's next step among the queues. */
    private static final String CLIENT = "client";

    private final TestFile file;
    private final Explorer.Options options;
    private final Order order;
    private final int left;
    private final Verdict verdict = new Verdict();
    private final Trace trace = new Trace();
    private final List<String> deviations = new ArrayList<>();
    private @Nullable World world;
    private @Nullable Oracle oracle;
    private boolean cut;

    /** @param left how many deviations more may follow those of {@code order} */
    ExploredRun(TestFile file, Explorer.Options options, Order order, int left) {
        this.file = file;
        this.options = options;
        this.order = order;
        this.left = left;
    }

    boolean wasCut() {
        return cut;
    }

    Map<Promise, Long> tried() {
        return verdict.tried();
    }

    long lawEvaluations() {
        return world == null
                ? 0
                : world.laws().evaluations().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Runs to the end, or to a state in {@code seen} with as many deviations left; adds the orders with one more deviation to {@code more}. */
    Explorer.@Nullable Failure run(Map<Long, Integer> seen, Deque<Order> more, Script.Outputs outputs) {
        try {
            explore(seen, more, outputs);
            return null;
        } catch (PromiseBroken | LawViolation e) {
            return failure(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return failure("the system stops: " + e);
        }
    }

    private Explorer.Failure failure(String what) {
        return new Explorer.Failure(
                what, deviations, world == null ? List.of() : world.journal().lastLines());
    }

    private void explore(Map<Long, Integer> seen, Deque<Order> more, Script.Outputs outputs) {
        TestDirectory directory = new TestDirectory(false);
        MemoryFiles files = new MemoryFiles(directory.path());
        BaseHistory history = new BaseHistory();
        Readers readers = new Readers(verdict, options.monotone());
        WorldSettings settings = CoordTest.settings(file, options.settings());
        World made = new World(settings, files, Choices.first(), history, seenNow -> observe(seenNow, readers));
        world = made;
        oracle = new Oracle(history, verdict, made.coordinator().catalog());
        Directives directives = new Directives(made, files, directory);
        Script script = new Script(file, made, directives, readers, outputs);
        trace.begin(made.queues());
        int deviation = 0;
        for (int step = 0; ; step++) {
            if (step == STEPS_MAX) throw new IllegalStateException("not at its end after " + STEPS_MAX + " steps");
            List<String> ready = made.ready();
            boolean atRest = ready.isEmpty();
            if (atRest) made.atRest();
            if (script.isReady(atRest)) ready.add(CLIENT);
            if (ready.isEmpty()) break;
            String taken = ready.getFirst();
            boolean deviates = deviation < order.deviations().size()
                    && order.deviations().get(deviation).step() == step;
            for (GlobalId id : made.reporting()) ready.add(World.REPORT + id);
            if (deviates) {
                taken = order.deviations().get(deviation++).taken();
                deviations.add(describe(script, taken) + ", before " + describe(script, ready.getFirst()));
            } else if (step > order.last() && left > 0) {
                for (String other : ready) if (!other.equals(taken)) more.addLast(order.with(step, other));
            }
            take(made, script, taken, atRest);
            if (options.cuts() && step >= order.last() && wasThere(seen)) {
                cut = true;
                return;
            }
        }
        made.closeAll();
    }

    private static String describe(Script script, String taken) {
        return taken.equals(CLIENT) ? script.describe() : taken;
    }

    private void observe(Observation seen, Readers readers) {
        if (seen instanceof Observation.Step done) {
            for (Observation.Effect effect : done.effects()) {
                if (effect instanceof Observation.Chose(var session, var choice)) readers.chose(session, choice);
            }
        }
        if (oracle != null && world != null)
            oracle.observe(seen, world.coordinator().catalog());
    }

    private void take(World made, Script script, String taken, boolean atRest) {
        Catalog before = made.coordinator().catalog();
        List<String> places = List.of();
        if (taken.equals(CLIENT)) {
            places = script.step(atRest);
        } else if (taken.startsWith(World.REPORT)) {
            made.deliverReport(made.reporting().stream()
                    .filter(id -> taken.equals(World.REPORT + id))
                    .findFirst()
                    .orElseThrow());
        } else {
            made.deliver(taken);
        }
        script.noteAnswers();
        boolean catalogChanged = made.coordinator().catalog() != before;
        trace.event(kind(taken), taken, places, catalogChanged, made.now(), made.queues());
    }

    private static Trace.Kind kind(String taken) {
        if (taken.equals(CLIENT)) return Trace.Kind.CLIENT;
        if (taken.startsWith(World.REPORT)) return Trace.Kind.REPORT;
        return switch (taken) {
            case "coord→storage", "storage" -> Trace.Kind.STORAGE;
            case "coord→compute", "compute" -> Trace.Kind.COMPUTE;
            default -> taken.startsWith("coord→") ? Trace.Kind.SESSION : Trace.Kind.COORDINATOR;
        };
    }

    private boolean wasThere(Map<Long, Integer> seen) {
        Integer before = seen.get(trace.number());
        if (before != null && before >= left) return true;
        seen.put(trace.number(), left);
        return false;
    }
}
