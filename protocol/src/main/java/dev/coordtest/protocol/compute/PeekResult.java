package dev.coordtest.protocol.compute;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;

/** What a peek found. */
public sealed interface PeekResult {
    /** The rows in the order in which they are to be shown, each as often as its diff says, at time 0. */
    record Rows(Batch rows) implements PeekResult {}

    /** The least of the errors that the collection has at that time. */
    record Failed(DataflowError error) implements PeekResult {}

    /** A scalar of the peek itself failed on some row. Reads like the error of a statement, without a prefix. */
    record EvaluationFailed(dev.coordtest.repr.SqlError error) implements PeekResult {}
}
