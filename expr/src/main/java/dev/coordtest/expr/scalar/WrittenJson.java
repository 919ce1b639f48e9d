package dev.coordtest.expr.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One value of the type {@code json}, which stays as it was written: blanks, the order of keys and keys that are there twice included (PostgreSQL's manual,
 * section 8.14). Each part knows its own text.
 */
sealed interface WrittenJson {
    /** What the part was written as, without the blanks around it. */
    String written();

    /** A string, and what it says. */
    record Text(String written, String value) implements WrittenJson {}

    record Numeric(String written) implements WrittenJson {}

    /** {@code null}, {@code true} or {@code false}. */
    record Word(String written) implements WrittenJson {}

    record Array(String written, List<WrittenJson> elements) implements WrittenJson {}

    record Members(String written, List<Map.Entry<String, WrittenJson>> members) implements WrittenJson {}

    /** Makes the parts. */
    JsonParser.Making<WrittenJson> MAKING = new JsonParser.Making<>() {
        @Override
        public WrittenJson string(String written, String value) {
            return new Text(written, value);
        }

        @Override
        public WrittenJson number(String written) {
            return new Numeric(written);
        }

        @Override
        public WrittenJson word(String written) {
            return new Word(written);
        }

        @Override
        public WrittenJson array(String written, List<WrittenJson> elements) {
            return new Array(written, new ArrayList<>(elements));
        }

        @Override
        public WrittenJson object(String written, List<Map.Entry<String, WrittenJson>> members) {
            return new Members(written, new ArrayList<>(members));
        }
    };
}
