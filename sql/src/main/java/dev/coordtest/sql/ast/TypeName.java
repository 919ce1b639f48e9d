package dev.coordtest.sql.ast;

import java.util.List;

/** The name of a type, as written in a cast or a column definition. */
public sealed interface TypeName {
    int position();

    /**
     * A named type. Spellings of several words come under the one-word name that PostgreSQL's catalog has: {@code int2}, {@code int4},
     * {@code int8}, {@code float4}, {@code float8}, {@code varchar}, {@code bpchar}, {@code timestamptz}, {@code time}, {@code timetz}.
     *
     * @param modifiers the numbers in parentheses
     * @param dimensions how many {@code []} follow
     */
    record Named(ObjectName name, List<Integer> modifiers, int dimensions, int position) implements TypeName {
        public Named {
            modifiers = List.copyOf(modifiers);
        }
    }

    /** {@code element LIST}. */
    record ListOf(TypeName element, int position) implements TypeName {}

    /** {@code MAP[key => value]}. */
    record MapOf(TypeName key, TypeName value, int position) implements TypeName {}
}
