package dev.coordtest.coord.durable;

import dev.coordtest.coord.catalog.Catalog;

/**
 * What a coordinator starts with: the sum of all {@link Commit}s.
 *
 * @param nextId the number of the next id
 * @param reached the latest time that was given to read or to write at
 * @param closed how far tables may have been closed
 */
public record Restored(Catalog catalog, long nextId, long reached, long closed) {
    /** A system that has never run. */
    public static final Restored NOTHING = new Restored(Catalog.initial(), 1, 1, 1);
}
