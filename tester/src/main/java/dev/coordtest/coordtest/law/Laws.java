package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Coordinator;
import dev.coordtest.coord.timestamp.ReadHolds;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Checks the laws of one world as it runs, and counts how often each was tried. */
public final class Laws {
    private final Coordinator coordinator;
    private final Function<GlobalId, Optional<Frontier>> trueUpper;
    private final Map<Law, Long> evaluations = new EnumMap<>(Law.class);
    private final SortedMap<GlobalId, Frontier> knownBefore = new TreeMap<>();
    private final SortedMap<GlobalId, Frontier> sinceBefore = new TreeMap<>();
    /** Collections whose uppers the test has made up. */
    private final SortedSet<GlobalId> untrue = new TreeSet<>();

    /** Commands seen that some law is about. */
    private long dataflows;

    private long peeks;

    public Laws(Coordinator coordinator, Function<GlobalId, Optional<Frontier>> trueUpper) {
        this.coordinator = coordinator;
        this.trueUpper = trueUpper;
    }

    /** From now on what is known of this collection may be ahead of the truth. */
    public void untrue(GlobalId id) {
        untrue.add(id);
    }

    /** After each step of the coordinator. */
    public void afterStep() {
        ReadHolds holds = coordinator.holds();
        for (GlobalId id : holds.ids()) {
            Frontier known = holds.known(id);
            Frontier since = holds.since(id);
            check(
                    Law.F1,
                    known.isAtLeast(knownBefore.getOrDefault(id, Frontier.MINIMUM)),
                    () -> id + " known " + known + " after " + knownBefore.get(id));
            check(
                    Law.F2,
                    since.isAtLeast(sinceBefore.getOrDefault(id, Frontier.MINIMUM)),
                    () -> id + " since " + since + " after " + sinceBefore.get(id));
            knownBefore.put(id, known);
            sinceBefore.put(id, since);
        }
        for (Hold hold : holds.holds()) {
            for (GlobalId id : hold.ids()) {
                if (!holds.contains(id)) continue;
                check(
                        Law.F5,
                        holds.since(id).lessEqual(hold.time()),
                        () -> id + " since " + holds.since(id) + ", held at " + Times.toString(hold.time()) + " by "
                                + hold.owner());
            }
        }
    }

    /** Before compute takes a command in. */
    public void beforeCompute(ComputeCommand command, Function<GlobalId, Optional<Frontier>> since) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> {
                dataflows++;
                evaluations.merge(Law.F10, 1L, Long::sum);
                dataflow.indexImports()
                        .forEach(source -> check(
                                Law.F10,
                                since.apply(source.index())
                                        .filter(s -> s.isPast(asOf))
                                        .isEmpty(),
                                () -> dataflow.name() + " as of " + Times.toString(asOf) + " imports " + source.index()
                                        + " with since " + since.apply(source.index())));
            }
            case ComputeCommand.Peek peek -> {
                peeks++;
                check(
                        Law.F11,
                        since.apply(peek.target())
                                .filter(s -> s.isPast(peek.time()))
                                .isEmpty(),
                        () -> peek.id() + " at " + Times.toString(peek.time()) + " of " + peek.target() + " with since "
                                + since.apply(peek.target()));
            }
            case ComputeCommand.AllowCompaction ignored -> {}
            case ComputeCommand.CancelPeeks ignored -> {}
        }
    }

    /** When nothing is left to deliver but reports. */
    public void atRest() {
        ReadHolds holds = coordinator.holds();
        for (GlobalId id : holds.ids()) {
            if (untrue.contains(id)) continue;
            Optional<Frontier> truth = trueUpper.apply(id);
            Frontier known = holds.known(id);
            check(
                    Law.F7,
                    truth.isEmpty() || truth.get().isAtLeast(known),
                    () -> id + " known " + known + ", true " + truth);
        }
    }

    /** When every session has ended. */
    public void atEnd() {
        check(
                Law.R1,
                coordinator.leftovers().isEmpty(),
                () -> coordinator.leftovers().toString());
    }

    private void check(Law law, boolean holds, java.util.function.Supplier<String> facts) {
        evaluations.merge(law, 1L, Long::sum);
        if (!holds) throw new LawViolation(law, facts.get());
    }

    /** How often each law was tried. */
    public Map<Law, Long> evaluations() {
        return java.util.Collections.unmodifiableMap(evaluations);
    }

    /** Laws that this run should have tried, but did not: a checker that never looks proves nothing. */
    public SortedSet<Law> vacuous() {
        SortedSet<Law> vacuous = new TreeSet<>();
        if (dataflows > 0 && !evaluations.containsKey(Law.F10)) vacuous.add(Law.F10);
        if (peeks > 0 && !evaluations.containsKey(Law.F11)) vacuous.add(Law.F11);
        if (!coordinator.holds().ids().isEmpty() && !evaluations.containsKey(Law.F1)) vacuous.add(Law.F1);
        return vacuous;
    }
}
