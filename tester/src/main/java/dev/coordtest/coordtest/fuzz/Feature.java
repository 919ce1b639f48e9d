package dev.coordtest.coordtest.fuzz;

/** What a generated file may have in it. */
public enum Feature {
    TABLE("CREATE TABLE"),
    KEY("tables with a key"),
    SOURCE("sources, of files that may grow"),
    VIEW("CREATE VIEW"),
    MATERIALIZED_VIEW("CREATE MATERIALIZED VIEW"),
    INDEX("CREATE INDEX"),
    SINK("CREATE SINK"),
    DROP("DROP, with CASCADE and without"),
    RENAME("ALTER … RENAME TO"),
    WINDOW("compaction windows of indexes"),
    INSERT("INSERT … VALUES"),
    INSERT_SELECT("INSERT … SELECT"),
    UPDATE("UPDATE"),
    DELETE("DELETE"),
    WRITE_TRANSACTION("transactions that write"),
    READ_TRANSACTION("transactions that read"),
    SELECT("SELECT"),
    JOIN("joins"),
    AGGREGATE("GROUP BY and aggregates"),
    SET_OPERATION("UNION, INTERSECT, EXCEPT"),
    SUBQUERY("subqueries"),
    LIMIT("ORDER BY and LIMIT"),
    ARRAY("arrays, ANY and ALL, aggregates in an order"),
    NULLS("NULL"),
    ERRORS("rows that make queries fail"),
    AS_OF("AS OF"),
    TAIL("TAIL"),
    CURSOR("cursors"),
    PREPARE("prepared statements"),
    ASYNC("statements that others do not wait for"),
    CANCEL("cancel requests"),
    EXPLAIN("EXPLAIN TIMESTAMP"),
    SHOW("SHOW"),
    CLOCK("clock steps"),
    GROW("files that grow"),
    TORN("files that end in the middle of a line"),
    REPLACE("files that are replaced"),
    DISCONNECT("clients that go away"),
    CRASH("crashes of the system"),
    FAIL_WRITE("writes that find no room"),
    WAIT("wait-sql"),
    UPDATE_UPPER("update-upper"),
    CLOSE_UPPER("close-upper"),
    UPPER_FILTER("set-upper-filter"),
    INSPECT("show-frontiers, print-catalog"),
    ISOLATION("SET transaction_isolation"),
    TEMPORARY("temporary views and tables"),
    MISTAKE("statements that must be refused");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    /** What it is, for people. */
    public String text() {
        return text;
    }
}
