package dev.coordtest.protocol.compute;

import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinator asks of a compute engine. Commands take effect in the order in which they are sent. Each is harmless when
 * repeated, so that the history can be replayed to an engine that has restarted.
 */
public sealed interface ComputeCommand {
    /**
     * Build {@code dataflow} and keep it up to date. Every import must be readable at {@code asOf}: its since is not past
     * it. Exports are correct from {@code asOf} on. Repeated with the same description it changes nothing.
     */
    record CreateDataflow(Dataflow dataflow, long asOf) implements ComputeCommand {}

    /**
     * The named collections will not be read before the given times again; history before may be merged. A closed since drops an
     * index, or ends a TAIL or the computation behind a sink. Dataflows and peeks already running that read a dropped collection are
     * not disturbed. Ids that are not there are ignored.
     */
    record AllowCompaction(List<Compaction> compactions) implements ComputeCommand {}

    /**
     * Read the index {@code target} at {@code time}, which its since must not have passed. Answered by at most one {@link
     * ComputeResponse.PeekDone}, once {@code time} is complete; perhaps by none once cancelled. Rows come after {@code mfp}
     * and {@code finishing}. The history from {@code time} on is kept until then.
     *
     * @param key if not null, only rows whose index key equals it are read; of the arity of the index's key
     */
    record Peek(
            PeekId id, GlobalId target, long time, @Nullable Row key, MapFilterProject mfp, Finishing finishing)
            implements ComputeCommand {}

    /** The answers to {@code ids} are no longer wanted; one already on its way is dropped. Naming a peek already answered is no error. */
    record CancelPeeks(List<PeekId> ids) implements ComputeCommand {}
}
