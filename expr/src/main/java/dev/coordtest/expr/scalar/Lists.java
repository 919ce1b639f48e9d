package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Family.Any.ELEMENT;
import static dev.coordtest.expr.scalar.Family.Any.LIST;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ListValue;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lists, which PostgreSQL does not have: values of one type in a row, and of lists too, each as long as it likes. {@code LIST[…]} is called {@code
 * list}; {@code []} takes an element; {@code [:]} takes a part, {@code [:, :]} a part of each part.
 */
public final class Lists {
    private static final Family.Parameter BOOL = new Family.Of(ScalarType.BOOL);
    private static final Family.Parameter INT8 = new Family.Of(ScalarType.INT8);

    private Lists() {}

    static List<Family> families() {
        List<Family> all = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            Func.Impl impl = a -> Datum.of(comparison.holds(DatumOrder.ORDER.compare(a[0], a[1])));
            all.add(Family.of(comparison.symbol(), BOOL, type -> impl, LIST, LIST));
        }
        all.add(Family.of("canonical", LIST, type -> a -> DatumOrder.canonical(a[0]), LIST));
        all.add(Family.of(
                "list_length", INT8, type -> a -> Datum.of((long) elements(a[0]).size()), LIST));
        for (String name : List.of("list_ndims", "list_n_layers")) {
            all.add(Family.of(name, INT8, type -> a -> Datum.of((long) layers(type) + 1), LIST));
        }
        all.add(Family.partial(
                "list_length_max", INT8, type -> a -> longest(a[0], dimension(a[1], layers(type) + 1)), LIST, INT8));
        all.add(Family.of("list_remove", LIST, type -> a -> without(a[0], a[1]), LIST, ELEMENT));
        for (String name : List.of("list_cat", "||")) {
            all.add(Family.lenient(name, LIST, type -> a -> joined(a[0], a[1]), LIST, LIST));
        }
        for (String name : List.of("list_append", "||")) {
            all.add(Family.lenient(name, LIST, type -> a -> joined(a[0], single(a[1])), LIST, ELEMENT));
        }
        for (String name : List.of("list_prepend", "||")) {
            all.add(Family.lenient(name, LIST, type -> a -> joined(single(a[0]), a[1]), ELEMENT, LIST));
        }
        return all;
    }

    private static List<Datum> elements(Datum list) {
        return ((ListValue) list).elements();
    }

    private static Datum single(Datum element) {
        return new ListValue(Collections.singletonList(element));
    }

    /** A list that is NULL counts as none; two of them are NULL. */
    private static Datum joined(Datum first, Datum second) {
        if (first.isNull()) return second;
        if (second.isNull()) return first;
        List<Datum> all = new ArrayList<>(elements(first));
        all.addAll(elements(second));
        return new ListValue(all);
    }

    private static Datum without(Datum list, Datum element) {
        return new ListValue(elements(list).stream()
                .filter(each -> each.isNull() || DatumOrder.ORDER.compare(each, element) != 0)
                .toList());
    }

    // ---- layers

    /** How many layers of lists there are in a type. */
    public static int layers(ScalarType type) {
        return type instanceof ScalarType.ListOf(var element, var made) ? 1 + layers(element) : 0;
    }

    private static int dimension(Datum given, int layers) {
        long dimension = Values.integer(given);
        if (dimension >= 1 && dimension <= layers) return (int) dimension;
        throw Errors.error(
                SqlState.INVALID_PARAMETER_VALUE,
                "invalid dimension: " + dimension + "; must use value within [1, " + layers + "]");
    }

    /** The length of the longest list of a layer, of which the first is the list itself; NULL if there is none. */
    private static Datum longest(Datum list, int layer) {
        if (layer == 1) return Datum.of((long) elements(list).size());
        Datum longest = Datum.NULL;
        for (Datum inner : elements(list)) {
            if (inner.isNull()) continue;
            Datum length = longest(inner, layer - 1);
            boolean longer = !length.isNull() && (longest.isNull() || Values.integer(length) > Values.integer(longest));
            if (longer) longest = length;
        }
        return longest;
    }

    // ---- forms

    /** The function behind a form; empty if there is no such form, or the types do not suit it. */
    static Optional<Func> find(String name, List<ScalarType> types) {
        if (name.equals("list")) return Optional.of(constructor(types.getFirst(), types.size()));
        if (!(types.getFirst() instanceof ScalarType.ListOf list)) return Optional.empty();
        if (name.equals("[]")) return Optional.of(element(list));
        return name.startsWith("[:") ? Optional.of(slice(list, types.size() / 2)) : Optional.empty();
    }

    /** {@code LIST[…]} of so many values of a type. */
    public static Func constructor(ScalarType type, int count) {
        ScalarType element = ScalarType.plain(type.base());
        List<ScalarType> types = Collections.nCopies(count, element);
        return new Func("list", types, new ScalarType.ListOf(element), false, true, a -> new ListValue(List.of(a)));
    }

    /** {@code list[index]}, counted from 1; NULL where there is no element. */
    public static Func element(ScalarType.ListOf list) {
        Func.Impl impl = a -> {
            long index = Values.integer(a[1]);
            List<Datum> elements = elements(a[0]);
            return index < 1 || index > elements.size() ? Datum.NULL : elements.get((int) index - 1);
        };
        ScalarType element = ScalarType.plain(list.element().base());
        return new Func("[]", List.of(new ScalarType.ListOf(element), ScalarType.INT8), element, true, false, impl);
    }

    /** {@code list[first:last, …]}: the bounds of each layer follow the list. A part without elements is NULL, and so is one of nothing but such. */
    public static Func slice(ScalarType.ListOf list, int layers) {
        ScalarType plain = ScalarType.plain(list.base());
        List<ScalarType> types = new ArrayList<>(List.of(plain));
        types.addAll(Collections.nCopies(2 * layers, ScalarType.INT8));
        String name = "[:" + ", :".repeat(layers - 1) + "]";
        return new Func(name, types, plain, true, false, a -> slice(a[0], a, 1));
    }

    private static Datum slice(Datum list, Datum[] bounds, int at) {
        List<Datum> elements = elements(list);
        long first = Math.max(1, Values.integer(bounds[at]));
        long last = Math.min(elements.size(), Values.integer(bounds[at + 1]));
        if (first > last) return Datum.NULL;
        List<Datum> part = elements.subList((int) first - 1, (int) last);
        if (at + 2 == bounds.length) return new ListValue(part);
        List<Datum> parts = part.stream()
                .map(inner -> inner.isNull() ? inner : slice(inner, bounds, at + 2))
                .toList();
        return parts.stream().allMatch(Datum::isNull) ? Datum.NULL : new ListValue(parts);
    }
}
