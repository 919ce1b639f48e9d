/**
 * Workloads that say how fast the engine is, and prove by a checksum that its answers are right; a developer's tool, not
 * part of the distribution. Queries, generators and checksums are those that other engines were measured with
 * (docs/performance.md).
 *
 * <p>Start with {@link dev.coordtest.bench.Bench}; a workload is one class, {@link dev.coordtest.bench.Agg} for example.
 */
@NullMarked
package dev.coordtest.bench;

import org.jspecify.annotations.NullMarked;
