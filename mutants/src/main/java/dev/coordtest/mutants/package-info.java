/**
 * Bugs on purpose. The product holds no switch for them: a patch changes one method in a class file, and the product is loaded again with it. What
 * should find a bug is then run, and must.
 *
 * <p>Start with {@link dev.coordtest.mutants.UndoneFix}, the list; {@link dev.coordtest.mutants.Patch} is one of them, {@link
 * dev.coordtest.mutants.Edit} what it does to a method.
 */
@NullMarked
package dev.coordtest.mutants;

import org.jspecify.annotations.NullMarked;
