package dev.coordtest.mutants;

/** Ends what a mutant makes endless: patched classes burn some at the start of each method and at each jump back. One loaded product, one tank. */
public final class Fuel {
    private static final long TANK = 4_000_000;

    private static long left = TANK;

    private Fuel() {}

    /** There is none left. */
    public static final class Empty extends Error {
        private static final long serialVersionUID = 1;

        Empty() {
            super("does not come to an end", null, false, false);
        }
    }

    /** Called by patched classes. */
    public static void burn() {
        if (--left < 0) throw new Empty();
    }

    /** Before each run. */
    static void fill() {
        left = TANK;
    }

    /** Before what takes many runs. */
    static void fillForLong() {
        left = 200 * TANK;
    }
}
