package dev.coordtest.bench;

import dev.coordtest.compute.Compute;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.collection.Collections;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekResult;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.storage.collection.MemoryCollections;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine as its owner drives it: batches enter by {@link Collections#append}, one timestamp each; differences leave by a TAIL, complete for
 * their time; and history is compacted as the clock goes.
 */
final class Engine {
    /** How many commits pass before history may be compacted again: a window, as the coordinator has. */
    private static final int COMMITS_PER_COMPACTION = 64;

    private final Collections collections = new MemoryCollections();
    private final Compute compute = new Compute(collections, this::respond);
    private final Checksum checksum = new Checksum();
    private final List<GlobalId> inputs;
    private final List<GlobalId> indexes = new ArrayList<>();
    private long now;
    private long answered;

    Engine(List<GlobalId> inputs) {
        this.inputs = inputs;
        inputs.forEach(collections::create);
    }

    void create(Dataflow dataflow) {
        dataflow.indexes().forEach(export -> indexes.add(export.index()));
        compute.handle(new ComputeCommand.CreateDataflow(dataflow, now == 0 ? 0 : now - 1));
    }

    /** Takes in the next timestamp without letting the engine work: {@code parts} in the order of the inputs. */
    void append(List<Batch> batches) {
        for (int i = 0; i < inputs.size(); i++) {
            GlobalId input = inputs.get(i);
            if (!collections.append(input, Frontier.at(now), Frontier.at(now + 1), Part.rows(batches.get(i)))) {
                throw new IllegalStateException("someone else wrote to " + input);
            }
        }
        now++;
    }

    /** Works until there is nothing to do. */
    void run() {
        while (compute.work()) {}
    }

    /** One timestamp from end to end. When this returns, the differences have been delivered. */
    void commit(List<Batch> batches) {
        append(batches);
        run();
        if (now % COMMITS_PER_COMPACTION == 0) compact();
    }

    /** Lets go of all history before the last timestamp. */
    void compact() {
        Frontier since = Frontier.at(now - 1);
        inputs.forEach(input -> collections.allowCompaction(input, since));
        compute.handle(new ComputeCommand.AllowCompaction(
                indexes.stream().map(index -> new Compaction(index, since)).toList()));
    }

    void peek(ComputeCommand.Peek peek) {
        compute.handle(peek);
        run();
    }

    /** The timestamp of the last commit. */
    long lastTime() {
        return now - 1;
    }

    /** How many rows peeks have answered with. */
    long rowsAnswered() {
        return answered;
    }

    Checksum checksum() {
        return checksum;
    }

    private void respond(ComputeResponse response) {
        switch (response) {
            case ComputeResponse.TailBatch(var id, var updates, var upper) -> checksum.add(updates);
            case ComputeResponse.PeekDone(var id, PeekResult.Rows(var rows)) -> answered += rows.size();
            case ComputeResponse.PeekDone failed -> throw new IllegalStateException(failed.toString());
            case ComputeResponse.TailFailed failed -> throw new IllegalStateException(failed.toString());
            case ComputeResponse.Frontiers ignored -> {}
        }
    }
}
