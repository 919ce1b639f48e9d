/**
 * What a datum may be: SQL types, and the names and types of a relation's columns.
 *
 * <p>Start with {@link dev.coordtest.repr.type.ScalarType} and {@link
 * dev.coordtest.repr.type.RelationDesc}.
 */
@NullMarked
package dev.coordtest.repr.type;

import org.jspecify.annotations.NullMarked;
