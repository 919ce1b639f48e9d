package dev.coordtest.sql.ast;

import java.util.List;

/** A type as written: its words, folded and joined by blanks, and its modifiers. */
public record TypeName(String name, List<Integer> modifiers, int position) {}
