/**
 * File sources: what is in a file becomes updates, at the time at which it was seen.
 *
 * <p>Start with {@link dev.coordtest.storage.source.FileSource}.
 */
@NullMarked
package dev.coordtest.storage.source;

import org.jspecify.annotations.NullMarked;
