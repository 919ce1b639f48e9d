package dev.coordtest.coordtest.law;

/** The laws that need no recorder, each with what must have happened for it to count as tried. */
public enum Law {
    F1("a known upper never goes back"),
    F2("a since never goes back"),
    F5("a since does not pass the time of a live hold"),
    F7("what is known of a collection is not ahead of the truth"),
    F10("a dataflow's as-of is not before the since of what it imports"),
    F11("a peek's time is not before the since of its index"),
    R1("when all sessions have ended nothing is kept for them");

    private final String text;

    Law(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
