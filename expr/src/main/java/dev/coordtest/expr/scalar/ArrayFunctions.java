package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Arrays.rank;
import static dev.coordtest.expr.scalar.Arrays.value;
import static dev.coordtest.expr.scalar.Family.Any.ARRAY;
import static dev.coordtest.expr.scalar.Family.Any.COMPATIBLE;
import static dev.coordtest.expr.scalar.Family.Any.COMPATIBLE_ARRAY;
import static dev.coordtest.expr.scalar.Family.Any.ELEMENT;
import static dev.coordtest.expr.scalar.Family.Any.NON_ARRAY;
import static dev.coordtest.expr.scalar.Values.int4;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Operators and functions of arrays, from PostgreSQL's tables 9.56 and 9.57; what looks for elements is in {@link ArraySearch}. */
final class ArrayFunctions {
    private static final Family.Parameter BOOL = new Family.Of(ScalarType.BOOL);
    private static final Family.Parameter INT4 = new Family.Of(ScalarType.INT4);
    private static final Family.Parameter INTS = new Family.Of(new ScalarType.Array(ScalarType.INT4));
    private static final Family.Parameter TEXT = new Family.Of(ScalarType.TEXT);

    private ArrayFunctions() {}

    static List<Family> families() {
        List<Family> all = new ArrayList<>();
        comparisons(all);
        properties(all);
        extending(all);
        all.add(Family.lenient("array_fill", ARRAY, type -> a -> filled(a[0], a[1], null), ELEMENT, INTS));
        all.add(Family.lenient("array_fill", ARRAY, type -> a -> filled(a[0], a[1], a[2]), ELEMENT, INTS, INTS));
        all.add(Family.of("trim_array", ARRAY, type -> a -> trimmed(value(a[0]), int4(a[1])), ARRAY, INT4));
        all.add(Family.of("array_reverse", ARRAY, type -> a -> reversed(value(a[0])), ARRAY));
        sorting(all);
        all.add(Family.of(
                "array_to_string",
                TEXT,
                type -> a -> Datum.of(joined(value(a[0]), type, Values.text(a[1]), Datum.NULL)),
                ARRAY,
                TEXT));
        all.add(Family.lenient(
                "array_to_string",
                TEXT,
                type -> a -> a[0].isNull() || a[1].isNull()
                        ? Datum.NULL
                        : Datum.of(joined(value(a[0]), type, Values.text(a[1]), a[2])),
                ARRAY,
                TEXT,
                TEXT));
        return all;
    }

    static List<Func> all() {
        ScalarType texts = new ScalarType.Array(ScalarType.TEXT);
        List<ScalarType> two = List.of(ScalarType.TEXT, ScalarType.TEXT);
        List<ScalarType> three = List.of(ScalarType.TEXT, ScalarType.TEXT, ScalarType.TEXT);
        return List.of(
                new Func("string_to_array", two, texts, false, false, a -> split(a[0], a[1], Datum.NULL)),
                new Func("string_to_array", three, texts, false, false, a -> split(a[0], a[1], a[2])));
    }

    private static void comparisons(List<Family> all) {
        for (Comparison comparison : Comparison.values()) {
            Func.Impl impl = a -> Datum.of(comparison.holds(DatumOrder.ORDER.compare(a[0], a[1])));
            all.add(Family.of(comparison.symbol(), BOOL, type -> impl, ARRAY, ARRAY));
        }
        all.add(Family.of("canonical", ARRAY, type -> a -> DatumOrder.canonical(a[0]), ARRAY));
    }

    private static void properties(List<Family> all) {
        all.add(Family.of(
                "cardinality",
                INT4,
                type -> a -> Datum.of(value(a[0]).elements().size()),
                ARRAY));
        all.add(ofArray("array_ndims", INT4, array -> Datum.of(rank(array))));
        all.add(ofArray("array_dims", TEXT, array -> Datum.of(ArrayText.dimensions(array))));
        all.add(ofDimension("array_length", Dimension::length));
        all.add(ofDimension("array_lower", Dimension::lowerBound));
        all.add(ofDimension("array_upper", Dimension::upperBound));
    }

    /** A property that the array without elements does not have. */
    private static Family ofArray(String name, Family.Parameter result, Function<ArrayValue, Datum> property) {
        Func.Impl impl = a -> rank(value(a[0])) == 0 ? Datum.NULL : property.apply(value(a[0]));
        return Family.partial(name, result, type -> impl, ARRAY);
    }

    private static Family ofDimension(String name, ToIntFunction<Dimension> property) {
        Func.Impl impl = a -> {
            int dimension = int4(a[1]);
            if (dimension < 1 || dimension > rank(value(a[0]))) return Datum.NULL;
            return Datum.of(property.applyAsInt(value(a[0]).dimensions().get(dimension - 1)));
        };
        return Family.partial(name, INT4, type -> impl, ARRAY, INT4);
    }

    // ---- more elements

    private static void extending(List<Family> all) {
        Family append = Family.lenient(
                "array_append", COMPATIBLE_ARRAY, type -> a -> appended(a[0], a[1]), COMPATIBLE_ARRAY, COMPATIBLE);
        Family prepend = Family.lenient(
                "array_prepend", COMPATIBLE_ARRAY, type -> a -> prepended(a[0], a[1]), COMPATIBLE, COMPATIBLE_ARRAY);
        Family concatenate = Family.lenient(
                "array_cat",
                COMPATIBLE_ARRAY,
                type -> a -> concatenated(a[0], a[1]),
                COMPATIBLE_ARRAY,
                COMPATIBLE_ARRAY);
        for (Family family : List.of(append, prepend, concatenate)) {
            all.add(family);
            all.add(family.named("||"));
        }
        // A text and what is no array: the text of both.
        all.add(Family.of("||", TEXT, ArrayFunctions::withText, TEXT, NON_ARRAY));
        all.add(Family.of("||", TEXT, ArrayFunctions::beforeText, NON_ARRAY, TEXT));
    }

    private static Datum concatenated(Datum first, Datum second) {
        if (first.isNull()) return second;
        return second.isNull() ? first : Arrays.concatenated(value(first), value(second));
    }

    private static Datum appended(Datum array, Datum element) {
        return extended(array, element, false);
    }

    private static Datum prepended(Datum element, Datum array) {
        return extended(array, element, true);
    }

    /** The array, which keeps its lower bound, with one element more at one of its ends. */
    private static Datum extended(Datum array, Datum element, boolean atFront) {
        if (array.isNull() || rank(value(array)) == 0) return ArrayValue.of(List.of(element));
        if (rank(value(array)) > 1) {
            throw Errors.error(SqlState.DATA_EXCEPTION, "argument must be empty or one-dimensional array");
        }
        Dimension dimension = value(array).dimensions().getFirst();
        boolean overflows =
                atFront ? dimension.lowerBound() == Integer.MIN_VALUE : dimension.upperBound() == Integer.MAX_VALUE;
        if (overflows) throw Errors.outOfRange(ScalarType.INT4);
        List<Datum> elements = new ArrayList<>(value(array).elements());
        elements.add(atFront ? 0 : elements.size(), element);
        // PostgreSQL checks before it gives an array that grew at its front the bound it had.
        int lowerBound = atFront ? dimension.lowerBound() - 1 : dimension.lowerBound();
        Arrays.check(List.of(new Dimension(lowerBound, elements.size())));
        return new ArrayValue(elements, List.of(new Dimension(dimension.lowerBound(), elements.size())));
    }

    private static Func.Impl withText(ScalarType type) {
        UnaryOperator<Datum> text = Casts.conversion(type, ScalarType.TEXT);
        return a -> Datum.of(Values.text(a[0]) + Values.text(text.apply(a[1])));
    }

    private static Func.Impl beforeText(ScalarType type) {
        UnaryOperator<Datum> text = Casts.conversion(type, ScalarType.TEXT);
        return a -> Datum.of(Values.text(text.apply(a[0])) + Values.text(a[1]));
    }

    private static Datum filled(Datum value, Datum lengths, @Nullable Datum lowerBounds) {
        if (lengths.isNull() || lowerBounds != null && lowerBounds.isNull()) {
            throw Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "dimension array or low bound array cannot be null");
        }
        List<Integer> sizes = numbers(value(lengths), "Dimension array must be one dimensional.");
        List<Integer> bounds =
                lowerBounds == null ? null : numbers(value(lowerBounds), "Dimension array must be one dimensional.");
        if (bounds != null && bounds.size() != sizes.size()) {
            throw subscripts("Low bound array has different size than dimensions array.");
        }
        if (sizes.size() > Arrays.DIMENSIONS_MAX) throw Arrays.tooManyDimensions(sizes.size());
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            dimensions.add(new Dimension(bounds == null ? 1 : bounds.get(i), sizes.get(i)));
        }
        return Arrays.filled(value, dimensions);
    }

    private static List<Integer> numbers(ArrayValue array, String detail) {
        if (rank(array) > 1) throw subscripts(detail);
        if (array.elements().stream().anyMatch(Datum::isNull)) {
            throw Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "dimension values cannot be null");
        }
        return array.elements().stream().map(Values::int4).toList();
    }

    private static SqlException subscripts(String detail) {
        return new SqlException(SqlError.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts")
                .withDetail(detail));
    }

    // ---- fewer elements, and in another order

    /** The array without its last {@code count} elements, counted from 1. */
    private static Datum trimmed(ArrayValue array, int count) {
        int length = rank(array) == 0 ? 0 : array.dimensions().getFirst().length();
        if (count < 0 || count > length) {
            throw Errors.error(
                    SqlState.ARRAY_SUBSCRIPT_ERROR, "number of elements to trim must be between 0 and " + length);
        }
        if (count == 0 && length == 0 || count == length) return ArrayValue.EMPTY;
        return part(array, 0, length - count, 1);
    }

    /** Some of what the outermost dimension has, its bounds counted from there on and those of the others from 1. */
    private static Datum part(ArrayValue array, int from, int length, int lowerBound) {
        int each = array.elements().size() / array.dimensions().getFirst().length();
        List<Dimension> dimensions = new ArrayList<>();
        dimensions.add(new Dimension(lowerBound, length));
        for (Dimension inner : array.dimensions().subList(1, rank(array))) {
            dimensions.add(new Dimension(1, inner.length()));
        }
        return new ArrayValue(array.elements().subList(from * each, (from + length) * each), dimensions);
    }

    /** {@code array_sort}: descending if that is asked for, NULLs then first unless something else is asked for. */
    private static void sorting(List<Family> all) {
        all.add(Family.of("array_sort", ARRAY, type -> a -> sorted(value(a[0]), false, false), ARRAY));
        all.add(Family.of("array_sort", ARRAY, type -> a -> sorted(value(a[0]), is(a[1]), is(a[1])), ARRAY, BOOL));
        all.add(Family.of(
                "array_sort", ARRAY, type -> a -> sorted(value(a[0]), is(a[1]), is(a[2])), ARRAY, BOOL, BOOL));
    }

    private static boolean is(Datum condition) {
        return condition.equals(Datum.TRUE);
    }

    /** Of several dimensions what the outermost has is sorted, as arrays. */
    private static Datum sorted(ArrayValue array, boolean descending, boolean nullsFirst) {
        if (rank(array) == 0) return array;
        int length = array.dimensions().getFirst().length();
        int each = array.elements().size() / length;
        List<Dimension> inner = array.dimensions().subList(1, rank(array));
        List<Datum> parts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<Datum> elements = array.elements().subList(i * each, (i + 1) * each);
            parts.add(inner.isEmpty() ? elements.getFirst() : new ArrayValue(elements, inner));
        }
        Comparator<Datum> order = descending ? DatumOrder.ORDER.reversed() : DatumOrder.ORDER;
        parts.sort(Comparator.comparing((Datum part) -> part.isNull() != nullsFirst)
                .thenComparing(order));
        List<Datum> elements = new ArrayList<>();
        for (Datum part : parts) {
            if (inner.isEmpty()) elements.add(part);
            else elements.addAll(value(part).elements());
        }
        return new ArrayValue(elements, array.dimensions());
    }

    private static Datum reversed(ArrayValue array) {
        if (rank(array) == 0 || array.dimensions().getFirst().length() < 2) return array;
        int length = array.dimensions().getFirst().length();
        int each = array.elements().size() / length;
        List<Datum> elements = new ArrayList<>();
        for (int i = length - 1; i >= 0; i--) {
            elements.addAll(array.elements().subList(i * each, (i + 1) * each));
        }
        return Arrays.checked(elements, array.dimensions());
    }

    // ---- text

    private static String joined(ArrayValue array, ScalarType type, String separator, Datum forNull) {
        List<String> texts = new ArrayList<>();
        for (Datum element : array.elements()) {
            if (!element.isNull()) texts.add(TextFormat.print(element, type));
            else if (!forNull.isNull()) texts.add(Values.text(forNull));
        }
        return String.join(separator, texts);
    }

    /** The parts of a text between separators; its characters if the separator is NULL. */
    static Datum split(Datum text, Datum separator, Datum isNull) {
        if (text.isNull()) return Datum.NULL;
        String whole = Values.text(text);
        List<String> parts = new ArrayList<>();
        if (whole.isEmpty()) return ArrayValue.EMPTY;
        if (separator.isNull()) {
            whole.codePoints().forEach(c -> parts.add(Character.toString(c)));
        } else if (Values.text(separator).isEmpty()) {
            parts.add(whole);
        } else {
            String between = Values.text(separator);
            int start = 0;
            for (int at = whole.indexOf(between); at >= 0; at = whole.indexOf(between, start)) {
                parts.add(whole.substring(start, at));
                start = at + between.length();
            }
            parts.add(whole.substring(start));
        }
        return ArrayValue.of(parts.stream()
                .map(part -> !isNull.isNull() && part.equals(Values.text(isNull)) ? Datum.NULL : Datum.of(part))
                .toList());
    }
}
