package dev.coordtest.sql.thin.parse;

import dev.coordtest.sql.thin.ast.Statement;

/** A statement, the text it was parsed from, and where in the whole text that starts, in code points. */
public record ParsedStatement(Statement statement, String text, int offset) {}
