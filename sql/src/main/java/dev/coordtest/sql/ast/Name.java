package dev.coordtest.sql.ast;

import java.util.List;

/** A name of one to three parts, folded where it was not quoted. {@code position} is that of its first character. */
public record Name(List<String> parts, int position) {
    public String last() {
        return parts.get(parts.size() - 1);
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
