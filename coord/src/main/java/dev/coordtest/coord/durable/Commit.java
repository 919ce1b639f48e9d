package dev.coordtest.coord.durable;

import dev.coordtest.coord.catalog.CatalogChange;
import java.util.List;

/**
 * What one step of the coordinator leaves to whoever starts after a crash: all of it or nothing. It has to be durable before anything else that the step says is heard.
 *
 * <p>Temporary items are not in it: their sessions do not survive.
 *
 * @param changes of the catalog, in order
 * @param nextId the number of the next id, so that none is used again
 * @param reached no time that was given to read or to write at is later
 * @param closed no table has been closed further
 */
public record Commit(List<CatalogChange> changes, long nextId, long reached, long closed) {
    public Commit {
        changes = List.copyOf(changes);
    }
}
