package dev.coordtest.datadriven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the arguments of one directive. A handler asks for every argument it understands and then calls
 * {@link #expectEmpty}, which refuses the first that nobody asked for: a misspelt argument is never ignored.
 *
 * <pre>{@code
 * Arguments arguments = directive.read();
 * String session = arguments.required("session");
 * boolean verbose = arguments.flag("verbose");
 * arguments.expectEmpty();
 * }</pre>
 *
 * <p>Every complaint is a {@link ParseError} at the argument concerned.
 */
public final class Arguments {
    private final Directive directive;
    private final List<Argument> unread;
    private final Set<String> asked = new LinkedHashSet<>();

    Arguments(Directive directive) {
        this.directive = directive;
        this.unread = new ArrayList<>(directive.arguments());
    }

    /** The one value of an argument that must be there. */
    public String required(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    /** The one value of an argument, if it is there. */
    public Optional<String> optional(String name) {
        return take(name).map(argument -> {
            if (argument.values().size() == 1) return argument.values().getFirst();
            throw directive.error(
                    argument,
                    "expected one value for argument " + name + ", found "
                            + (argument.values().isEmpty()
                                    ? "none"
                                    : argument.values().size()));
        });
    }

    /** Whether an argument that takes no value is there. */
    public boolean flag(String name) {
        var argument = take(name);
        argument.filter(it -> !it.values().isEmpty()).ifPresent(it -> {
            throw directive.error(it, "expected no value for argument " + name);
        });
        return argument.isPresent();
    }

    /** All values of an argument; none if it is not there. */
    public List<String> list(String name) {
        return take(name).map(Argument::values).orElse(List.of());
    }

    /** A whole number from 0 to 2^64 − 1 as an unsigned {@code long}, or {@code otherwise} if it is not there. */
    public long unsigned(String name, long otherwise) {
        var argument = find(name);
        return optional(name)
                .map(value -> {
                    try {
                        return Long.parseUnsignedLong(value);
                    } catch (NumberFormatException e) {
                        throw directive.error(
                                argument.orElseThrow(),
                                "expected a number from 0 to 18446744073709551615 for argument " + name + ", found \""
                                        + value + "\"");
                    }
                })
                .orElse(otherwise);
    }

    /** One of the given words, or {@code otherwise} if the argument is not there. */
    public String oneOf(String name, List<String> choices, String otherwise) {
        var argument = find(name);
        String value = optional(name).orElse(otherwise);
        if (argument.isEmpty() || choices.contains(value)) return value;
        throw directive.error(
                argument.get(),
                "expected " + String.join(" or ", choices) + " for argument " + name + ", found \"" + value + "\""
                        + Nearest.suggestion(value, choices));
    }

    /** An error at the argument of that name, or at the directive if there is none. */
    public ParseError error(String name, String problem) {
        return directive.arguments().stream()
                .filter(argument -> argument.name().equals(name))
                .findFirst()
                .map(argument -> directive.error(argument, problem))
                .orElseGet(() -> directive.error(problem));
    }

    /** Refuses the first argument that was not asked for, with the nearest name that was. */
    public void expectEmpty() {
        if (unread.isEmpty()) return;
        Argument first = unread.getFirst();
        throw asked.contains(first.name())
                ? directive.error(first, "argument " + first.name() + " is given twice")
                : unknown(first);
    }

    private Optional<Argument> take(String name) {
        asked.add(name);
        var found = find(name);
        found.ifPresent(unread::remove);
        return found;
    }

    private Optional<Argument> find(String name) {
        return unread.stream().filter(argument -> argument.name().equals(name)).findFirst();
    }

    /** If an argument that is there may have been meant, that one is at fault. */
    private ParseError missing(String name) {
        var unreadNames = unread.stream().map(Argument::name).toList();
        return Nearest.of(name, unreadNames)
                .flatMap(this::find)
                .map(this::unknown)
                .orElseGet(() -> directive.error("expected an argument " + name + "=VALUE"));
    }

    private ParseError unknown(Argument argument) {
        return directive.error(
                argument,
                directive.name() + " has no argument \"" + argument.name() + "\""
                        + Nearest.suggestion(argument.name(), asked));
    }
}
