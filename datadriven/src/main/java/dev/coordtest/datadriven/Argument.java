package dev.coordtest.datadriven;

import java.util.List;

/**
 * One argument of a directive: {@code key}, {@code key=value} or {@code key=(value, value)}.
 *
 * @param line the line on which it is written: a Go directive may continue over several
 * @param column of its name
 */
public record Argument(String name, List<String> values, int line, int column) {
    public Argument {
        values = List.copyOf(values);
    }
}
