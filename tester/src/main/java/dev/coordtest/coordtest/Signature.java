package dev.coordtest.coordtest;

/** What an exception is about, whatever the values in it: its kind and the place in the system that threw it. */
final class Signature {
    private static final String OURS = "dev.coordtest.";

    private Signature() {}

    static String of(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        // Where a stack overflows says nothing.
        if (thrown instanceof StackOverflowError) return name;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS))
                return name + " at " + frame.getClassName().substring(OURS.length()) + "." + frame.getMethodName();
        }
        return name;
    }
}
