package dev.coordtest.repr;

/** A stable bottom-up merge sort of numbers over runs that are in order already. */
final class MergeSort {
    /** How the things that two numbers stand for compare. */
    @FunctionalInterface
    interface Order {
        int compare(int i, int j);
    }

    private MergeSort() {}

    /** The numbers in order; the given array may be it, and is spent. */
    static int[] sort(int[] numbers, Order order) {
        int size = numbers.length;
        int[] from = numbers;
        int[] to = new int[size];
        int[] runs = new int[size + 1];
        int count = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || order.compare(from[i - 1], from[i]) > 0) runs[++count] = i;
        }
        while (count > 1) {
            int merged = 0;
            for (int run = 0; run < count; run += 2) {
                int middle = runs[run + 1];
                int end = run + 1 < count ? runs[run + 2] : middle;
                merge(from, to, runs[run], middle, end, order);
                runs[++merged] = end;
            }
            count = merged;
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, Order order) {
        int left = start;
        int right = middle;
        for (int out = start; out < end; out++) {
            boolean takeLeft = right == end || left < middle && order.compare(from[left], from[right]) <= 0;
            to[out] = takeLeft ? from[left++] : from[right++];
        }
    }
}
