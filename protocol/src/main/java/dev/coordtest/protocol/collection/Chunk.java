package dev.coordtest.protocol.collection;

import dev.coordtest.repr.Frontier;

/** All updates of a collection with times from {@code lower} on and before {@code upper}. Batches are immutable: they may be shared. */
public record Chunk(Frontier lower, Frontier upper, Part part) {}
