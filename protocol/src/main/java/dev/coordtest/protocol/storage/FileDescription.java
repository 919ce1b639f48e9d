package dev.coordtest.protocol.storage;

import dev.coordtest.repr.type.RelationDesc;

/** What a look at a file found: the columns its records have, without the line number. */
public record FileDescription(RelationDesc columns) {}
