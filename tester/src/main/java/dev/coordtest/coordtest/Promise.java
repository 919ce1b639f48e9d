package dev.coordtest.coordtest;

/** What clients may rely on whatever the order of deliveries, and what takes a record of the whole run to check. */
public enum Promise {
    A1("an answer is what the query means on the data of its time"),
    A5("a read fails only if its query does on the data of its time"),
    A4("no table holds a row less often than never"),
    U2("what a TAIL has told of adds up to what its query means at the last time that it has completed"),
    K1("what was handed to a sink adds up to what is written out at the last time that it has completed"),
    L6("what tables and sources held before a crash they hold after it, at every time"),
    SS1(
            "who reads or writes strictly comes after every strict read and write that had been answered when it was asked"),
    MR("no read is at an earlier time than one that had been answered when it was asked");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
