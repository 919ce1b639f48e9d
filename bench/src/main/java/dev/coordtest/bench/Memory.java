package dev.coordtest.bench;

/** How much of the heap is in use. */
final class Memory {
    private Memory() {}

    /** Bytes still reachable, after full collections. */
    static long live() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
