package dev.coordtest.sql.ast;

import java.util.List;

/** A type as written. */
public sealed interface TypeName {
    int position();

    /**
     * A type by its name. A spelling of several words has become the one that PostgreSQL's catalog has: {@code int4}, {@code float8}, {@code varchar},
     * {@code timestamptz}, and {@code bpchar(1)} for {@code char}.
     *
     * @param modifiers the numbers in parentheses
     * @param fields those of an interval, such as {@code day to second}; else empty
     */
    record Named(Name name, List<Integer> modifiers, String fields, int position) implements TypeName {
        /** The name without what qualifies it. */
        public String word() {
            return name.last();
        }
    }

    /** {@code element[]}. */
    record ArrayOf(TypeName element, int position) implements TypeName {}

    /** {@code element LIST}. */
    record ListOf(TypeName element, int position) implements TypeName {}

    /** {@code MAP[key => value]}. */
    record MapOf(TypeName key, TypeName value, int position) implements TypeName {}
}
