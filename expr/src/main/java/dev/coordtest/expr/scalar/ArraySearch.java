package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Arrays.rank;
import static dev.coordtest.expr.scalar.Arrays.value;
import static dev.coordtest.expr.scalar.Family.Any.ARRAY;
import static dev.coordtest.expr.scalar.Family.Any.COMPATIBLE;
import static dev.coordtest.expr.scalar.Family.Any.COMPATIBLE_ARRAY;
import static dev.coordtest.expr.scalar.Values.int4;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Functions and operators that look for elements in arrays: by equality, where NULL is equal to NULL, or for {@code @>} and its like to nothing. */
final class ArraySearch {
    private static final Family.Parameter BOOL = new Family.Of(ScalarType.BOOL);
    private static final Family.Parameter INT4 = new Family.Of(ScalarType.INT4);
    private static final Family.Parameter INTS = new Family.Of(new ScalarType.Array(ScalarType.INT4));

    private ArraySearch() {}

    static List<Family> families() {
        List<Family> all = new ArrayList<>();
        all.add(Family.of("@>", BOOL, type -> a -> Datum.of(contains(a[0], a[1])), ARRAY, ARRAY));
        all.add(Family.of("<@", BOOL, type -> a -> Datum.of(contains(a[1], a[0])), ARRAY, ARRAY));
        all.add(Family.of("&&", BOOL, type -> a -> Datum.of(overlap(a[0], a[1])), ARRAY, ARRAY));
        all.add(Family.lenient(
                "array_position", INT4, type -> a -> position(a[0], a[1], null), COMPATIBLE_ARRAY, COMPATIBLE));
        all.add(Family.lenient(
                "array_position", INT4, type -> a -> position(a[0], a[1], a[2]), COMPATIBLE_ARRAY, COMPATIBLE, INT4));
        all.add(Family.lenient(
                "array_positions", INTS, type -> a -> positions(a[0], a[1]), COMPATIBLE_ARRAY, COMPATIBLE));
        all.add(Family.lenient(
                "array_remove", COMPATIBLE_ARRAY, type -> a -> removed(a[0], a[1]), COMPATIBLE_ARRAY, COMPATIBLE));
        all.add(Family.of("width_bucket", INT4, type -> a -> bucket(a[0], value(a[1])), COMPATIBLE, COMPATIBLE_ARRAY));
        all.add(Family.lenient(
                "array_replace",
                COMPATIBLE_ARRAY,
                type -> a -> replaced(a[0], a[1], a[2]),
                COMPATIBLE_ARRAY,
                COMPATIBLE,
                COMPATIBLE));
        return all;
    }

    private static SortedSet<Datum> known(Datum array) {
        SortedSet<Datum> known = new TreeSet<>(DatumOrder.ORDER);
        for (Datum element : value(array).elements()) if (!element.isNull()) known.add(element);
        return known;
    }

    private static boolean contains(Datum whole, Datum part) {
        SortedSet<Datum> known = known(whole);
        return value(part).elements().stream().allMatch(element -> !element.isNull() && known.contains(element));
    }

    private static boolean overlap(Datum left, Datum right) {
        SortedSet<Datum> known = known(left);
        return value(right).elements().stream().anyMatch(element -> !element.isNull() && known.contains(element));
    }

    /** The subscript of the first such element, not before {@code start} if there is one; NULL if there is none. */
    private static Datum position(Datum array, Datum element, @Nullable Datum start) {
        if (array.isNull()) return Datum.NULL;
        checkRank(value(array), "searching for elements in multidimensional arrays is not supported");
        List<Datum> elements = value(array).elements();
        if (elements.isEmpty() || element.isNull() && elements.stream().noneMatch(Datum::isNull)) return Datum.NULL;
        if (start != null && start.isNull()) {
            throw Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "initial position must not be null");
        }
        for (int subscript : subscripts(value(array), element)) {
            if (start == null || subscript >= int4(start)) return Datum.of(subscript);
        }
        return Datum.NULL;
    }

    private static Datum positions(Datum array, Datum element) {
        if (array.isNull()) return Datum.NULL;
        checkRank(value(array), "searching for elements in multidimensional arrays is not supported");
        List<Datum> positions = new ArrayList<>();
        for (int subscript : subscripts(value(array), element)) positions.add(Datum.of(subscript));
        return ArrayValue.of(positions);
    }

    private static List<Integer> subscripts(ArrayValue array, Datum element) {
        List<Integer> subscripts = new ArrayList<>();
        for (int i = 0; i < array.elements().size(); i++) {
            if (same(array.elements().get(i), element))
                subscripts.add(array.dimensions().getFirst().lowerBound() + i);
        }
        return subscripts;
    }

    private static Datum removed(Datum array, Datum element) {
        if (array.isNull()) return Datum.NULL;
        checkRank(value(array), "removing elements from multidimensional arrays is not supported");
        List<Datum> kept = value(array).elements().stream()
                .filter(each -> !same(each, element))
                .toList();
        if (kept.isEmpty()) return ArrayValue.EMPTY;
        int lowerBound = value(array).dimensions().getFirst().lowerBound();
        return new ArrayValue(kept, List.of(new Dimension(lowerBound, kept.size())));
    }

    private static Datum replaced(Datum array, Datum element, Datum by) {
        if (array.isNull()) return Datum.NULL;
        List<Datum> elements = value(array).elements().stream()
                .map(each -> same(each, element) ? by : each)
                .toList();
        return new ArrayValue(elements, value(array).dimensions());
    }

    /** How many of ascending bounds are not above a value. */
    private static Datum bucket(Datum operand, ArrayValue bounds) {
        if (rank(bounds) > 1) {
            throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "thresholds must be one-dimensional array");
        }
        if (bounds.elements().stream().anyMatch(Datum::isNull)) {
            throw Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "thresholds array must not contain NULLs");
        }
        int left = 0;
        int right = bounds.elements().size();
        while (left < right) {
            int middle = (left + right) >>> 1;
            if (DatumOrder.ORDER.compare(operand, bounds.elements().get(middle)) < 0) right = middle;
            else left = middle + 1;
        }
        return Datum.of(left);
    }

    private static boolean same(Datum a, Datum b) {
        return DatumOrder.ORDER.compare(a, b) == 0;
    }

    private static void checkRank(ArrayValue array, String message) {
        if (rank(array) > 1) throw Errors.error(SqlState.FEATURE_NOT_SUPPORTED, message);
    }
}
