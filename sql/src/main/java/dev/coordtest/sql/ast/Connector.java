package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a source reads, and a sink writes. */
public sealed interface Connector {
    int position();

    /** {@code compression} in upper case; null where none was given. */
    record File(String path, @Nullable String compression, int position) implements Connector {}

    record AvroOcf(String path, int position) implements Connector {}

    /**
     * A topic of a broker.
     *
     * @param key the columns of a sink's key, null where none were given
     * @param consistency what follows CONSISTENCY
     */
    record Kafka(
            String broker,
            String topic,
            @Nullable List<String> key,
            @Nullable Unbuilt consistency,
            int position) implements Connector {}

    record Kinesis(String arn, int position) implements Connector {}

    /** {@code objects} finds them. */
    record S3(
            @Nullable String matching,
            List<Discovery> objects,
            @Nullable String compression,
            int position) implements Connector {}

    /** {@code BUCKET SCAN 'name'}, or with {@code queue} {@code SQS NOTIFICATIONS 'name'}. */
    record Discovery(boolean queue, String name) {}

    record Postgres(
            String connection, String publication, @Nullable String slot, int position) implements Connector {}

    record PubNub(String subscribeKey, String channel, int position) implements Connector {}
}
