package dev.coordtest.protocol.storage;

import dev.coordtest.repr.type.RelationDesc;

/**
 * An Avro object container file to write.
 *
 * @param name the full name of the sink, for error texts
 * @param path as the user gave it; the file is made beside it, as {@code <stem>-<id>-<nonce>[.ext]}, and must not exist
 * @param nonce distinguishes the files of sinks that had the same id
 * @param desc the columns written
 */
public record SinkDesc(String name, String path, String nonce, RelationDesc desc) {}
