package dev.coordtest.mutants;

/**
 * Fixes that can be taken back, each with the scenario that must fail without it. The reasons are those of the bugs that once were in a system like ours.
 */
public enum UndoneFix {
    STRICT_READS_ASK_THE_ORACLE(
            "s00-strict-serializable-reads-never-go-back.ct",
            "a strict read took the time of the least known upper and went back",
            new Patch("dev.coordtest.coord.timestamp.TimestampSelection", "choose", new Edit.Slip(Operator.NEGATE, 3))),
    A_SINK_STARTS_AT_SINCE(
            "s01-sink-on-compacted-index-starts-at-its-since.ct",
            "a sink was given a time before the since of its input",
            new Patch("dev.coordtest.coord.Sinks", "since", new Edit.CallInstead("repr.Frontier", "join", "meet"))),
    HOLDS_KEEP_SINCE(
            "s05-compaction-waits-for-running-transactions.ct",
            "compaction passed a transaction that was still reading",
            new Patch(
                    "dev.coordtest.coord.timestamp.ReadHolds",
                    "advance",
                    new Edit.CallInstead("repr.Frontier", "meet", "join"))),
    A_SESSION_THAT_ENDS_RELEASES_ITS_HOLDS(
            "s06-a-terminated-session-lets-go-of-its-holds.ct",
            "the holds of a terminated session stayed for ever",
            new Patch("dev.coordtest.coord.Writes", "clear", new Edit.Skip("timestamp.ReadHolds", "release", 0))),
    AS_OF_BEFORE_SINCE_IS_REFUSED(
            "s07-as-of-before-since-is-refused.ct",
            "a read before since was let through to the engine",
            new Patch("dev.coordtest.coord.timestamp.TimestampSelection", "isReadable", new Edit.Return(1))),
    TIMELINES_DO_NOT_MIX(
            "s08-a-transaction-stays-in-one-timeline.ct",
            "a query over two timelines waited for a time that one of them never has",
            new Patch("dev.coordtest.sql.Planner", "checkTimelines", new Edit.Return(0))),
    UNMATERIALIZED_SOURCES_STAY_OUT(
            "s09-an-unmaterialized-source-nobody-names-is-left-alone.ct",
            "any unmaterialized source in the schema made transactions impossible",
            new Patch("dev.coordtest.coord.TimeDomains", "joins", new Edit.Return(1))),
    A_DOMAIN_REACHES_THROUGH_VIEWS(
            "s10-a-view-brings-the-schemas-it-reads-into-the-transaction.ct",
            "the second read through a view into another schema was refused",
            new Patch("dev.coordtest.coord.TimeDomains", "reach", new Edit.Skip("", "forEach", 0))),
    WRITES_READ_TABLES_ONLY(
            "s13-writes-read-tables-only.ct",
            "an UPDATE could see a view change between its read and its write",
            new Patch("dev.coordtest.coord.Writes", "readThenWrite", new Edit.Skip("Optional", "isPresent", 0))),
    A_COMMIT_CHECKS_ITS_TABLES(
            "s14-commit-fails-whole-if-a-table-is-gone.ct",
            "a commit wrote to a table that had been dropped",
            new Patch("dev.coordtest.coord.Writes", "append", new Edit.Skip("Optional", "isPresent", 0))),
    NOW_IS_THAT_OF_THE_TRANSACTION(
            "s20-now-stands-still-within-a-transaction.ct",
            "now() moved within a transaction",
            new Patch("dev.coordtest.coord.session.Session", "view", new Edit.ReadInstead("transactionStart", "now"))),
    AUTOMATIC_NAMES_STEP_ASIDE(
            "s21-automatic-index-names-step-aside.ct",
            "a table could not be made because its automatic index had the name of another",
            new Patch("dev.coordtest.sql.Indexes", "free", new Edit.Skip("Optional", "isPresent", 0))),
    A_SNAPSHOT_IS_CONSOLIDATED(
            "s27-a-snapshot-is-consolidated.ct",
            "a TAIL began with rows that cancel",
            new Patch("dev.coordtest.compute.RunningDataflow", "consolidate", new Edit.Return(0))),
    A_CURSOR_HAS_ITS_NAME_ALONE(
            "s28-duplicate-cursors-are-refused.ct",
            "a second DECLARE of a name leaked the TAIL of the first",
            new Patch("dev.coordtest.coord.session.Session", "declare", new Edit.Skip("Map", "containsKey", 0))),
    A_PREPARED_STATEMENT_KEEPS_ITS_COLUMNS(
            "s30-prepared-statements-keep-their-shape.ct",
            "a prepared statement answered with other columns than it was described with",
            new Patch("dev.coordtest.coord.session.Session", "executePrepared", new Edit.Skip("", "equals", 1)));

    private final String file;
    private final String whatWentWrong;
    private final Patch patch;

    UndoneFix(String file, String whatWentWrong, Patch patch) {
        this.file = file;
        this.whatWentWrong = whatWentWrong;
        this.patch = patch;
    }

    /** The name of the scenario's file. */
    public String file() {
        return file;
    }

    /** What happened before the fix. */
    public String whatWentWrong() {
        return whatWentWrong;
    }

    public Patch patch() {
        return patch;
    }
}
