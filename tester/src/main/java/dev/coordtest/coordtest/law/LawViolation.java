package dev.coordtest.coordtest.law;

/** A law does not hold. The message names it and the facts in conflict. */
public final class LawViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    LawViolation(Law law, String facts) {
        super("law " + law + " (" + law.text() + ") violated: " + facts);
    }
}
