package dev.coordtest.coordtest;

/** What clients may rely on whatever the order of deliveries, and what takes a record of the whole run to check. */
public enum Promise {
    A1("an answer is what the query means on the data of its time"),
    A5("a read fails only if its query does on the data of its time"),
    SS1("a strict read is not at an earlier time than one that had been answered when it was asked"),
    MR("no read is at an earlier time than one that had been answered when it was asked");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
