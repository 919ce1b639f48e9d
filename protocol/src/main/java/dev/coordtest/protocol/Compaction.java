package dev.coordtest.protocol;

import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;

/** Times of {@code id} before {@code since} will not be read again. A closed {@code since} drops the collection. */
public record Compaction(GlobalId id, Frontier since) {}
