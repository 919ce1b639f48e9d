package dev.coordtest.sql.render;

import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.parse.Keywords;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Types. */
final class TypeRenderer {
    /** Words that the parser reads as other names; a type that is really called so is quoted. */
    private static final SortedSet<String> SPELLINGS = new TreeSet<>(List.of(
            "bigint",
            "boolean",
            "char",
            "character",
            "dec",
            "decimal",
            "double",
            "float",
            "int",
            "integer",
            "real",
            "setof",
            "smallint"));

    private final Sentence out;

    TypeRenderer(Sentence out) {
        this.out = out;
    }

    void type(TypeName type) {
        switch (type) {
            case TypeName.Named named -> {
                word(named);
                modifiers(named.fields().isEmpty() ? named.modifiers() : List.of());
                fields(named);
            }
            case TypeName.ArrayOf(var element, var position) -> {
                type(element);
                out.add("[]");
            }
            case TypeName.ListOf(var element, var position) -> {
                type(element);
                out.add(" list");
            }
            case TypeName.MapOf(var key, var value, var position) -> {
                out.add("map[");
                type(key);
                out.add("=>");
                type(value);
                out.add("]");
            }
        }
    }

    /** {@code type 'text'}; the fields of an interval come after the text. */
    void literal(TypeName.Named type, String text) {
        word(type);
        modifiers(type.fields().isEmpty() ? type.modifiers() : List.of());
        out.add(" ").string(text);
        fields(type);
    }

    private void word(TypeName.Named type) {
        List<String> parts = type.name().parts();
        String first = parts.get(0);
        boolean alone = parts.size() == 1;
        if (alone && first.equals("interval")) {
            out.add(first);
            return;
        }
        boolean quote = Keywords.needsQuotes(first) || alone && SPELLINGS.contains(first);
        out.add(quote ? Sentence.quoted(first) : first);
        for (String part : parts.subList(1, parts.size())) out.add(".").word(part);
    }

    private void modifiers(List<Integer> modifiers) {
        if (!modifiers.isEmpty()) out.add("(").list(modifiers, ",", out::number).add(")");
    }

    private void fields(TypeName.Named type) {
        if (type.fields().isEmpty()) return;
        out.add(" ").add(type.fields());
        modifiers(type.modifiers());
    }
}
