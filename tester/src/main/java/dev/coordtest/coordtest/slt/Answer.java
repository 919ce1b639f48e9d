package dev.coordtest.coordtest.slt;

import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.repr.SqlError;
import java.util.List;

/** What became of a text that was run. */
public sealed interface Answer {
    /** Every statement was answered. */
    record Results(List<StatementResult> results) implements Answer {}

    /**
     * A statement was refused, or found an error in the data; the answers before it do not count.
     *
     * @param words in which patterns are looked for
     * @param code the SQLSTATE; empty for an error in the data, which is an answer and has none
     */
    record Refused(String words, String code) implements Answer {
        public static Refused of(SqlError error) {
            StringBuilder words = new StringBuilder("db error: ERROR: ").append(error.message());
            if (error.detail() != null) words.append("\nDETAIL: ").append(error.detail());
            if (error.hint() != null) words.append("\nHINT: ").append(error.hint());
            return new Refused(words.toString(), error.state().code());
        }

        public static Refused inData(String message) {
            return new Refused("db error: ERROR: " + message, "");
        }

        String wordsAndCode() {
            return code.isEmpty() ? words : words + " [" + code + "]";
        }
    }

    /** Nothing is left to happen, and there is no answer. */
    record Blocked(String why) implements Answer {}

    /** The database, or a law, broke. */
    record Broken(String why) implements Answer {}
}
