package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/** Values and functions by their texts, for tests that are tables. */
final class Evaluation {
    private Evaluation() {}

    /** The text read as a value of the type and written again; what it is refused with if it is refused. */
    static String read(String text, ScalarType type) {
        return shown(() -> TextFormat.parse(text, type));
    }

    static String cast(String text, ScalarType from, ScalarType to) {
        return shown(() -> Casts.apply(TextFormat.parse(text, from), from, to));
    }

    /** A call of the function with this signature, its arguments given as texts. */
    static String call(String signature, String... arguments) {
        Func func = Functions.bySignature(signature);
        List<ScalarType> types = func.parameters();
        return shown(() -> {
            Datum[] datums = new Datum[arguments.length];
            for (int i = 0; i < datums.length; i++) datums[i] = TextFormat.parse(arguments[i], types.get(i));
            return func.apply(datums);
        });
    }

    private interface Computation {
        Datum value();
    }

    private static String shown(Computation computation) {
        try {
            Datum value = computation.value();
            return value.isNull() ? "NULL" : TextFormat.print(value);
        } catch (SqlException e) {
            return e.error().state().code() + " " + e.error().message();
        }
    }
}
