package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rows of arrays and lists, and of texts that are taken apart (PostgreSQL's manual, sections 9.4, 9.19 and 9.26). */
final class Unnesting {
    private Unnesting() {}

    static List<Func> all() {
        String table = "string_to_table";
        return List.of(
                new Func(
                        table, List.of(TEXT, TEXT), RowSets.of(TEXT), false, false, a -> parts(a[0], a[1], Datum.NULL)),
                new Func(
                        table,
                        List.of(TEXT, TEXT, TEXT),
                        RowSets.of(TEXT),
                        false,
                        false,
                        a -> parts(a[0], a[1], a[2])));
    }

    static List<Family> families() {
        Family.Parameter subscripts = new Family.Of(RowSets.of(INT4));
        Family.Parameter dimension = new Family.Of(INT4);
        Family.Parameter reverse = new Family.Of(BOOL);
        return List.of(
                Family.of(
                        "unnest",
                        Family.Any.SET,
                        element -> a -> new Datum.ListValue(((ArrayValue) a[0]).elements()),
                        Family.Any.ARRAY),
                Family.of("unnest", Family.Any.SET, element -> a -> a[0], Family.Any.LIST),
                Family.of(
                        "generate_subscripts",
                        subscripts,
                        element -> a -> subscripts(a[0], a[1], false),
                        Family.Any.ARRAY,
                        dimension),
                Family.of(
                        "generate_subscripts",
                        subscripts,
                        element -> a -> subscripts(a[0], a[1], a[2].equals(Datum.TRUE)),
                        Family.Any.ARRAY,
                        dimension,
                        reverse));
    }

    private static Datum parts(Datum text, Datum separator, Datum isNull) {
        return ArrayFunctions.split(text, separator, isNull) instanceof ArrayValue array
                ? new Datum.ListValue(array.elements())
                : Datum.NULL;
    }

    private static Datum subscripts(Datum array, Datum which, boolean reverse) {
        List<ArrayValue.Dimension> dimensions = ((ArrayValue) array).dimensions();
        int number = ((Datum.Int32) which).value();
        List<Datum> subscripts = new ArrayList<>();
        if (number >= 1 && number <= dimensions.size()) {
            ArrayValue.Dimension dimension = dimensions.get(number - 1);
            for (int i = 0; i < dimension.length(); i++) subscripts.add(Datum.of(dimension.lowerBound() + i));
        }
        if (reverse) Collections.reverse(subscripts);
        return new Datum.ListValue(subscripts);
    }
}
