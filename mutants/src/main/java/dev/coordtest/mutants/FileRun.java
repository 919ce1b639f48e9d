package dev.coordtest.mutants;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.datadriven.Run;
import java.nio.file.Path;

/** Runs a test file, inside a product that has been loaded on its own: only strings pass between the two. */
public final class FileRun {
    private FileRun() {}

    /** What went wrong; empty if nothing did. A broken invariant is a failure like any other. */
    public static String run(String file) {
        Fuel.fill();
        try {
            CoordTest.Result result =
                    CoordTest.runTest(Path.of(file), CoordTest.Options.DEFAULT, Run.OnFailure.STOP, Run.Listener.NONE);
            if (result.passed()) return "";
            return result.problem() != null ? result.problem() : "output differs";
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | Fuel.Empty e) {
            return "the system stops: " + e;
        }
    }
}
