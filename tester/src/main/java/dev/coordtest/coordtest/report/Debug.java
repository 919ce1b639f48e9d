package dev.coordtest.coordtest.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A value as Rust's derived {@code Debug} sees it: {@link DebugPrinter} writes it. */
public sealed interface Debug {
    /** A name, a number, or whatever else is written as it is. */
    record Word(String text) implements Debug {}

    /** A string, written in quotes. */
    record Quoted(String text) implements Debug {}

    /** A variant with fields that have no names; without fields just its name. */
    record Tuple(String name, List<Debug> fields) implements Debug {
        public Tuple {
            fields = List.copyOf(fields);
        }
    }

    /** A structure, or a variant with named fields; without fields just its name. */
    record Struct(String name, List<Field> fields) implements Debug {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A named field of a structure. */
    record Field(String name, Debug value) {}

    /** A list of values. */
    record Items(List<Debug> items) implements Debug {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order in which it is written. */
    record Entries(List<Entry> entries) implements Debug {
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /** A key of a map and its value. */
    record Entry(Debug key, Debug value) {}

    /** A row, which is written as a list in braces of its own. */
    record RowOf(List<Debug> datums) implements Debug {
        public RowOf {
            datums = List.copyOf(datums);
        }
    }

    static Debug word(String text) {
        return new Word(text);
    }

    static Debug word(boolean value) {
        return new Word(Boolean.toString(value));
    }

    static Debug word(long value) {
        return new Word(Long.toString(value));
    }

    /** A number with a fraction, in the fewest digits that identify it, and never with an exponent. */
    static Debug word(double value) {
        return new Word(Decimals.shortest(value));
    }

    /** As {@link #word(double)}, in the fewest digits that identify it among floats. */
    static Debug word(float value) {
        return new Word(Decimals.shortest(value));
    }

    static Debug quoted(String text) {
        return new Quoted(text);
    }

    static Debug tuple(String name, Debug... fields) {
        return new Tuple(name, Arrays.asList(fields));
    }

    static Debug struct(String name, Field... fields) {
        return new Struct(name, Arrays.asList(fields));
    }

    static Field field(String name, Debug value) {
        return new Field(name, value);
    }

    static Debug items(List<Debug> items) {
        return new Items(items);
    }

    static Debug option(Optional<Debug> value) {
        return value.map(it -> tuple("Some", it)).orElse(word("None"));
    }
}
