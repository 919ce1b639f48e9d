package dev.coordtest.sql.parse;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Format;
import dev.coordtest.sql.ast.Option;
import java.util.List;

/** What follows FORMAT. */
final class FormatParser {
    private final Tokens tokens;
    private final OptionParser options;

    FormatParser(Tokens tokens, OptionParser options) {
        this.tokens = tokens;
        this.options = options;
    }

    Format format() {
        int position = tokens.position();
        String kind = tokens.expectAny("text", "bytes", "csv", "json", "regex", "avro", "protobuf");
        return switch (kind) {
            case "text" -> new Format.Text(position);
            case "bytes" -> new Format.Bytes(position);
            case "json" -> new Format.Json(position);
            case "csv" -> csv(position);
            case "regex" -> new Format.Regex(tokens.string(), position);
            case "avro" -> {
                tokens.expect("using");
                yield new Format.Avro(schema(), position);
            }
            default -> {
                String message = tokens.accept("message") ? tokens.string() : null;
                tokens.expect("using");
                yield new Format.Protobuf(message, schema(), position);
            }
        };
    }

    private Format csv(int position) {
        tokens.expect("with");
        int count = 0;
        List<String> names = List.of();
        boolean header = tokens.acceptAny("headers", "header") != null;
        if (header) {
            names = tokens.optionalColumns();
        } else {
            count = tokens.smallInteger();
            tokens.expectAny("columns", "column");
        }
        return new Format.Csv(count, header, names, delimiter(), position);
    }

    private char delimiter() {
        if (!tokens.accept("delimited", "by")) return ',';
        int position = tokens.position();
        String text = tokens.string();
        if (text.length() != 1 || text.charAt(0) > 127) {
            throw new SqlException(
                    SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "CSV delimiter must be an ASCII character")
                            .at(position));
        }
        return text.charAt(0);
    }

    private Format.Schema schema() {
        if (tokens.accept("confluent", "schema", "registry")) {
            String url = tokens.string();
            if (tokens.isNext("seed")) throw Tokens.notSupported("SEED is", tokens.position());
            return new Format.Registry(url, settings());
        }
        tokens.expect("schema");
        if (tokens.accept("file")) {
            String path = tokens.string();
            return new Format.InFile(path, settings());
        }
        String text = tokens.string();
        return new Format.Inline(text, settings());
    }

    /** The options of a schema come in parentheses, after WITH or without it. */
    private List<Option> settings() {
        return tokens.peek().isOperator("(") ? options.options() : options.with();
    }
}
