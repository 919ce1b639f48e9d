package dev.coordtest.sql.ast;

import java.util.List;
import java.util.stream.Collectors;

/** A name of one to three parts, or of more where the grammar allows it. */
public record ObjectName(List<Ident> parts) {
    public ObjectName {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) throw new IllegalArgumentException("a name has a part");
    }

    public Ident last() {
        return parts.getLast();
    }

    public int position() {
        return parts.getFirst().position();
    }

    /** The parts with dots between, unquoted. */
    @Override
    public String toString() {
        return parts.stream().map(Ident::text).collect(Collectors.joining("."));
    }
}
