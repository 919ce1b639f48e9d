/** The deliberately dull engine: evaluates the bound, untransformed query over a snapshot. */
@NullMarked
package dev.coordtest.reference;

import org.jspecify.annotations.NullMarked;
