/**
 * What must hold after every step of every run.
 *
 * <p>Start with {@link dev.coordtest.coordtest.law.Laws}.
 */
@NullMarked
package dev.coordtest.coordtest.law;

import org.jspecify.annotations.NullMarked;
