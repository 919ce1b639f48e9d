package dev.coordtest.cli;

import dev.coordtest.datadriven.ParseError;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints journals for another process to compare with its own; see {@link Determinism}. First comes the order of sets in this process. */
@Command(name = "journal", hidden = true, description = "Prints the journals of test files.")
final class JournalCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE")
    private List<Path> files = List.of();

    @Option(names = "--seed", paramLabel = "S")
    private @Nullable Long seed;

    @Option(names = "--stress", paramLabel = "N", defaultValue = "0")
    private long stress;

    @Option(names = "--set", paramLabel = "KEY=VALUE")
    private Map<String, String> settings = new TreeMap<>();

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.println(SetOrder.ofThisProcess());
        out.flush();
        try {
            for (Path path : files) {
                for (String line : Journals.of(path, settings).lines(seed, stress)) out.println(line);
                out.println(Journals.END);
                out.flush();
            }
            return ExitCode.PASSED.code();
        } catch (ParseError e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE.code();
        }
    }
}
