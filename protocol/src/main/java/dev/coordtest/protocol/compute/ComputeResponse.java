package dev.coordtest.protocol.compute;

import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/** What a compute engine tells the coordinator. */
public sealed interface ComputeResponse {
    /** Tells how far something has come. */
    sealed interface Report extends ComputeResponse {}

    /** Answers one request. */
    sealed interface Answer extends ComputeResponse {}

    /** The named indexes have come to these uppers since the last such report. In order for each id. */
    record Frontiers(List<FrontierReport> uppers) implements Report {}

    /** The answer to the peek {@code id}: the only one. */
    record PeekDone(PeekId id, PeekResult result) implements Answer {}

    /**
     * What the TAIL {@code id} has seen: the updates with times before {@code upper} that were not in an earlier batch, in
     * order of time and consolidated within each time; the first batch starts at the as-of. No update before {@code upper}
     * follows. With a closed {@code upper} the TAIL has ended.
     */
    record TailBatch(GlobalId id, Batch updates, Frontier upper) implements Answer {}

    /** The collection that the TAIL {@code id} follows has an error; the TAIL has ended. */
    record TailFailed(GlobalId id, dev.coordtest.repr.DataflowError error) implements Answer {}
}
