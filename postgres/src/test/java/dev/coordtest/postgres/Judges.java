package dev.coordtest.postgres;

import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** Judges for tests. */
final class Judges {
    private Judges() {}

    /** Where no PostgreSQL can run, there is no verdict, and the test says so. */
    static Judge started() throws Exception {
        try {
            return Judge.start();
        } catch (IOException | IllegalStateException e) {
            System.err.println("NOT COMPARED WITH POSTGRESQL, which does not start here: " + e);
            return Assumptions.abort("PostgreSQL does not start here: " + e);
        }
    }
}
