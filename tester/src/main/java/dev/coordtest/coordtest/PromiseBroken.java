package dev.coordtest.coordtest;

/** A promise that a run has broken. */
final class PromiseBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Promise promise;

    PromiseBroken(Promise promise, String facts) {
        this("promise " + promise + " is broken: " + promise.text() + "; but " + facts, promise);
    }

    private PromiseBroken(String message, Promise promise) {
        super(message);
        this.promise = promise;
    }

    /** The same, and what the test was at. */
    PromiseBroken during(String what) {
        PromiseBroken placed = new PromiseBroken(getMessage() + "; during " + what, promise);
        placed.setStackTrace(getStackTrace());
        return placed;
    }

    Promise promise() {
        return promise;
    }
}
