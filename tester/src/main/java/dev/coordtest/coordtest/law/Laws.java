package dev.coordtest.coordtest.law;

import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.coordtest.report.Brief;
import dev.coordtest.repr.Times;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges one run as it happens: is told everything, tries every law that is about it, and counts how often each was tried. What a message costs depends on what
 * it names, not on how much there is; only at rest is everything looked at.
 */
public final class Laws {
    private final @Nullable Sight sight;
    private final RestartLaws restarts;
    private Ledger ledger = new Ledger();
    private List<Watch> watches;
    private final Map<Law, Long> evaluations = new EnumMap<>(Law.class);
    private final Set<Trigger> triggered = EnumSet.noneOf(Trigger.class);
    private long step;
    private long now;
    private Observation current = new Observation.MadeUp(List.of());

    public Laws(Sight sight) {
        this.sight = sight;
        this.restarts = new RestartLaws(this::check);
        watches = watches(sight);
    }

    private List<Watch> watches(Sight sight) {
        Verdicts verdicts = this::check;
        return List.of(
                new FrontierLaws(ledger, sight, verdicts),
                new EngineLaws(ledger, sight, verdicts),
                new OracleLaws(ledger, verdicts),
                new ChoiceLaws(ledger, sight, verdicts),
                new AnswerLaws(ledger, sight, verdicts),
                new CatalogLaw(sight, verdicts),
                new TailLaws(verdicts),
                new WriteLaws(ledger, verdicts),
                new ResourceLaws(sight, verdicts),
                new LeakLaws(sight, verdicts),
                restarts);
    }

    /** For a run that nobody judges: what should have been tried and was not is still told. */
    private Laws() {
        sight = null;
        restarts = new RestartLaws(this::check);
        watches = List.of();
    }

    /** Laws that are never tried, so that every run that has something to try is vacuous. */
    static Laws blind() {
        return new Laws();
    }

    /** Takes in what happened next. Throws {@link LawViolation} if a law does not hold. */
    public void observe(Observation seen) {
        // Nothing has happened since the world was last at rest.
        if (seen instanceof Observation.Rest && current instanceof Observation.Rest) return;
        current = seen;
        Trigger.note(seen, triggered);
        switch (seen) {
            case Step done -> step(done);
            case Observation.ComputeTakes(var command) -> {
                for (Watch watch : watches) watch.computeTakes(command);
                ledger.taken(command);
            }
            case Observation.StorageTakes(var command) -> {
                for (Watch watch : watches) watch.storageTakes(command);
                ledger.taken(command);
            }
            case Observation.ComputeSays(var response) -> {
                for (Watch watch : watches) watch.computeSays(response);
                ledger.said(response);
            }
            case Observation.StorageSays(var response) -> {
                for (Watch watch : watches) watch.storageSays(response);
                ledger.said(response);
            }
            case Observation.MadeUp(var ids) -> ledger.madeUp(ids);
            case Observation.Restarted(var durable, var restored) -> {
                if (sight == null) return;
                restarts.restarted(durable, restored);
                ledger = new Ledger();
                watches = watches(sight);
            }
            case Observation.Rest ignored -> {
                for (Watch watch : watches) watch.rest();
            }
            case Observation.End ignored -> {
                for (Watch watch : watches) watch.end();
            }
        }
    }

    private void step(Step done) {
        step++;
        now = done.now();
        ledger.begin(done);
        for (Watch watch : watches) watch.before(done);
        for (Effect effect : done.effects()) {
            for (Watch watch : watches) watch.effect(done, effect);
            ledger.effect(effect);
        }
        for (Watch watch : watches) watch.after(done);
    }

    private void check(Law law, boolean holds, Supplier<String> facts) {
        evaluations.merge(law, 1L, Long::sum);
        if (holds) return;
        throw new LawViolation(
                law,
                "law " + law + " is broken at step " + step + ", now=" + Times.toString(now) + ": " + law.text()
                        + "; but " + facts.get() + "; seen at " + subject());
    }

    private String subject() {
        return switch (current) {
            case Step(var time, var event, var effects) -> "the coordinator, at " + Brief.of(event);
            case Observation.Rest ignored -> "rest";
            case Observation.Restarted ignored -> "the restart";
            case Observation.End ignored -> "the end";
            case Observation.ComputeTakes(var command) -> "compute, which takes " + Brief.of(command);
            case Observation.StorageTakes(var command) -> "storage, which takes " + Brief.of(command);
            case Observation.ComputeSays(var response) -> "compute, which says " + Brief.of(response);
            case Observation.StorageSays(var response) -> "storage, which says " + Brief.of(response);
            case Observation.MadeUp(var ids) -> "reports of " + ids + " that a test made up";
        };
    }

    /** How often each law was tried; those that never were are not in it. */
    public Map<Law, Long> evaluations() {
        return Collections.unmodifiableMap(evaluations);
    }

    /** Laws that this run should have tried, but did not: a checker that never looks proves nothing. */
    public SortedSet<Law> vacuous() {
        SortedSet<Law> vacuous = new TreeSet<>();
        for (Law law : Law.values()) {
            if (!evaluations.containsKey(law) && triggered.contains(law.trigger())) vacuous.add(law);
        }
        return vacuous;
    }
}
