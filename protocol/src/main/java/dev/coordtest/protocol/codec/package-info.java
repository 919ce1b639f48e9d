/**
 * The binary form of messages, for a wire between processes and for logs. The types of the messages are the definition: a record is its components in order, a
 * sealed interface the number of its case and the case. So there is no second description of a message to fall behind the first, and a new message has a form as soon
 * as it exists. What is not a record (batches, rows, functions, text) is written out in {@code Leaf}.
 *
 * <p>Start with {@link dev.coordtest.protocol.codec.Codec}.
 */
@NullMarked
package dev.coordtest.protocol.codec;

import org.jspecify.annotations.NullMarked;
