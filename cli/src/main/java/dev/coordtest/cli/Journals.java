package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.CoordTest.Options;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Run;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The journals of one file: of one run line by line, or of many as a digest each. A line feed within a message is shown as such. */
final class Journals {
    /** Comes after the last line of a file. */
    static final String END = "=";

    /** Runs a file and hands over its journal, line by line. */
    private interface Told {
        void run(Options options, Consumer<String> lines);
    }

    private final Told file;
    private final Map<String, String> settings;

    private Journals(Told file, Map<String, String> settings) {
        this.file = file;
        this.settings = settings;
    }

    /** Reads a file; throws {@link dev.coordtest.datadriven.ParseError} if it cannot be read. */
    static Journals of(Path path, Map<String, String> settings) {
        if (SltFile.isOne(path)) {
            SltFile file = SltFile.read(path);
            return new Journals((options, lines) -> SltTest.journal(file, options, lines), settings);
        }
        TestFile file = TestFile.read(path, Dialect.RUST_0_6);
        return new Journals((options, lines) -> journal(file, options, lines), settings);
    }

    private static void journal(TestFile file, Options options, Consumer<String> lines) {
        try (CoordTest test = new CoordTest(options)) {
            test.journal(lines).run(file, Run.OnFailure.KEEP_GOING, Run.Listener.NONE);
        }
    }

    /** The whole journal, or with {@code stress} the digests of that many, with seeds from {@code seed} on. */
    List<String> lines(@Nullable Long seed, long stress) {
        List<String> lines = new ArrayList<>();
        if (stress == 0) {
            run(seed, line -> lines.add("| " + line.replace("\n", "\\n")));
            return lines;
        }
        long first = seed == null ? 1 : seed;
        for (long s = first; s < first + stress; s++) {
            long[] digest = {0xcbf29ce484222325L};
            run(s, line -> digest[0] = digest(digest[0], line));
            lines.add(String.format(Locale.ROOT, "seed %d has a journal with the digest %016x", s, digest[0]));
        }
        return lines;
    }

    private void run(@Nullable Long seed, Consumer<String> lines) {
        file.run(new Options(new TreeMap<>(settings), seed, true), lines);
    }

    /** FNV-1a over the characters and the end of the line. */
    private static long digest(long before, String line) {
        long digest = before;
        for (int i = 0; i < line.length(); i++) digest = (digest ^ line.charAt(i)) * 0x100000001b3L;
        return (digest ^ '\n') * 0x100000001b3L;
    }
}
