package dev.coordtest.coord;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says in words why a read has its time. */
public final class Explanations {
    private Explanations() {}

    /** The time and what fixed it, then the inputs by name with what was known of them. */
    public static List<String> lines(Choice choice, Catalog catalog) {
        List<String> lines = new ArrayList<>();
        lines.add("reads at " + Times.toString(choice.time()) + ": " + choice.reason());
        lines.add("isolation " + choice.isolation()
                + (choice.oracle() == 0 ? "" : ", oracle " + Times.toString(choice.oracle())));
        choice.inputs().stream()
                .sorted(Comparator.comparing(input -> name(input, catalog)))
                .forEach(input -> lines.add(name(input, catalog) + ": since " + show(input.since()) + ", known upper "
                        + show(input.known())));
        return lines;
    }

    /** The full name of an input. */
    public static String name(Input input, Catalog catalog) {
        return catalog.find(input.id())
                .map(item -> item.name().full())
                .orElse(input.id().toString());
    }

    /** A frontier as people read it: a time, or {@code closed}. */
    public static String show(dev.coordtest.repr.Frontier frontier) {
        return frontier.closed() ? "closed" : Times.toString(frontier.time());
    }
}
