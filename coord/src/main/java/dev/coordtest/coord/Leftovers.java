package dev.coordtest.coord;

/** How much the coordinator still keeps on behalf of sessions. */
public record Leftovers(int sessions, int holds, int peeks, int tails, boolean locked) {
    public boolean isEmpty() {
        return sessions == 0 && holds == 0 && peeks == 0 && tails == 0 && !locked;
    }
}
