package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Directive;

/** One thing that happened in a run, as far as a test file can say it. {@code deviates} if the file's own order would have had another. */
sealed interface Deed {
    boolean deviates();

    /** A message from a queue, in the words of {@link Ways}. */
    record Delivered(String way, boolean deviates) implements Deed {}

    /** The system has crashed, and was started again. */
    record Crashed(boolean deviates) implements Deed {}

    /** A session was given the text of a directive. */
    record Asked(Directive directive, String session, boolean deviates) implements Deed {}

    /**
     * What a session had been told was printed.
     *
     * @param blocked whether something was still missing, and nothing left that could bring it
     * @param ends whether the session ends with that
     */
    record Collected(Directive directive, String session, boolean blocked, boolean ends, boolean deviates)
            implements Deed {}

    /**
     * Any other directive was carried out.
     *
     * @param free whether it did not wait until nothing was left to deliver
     */
    record Did(Directive directive, boolean free, boolean deviates) implements Deed {}
}
