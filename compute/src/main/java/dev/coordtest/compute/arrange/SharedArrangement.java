package dev.coordtest.compute.arrange;

import dev.coordtest.repr.Frontier;

/** What one reader sees of an arrangement that someone else keeps. Not thread-safe. */
public interface SharedArrangement {
    /** How its rows are written. */
    Keying keying();

    /** All its updates, of any time; those before the reader's since may have been moved up to it. */
    Spine rows();

    /** From now on the reader tells no times before {@code since} apart. */
    void allowCompaction(Frontier since);
}
