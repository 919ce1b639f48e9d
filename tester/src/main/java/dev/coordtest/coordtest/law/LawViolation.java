package dev.coordtest.coordtest.law;

/** A law does not hold. The message names the law, the step, the time and the facts in conflict. */
public final class LawViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Law law;

    LawViolation(Law law, String message) {
        super(message);
        this.law = law;
    }

    /** The same, and what the test was at. */
    public LawViolation during(String what) {
        LawViolation placed = new LawViolation(law, getMessage() + "; during " + what);
        placed.setStackTrace(getStackTrace());
        return placed;
    }

    public Law law() {
        return law;
    }
}
