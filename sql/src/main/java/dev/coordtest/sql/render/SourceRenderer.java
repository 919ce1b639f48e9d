package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Connector;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Format;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Unbuilt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CREATE SOURCE and CREATE SINK. */
final class SourceRenderer {
    private final Sentence out;
    private final QueryRenderer queries;

    SourceRenderer(Sentence out, QueryRenderer queries) {
        this.out = out;
        this.queries = queries;
    }

    void source(Definition.CreateSource source) {
        out.add("CREATE ").addIf(source.materialized(), "MATERIALIZED ").add("SOURCE ");
        out.addIf(source.ifNotExists(), "IF NOT EXISTS ").name(source.name());
        List<String> key = source.key();
        if (key == null) {
            out.columns(" ", source.columns());
        } else {
            out.add(" (")
                    .commas(source.columns(), out::identifier)
                    .addIf(!source.columns().isEmpty(), ", ");
            out.columns("PRIMARY KEY ", key).add(" NOT ENFORCED)");
        }
        out.add(" FROM ");
        connector(source.connector());
        with(source.options());
        Format keyFormat = source.keyFormat();
        if (keyFormat != null) format(" KEY FORMAT ", keyFormat);
        Format format = source.format();
        if (format != null) format(keyFormat == null ? " FORMAT " : " VALUE FORMAT ", format);
        if (!source.includes().isEmpty()) {
            out.add(" INCLUDE ").commas(source.includes(), include -> {
                out.add(include.what());
                String alias = include.alias();
                if (alias != null) out.add(" AS ").identifier(alias);
            });
        }
        envelope(source.envelope());
    }

    void sink(Definition.CreateSink sink) {
        out.add("CREATE SINK ").addIf(sink.ifNotExists(), "IF NOT EXISTS ").name(sink.name());
        out.add(" FROM ").name(sink.from()).add(" INTO ");
        connector(sink.connector());
        with(sink.options());
        Format format = sink.format();
        if (format != null) format(" FORMAT ", format);
        envelope(sink.envelope());
        Boolean snapshot = sink.snapshot();
        if (snapshot != null) out.add(snapshot ? " WITH SNAPSHOT" : " WITHOUT SNAPSHOT");
        queries.exprs().clause(" AS OF ", sink.asOf());
    }

    private void with(List<Option> options) {
        if (options.isEmpty()) return;
        out.add(" WITH ");
        queries.options(options);
    }

    private void envelope(Definition.@Nullable Envelope envelope) {
        if (envelope == null) return;
        out.add(" ENVELOPE ").add(envelope.name());
        if (envelope.options().isEmpty()) return;
        out.add(" ");
        queries.options(envelope.options());
    }

    private void connector(Connector connector) {
        switch (connector) {
            case Connector.File(var path, var compression, var position) -> {
                out.add("FILE ").string(path);
                compression(compression);
            }
            case Connector.AvroOcf(var path, var position) ->
                out.add("AVRO OCF ").string(path);
            case Connector.Kafka(var broker, var topic, var key, var consistency, var position) -> {
                out.add("KAFKA BROKER ")
                        .string(broker)
                        .add(" TOPIC ")
                        .string(topic)
                        .columns(" KEY ", key);
                if (consistency instanceof Unbuilt(var name, var text, var at))
                    out.add(" ").add(text);
            }
            case Connector.Kinesis(var arn, var position) ->
                out.add("KINESIS ARN ").string(arn);
            case Connector.S3(var matching, var objects, var compression, var position) -> {
                out.add("S3 DISCOVER OBJECTS ");
                if (matching != null) out.add("MATCHING ").string(matching).add(" ");
                out.add("USING ")
                        .commas(
                                objects,
                                discovery -> out.add(discovery.queue() ? "SQS NOTIFICATIONS " : "BUCKET SCAN ")
                                        .string(discovery.name()));
                compression(compression);
            }
            case Connector.Postgres(var connection, var publication, var slot, var position) -> {
                out.add("POSTGRES CONNECTION ")
                        .string(connection)
                        .add(" PUBLICATION ")
                        .string(publication);
                if (slot != null) out.add(" SLOT ").string(slot);
            }
            case Connector.PubNub(var key, var channel, var position) ->
                out.add("PUBNUB SUBSCRIBE KEY ").string(key).add(" CHANNEL ").string(channel);
        }
    }

    private void compression(@Nullable String compression) {
        if (compression != null) out.add(" COMPRESSION ").add(compression);
    }

    private void format(String words, Format format) {
        out.add(words);
        switch (format) {
            case Format.Text ignored -> out.add("TEXT");
            case Format.Bytes ignored -> out.add("BYTES");
            case Format.Json ignored -> out.add("JSON");
            case Format.Csv(var count, var header, var names, var delimiter, var position) -> {
                out.add("CSV WITH ");
                if (header) out.add("HEADER").columns(" ", names);
                else out.number(count).add(" COLUMNS");
                if (delimiter != ',') out.add(" DELIMITED BY ").string(String.valueOf(delimiter));
            }
            case Format.Regex(var pattern, var position) -> out.add("REGEX ").string(pattern);
            case Format.Avro(var schema, var position) -> {
                out.add("AVRO USING ");
                schema(schema);
            }
            case Format.Protobuf(var message, var schema, var position) -> {
                out.add("PROTOBUF ");
                if (message != null) out.add("MESSAGE ").string(message).add(" ");
                out.add("USING ");
                schema(schema);
            }
        }
    }

    private void schema(Format.Schema schema) {
        List<Option> options = switch (schema) {
            case Format.Inline(var text, var settings) -> {
                out.add("SCHEMA ").string(text);
                yield settings;
            }
            case Format.InFile(var path, var settings) -> {
                out.add("SCHEMA FILE ").string(path);
                yield settings;
            }
            case Format.Registry(var url, var settings) -> {
                out.add("CONFLUENT SCHEMA REGISTRY ").string(url);
                yield settings;
            }
        };
        with(options);
    }
}
