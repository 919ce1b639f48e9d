/**
 * Makes a test file that shows something as small as it can be and still shows it. Start with {@link dev.coordtest.coordtest.shrink.Shrinker}.
 *
 * <p>What is cut is tried by running the file again: nothing here knows what a name means or a directive does.
 */
@NullMarked
package dev.coordtest.coordtest.shrink;

import org.jspecify.annotations.NullMarked;
