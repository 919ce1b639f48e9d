package dev.coordtest.sql.plan;

import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.List;

/**
 * An index to be made on an item.
 *
 * @param key what it is arranged by, canonical where equal values can differ in bytes
 * @param sql canonical {@code CREATE INDEX} text
 * @param keyTexts the key as SQL, for SHOW
 * @param window the compaction window asked for
 */
public record IndexPlan(ItemName name, List<ScalarExpr> key, List<String> keyTexts, String sql, Window window) {}
