package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All functions that return a set of rows, by name: one table. To the rest of the product such a function is one that returns a list ({@link RowSets}
 * says of what); resolution finds it as it finds all functions, and only the binder sees to it that the list becomes rows.
 *
 * <p>A column that PostgreSQL names is a field of a record, even if it is the only one; a function whose column takes the name of the function returns no
 * records. A strict function has no rows for a NULL.
 */
public final class TableFunctions {
    private static final SortedSet<String> NAMES = new TreeSet<>();

    static {
        all().forEach(func -> NAMES.add(func.name()));
        families().forEach(family -> NAMES.add(family.name()));
    }

    private TableFunctions() {}

    static List<Func> all() {
        return Stream.of(GenerateSeries.all(), Unnesting.all(), JsonSets.all(), WrittenJsonFunctions.sets())
                .flatMap(List::stream)
                .toList();
    }

    static List<Family> families() {
        return Unnesting.families();
    }

    /** Whether the functions of this name return sets. */
    public static boolean isName(String name) {
        return NAMES.contains(name);
    }

    /** The set of one row that a value is where a function that returns no set stands in FROM. */
    public static Func single(ScalarType type) {
        return new Func(
                "single", List.of(type), RowSets.of(type), false, true, value -> new Datum.ListValue(List.of(value)));
    }
}
