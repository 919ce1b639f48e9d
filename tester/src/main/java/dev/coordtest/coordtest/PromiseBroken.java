package dev.coordtest.coordtest;

/** A promise that a run has broken. */
final class PromiseBroken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Promise promise;

    PromiseBroken(Promise promise, String facts) {
        super("promise " + promise + " is broken: " + promise.text() + "; but " + facts);
        this.promise = promise;
    }

    Promise promise() {
        return promise;
    }
}
