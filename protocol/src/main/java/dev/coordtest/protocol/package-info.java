/**
 * What layers may say to each other: two command/response pairs and the contract of the data between them.
 *
 * <p>Start with {@link dev.coordtest.protocol.compute.ComputeCommand} and {@link
 * dev.coordtest.protocol.storage.StorageCommand}; the data itself goes through {@link
 * dev.coordtest.protocol.collection.Collections}. Messages are plain values with a contract: no callback, future or live
 * object inside, so that a message can be compared in a test, printed in a report, replayed, and sent to another machine.
 *
 * <p>Two kinds of news come back. A <em>report</em> says how far a collection has come; it is absolute, may be late, and one that is not
 * ahead of what is known is ignored. An <em>answer</em> belongs to one request.
 */
@NullMarked
package dev.coordtest.protocol;

import org.jspecify.annotations.NullMarked;
