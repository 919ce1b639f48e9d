/**
 * What exists: databases, schemas and items, under their names and ids.
 *
 * <p>Start with {@link dev.coordtest.coord.catalog.Catalog}, an immutable value: whoever holds one may plan against it on any
 * thread, whatever changes meanwhile.
 */
@NullMarked
package dev.coordtest.coord.catalog;

import org.jspecify.annotations.NullMarked;
