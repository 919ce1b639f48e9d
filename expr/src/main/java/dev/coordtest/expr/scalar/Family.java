package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Functions of one name of which there is one for each type: a polymorphic function of PostgreSQL (its manual, section 36.2.5). One type, that of the
 * elements, says all parameters.
 *
 * @param strict see {@link Func}
 * @param neverNull see {@link Func}
 */
public record Family(
        String name, List<Parameter> parameters, Parameter result, boolean strict, boolean neverNull, Making making) {
    /** A type that is known, or one that follows from the type of the elements. */
    public sealed interface Parameter {}

    /** A type that is the same for all functions of the family. */
    public record Of(ScalarType type) implements Parameter {}

    /** PostgreSQL's pseudo-types. */
    public enum Any implements Parameter {
        /** {@code anyarray}: an array of exactly the elements. */
        ARRAY,
        /** A list of exactly the elements. */
        LIST,
        /** {@code setof anyelement}, which is a result only. */
        SET,
        /** {@code anyelement}. */
        ELEMENT,
        /** {@code anynonarray}: an element that is no array, and no list either. */
        NON_ARRAY,
        /** {@code anycompatiblearray}: an array of what becomes the elements implicitly. */
        COMPATIBLE_ARRAY,
        /** {@code anycompatible}: what becomes an element implicitly. */
        COMPATIBLE
    }

    /** Makes the function for a type of elements. */
    @FunctionalInterface
    public interface Making {
        Func.Impl of(ScalarType element);
    }

    public Family {
        parameters = List.copyOf(parameters);
    }

    /** A family as most are: NULL for a NULL and for nothing else. */
    static Family of(String name, Parameter result, Making making, Parameter... parameters) {
        return new Family(name, List.of(parameters), result, true, true, making);
    }

    /** A family whose functions are NULL for a NULL, and for some other arguments too. */
    static Family partial(String name, Parameter result, Making making, Parameter... parameters) {
        return new Family(name, List.of(parameters), result, true, false, making);
    }

    /** A family whose functions look at NULLs themselves. */
    static Family lenient(String name, Parameter result, Making making, Parameter... parameters) {
        return new Family(name, List.of(parameters), result, false, false, making);
    }

    Family named(String alias) {
        return new Family(alias, parameters, result, strict, neverNull, making);
    }

    /** The function for elements of this type; of one that CREATE TYPE made for the structure of it. */
    public Func of(ScalarType element) {
        ScalarType base = ScalarType.plain(element.base());
        List<ScalarType> types = new ArrayList<>();
        for (Parameter parameter : parameters) types.add(type(parameter, base));
        return new Func(name, types, type(result, base), strict, neverNull, making.of(base));
    }

    /** What a parameter is where the elements are of a type. */
    public static ScalarType type(Parameter parameter, ScalarType element) {
        return switch (parameter) {
            case Of(var type) -> type;
            case Any.ARRAY, Any.COMPATIBLE_ARRAY -> new ScalarType.Array(element);
            case Any.LIST -> new ScalarType.ListOf(element);
            case Any.SET -> RowSets.of(element);
            case Any.ELEMENT, Any.NON_ARRAY, Any.COMPATIBLE -> element;
        };
    }

    /** The function of exactly these parameters; empty if they do not suit the family. */
    Optional<Func> exactly(List<ScalarType> types) {
        if (types.size() != parameters.size()) return Optional.empty();
        for (int i = 0; i < types.size(); i++) {
            ScalarType element = element(parameters.get(i), types.get(i));
            if (element == null) continue;
            Func func = of(element);
            return func.parameters().equals(types) ? Optional.of(func) : Optional.empty();
        }
        return Optional.empty();
    }

    private static @Nullable ScalarType element(Parameter parameter, ScalarType type) {
        return switch (parameter) {
            case Of ignored -> null;
            case Any.SET -> throw new IllegalStateException("a parameter is no set");
            case Any.ARRAY, Any.COMPATIBLE_ARRAY -> type instanceof ScalarType.Array(var element) ? element : null;
            case Any.LIST -> type instanceof ScalarType.ListOf(var element, var made) ? element : null;
            case Any.ELEMENT, Any.NON_ARRAY, Any.COMPATIBLE -> type;
        };
    }
}
