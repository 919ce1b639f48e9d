/** What layers may say to each other: the two command/response pairs, and Collections. */
@NullMarked
package dev.coordtest.protocol;

import org.jspecify.annotations.NullMarked;
