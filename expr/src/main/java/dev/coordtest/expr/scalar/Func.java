package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function or operator of one signature, such as {@code +(integer, integer)}.
 *
 * <p>A function is a name for data: two are equal if their signatures are, and the signature is what is printed, stored and
 * sent. The implementation comes with it from the registry and takes no part in equality. Implementations are pure; they throw
 * {@link dev.coordtest.repr.SqlException} for values they are not defined on, and nothing else.
 */
public final class Func {
    /** Computes the function. If the function is strict, no argument is NULL. */
    @FunctionalInterface
    public interface Impl {
        Datum apply(Datum[] arguments);
    }

    private final String name;
    private final List<ScalarType> parameters;
    private final ScalarType result;
    private final boolean strict;
    private final boolean neverNull;
    private final Impl impl;
    private final @Nullable Kernel kernel;

    /**
     * @param name the SQL name, or the operator's symbol
     * @param parameters the types of the arguments; of a variadic function those of one particular call
     * @param strict whether a NULL argument makes the result NULL without a call
     * @param neverNull whether the result is never NULL when the arguments are not (for a strict function) or ever (for others)
     */
    public Func(
            String name, List<ScalarType> parameters, ScalarType result, boolean strict, boolean neverNull, Impl impl) {
        this(name, parameters, result, strict, neverNull, impl, null);
    }

    private Func(
            String name,
            List<ScalarType> parameters,
            ScalarType result,
            boolean strict,
            boolean neverNull,
            Impl impl,
            @Nullable Kernel kernel) {
        this.name = name;
        this.parameters = List.copyOf(parameters);
        this.result = result;
        this.strict = strict;
        this.neverNull = neverNull;
        this.impl = impl;
        this.kernel = kernel;
    }

    /** A function as most are: NULL for a NULL, and for nothing else. */
    static Func of(String name, ScalarType result, Impl impl, ScalarType... parameters) {
        return new Func(name, Arrays.asList(parameters), result, true, true, impl);
    }

    /** A function that is NULL for a NULL, and for some other arguments too. */
    static Func partial(String name, ScalarType result, Impl impl, ScalarType... parameters) {
        return new Func(name, Arrays.asList(parameters), result, true, false, impl);
    }

    Func with(Kernel fast) {
        return new Func(name, parameters, result, strict, neverNull, impl, fast);
    }

    /** The same function under another name. */
    Func named(String alias) {
        return new Func(alias, parameters, result, strict, neverNull, impl, kernel);
    }

    @Nullable
    Kernel kernel() {
        return kernel;
    }

    public String name() {
        return name;
    }

    public List<ScalarType> parameters() {
        return parameters;
    }

    public ScalarType result() {
        return result;
    }

    public boolean strict() {
        return strict;
    }

    /** Whether the result may be NULL, given whether an argument may be. */
    public boolean mayBeNull(boolean argumentMayBeNull) {
        return !neverNull || strict && argumentMayBeNull;
    }

    public Datum apply(Datum... arguments) {
        if (strict) {
            for (Datum argument : arguments) {
                if (argument.isNull()) return Datum.NULL;
            }
        }
        return impl.apply(arguments);
    }

    /** {@code +(integer, integer)}: the name and the parameters, by which the registry finds it. */
    public String signature() {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < parameters.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(parameters.get(i).sqlName());
        }
        return text.append(')').toString();
    }

    @Override
    public boolean equals(Object that) {
        return that instanceof Func func
                && name.equals(func.name)
                && parameters.equals(func.parameters)
                && result.equals(func.result);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + parameters.hashCode();
    }

    @Override
    public String toString() {
        return signature();
    }
}
