package dev.coordtest.coordtest;

import dev.coordtest.coord.session.Planning;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.coordtest.law.LawViolation;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.storage.MemoryFiles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a file once, in its own order or in one drawn from a seed, with every law on, every answer held against the {@link Oracle} and the times of reads against what clients
 * had seen. A walk is a pure function of the file, the settings and the seed.
 *
 * <p>Where {@link Explorer} goes through all orders of a small file, this goes one way through a large one.
 */
public final class Walk {
    private static final int STEPS_MAX = 100_000;
    /** Why a run whose data does not fit into the memory of this process has no outcome. */
    private static final String TOO_LARGE = "too large for the memory that there is";

    private static final String CLIENT = "client";

    private final TestFile file;
    private final SortedMap<String, String> settings;
    private final Planning plans;
    private final Promises promises;
    private final SortedMap<Integer, String> printed = new TreeMap<>();
    private final List<String> deviations = new ArrayList<>();
    private long digest = 17;
    private @Nullable World world;
    /** What happens, if somebody wants to know. */
    private @Nullable List<Deed> deeds;

    /**
     * What a walk has broken.
     *
     * @param signature what is broken, without the facts: the same for the same bug in a smaller file
     * @param what is broken, with the facts
     * @param deviations the first places where the order was not that of the file itself
     * @param messages the last that were delivered
     */
    public record Breach(String signature, String what, List<String> deviations, List<String> messages) {}

    /**
     * What came of a walk.
     *
     * @param breach null if nothing broke
     * @param refused what is wrong with the file, so that it did not run to its end; null if nothing is
     * @param printed what the directive of each line printed
     * @param digest of everything that was delivered, chosen and printed
     */
    public record Outcome(
            @Nullable Breach breach,
            @Nullable String refused,
            SortedMap<Integer, String> printed,
            Map<Promise, Long> promises,
            Map<Law, Long> laws,
            long deliveries,
            long digest) {
        /** Whether the run was given up because there was not enough memory: neither good nor bad. */
        public boolean isTooLarge() {
            return TOO_LARGE.equals(refused);
        }
    }

    private Walk(TestFile file, SortedMap<String, String> settings, boolean monotone, Planning plans) {
        this.file = file;
        this.settings = settings;
        this.plans = plans;
        this.promises = new Promises(monotone);
    }

    /**
     * Runs the file.
     *
     * @param seed draws the order; without one it is the file's own
     * @param monotone whether readers of every isolation level must never go back
     * @param plans of this file; {@link #plansOnce} where it is run more than once
     */
    public static Outcome run(
            TestFile file, SortedMap<String, String> settings, OptionalLong seed, boolean monotone, Planning plans) {
        return new Walk(file, settings, monotone, plans)
                .run(seed.isPresent() ? new RandomOrder(seed.getAsLong()) : null);
    }

    /** Plans every statement of a file once for all walks that share this. One thread at a time. */
    public static Planning plansOnce() {
        return new PlanCache();
    }

    /**
     * The text of a test file that says its order itself and breaks the same when it is run alone, as short as it gets; nothing if none was found.
     *
     * @param signature what the walk with the same arguments breaks
     */
    public static Optional<String> reproduce(
            TestFile file, SortedMap<String, String> settings, OptionalLong seed, boolean monotone, String signature) {
        Walk walk = new Walk(file, settings, monotone, plansOnce());
        List<Deed> deeds = new ArrayList<>();
        walk.deeds = deeds;
        walk.run(seed.isPresent() ? new RandomOrder(seed.getAsLong()) : null);
        SortedMap<String, String> judged = new TreeMap<>(CoordTest.given(file));
        judged.putAll(settings);
        judged.put("oracle", monotone ? "monotone" : "on");
        return Reproduction.of(file.name(), judged, deeds, signature);
    }

    private Outcome run(@Nullable RandomOrder order) {
        Breach breach = null;
        String refused = null;
        try {
            walk(order);
        } catch (ParseError e) {
            refused = String.valueOf(e.getMessage());
        } catch (OutOfMemoryError e) {
            refused = TOO_LARGE;
        } catch (PromiseBroken | LawViolation e) {
            breach = breach(Signature.of(e), String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            breach = breach(Signature.of(e), "the system stops: " + e);
        }
        World made = world;
        return new Outcome(
                breach,
                refused,
                printed,
                promises.tried(),
                made == null ? new EnumMap<>(Law.class) : made.laws().evaluations(),
                made == null ? 0 : made.journal().deliveries(),
                digest);
    }

    private Breach breach(String signature, String what) {
        return new Breach(
                signature,
                what,
                deviations,
                world == null ? List.of() : world.journal().lastLines());
    }

    private void walk(@Nullable RandomOrder order) {
        TestDirectory directory = new TestDirectory(false);
        MemoryFiles files = new MemoryFiles(directory.path());
        World made = promises.world(
                CoordTest.settings(file, settings), files, Choices.first(), plans, this::observe, queue -> {});
        world = made;
        Script script = new Script(
                file,
                made,
                new Directives(made, files, directory, promises.readers()),
                promises.readers(),
                this::printed);
        for (int step = 0; ; step++) {
            if (step == STEPS_MAX) throw new IllegalStateException("not at its end after " + STEPS_MAX + " steps");
            List<String> ready = made.ready();
            boolean atRest = ready.isEmpty();
            if (atRest) made.atRest();
            if (script.isReady(atRest)) ready.add(CLIENT);
            if (ready.isEmpty()) break;
            String taken = ready.getFirst();
            if (order != null) {
                for (GlobalId id : made.reporting()) ready.add(Queues.REPORT + id);
                taken = order.choose(ready);
                if (!taken.equals(ready.getFirst()) && deviations.size() < 30)
                    deviations.add("step " + step + ": " + taken + ", before " + ready.getFirst());
            }
            mix(taken.hashCode());
            if (deeds != null) note(made, script, taken, !taken.equals(ready.getFirst()), deeds);
            take(made, script, taken, atRest);
        }
        made.closeAll();
    }

    private static void note(World made, Script script, String taken, boolean deviates, List<Deed> deeds) {
        if (taken.equals(CLIENT)) script.deed(deviates).ifPresent(deeds::add);
        else deeds.add(new Deed.Delivered(new Ways(made, script::name).name(taken), deviates));
    }

    private static void take(World made, Script script, String taken, boolean atRest) {
        if (taken.equals(CLIENT)) script.step(atRest);
        else made.deliverAny(taken);
        script.noteAnswers();
    }

    private void observe(Observation seen) {
        if (!(seen instanceof Observation.Step done)) return;
        for (Observation.Effect effect : done.effects()) {
            if (effect instanceof Observation.Chose(var session, var choice)) mix(choice.time());
        }
    }

    private void printed(Directive directive, String output) {
        printed.put(directive.line(), output);
        mix(output.hashCode());
    }

    private void mix(long value) {
        long z = digest * 0x9E3779B97F4A7C15L + value;
        digest = z ^ z >>> 29;
    }
}
