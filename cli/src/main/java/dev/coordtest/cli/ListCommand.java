package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.slt.SltFile;
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
                    list(file);
                }
            }
        } catch (ParseError e) {
            System.err.println(e.getMessage());
            return ExitCode.USAGE.code();
        }
        return (any ? ExitCode.PASSED : ExitCode.NOTHING_SELECTED).code();
    }

    private static void list(Path path) {
        if (SltFile.isOne(path)) {
            SltFile.read(path)
                    .records()
                    .forEach(record ->
                            System.out.println(path + ":" + record.place().line() + "  " + record.word()));
            return;
        }
        TestFile.read(path, Dialect.RUST_0_6)
                .directives()
                .forEach(directive -> System.out.println(path + ":" + directive.line() + "  " + directive.name()));
    }
}
