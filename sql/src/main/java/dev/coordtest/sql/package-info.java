/** Text to plan: grammar, AST, bind, plan, transforms. */
@NullMarked
package dev.coordtest.sql;

import org.jspecify.annotations.NullMarked;
