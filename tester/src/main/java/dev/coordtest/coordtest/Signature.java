package dev.coordtest.coordtest;

import dev.coordtest.coordtest.law.LawViolation;

/** What is broken, whatever the values: a promise, a law, or what the system threw, by its kind and the place that threw it. */
final class Signature {
    private static final String OURS = "dev.coordtest.";

    private Signature() {}

    static String of(Throwable thrown) {
        return switch (thrown) {
            case PromiseBroken broken -> "promise " + broken.promise();
            case LawViolation broken -> "law " + broken.law();
            default -> ofCrash(thrown);
        };
    }

    private static String ofCrash(Throwable thrown) {
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
