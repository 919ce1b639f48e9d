package dev.coordtest.protocol.storage;

import dev.coordtest.repr.type.RelationDesc;

/**
 * A file to ingest.
 *
 * @param name the full name of the source, for error texts
 * @param desc all columns of the source, the record's number last
 * @param tail whether to follow the file as it grows; otherwise it is read once, to its end
 * @param frequencyMillis the width of a time: the upper is always a multiple of it
 * @param gzip whether the bytes are compressed
 */
public record SourceDesc(
        String name,
        String path,
        FileFormat format,
        RelationDesc desc,
        boolean tail,
        long frequencyMillis,
        boolean gzip) {}
