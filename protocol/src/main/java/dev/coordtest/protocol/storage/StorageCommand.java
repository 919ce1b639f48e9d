package dev.coordtest.protocol.storage;

import dev.coordtest.protocol.Compaction;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.RelationDesc;
import java.util.List;

/** What the coordinator asks of storage. Commands take effect in the order in which they are sent; each is harmless when repeated. */
public sealed interface StorageCommand {
    /**
     * Look at a file, so that a statement about it can be planned: whether it can be opened, and what its header says. Answered by one {@link
     * StorageResponse.FileDescribed}. Nothing is kept.
     */
    record DescribeFile(RequestId request, String path, FileFormat format) implements StorageCommand {}

    /** Make an empty table. Tables share one upper; a new one starts there, with since 0. */
    record CreateTable(GlobalId id, RelationDesc desc) implements StorageCommand {}

    /** Start to ingest a file: since 0, upper 0. The source looks at its file at once and at each tick. */
    record CreateSource(GlobalId id, SourceDesc source) implements StorageCommand {}

    /**
     * Prepare to write the collection {@code id} out: make the file. Answered by one {@link StorageResponse.SinkReady} or {@link
     * StorageResponse.SinkFailed}.
     */
    record CreateSink(RequestId request, GlobalId id, SinkDesc sink) implements StorageCommand {}

    /** Write to the sink's file what appears in its collection, which compute fills from {@code asOf} on. */
    record StartSink(GlobalId id, long asOf) implements StorageCommand {}

    /**
     * Add the writes to their tables at {@code time}, all or none, and close all tables up to {@code upper}, which is past
     * {@code time} and past the upper that the tables share, and {@code time} is not before that upper. With no writes it only closes. Answered by one {@link
     * StorageResponse.Appended} or {@link StorageResponse.AppendFailed}.
     */
    record AppendTables(RequestId request, List<TableWrite> writes, long time, Frontier upper)
            implements StorageCommand {}

    /** The rows of {@code updates} times their diffs are added to {@code table}; their times are not looked at. */
    record TableWrite(GlobalId table, Batch updates) {}

    /** All that storage is to keep has been created: what an earlier system has left besides is dropped. Sent once, at the start. */
    record InitializationComplete() implements StorageCommand {}

    /** The named collections will not be read before the given times again. A closed since drops the collection, and with it source or sink. */
    record AllowCompaction(List<Compaction> compactions) implements StorageCommand {}
}
