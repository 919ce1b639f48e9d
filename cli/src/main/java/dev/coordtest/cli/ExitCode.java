package dev.coordtest.cli;

/** What the process tells its caller. Where several apply, the one of the highest {@link #rank} does. */
public enum ExitCode {
    PASSED(0, 0),
    /** An output is not the expected one, or a law was violated. */
    FAILED(1, 3),
    INTERRUPTED(2, 6),
    /** The tester itself has failed. */
    INTERNAL(3, 7),
    /** A wrong command line, or a file that is no test file. */
    USAGE(4, 5),
    /** No file was selected. */
    NOTHING_SELECTED(5, 1),
    /** The same input gave different runs. */
    NONDETERMINISM(6, 4),
    /** Laws were on but never tried. */
    VACUOUS(8, 2);

    private final int code;
    private final int rank;

    ExitCode(int code, int rank) {
        this.code = code;
        this.rank = rank;
    }

    public int code() {
        return code;
    }

    ExitCode worse(ExitCode that) {
        return rank >= that.rank ? this : that;
    }
}
