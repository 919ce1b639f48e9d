package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.Planning;
import dev.coordtest.coordtest.law.LawViolation;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.storage.MemoryFiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a file in the order of a {@link Schedule}. */
final class ExploredRun {
    private static final int STEPS_MAX = 100_000;
    /** The name of the client's next step among the queues. */
    private static final String CLIENT = "client";
    /** The name of a crash among the queues: the system stops, and is started again. */
    private static final String CRASH = "crash";

    private final TestFile file;
    private final Explorer.Options options;
    private final Planning planning;
    private final Schedule schedule;
    private final Promises promises;
    private final Causality causality = new Causality();
    private final List<Order.Deviation> deviations = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();
    private @Nullable World world;
    /** The coordinator's step within the delivery at hand, if it was one. */
    private Observation.@Nullable Step step;

    private boolean cut;
    private int crashes;
    /** What happens, if somebody wants to know. */
    private @Nullable List<Deed> deeds;

    ExploredRun(TestFile file, Explorer.Options options, Planning planning, Schedule schedule) {
        this.planning = planning;
        this.file = file;
        this.options = options;
        this.promises = new Promises(options.monotone());
        this.schedule = schedule;
    }

    /** Where the order was not that of the file so far, for people. */
    List<String> deviations() {
        return List.copyOf(descriptions);
    }

    /** Takes down in {@code list} what happens. */
    ExploredRun recording(List<Deed> list) {
        deeds = list;
        return this;
    }

    /** Whether the schedule ended it before its end. */
    boolean wasCut() {
        return cut;
    }

    Map<Promise, Long> tried() {
        return promises.tried();
    }

    long lawEvaluations() {
        return world == null
                ? 0
                : world.laws().evaluations().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Runs; returns what breaks, if anything does. */
    Explorer.@Nullable Failure run(Script.Outputs outputs) {
        try {
            explore(outputs);
            return null;
        } catch (ParseError e) {
            // What the file's own order allows may not be possible in others: the run ends there.
            if (deviations.isEmpty()) throw e;
            return null;
        } catch (PromiseBroken | LawViolation e) {
            return failure(Signature.of(e), String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return failure(Signature.of(e), "the system stops: " + e);
        }
    }

    private Explorer.Failure failure(String signature, String what) {
        return new Explorer.Failure(
                signature,
                what,
                new Order(deviations),
                schedule.isWhole(),
                descriptions,
                world == null ? List.of() : world.journal().lastLines());
    }

    private void explore(Script.Outputs outputs) {
        TestDirectory directory = new TestDirectory(false);
        MemoryFiles files = new MemoryFiles(directory.path());
        World made = promises.world(
                CoordTest.settings(file, options.settings()),
                files,
                Choices.first(),
                planning,
                this::observe,
                causality::sends);
        world = made;
        Script script = new Script(
                file, made, new Directives(made, files, directory, promises.readers()), promises.readers(), outputs);
        prepare(made, script);
        causality.begin();
        List<String> before = List.of();
        for (int number = 0; ; number++) {
            if (number == STEPS_MAX) throw new IllegalStateException("not at its end after " + STEPS_MAX + " steps");
            List<String> open = made.ready();
            boolean atRest = open.isEmpty();
            if (atRest) made.atRest();
            if (script.isReady(atRest)) open.add(CLIENT);
            if (open.isEmpty() && !schedule.isWhole()) break;
            for (GlobalId id : made.reporting()) open.add(Queues.REPORT + id);
            if (open.isEmpty()) break;
            if (crashes < options.crashes() && !made.isStopped()) open.add(CRASH);
            for (String queue : open) if (!before.contains(queue)) causality.enabled(queue);
            String taken = schedule.choose(number, open);
            if (taken == null) {
                cut = true;
                return;
            }
            if (!taken.equals(open.getFirst())) {
                deviations.add(new Order.Deviation(number, taken));
                descriptions.add(describe(script, taken) + ", before " + describe(script, open.getFirst()));
            }
            before = open;
            note(made, script, taken, !taken.equals(open.getFirst()));
            BitSet races = take(made, script, taken, atRest);
            if (!schedule.happened(number, causality, races)) {
                cut = true;
                return;
            }
        }
        made.closeAll();
    }

    /** Runs what comes before the line from which on is explored, in its own order. */
    private void prepare(World made, Script script) {
        if (options.from() == 0) return;
        while (true) {
            List<String> open = made.ready();
            if (!open.isEmpty()) {
                made.deliver(open.getFirst());
            } else {
                made.atRest();
                if (script.line() >= options.from() || !script.isReady(true)) return;
                if (deeds != null) script.deed(false).ifPresent(deeds::add);
                script.step(true);
            }
            script.noteAnswers();
        }
    }

    private void note(World made, Script script, String taken, boolean deviates) {
        if (deeds == null) return;
        if (taken.equals(CLIENT)) script.deed(deviates).ifPresent(deeds::add);
        else if (taken.equals(CRASH)) deeds.add(new Deed.Crashed(deviates));
        else deeds.add(new Deed.Delivered(new Ways(made, script::name).name(taken), deviates));
    }

    private static String describe(Script script, String taken) {
        return taken.equals(CLIENT) ? script.describe() : taken;
    }

    private void observe(Observation seen) {
        if (seen instanceof Observation.Step done) step = done;
    }

    private BitSet take(World made, Script script, String taken, boolean atRest) {
        Catalog before = made.coordinator().catalog();
        boolean locked = made.coordinator().isLocked();
        int dataflows = made.dataflows();
        step = null;
        Footprint footprint = null;
        boolean isClient = taken.equals(CLIENT);
        boolean waitedForRest = isClient && script.waitsForRest();
        long starts = made.starts();
        boolean ran = !made.isStopped();
        boolean crashes = taken.equals(CRASH);
        if (isClient) {
            footprint = script.step(atRest);
        } else if (crashes) {
            this.crashes++;
            made.start();
            footprint = Footprint.everything();
        } else {
            made.deliverAny(taken);
        }
        boolean stops = ran && (made.isStopped() || made.starts() != starts);
        if (footprint == null && stops && step == null) footprint = Footprint.everything();
        if (footprint == null) {
            footprint = step != null
                    ? Footprints.of(step, before, locked || made.coordinator().isLocked())
                    : Footprints.ofQueue(taken, made.dataflows() != dataflows);
        }
        if (made.coordinator().catalog() != before) footprint.write(Footprint.CATALOG);
        if (script.noteAnswers()) footprint.add(Footprint.ANSWERED);
        if (stops) footprint.write(Footprint.SYSTEM);
        else footprint.read(Footprint.SYSTEM);
        return causality.event(taken, footprint, waitedForRest, stops);
    }
}
