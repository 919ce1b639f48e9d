/** What computation is: scalar and relational trees as data, and the one evaluator of scalars. */
@NullMarked
package dev.coordtest.expr;

import org.jspecify.annotations.NullMarked;
