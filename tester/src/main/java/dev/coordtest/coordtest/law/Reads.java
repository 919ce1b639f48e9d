package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import java.util.List;
import java.util.Optional;

/** What messages say about reads, where several laws ask. */
final class Reads {
    private Reads() {}

    /** The session, if the step carries out a statement that reads at the time of a transaction of several statements. */
    static Optional<SessionId> ofTransaction(Step step) {
        if (!(step.event() instanceof Event.FromSession(ToCoordinator.Execute execute))) return Optional.empty();
        boolean shares = execute.context().isMultiple()
                && when(execute.plan()).orElse(null) instanceof When.Immediately
                && query(execute.plan())
                        .filter(query -> !query.references().isEmpty())
                        .isPresent();
        return shares ? Optional.of(execute.session()) : Optional.empty();
    }

    /** When the statement that the step carries out asks to be answered; empty if it does not read by itself. */
    static Optional<When> when(Plan plan) {
        return switch (plan) {
            case Plan.Select select -> Optional.of(select.when());
            case Plan.CopyTo copy -> Optional.of(copy.when());
            case Plan.Tail tail -> Optional.of(tail.when());
            case Plan.ExplainTimestamp ignored -> Optional.empty();
            case Plan.InsertValues ignored -> Optional.empty();
            case Plan.ReadThenWrite ignored -> Optional.empty();
            case Plan.DdlPlan ignored -> Optional.empty();
            case Plan.SessionPlan ignored -> Optional.empty();
        };
    }

    /** A TAIL shares its transaction with no other read, so it is none of these. */
    private static Optional<QueryPlan> query(Plan plan) {
        return switch (plan) {
            case Plan.Select select -> Optional.of(select.query());
            case Plan.CopyTo copy -> Optional.of(copy.query());
            case Plan.Tail ignored -> Optional.empty();
            case Plan.ExplainTimestamp ignored -> Optional.empty();
            case Plan.InsertValues ignored -> Optional.empty();
            case Plan.ReadThenWrite ignored -> Optional.empty();
            case Plan.DdlPlan ignored -> Optional.empty();
            case Plan.SessionPlan ignored -> Optional.empty();
        };
    }

    /** The reports that the coordinator takes in with an event. */
    static List<FrontierReport> reports(Event event) {
        return switch (event) {
            case Event.FromCompute(ComputeResponse.Frontiers(var uppers)) -> uppers;
            case Event.FromStorage(StorageResponse.Frontiers(var uppers)) -> uppers;
            case Event.FromCompute ignored -> List.of();
            case Event.FromStorage ignored -> List.of();
            case Event.FromSession ignored -> List.of();
            case Event.Boot ignored -> List.of();
            case Event.Tick ignored -> List.of();
        };
    }

    /** Whether no later strict read may be older than this one. */
    static boolean isStrict(Choice choice) {
        return choice.isolation() == Isolation.STRICT_SERIALIZABLE
                && choice.reason() != Reason.AS_OF
                && choice.reason() != Reason.CLOSED;
    }
}
