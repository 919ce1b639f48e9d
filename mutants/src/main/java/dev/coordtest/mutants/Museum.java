package dev.coordtest.mutants;

/**
 * Bugs that coordinators of streaming SQL have had, each planted here where our design would have it. The first coordtest and its successors are where they were reported; what is said of them is said of ours.
 */
public enum Museum {
    M1(
            "a sink starts before the since of the index that it reads, which was compacted just then",
            patch("Sinks", "since", new Edit.CallInstead("repr.Frontier", "join", "meet"))),
    M2(
            "a strict read of two views is older than the read of one of them that came before",
            patch("timestamp.TimestampSelection", "choose", new Edit.Slip(Operator.NEGATE, 3))),
    M3(
            "a statement reads rows in order to change them, and another changes them before it writes",
            patch("Writes", "begin", new Edit.Slip(Operator.NEGATE, 1))),
    M4(
            "a strict read is answered although the oracle was not told of its time",
            patch("Selects", "observe", new Edit.Skip("timestamp.Oracle", "observe", 0))),
    M5(
            "a time is chosen and handed on, and nobody keeps the history of its inputs",
            patch("timestamp.ReadHolds", "advance", new Edit.Slip(Operator.NEGATE, 1))),
    M6(
            "of several holds on a collection one counts, and the others are forgotten",
            patch("timestamp.ReadHolds", "advance", new Edit.Slip(Operator.ARGUMENT, 0))),
    M7(
            "what was dropped is still held by a transaction, which falls over it at its end",
            patch("timestamp.ReadHolds", "release", new Edit.Slip(Operator.NEGATE, 2))),
    M8(
            "a TAIL does not hear that what it follows is dropped",
            patch("Definitions", "remove", new Edit.Skip("coord.Tails", "dropped", 0))),
    M9(
            "a time before the since of an input is handed out",
            patch("timestamp.TimestampSelection", "raise", new Edit.Skip("repr.Times", "lessThan", 0))),
    M10(
            "the one who takes over starts behind the times that were given (nearest: a restart; there is one coordinator)",
            patch("CoordinatorState", "restore", new Edit.Skip("timestamp.Oracle", "restore", 0))),
    M11(
            "whoever waits for the lock of tables is never woken (nearest: there are no retries to starve anybody)",
            patch("Writes", "releaseLock", new Edit.Skip("List", "isEmpty", 1))),
    M12(
            "compaction passes a read that is not answered yet",
            patch("timestamp.ReadHolds", "advance", new Edit.CallInstead("repr.Frontier", "meet", "join"))),
    M13(
            "a time is chosen by some of the inputs, and is behind the since of another (nearest: indexes; there are no introspection sources)",
            patch("DataflowBuilder", "read", new Edit.Skip("", "forEach", 0))),
    M14(
            "an index is built from history that was let go while it was asked for (nearest: there are no replicas)",
            patch("Definitions", "buildIndex", new Edit.CallInstead("repr.Frontier", "join", "meet"))),
    M15(
            "a cancelled read leaves its hold behind",
            patch("Selects", "abandon", new Edit.Skip("timestamp.ReadHolds", "release", 0)));

    private final String fault;
    private final Patch patch;

    Museum(String fault, Patch patch) {
        this.fault = fault;
        this.patch = patch;
    }

    private static Patch patch(String type, String method, Edit edit) {
        return new Patch("dev.coordtest.coord." + type, method, edit);
    }

    /** What goes wrong with it. */
    public String fault() {
        return fault;
    }

    Patch patch() {
        return patch;
    }
}
