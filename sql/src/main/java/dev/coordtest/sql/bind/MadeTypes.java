package dev.coordtest.sql.bind;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.parse.Parser;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Types that CREATE TYPE makes, which PostgreSQL does not have: what they are made of, and how they go together. A made type goes together with itself and
 * with its structure, that is a type without anything made in it; of the two the made one wins.
 */
public final class MadeTypes {
    private MadeTypes() {}

    // ---- what they are made of

    /** The structure of a type that is being made, with a name for what is wrong with it. */
    public static ScalarType structure(Definition.CreateType type, Names names) {
        SortedMap<String, Option> options = new TreeMap<>();
        for (Option option : type.options()) options.put(option.name(), option);
        boolean list = type.kind().equals("LIST");
        List<String> wanted = list ? List.of("element_type") : List.of("key_type", "value_type");
        for (String option : wanted) {
            if (!options.containsKey(option))
                throw wrong(
                        "CREATE TYPE ... AS " + type.kind() + " option \"" + option + "\" required", type.position());
        }
        for (Option option : type.options()) {
            if (!wanted.contains(option.name())) {
                throw wrong(
                        "unexpected parameters for CREATE TYPE ... AS " + type.kind() + ": " + option.name(),
                        option.position());
            }
        }
        if (list) return new ScalarType.ListOf(part(options.get("element_type"), names));
        if (part(options.get("key_type"), names) != ScalarType.TEXT)
            throw wrong("the keys of maps are of type text", type.position());
        return new ScalarType.MapOf(part(options.get("value_type"), names));
    }

    private static ScalarType part(@Nullable Option option, Names names) {
        if (option == null) throw new IllegalStateException("no such option");
        int position = option.position();
        if (!(option.value() instanceof Expr.Identifier(var parts, var at)))
            throw wrong(option.name() + " must be the name of a type", position);
        // An unqualified name may be one of SQL's own spellings.
        TypeName type = parts.size() == 1 && parts.getFirst().matches("[a-z_0-9]+")
                ? spelled(parts.getFirst(), at)
                : new TypeName.Named(new Name(parts, at), List.of(), "", at);
        ScalarType part = Types.resolve(type, names);
        if (part instanceof ScalarType.Char)
            throw new SqlException(
                    SqlError.notSupported(part.sqlName() + " " + option.name().toLowerCase(Locale.ROOT))
                            .at(at));
        return part;
    }

    private static TypeName spelled(String word, int position) {
        try {
            if (Parser.parseExpr("NULL::" + word) instanceof Expr.Cast(var operand, TypeName.Named type, var at))
                return new TypeName.Named(
                        new Name(type.name().parts(), position), type.modifiers(), type.fields(), position);
        } catch (SqlException e) {
            // Which is no spelling of a type: looked up, and not found, as it is.
        }
        return new TypeName.Named(new Name(List.of(word), position), List.of(), "", position);
    }

    private static SqlException wrong(String message, int position) {
        return new SqlException(
                SqlError.of(SqlState.INVALID_PARAMETER_VALUE, message).at(position));
    }

    // ---- how they go together

    /** The type that these are together; null if they are not of one kind. */
    static @Nullable ScalarType common(List<ScalarType> types) {
        ScalarType common = types.getFirst();
        for (ScalarType type : types) {
            if (type.equals(common) || isPlain(type) && ScalarType.plain(common).equals(type)) continue;
            if (!isPlain(common) || !ScalarType.plain(type).equals(common)) return null;
            common = type;
        }
        return common;
    }

    /** The list that a function makes of lists, of elements of this type. */
    static ScalarType list(List<ScalarType> lists, ScalarType element) {
        ScalarType common = lists.isEmpty() ? null : common(lists);
        return common instanceof ScalarType.ListOf(var own, var made) && own.equals(element)
                ? new ScalarType.ListOf(element, made)
                : new ScalarType.ListOf(element);
    }

    private static boolean isPlain(ScalarType type) {
        return ScalarType.plain(type).equals(type);
    }
}
