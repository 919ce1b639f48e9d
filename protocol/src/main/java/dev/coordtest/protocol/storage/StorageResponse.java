package dev.coordtest.protocol.storage;

import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import java.util.List;

/** What storage tells the coordinator. */
public sealed interface StorageResponse {
    /** Tells how far something has come. */
    sealed interface Report extends StorageResponse {}

    /** Answers one request. */
    sealed interface Answer extends StorageResponse {}

    /** The named sources and sinks have come to these uppers. Tables are not among them. */
    record Frontiers(List<FrontierReport> uppers) implements Report {}

    /** Which part of a source's file has which time, so that a restart assigns no other: bytes before {@code offset} came at or before {@code time}. */
    record Bindings(List<Binding> bindings) implements Report {}

    /** One entry of {@link Bindings}. */
    record Binding(GlobalId source, long time, long offset) {}

    /** The file can be opened, and this is what its format and header say. */
    record FileDescribed(RequestId request, FileDescription file) implements Answer {}

    /** The file cannot be opened, or its header is not what the statement says. */
    record DescribeFailed(RequestId request, SqlError error) implements Answer {}

    /** The file of the sink is there, at this path, and waits for {@link StorageCommand.StartSink}. */
    record SinkReady(RequestId request, GlobalId id, String path) implements Answer {}

    /** The file of the sink could not be made; nothing is left of it. */
    record SinkFailed(RequestId request, GlobalId id, SqlError error) implements Answer {}

    /** The writes of {@code request} are durable, and all tables are complete up to {@code upper}. */
    record Appended(RequestId request, Frontier upper) implements Answer {}

    /** None of the writes of {@code request} was made, and none will be; all tables are complete up to {@code upper}. */
    record AppendFailed(RequestId request, Frontier upper, SqlError error) implements Answer {}
}
