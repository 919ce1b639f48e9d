package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.Set;

/** An event that some law is about. Found by looking at what happened alone, and by nothing that the law's own code does. */
enum Trigger {
    /** The coordinator takes in a report. */
    REPORT,
    /** The coordinator lets history go. */
    COMPACTION,
    /** A report moves the since of an index that has a window; told by the compaction that follows in the same step. */
    WINDOW,
    /** An index that stays is sent to be built. */
    INDEX,
    /** A read is sent to compute. */
    PEEK,
    /** A statement that reads by itself is executed. */
    SINGLE_READ,
    /** A read or a dataflow is sent to compute. */
    PEEK_OR_DATAFLOW,
    /** A time is chosen. */
    CHOICE,
    /** A time is chosen by the coordinator. */
    FREE_CHOICE,
    /** A time is chosen as AS OF says. */
    AS_OF,
    /** The oracle gives a time to read at. */
    ORACLE,
    /** A time is chosen that no strict reader may go behind. */
    STRICT,
    /** A statement reads at the time of its transaction. */
    DOMAIN,
    /** Tables are closed further. */
    CLOSING,
    /** Rows are written to tables. */
    WRITE,
    /** A session asks something that is to be answered. */
    REQUEST,
    /** A session asks to change the catalog. */
    DDL,
    /** Compute answers a read. */
    ENGINE_ANSWER,
    /** Compute hands on changes to a TAIL. */
    ENGINE_TAIL,
    /** Compute takes in a dataflow. */
    ENGINE_DATAFLOW,
    /** Compute reports how far an index has come. */
    ENGINE_REPORT,
    /** Compute reports that an index is closed. */
    ENGINE_CLOSED,
    /** A TAIL starts. */
    TAIL_START,
    /** A session is told what its TAIL has seen. */
    TAIL_BATCH,
    /** Storage acknowledges what somebody has committed, who is told. */
    COMMIT,
    /** A statement reads a table in order to change it. */
    MUTATION,
    /** An engine is told to drop something. */
    DROP,
    /** The system is started again after a crash. */
    RESTART,
    /** Nothing is left to deliver but reports. */
    REST,
    /** Every session has ended. */
    END;

    /** Adds what {@code seen} is. */
    static void note(Observation seen, Set<Trigger> found) {
        switch (seen) {
            case Step step -> note(step, found);
            case Observation.ComputeTakes(var command) -> {
                if (command instanceof ComputeCommand.CreateDataflow) found.add(ENGINE_DATAFLOW);
            }
            case Observation.ComputeSays(var response) -> note(response, found);
            case Observation.End ignored -> found.add(END);
            case Observation.StorageTakes ignored -> {}
            case Observation.StorageSays ignored -> {}
            case Observation.MadeUp ignored -> {}
            case Observation.Restarted ignored -> found.add(RESTART);
            case Observation.Rest ignored -> found.add(REST);
        }
    }

    private static void note(ComputeResponse response, Set<Trigger> found) {
        switch (response) {
            case ComputeResponse.Frontiers(var uppers) -> {
                found.add(ENGINE_REPORT);
                for (FrontierReport report : uppers) if (report.upper().closed()) found.add(ENGINE_CLOSED);
            }
            case ComputeResponse.PeekDone ignored -> found.add(ENGINE_ANSWER);
            case ComputeResponse.TailBatch ignored -> found.add(ENGINE_TAIL);
            case ComputeResponse.TailFailed ignored -> {}
        }
    }

    private static void note(Step step, Set<Trigger> found) {
        switch (step.event()) {
            case Event.FromSession(var message) -> note(message, found);
            case Event.FromCompute(var response) -> {
                if (response instanceof ComputeResponse.Frontiers) found.add(REPORT);
            }
            case Event.FromStorage(var response) -> {
                if (response instanceof StorageResponse.Frontiers) found.add(REPORT);
            }
            case Event.Boot ignored -> {}
            case Event.Tick ignored -> {}
        }
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Observation.SentToCompute(var command) -> note(step, command, found);
                case Observation.SentToStorage(var command) -> note(step, command, found);
                case Observation.Chose(var session, var choice) -> {
                    note(choice, found);
                    if (step.event() instanceof Event.FromSession(ToCoordinator.Execute execute)
                            && execute.plan() instanceof Plan.ReadThenWrite) found.add(MUTATION);
                }
                case Observation.SentToSession(var session, var message) -> note(step, message, found);
            }
        }
    }

    private static void note(Step step, ToSession message, Set<Trigger> found) {
        if (message instanceof ToSession.TailStarted) found.add(TAIL_START);
        if (message instanceof ToSession.TailBatch) found.add(TAIL_BATCH);
        if (message instanceof ToSession.TransactionEnded(var error)
                && error == null
                && step.event() instanceof Event.FromStorage(StorageResponse.Appended ignored)) found.add(COMMIT);
    }

    private static void note(ToCoordinator message, Set<Trigger> found) {
        switch (message) {
            case ToCoordinator.Execute execute -> {
                found.add(REQUEST);
                if (execute.plan() instanceof Plan.DdlPlan) found.add(DDL);
            }
            case ToCoordinator.DescribeFile ignored -> found.add(REQUEST);
            case ToCoordinator.EndTransaction ignored -> found.add(REQUEST);
            case ToCoordinator.Open ignored -> {}
            case ToCoordinator.StopTail ignored -> {}
            case ToCoordinator.Cancel ignored -> {}
            case ToCoordinator.Close ignored -> {}
        }
    }

    private static void note(Step step, ComputeCommand command, Set<Trigger> found) {
        switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) -> {
                found.add(PEEK_OR_DATAFLOW);
                if (dataflow.indexes().stream().anyMatch(index -> !index.index().isTransient())) found.add(INDEX);
            }
            case ComputeCommand.Peek peek -> {
                found.add(PEEK);
                found.add(PEEK_OR_DATAFLOW);
                if (Reads.ofTransaction(step).isPresent()) found.add(DOMAIN);
                else if (step.event() instanceof Event.FromSession(ToCoordinator.Execute ignored))
                    found.add(SINGLE_READ);
            }
            case ComputeCommand.AllowCompaction(var compactions) -> note(step, compactions, found);
            case ComputeCommand.CancelPeeks ignored -> {}
        }
    }

    private static void note(Step step, StorageCommand command, Set<Trigger> found) {
        switch (command) {
            case StorageCommand.AppendTables append -> {
                found.add(CLOSING);
                if (!append.writes().isEmpty()) found.add(WRITE);
            }
            case StorageCommand.AllowCompaction(var compactions) -> note(step, compactions, found);
            case StorageCommand.DescribeFile ignored -> {}
            case StorageCommand.CreateTable ignored -> {}
            case StorageCommand.CreateSource ignored -> {}
            case StorageCommand.CreateSink ignored -> {}
            case StorageCommand.StartSink ignored -> {}
            case StorageCommand.InitializationComplete ignored -> {}
        }
    }

    private static void note(Step step, List<Compaction> compactions, Set<Trigger> found) {
        for (Compaction compaction : compactions) {
            if (compaction.since().closed()) {
                found.add(DROP);
                continue;
            }
            found.add(COMPACTION);
            if (!Reads.reports(step.event()).isEmpty()) found.add(WINDOW);
        }
    }

    private static void note(Choice choice, Set<Trigger> found) {
        found.add(CHOICE);
        found.add(choice.reason() == Choice.Reason.AS_OF ? AS_OF : FREE_CHOICE);
        if (choice.reason() == Choice.Reason.ORACLE) found.add(ORACLE);
        if (Reads.isStrict(choice)) found.add(STRICT);
    }
}
