package dev.coordtest.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the command printed, and how it ended. */
record Said(int exit, String out, String err) {
    /** Runs the command in this JVM, as the launcher does in one of its own. */
    static synchronized Said of(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heardOut = new ByteArrayOutputStream();
        ByteArrayOutputStream heardErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(heardOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(heardErr, true, StandardCharsets.UTF_8));
            int exit = Main.run(arguments);
            return new Said(exit, heardOut.toString(StandardCharsets.UTF_8), heardErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** What was printed, without how long it took and how often laws were tried. */
    String timeless() {
        return out.replaceAll("\\(\\d+\\.\\d+ s\\)", "(… s)").replaceAll("laws \\d+ eval", "laws … eval");
    }
}
