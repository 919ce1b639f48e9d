package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Arrays.rank;
import static dev.coordtest.expr.scalar.Arrays.value;
import static dev.coordtest.expr.scalar.Values.int4;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What SQL has forms of its own for, as functions of as many arguments as it takes: {@code ARRAY[…]} is called {@code array}; a subscript is {@code
 * []} and {@code a[1][:2]} is {@code [][:n]}, where {@code n} stands for each bound that is given; {@code = ANY} and {@code < ALL} compare with the elements of
 * an array; {@code each f} is a function applied to each of them.
 */
public final class ArrayForms {
    private ArrayForms() {}

    /** The function behind a form; empty if there is no such form, or the types do not suit it. */
    static Optional<Func> find(String name, List<ScalarType> types) {
        if (types.isEmpty()) return Optional.empty();
        if (name.equals("array")) return Optional.of(constructor(types.getFirst(), types.size()));
        if (name.startsWith("each ") && types.getFirst() instanceof ScalarType.Array(var element)) {
            return each(name.substring(5), element, types);
        }
        boolean ofArray = types.getLast() instanceof ScalarType.Array;
        if ((name.endsWith(" ANY") || name.endsWith(" ALL")) && types.size() == 2 && ofArray) {
            String operator = name.substring(0, name.length() - 4);
            ScalarType element = ((ScalarType.Array) types.get(1)).element();
            String signature = operator + "(" + types.get(0).sqlName() + ", " + element.sqlName() + ")";
            return Optional.of(quantified(Functions.bySignature(signature), name.endsWith(" ALL")));
        }
        if (name.startsWith("[") && types.getFirst() instanceof ScalarType.Array array) {
            return Optional.of(subscript(name, array, types.size() - 1));
        }
        return Optional.empty();
    }

    /** {@code ARRAY[…]} of so many values of a type; of arrays it makes one of a dimension more. */
    public static Func constructor(ScalarType type, int count) {
        List<ScalarType> types = Collections.nCopies(count, type.base());
        return type instanceof ScalarType.Array array
                ? new Func("array", types, array.base(), false, true, a -> Arrays.nested(List.of(a)))
                : new Func(
                        "array", types, new ScalarType.Array(type.base()), false, true, a -> ArrayValue.of(List.of(a)));
    }

    /** A function of the elements, applied to each of them; the other arguments are the same for all. */
    private static Optional<Func> each(String function, ScalarType element, List<ScalarType> types) {
        List<ScalarType> parameters = new ArrayList<>(types);
        parameters.set(0, element);
        return Functions.byName(function).stream()
                .filter(func -> func.parameters().equals(parameters))
                .findFirst()
                .map(func -> new Func(
                        "each " + function,
                        types,
                        new ScalarType.Array(func.result()),
                        true,
                        true,
                        a -> each(func, a)));
    }

    private static Datum each(Func func, Datum[] a) {
        Datum[] arguments = a.clone();
        List<Datum> changed = new ArrayList<>();
        for (Datum element : value(a[0]).elements()) {
            arguments[0] = element;
            changed.add(func.apply(arguments));
        }
        return new ArrayValue(changed, value(a[0]).dimensions());
    }

    // ---- ANY and ALL

    /** {@code left operator ANY (array)}: true if true for some element, else NULL if NULL for some, else false; with {@code all} its dual. */
    public static Func quantified(Func operator, boolean all) {
        List<ScalarType> types = List.of(
                operator.parameters().get(0),
                new ScalarType.Array(operator.parameters().get(1)));
        Datum decisive = Datum.of(!all);
        Func.Impl impl = a -> {
            if (a[1].isNull()) return Datum.NULL;
            boolean unknown = false;
            for (Datum element : value(a[1]).elements()) {
                Datum holds = operator.apply(a[0], element);
                if (holds.equals(decisive)) return holds;
                unknown |= holds.isNull();
            }
            return unknown ? Datum.NULL : Datum.of(all);
        };
        return new Func(operator.name() + (all ? " ALL" : " ANY"), types, ScalarType.BOOL, false, false, impl);
    }

    // ---- subscripts

    /** The element or the part that a form names; the bounds that it says are given follow the array. */
    public static Func subscript(String form, ScalarType.Array array, int bounds) {
        List<ScalarType> types = new ArrayList<>(List.of(array.base()));
        for (int i = 0; i < bounds; i++) types.add(ScalarType.INT4);
        if (!form.contains(":")) {
            return new Func(form, types, array.element().base(), true, false, a -> element(value(a[0]), a));
        }
        List<String> subscripts = List.of(form.substring(1, form.length() - 1).split("]\\[", -1));
        return new Func(form, types, array.base(), true, false, a -> slice(value(a[0]), subscripts, a));
    }

    /** NULL if there is no such element, or as many subscripts as dimensions are not given. */
    private static Datum element(ArrayValue array, Datum[] a) {
        if (a.length - 1 != rank(array)) return Datum.NULL;
        int index = 0;
        for (int i = 1; i < a.length; i++) {
            Dimension dimension = array.dimensions().get(i - 1);
            long offset = (long) int4(a[i]) - dimension.lowerBound();
            if (offset < 0 || offset >= dimension.length()) return Datum.NULL;
            index = index * dimension.length() + (int) offset;
        }
        return array.elements().get(index);
    }

    /** What lies within the bounds, counted from 1. Where one dimension has bounds all do: a lone subscript is the upper one. */
    private static Datum slice(ArrayValue array, List<String> subscripts, Datum[] a) {
        if (rank(array) < subscripts.size()) return ArrayValue.EMPTY;
        List<Dimension> kept = new ArrayList<>();
        int next = 1;
        for (int i = 0; i < rank(array); i++) {
            Dimension dimension = array.dimensions().get(i);
            long lower = dimension.lowerBound();
            long upper = dimension.upperBound();
            if (i < subscripts.size()) {
                String subscript = subscripts.get(i);
                boolean range = subscript.contains(":");
                if (!range) lower = Math.max(lower, 1);
                if (subscript.startsWith("n:")) lower = Math.max(lower, int4(a[next++]));
                if (!range || subscript.endsWith(":n")) upper = Math.min(upper, int4(a[next++]));
            }
            if (lower > upper) return ArrayValue.EMPTY;
            kept.add(new Dimension((int) lower, (int) (upper - lower + 1)));
        }
        List<Datum> elements = new ArrayList<>();
        copy(array, kept, 0, 0, elements);
        return new ArrayValue(
                elements,
                kept.stream().map(each -> new Dimension(1, each.length())).toList());
    }

    private static void copy(ArrayValue array, List<Dimension> kept, int depth, int index, List<Datum> elements) {
        if (depth == kept.size()) {
            elements.add(array.elements().get(index));
            return;
        }
        Dimension whole = array.dimensions().get(depth);
        Dimension part = kept.get(depth);
        for (int i = 0; i < part.length(); i++) {
            int offset = part.lowerBound() - whole.lowerBound() + i;
            copy(array, kept, depth + 1, index * whole.length() + offset, elements);
        }
    }
}
