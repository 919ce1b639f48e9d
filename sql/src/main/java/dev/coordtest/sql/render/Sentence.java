package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.parse.Keywords;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text that grows word by word. */
final class Sentence {
    private final StringBuilder text = new StringBuilder();
    private final boolean quoteAll;

    Sentence(boolean quoteAll) {
        this.quoteAll = quoteAll;
    }

    Renderer.Names names() {
        return quoteAll ? Renderer.Names.QUOTED : Renderer.Names.PLAIN;
    }

    Sentence add(String part) {
        text.append(part);
        return this;
    }

    /** The part if the condition holds. */
    Sentence addIf(boolean condition, String part) {
        if (condition) text.append(part);
        return this;
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The name of a column, a table or an alias. */
    Sentence identifier(String name) {
        return add(quoteAll || Keywords.needsQuotes(name) ? quoted(name) : name);
    }

    /** A name that is no one's but the statement's: of an option, a variable, a cursor. */
    Sentence word(String name) {
        return add(Keywords.needsQuotes(name) ? quoted(name) : name);
    }

    /** Words with dots between. */
    Sentence dotted(String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        return list(parts, ".", this::word);
    }

    Sentence name(Name name) {
        return parts(name.parts());
    }

    Sentence parts(List<String> parts) {
        return list(parts, ".", this::identifier);
    }

    Sentence string(String value) {
        return add("'").add(value.replace("'", "''")).add("'");
    }

    Sentence number(Number value) {
        text.append(value);
        return this;
    }

    <T> Sentence list(List<T> items, String separator, Consumer<T> one) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) text.append(separator);
            one.accept(items.get(i));
        }
        return this;
    }

    <T> Sentence commas(List<T> items, Consumer<T> one) {
        return list(items, ", ", one);
    }

    /** {@code before (a, b)}; nothing where there are no names. */
    Sentence columns(String before, @Nullable List<String> names) {
        if (names == null || names.isEmpty()) return this;
        return add(before).add("(").commas(names, this::identifier).add(")");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
