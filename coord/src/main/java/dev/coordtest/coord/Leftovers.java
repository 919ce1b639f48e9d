package dev.coordtest.coord;

/**
 * How much the coordinator still keeps.
 *
 * @param indexes how many compute was told to build and not to drop; all else is kept on behalf of sessions
 */
public record Leftovers(int sessions, int holds, int peeks, int tails, int indexes, boolean locked) {
    /** Whether nothing is kept on behalf of sessions. */
    public boolean isEmpty() {
        return sessions == 0 && holds == 0 && peeks == 0 && tails == 0 && !locked;
    }
}
