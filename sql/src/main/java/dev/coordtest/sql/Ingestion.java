package dev.coordtest.sql;

import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Connector;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Format;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans sources and sinks. */
final class Ingestion {
    private final Names names;
    private final Indexes indexes;

    Ingestion(Names names, Indexes indexes) {
        this.names = names;
        this.indexes = indexes;
    }

    /** The file behind a source; refuses, by its name, every other connector and whatever a source is told that nothing is built of. */
    static Connector.File file(Definition.CreateSource source) {
        Connector connector = source.connector();
        String unbuilt = switch (connector) {
            case Connector.File(var path, var compression, var position) ->
                "GZIP".equals(compression) ? "compressed files are" : null;
            case Connector.AvroOcf ignored -> "AVRO OCF sources are";
            case Connector.Kafka ignored -> "KAFKA sources are";
            case Connector.Kinesis ignored -> "KINESIS sources are";
            case Connector.S3 ignored -> "S3 sources are";
            case Connector.Postgres ignored -> "POSTGRES sources are";
            case Connector.PubNub ignored -> "PUBNUB sources are";
        };
        if (unbuilt != null) throw Planner.unbuilt(unbuilt, connector.position());
        if (source.key() != null) throw Planner.unbuilt("PRIMARY KEY of sources is", source.position());
        Format key = source.keyFormat();
        if (key != null) throw Planner.unbuilt("KEY FORMAT of file sources is", key.position());
        for (Definition.Include include : source.includes()) {
            throw Planner.unbuilt("INCLUDE of file sources is", include.position());
        }
        Definition.Envelope envelope = source.envelope();
        if (envelope != null && !envelope.name().equals("NONE")) {
            throw Planner.unbuilt("envelopes of file sources are", envelope.position());
        }
        if (connector instanceof Connector.File file) return file;
        throw new IllegalStateException("no file: " + connector);
    }

    /** The format of a file source. */
    static Format format(Definition.CreateSource source) {
        Format format = source.format();
        if (format != null) return format;
        throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "Source format must be specified")
                .at(source.position()));
    }

    Plan createSource(Definition.CreateSource source, @Nullable FileDescription file) {
        String path = file(source).path();
        FileFormat format = Formats.of(format(source));
        if (file == null) throw new IllegalStateException("the file was not looked at");
        ItemName name = names.creating(source.name(), false);
        List<Column> columns = new ArrayList<>(file.columns().columns());
        columns.add(Column.of("mz_line_no", ScalarType.INT8, false));
        if (source.columns().size() > columns.size()) {
            throw new SqlException(
                    SqlState.SYNTAX_ERROR,
                    "source \"" + name.item() + "\" has " + columns.size() + " columns but "
                            + source.columns().size() + " were named");
        }
        for (int i = 0; i < source.columns().size(); i++) {
            columns.set(i, new Column(source.columns().get(i), columns.get(i).type()));
        }
        Definitions.checkDistinct(columns.stream().map(Column::name).toList());
        Options options = new Options(source.options());
        boolean tail = options.bool("tail", false);
        Long frequency = options.positive("timestamp_frequency_ms", "timestamp_frequency_ms must be an u64");
        String timeline = options.string("timeline", "timeline must be a string");
        if (options.has("consistency_topic")) {
            throw new SqlException(SqlState.FEATURE_NOT_SUPPORTED, "BYO consistency not supported for file sources");
        }
        options.refuseOthers("unexpected parameters for CREATE SOURCE: ");
        RelationDesc desc = new RelationDesc(columns);
        IndexPlan index = source.materialized() ? indexes.defaultIndex(name, desc) : null;
        return new Plan.CreateSource(
                name,
                path,
                format,
                desc,
                tail,
                false,
                frequency,
                timeline == null ? "epoch_ms" : "user:" + timeline,
                source.ifNotExists(),
                CanonicalSql.of(canonical(source, name)),
                index);
    }

    private static Definition.CreateSource canonical(Definition.CreateSource source, ItemName name) {
        return new Definition.CreateSource(
                CanonicalSql.name(name),
                source.columns(),
                source.key(),
                source.connector(),
                source.options(),
                source.keyFormat(),
                source.format(),
                source.includes(),
                source.envelope(),
                false,
                false,
                source.position());
    }

    Plan createSink(Definition.CreateSink sink) {
        if (!(sink.connector() instanceof Connector.AvroOcf(var path, var position))) {
            throw Planner.unbuilt("KAFKA sinks are", sink.connector().position());
        }
        if (sink.asOf() != null) {
            throw new SqlException(
                    SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, "CREATE SINK ... AS OF is no longer supported")
                            .at(sink.asOf().position()));
        }
        if (sink.envelope() != null)
            throw Planner.unbuilt("envelopes of file sinks are", sink.envelope().position());
        new Options(sink.options()).refuseOthers("unexpected parameters for CREATE SINK: ");
        ItemName name = names.creating(sink.name(), false);
        CatalogView.Item from = indexes.relation(sink.from());
        Boolean given = sink.snapshot();
        boolean snapshot = given == null || given;
        String sql = CanonicalSql.of(new Definition.CreateSink(
                CanonicalSql.name(name),
                CanonicalSql.name(from.name()),
                sink.connector(),
                List.of(),
                null,
                null,
                snapshot,
                null,
                false,
                sink.position()));
        return new Plan.CreateSink(name, from.id(), path, snapshot, sink.ifNotExists(), sql);
    }
}
