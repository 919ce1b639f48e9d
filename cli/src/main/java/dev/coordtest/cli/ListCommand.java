package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists test files and their stanzas with line numbers. */
@Command(name = "list", description = "Lists files and stanzas.")
final class ListCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or directories.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        boolean any = false;
        try {
            for (Path path : paths) {
                for (Path file : CoordTest.walk(path)) {
                    any = true;
                    TestFile.read(file, Dialect.RUST_0_6)
                            .directives()
                            .forEach(directive ->
                                    System.out.println(file + ":" + directive.line() + "  " + directive.name()));
                }
            }
        } catch (ParseError e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE.code();
        }
        return (any ? ExitCode.PASSED : ExitCode.NOTHING_SELECTED).code();
    }
}
