package dev.coordtest.sql.plan;

/** How far an index's since trails its upper. */
public sealed interface Window {
    /** What the server's settings say. */
    record Default() implements Window {}

    /** The since never moves. */
    record Off() implements Window {}

    /** The since trails the upper by at least this much, in steps of as much; 0 counts as 1. */
    record Millis(long millis) implements Window {}
}
