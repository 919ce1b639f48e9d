package dev.coordtest.coordtest;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.sql.plan.Plan;
import java.util.List;

/**
 * Says what a delivery has touched, from what could be seen of it: the coordinator's event with everything that it did about it. Only a few kinds of steps are known to touch little; the rest
 * is taken to touch everything that the coordinator holds.
 */
final class Footprints {
    private Footprints() {}

    /**
     * A step of the coordinator.
     *
     * @param locked whether somebody held the lock of tables before it or after it
     */
    static Footprint of(Observation.Step step, Catalog catalog, boolean locked) {
        List<Observation.Effect> effects = step.effects();
        return switch (step.event()) {
            case Event.FromCompute(ComputeResponse.Frontiers(var uppers)) -> report(uppers, effects);
            case Event.FromStorage(StorageResponse.Frontiers(var uppers)) -> report(uppers, effects);
            case Event.FromStorage(StorageResponse.Appended(var request, var upper))
            when effects.isEmpty() -> tables(catalog);
            case Event.FromCompute(ComputeResponse.PeekDone(var id, var result)) ->
                answersOnly(effects) && !locked ? answering(effects).write(Footprint.peek(id)) : whole();
            case Event.FromSession(ToCoordinator.Open(var id, var secret)) when effects.isEmpty() -> little(id);
            case Event.FromSession(ToCoordinator.Close(var id)) when effects.isEmpty() && !locked -> little(id);
            case Event.FromSession(ToCoordinator.EndTransaction(var id, var commit))
            when answersOnly(effects) && !locked -> little(id);
            case Event.FromSession(ToCoordinator.Execute execute) ->
                locked ? whole() : execute(execute, effects, catalog);
            default -> whole();
        };
    }

    /** A delivery to anybody else, or a unit of work; {@code dataflowsWent} if a dataflow was let go of. */
    static Footprint ofQueue(String queue, boolean dataflowsWent) {
        Footprint footprint = new Footprint();
        boolean ofCompute = queue.startsWith(Queues.TO_COMPUTE) || queue.startsWith(World.COMPUTE);
        if (ofCompute) {
            int peek = queue.lastIndexOf(" p");
            if (peek < 0 || dataflowsWent)
                return footprint.write(Footprint.COMPUTE).write(Footprint.STORAGE);
            PeekId id = new PeekId(Long.parseLong(queue.substring(peek + 2)));
            return footprint.read(Footprint.COMPUTE).write(Footprint.peek(id));
        }
        if (queue.equals(Queues.TO_STORAGE) || queue.equals(World.STORAGE)) return footprint.write(Footprint.STORAGE);
        return footprint.read(Footprint.CATALOG).write(Footprint.session(Queues.session(queue)));
    }

    private static Footprint whole() {
        return new Footprint()
                .write(Footprint.COORDINATOR)
                .read(Footprint.CLOCK)
                .write(Footprint.COMMANDS);
    }

    private static Footprint little(SessionId session) {
        return new Footprint().read(Footprint.COORDINATOR).write(Footprint.session(session));
    }

    /** A report that lets go of history sends word of that. */
    private static Footprint report(List<FrontierReport> uppers, List<Observation.Effect> effects) {
        if (!effects.isEmpty()) return whole();
        Footprint footprint = new Footprint().read(Footprint.COORDINATOR);
        for (FrontierReport upper : uppers) footprint.write(Footprint.known(upper.id()));
        return footprint;
    }

    /** Tables have been closed further, and nobody had written. */
    private static Footprint tables(Catalog catalog) {
        Footprint footprint = new Footprint().read(Footprint.COORDINATOR);
        for (CatalogItem item : catalog.all().values()) {
            if (item.body() instanceof CatalogItem.Table) footprint.write(Footprint.known(item.id()));
        }
        return footprint;
    }

    private static boolean answersOnly(List<Observation.Effect> effects) {
        return effects.stream().allMatch(Observation.SentToSession.class::isInstance);
    }

    private static Footprint answering(List<Observation.Effect> effects) {
        Footprint footprint = new Footprint().read(Footprint.COORDINATOR);
        for (Observation.Effect effect : effects) {
            if (effect instanceof Observation.SentToSession(var session, var message))
                footprint.write(Footprint.session(session));
        }
        return footprint;
    }

    private static Footprint execute(ToCoordinator.Execute execute, List<Observation.Effect> effects, Catalog catalog) {
        Footprint little = little(execute.session()).read(Footprint.CATALOG);
        boolean planAgain = execute.revision() != catalog.revision();
        if (planAgain || execute.plan() instanceof Plan.InsertValues)
            return !effects.isEmpty() && answersOnly(effects) ? little : whole();
        if (!(execute.plan() instanceof Plan.Select) || effects.isEmpty() || effects.size() > 2) return whole();
        if (!(effects.getLast() instanceof Observation.SentToCompute(ComputeCommand.Peek peek))) return whole();
        if (effects.size() == 2) {
            if (!(effects.getFirst() instanceof Observation.Chose(var session, var choice)) || !isFree(choice))
                return whole();
            for (Choice.Input input : choice.inputs()) little.read(Footprint.known(input.id()));
        }
        return little.write(Footprint.peek(peek.id())).add(Footprint.COMMANDS);
    }

    /** Whether a choice has not asked for the time of tables and strict reads, which moves it. */
    private static boolean isFree(Choice choice) {
        return choice.isolation() == Isolation.SERIALIZABLE && choice.oracle() == 0;
    }
}
