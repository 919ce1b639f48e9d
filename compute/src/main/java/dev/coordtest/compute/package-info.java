/** Keep views up to date: operators, and one worker that schedules them. */
@NullMarked
package dev.coordtest.compute;

import org.jspecify.annotations.NullMarked;
