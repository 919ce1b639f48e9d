/**
 * What holds in every run, tried after every step of it.
 *
 * <p>Start with {@link dev.coordtest.coordtest.law.Law}, the list, and {@link dev.coordtest.coordtest.law.Laws}, which judges a run. A run is a sequence of {@link
 * dev.coordtest.coordtest.law.Observation}s: plain values. Laws keep their own books of it ({@code Ledger}) and compare them with what the machines show
 * ({@link dev.coordtest.coordtest.law.Sight}), so none of them trusts what it judges.
 */
@NullMarked
package dev.coordtest.coordtest.law;

import org.jspecify.annotations.NullMarked;
