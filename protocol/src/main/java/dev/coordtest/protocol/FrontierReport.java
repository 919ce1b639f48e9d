package dev.coordtest.protocol;

import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;

/** The collection {@code id} is complete up to {@code upper}, which is absolute and never goes back. */
public record FrontierReport(GlobalId id, Frontier upper) {}
