package dev.coordtest.sql.plan;

/** The time at which a query asks to be answered. */
public sealed interface When {
    /** The coordinator chooses. */
    record Immediately() implements When {}

    /** {@code AS OF}: exactly then; refused where history is gone, waited for where it is not complete. */
    record At(long time) implements When {}
}
