package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Connector;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Format;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** CREATE SOURCE and CREATE SINK after these two words. Connectors and formats are {@link ConnectorParser}'s and {@link FormatParser}'s. */
final class SourceParser {
    private final Tokens tokens;
    private final ExprParser exprs;
    private final OptionParser options;
    private final ConnectorParser connectors;
    private final FormatParser formats;

    SourceParser(Tokens tokens, ExprParser exprs, OptionParser options) {
        this.tokens = tokens;
        this.exprs = exprs;
        this.options = options;
        this.connectors = new ConnectorParser(tokens);
        this.formats = new FormatParser(tokens, options);
    }

    Statement source(boolean materialized, int position) {
        boolean ifNotExists = DefinitionParser.ifNotExists(tokens);
        Name name = tokens.name();
        List<String> columns = new ArrayList<>();
        List<String> key = null;
        if (tokens.acceptOperator("(")) {
            do {
                if (tokens.accept("primary", "key")) key = key();
                else columns.add(tokens.identifier());
            } while (tokens.acceptOperator(","));
            tokens.expectOperator(")");
        }
        tokens.expect("from");
        Connector connector = connectors.source();
        List<Option> with = options.with();
        Format keyFormat = null;
        Format format = null;
        if (tokens.accept("key", "format")) {
            keyFormat = formats.format();
            tokens.expect("value", "format");
            format = formats.format();
        } else if (tokens.accept("format")) {
            format = formats.format();
        }
        List<Definition.Include> includes = tokens.accept("include") ? tokens.commas(this::include) : List.of();
        Definition.Envelope envelope = envelope();
        return new Definition.CreateSource(
                name,
                columns,
                key,
                connector,
                with,
                keyFormat,
                format,
                includes,
                envelope,
                materialized,
                ifNotExists,
                position);
    }

    private List<String> key() {
        List<String> key = tokens.optionalColumns();
        tokens.expect("not", "enforced");
        return key;
    }

    private Definition.Include include() {
        int position = tokens.position();
        String what = tokens.expectAny("key", "partition", "topic", "offset", "timestamp", "headers")
                .toUpperCase(Locale.ROOT);
        return new Definition.Include(what, tokens.accept("as") ? tokens.identifier() : null, position);
    }

    private Definition.@Nullable Envelope envelope() {
        int position = tokens.position();
        if (!tokens.accept("envelope")) return null;
        String name =
                tokens.expectAny("none", "debezium", "upsert", "materialize").toUpperCase(Locale.ROOT);
        if (name.equals("DEBEZIUM") && tokens.accept("upsert")) name = "DEBEZIUM UPSERT";
        List<Option> settings = tokens.peek().isOperator("(") ? options.options() : List.of();
        return new Definition.Envelope(name, settings, position);
    }

    Statement sink(int position) {
        boolean ifNotExists = DefinitionParser.ifNotExists(tokens);
        Name name = tokens.name();
        tokens.expect("from");
        Name from = tokens.name();
        tokens.expect("into");
        Connector connector = connectors.sink();
        List<Option> with = options.with();
        Format format = tokens.accept("format") ? formats.format() : null;
        if (format != null && connector instanceof Connector.AvroOcf) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "avro ocf sinks cannot specify a format")
                    .at(format.position()));
        }
        Definition.Envelope envelope = envelope();
        Boolean snapshot = null;
        if (tokens.accept("with", "snapshot")) snapshot = true;
        else if (tokens.accept("without", "snapshot")) snapshot = false;
        Expr asOf = tokens.accept("as", "of") ? exprs.expr() : null;
        return new Definition.CreateSink(
                name, from, connector, with, format, envelope, snapshot, asOf, ifNotExists, position);
    }
}
