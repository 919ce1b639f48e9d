package dev.coordtest.coord.timestamp;

import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.List;

/**
 * The time chosen for a read, with everything that went into the choice, so that it can be explained and checked.
 *
 * @param reason the bound that fixed the time
 * @param inputs what is read, by id, with the frontiers that were known
 * @param oracle the time of tables and strict reads at the choice; 0 where it played no part
 */
public record Choice(long time, Reason reason, Isolation isolation, List<Input> inputs, long oracle) {
    /** What fixed a time. */
    public enum Reason {
        AS_OF("AS OF"),
        SINCE("since"),
        UPPER("upper"),
        ORACLE("oracle"),
        TRANSACTION("transaction"),
        /** Nothing did: no inputs, or all of them closed. */
        CLOSED("closed");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** An index, a source or a table that is read. {@code known} is its upper as far as it has been reported. */
    public record Input(GlobalId id, Frontier since, Frontier known) {}
}
