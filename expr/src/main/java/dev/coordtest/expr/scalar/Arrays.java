package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What there may be in an array, and arrays made of others. */
final class Arrays {
    static final int DIMENSIONS_MAX = 6;
    /** PostgreSQL's: as many as a gigabyte has room for. */
    private static final int ELEMENTS_MAX = 134_217_727;

    private Arrays() {}

    static ArrayValue value(Datum datum) {
        return (ArrayValue) datum;
    }

    static int rank(ArrayValue array) {
        return array.dimensions().size();
    }

    /** An array whose dimensions are within the limits and go with its elements. */
    static ArrayValue checked(List<Datum> elements, List<Dimension> dimensions) {
        check(dimensions);
        return elements.isEmpty() ? ArrayValue.EMPTY : new ArrayValue(elements, dimensions);
    }

    /** Throws if there is no array of these dimensions. */
    static void check(List<Dimension> dimensions) {
        long count = 1;
        for (Dimension dimension : dimensions) {
            count *= dimension.length();
            if (count > ELEMENTS_MAX || dimension.length() < 0) throw tooLarge();
        }
        for (Dimension dimension : dimensions) {
            if ((long) dimension.lowerBound() + dimension.length() > Integer.MAX_VALUE) {
                throw Errors.limit("array lower bound is too large: " + dimension.lowerBound());
            }
        }
    }

    /** {@code ARRAY[…]} of arrays: one dimension more. */
    static ArrayValue nested(List<Datum> parts) {
        List<Dimension> inner = null;
        List<Datum> elements = new ArrayList<>();
        boolean anyEmpty = false;
        int count = 0;
        for (Datum part : parts) {
            if (part.isNull() || value(part).elements().isEmpty()) {
                anyEmpty = true;
                continue;
            }
            ArrayValue array = value(part);
            if (inner == null) inner = array.dimensions();
            else if (!inner.equals(array.dimensions())) throw unequalParts();
            elements.addAll(array.elements());
            count++;
        }
        if (inner == null) return ArrayValue.EMPTY;
        if (inner.size() + 1 > DIMENSIONS_MAX) throw tooManyDimensions(inner.size() + 1);
        if (anyEmpty) throw unequalParts();
        return checked(elements, before(new Dimension(1, count), inner));
    }

    /** An array of arrays, all of the same dimensions, none empty or NULL. */
    static ArrayValue accumulated(List<Datum> parts) {
        List<Dimension> inner = null;
        for (Datum part : parts) {
            if (part.isNull()) {
                throw Errors.error(SqlState.NULL_VALUE_NOT_ALLOWED, "cannot accumulate null arrays");
            }
            List<Dimension> dimensions = value(part).dimensions();
            if (dimensions.isEmpty()) {
                throw Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot accumulate empty arrays");
            }
            if (inner == null) inner = dimensions;
            else if (!inner.equals(dimensions)) {
                throw Errors.error(
                        SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot accumulate arrays of different dimensionality");
            }
        }
        return nested(parts);
    }

    /** {@code first} and then {@code second}; the one with a dimension less is an element of the other. */
    static ArrayValue concatenated(ArrayValue first, ArrayValue second) {
        int a = rank(first);
        int b = rank(second);
        if (a == 0) return second;
        if (b == 0) return first;
        if (Math.abs(a - b) > 1) {
            throw incompatible("Arrays of " + a + " and " + b + " dimensions are not compatible for concatenation.");
        }
        List<Dimension> more = a >= b ? first.dimensions() : second.dimensions();
        List<Dimension> less = a >= b ? second.dimensions() : first.dimensions();
        boolean element = a != b;
        for (int i = 1; i < more.size(); i++) {
            Dimension other = less.get(element ? i - 1 : i);
            // Of what becomes an element neither lengths nor bounds may differ.
            boolean same = more.get(i).length() == other.length() && more.get(i).lowerBound() == other.lowerBound();
            if (same) continue;
            throw incompatible(
                    element
                            ? "Arrays with differing dimensions are not compatible for concatenation."
                            : "Arrays with differing element dimensions are not compatible for concatenation.");
        }
        long added = element ? 1 : less.getFirst().length();
        long length = more.getFirst().length() + added;
        if (length > ELEMENTS_MAX) throw tooLarge();
        List<Datum> elements = new ArrayList<>(first.elements());
        elements.addAll(second.elements());
        Dimension outer = new Dimension(more.getFirst().lowerBound(), (int) length);
        return checked(elements, before(outer, more.subList(1, more.size())));
    }

    /** An array of these dimensions with one value everywhere. */
    static ArrayValue filled(Datum value, List<Dimension> dimensions) {
        if (dimensions.size() > DIMENSIONS_MAX) throw tooManyDimensions(dimensions.size());
        check(dimensions);
        int count = dimensions.isEmpty() ? 0 : 1;
        for (Dimension dimension : dimensions) count *= dimension.length();
        return count == 0 ? ArrayValue.EMPTY : new ArrayValue(Collections.nCopies(count, value), dimensions);
    }

    static List<Dimension> before(Dimension first, List<Dimension> rest) {
        List<Dimension> dimensions = new ArrayList<>(List.of(first));
        dimensions.addAll(rest);
        return dimensions;
    }

    // ---- refusals

    static SqlException tooManyDimensions(int count) {
        return Errors.limit(
                count == DIMENSIONS_MAX
                        ? "number of array dimensions exceeds the maximum allowed (" + DIMENSIONS_MAX + ")"
                        : "number of array dimensions (" + count + ") exceeds the maximum allowed (" + DIMENSIONS_MAX
                                + ")");
    }

    static SqlException tooLarge() {
        return Errors.limit("array size exceeds the maximum allowed (" + ELEMENTS_MAX + ")");
    }

    private static SqlException unequalParts() {
        return Errors.error(
                SqlState.ARRAY_SUBSCRIPT_ERROR,
                "multidimensional arrays must have array expressions with matching dimensions");
    }

    private static SqlException incompatible(String detail) {
        return new SqlException(SqlError.of(SqlState.ARRAY_SUBSCRIPT_ERROR, "cannot concatenate incompatible arrays")
                .withDetail(detail));
    }
}
