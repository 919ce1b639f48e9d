package dev.coordtest.coordtest.slt;

import dev.coordtest.coordtest.slt.Layout.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Values and rows in the order of their code points, which is also that of their bytes. */
final class Order {
    static final Comparator<String> VALUES = Order::compare;
    static final Comparator<List<String>> ROWS = Order::compareRows;

    private Order() {}

    /** The values of rows, sorted as asked. */
    static List<String> flat(List<List<String>> rows, Sort sort) {
        List<List<String>> inOrder = new ArrayList<>(rows);
        if (sort == Sort.ROWS) inOrder.sort(ROWS);
        List<String> values = new ArrayList<>();
        inOrder.forEach(values::addAll);
        if (sort == Sort.VALUES) values.sort(VALUES);
        return values;
    }

    /** Values as rows of a width; the last may be short. */
    static List<List<String>> rows(List<String> values, int width) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i += width) rows.add(values.subList(i, Math.min(values.size(), i + width)));
        return rows;
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                // A surrogate may be the second of two; the code point that it is half of decides.
                int from = i > 0 && Character.isLowSurrogate(a.charAt(i)) && Character.isHighSurrogate(a.charAt(i - 1))
                        ? i - 1
                        : i;
                return Integer.compare(a.codePointAt(from), b.codePointAt(from));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareRows(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) return order;
        }
        return Integer.compare(a.size(), b.size());
    }
}
