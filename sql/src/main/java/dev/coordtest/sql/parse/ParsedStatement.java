package dev.coordtest.sql.parse;

import dev.coordtest.sql.ast.Statement;

/** A statement, the text it was parsed from, and where in the whole text that starts, in code points. */
public record ParsedStatement(Statement statement, String text, int offset) {}
