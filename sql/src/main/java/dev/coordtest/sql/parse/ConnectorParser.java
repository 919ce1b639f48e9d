package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Connector;
import dev.coordtest.sql.ast.Unbuilt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What follows FROM of a source and INTO of a sink. */
final class ConnectorParser {
    private final Tokens tokens;

    ConnectorParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Connector source() {
        int position = tokens.position();
        if (tokens.accept("file")) {
            String path = tokens.string();
            return new Connector.File(path, compression(), position);
        }
        if (tokens.accept("avro", "ocf")) return new Connector.AvroOcf(tokens.string(), position);
        if (tokens.accept("kafka")) return kafka(position);
        if (tokens.accept("kinesis", "arn")) return new Connector.Kinesis(tokens.string(), position);
        if (tokens.accept("s3")) return s3(position);
        if (tokens.accept("postgres")) return postgres(position);
        if (tokens.accept("pubnub")) return pubNub(position);
        throw tokens.unexpected("FILE, KAFKA, AVRO OCF, POSTGRES, S3, KINESIS or PUBNUB");
    }

    Connector sink() {
        int position = tokens.position();
        if (tokens.accept("avro", "ocf")) return new Connector.AvroOcf(tokens.string(), position);
        if (tokens.accept("kafka")) return kafka(position);
        throw tokens.unexpected("AVRO OCF or KAFKA");
    }

    private @Nullable String compression() {
        if (!tokens.accept("compression")) return null;
        return tokens.expectAny("none", "gzip").toUpperCase(Locale.ROOT);
    }

    private Connector kafka(int position) {
        tokens.expect("broker");
        String broker = tokens.string();
        tokens.expect("topic");
        String topic = tokens.string();
        List<String> key = null;
        if (tokens.isNext("key") && tokens.peek(1).isOperator("(")) {
            tokens.expect("key");
            key = tokens.optionalColumns();
        }
        return new Connector.Kafka(broker, topic, key, consistency(), position);
    }

    /** {@code CONSISTENCY (TOPIC 't' FORMAT …)}: kept up to its closing parenthesis. */
    private @Nullable Unbuilt consistency() {
        if (!tokens.isNext("consistency")) return null;
        int position = tokens.position();
        StringBuilder kept = new StringBuilder(tokens.next().written());
        if (!tokens.peek().isOperator("(")) throw tokens.unexpected("\"(\"");
        int open = 0;
        do {
            if (tokens.atEnd()) throw tokens.unexpected("\")\"");
            Token token = tokens.next();
            if (token.isOperator("(")) open++;
            if (token.isOperator(")")) open--;
            kept.append(' ').append(token.written());
        } while (open > 0);
        return new Unbuilt("CONSISTENCY is", kept.toString(), position);
    }

    private Connector s3(int position) {
        tokens.expect("discover", "objects");
        String matching = tokens.accept("matching") ? tokens.string() : null;
        tokens.expect("using");
        List<Connector.Discovery> objects = tokens.commas(() -> {
            boolean queue = tokens.accept("sqs", "notifications");
            if (!queue) tokens.expect("bucket", "scan");
            return new Connector.Discovery(queue, tokens.string());
        });
        return new Connector.S3(matching, objects, compression(), position);
    }

    private Connector postgres(int position) {
        tokens.expect("connection");
        String connection = tokens.string();
        tokens.expect("publication");
        String publication = tokens.string();
        return new Connector.Postgres(
                connection, publication, tokens.accept("slot") ? tokens.string() : null, position);
    }

    private Connector pubNub(int position) {
        tokens.expect("subscribe", "key");
        String key = tokens.string();
        tokens.expect("channel");
        return new Connector.PubNub(key, tokens.string(), position);
    }
}
