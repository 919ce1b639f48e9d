package dev.coordtest.sql.ast;

import org.jspecify.annotations.Nullable;

/** {@code name [= value]} in parentheses after WITH, SET or their like. The name is folded; {@code value} is a literal or a name, null where none was given. */
public record Option(String name, @Nullable Expr value, int position) {}
