package dev.coordtest.coord;

import org.jspecify.annotations.Nullable;

/**
 * What an operator decides for the whole system.
 *
 * @param compactionWindowMillis how far the since of a new index trails its upper; null turns compaction off
 * @param sourceFrequencyMillis the width of a time of a file source that does not say
 */
public record Settings(@Nullable Long compactionWindowMillis, long sourceFrequencyMillis) {
    /** Those of a test world. */
    public static final Settings TEST = new Settings(null, 1);
}
