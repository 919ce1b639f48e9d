package dev.coordtest.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code coordtest}. */
@Command(
        name = "coordtest",
        description = "Tests a streaming-SQL coordinator, deterministically.",
        mixinStandardHelpOptions = true,
        version = Main.VERSION,
        subcommands = {
            RunCommand.class,
            ExploreCommand.class,
            FuzzCommand.class,
            ListCommand.class,
            JournalCommand.class,
            Main.Version.class,
            Main.Completion.class,
            HelpCommand.class
        })
public final class Main implements Runnable {
    static final String VERSION = "coordtest 0.1.0";

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE.code());
        line.getSubcommands()
                .values()
                .forEach(sub -> sub.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE.code()));
        line.setExecutionExceptionHandler((exception, command, result) -> {
            exception.printStackTrace(command.getErr());
            return ExitCode.INTERNAL.code();
        });
        return line.execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** Prints the version. */
    @Command(name = "version", description = "Prints the version.")
    static final class Version implements Runnable {
        @Override
        public void run() {
            System.out.println(VERSION);
        }
    }

    /** Prints a completion script. */
    @Command(name = "completion", description = "Prints a completion script for bash and zsh.")
    static final class Completion implements Runnable {
        @Override
        public void run() {
            System.out.print(AutoComplete.bash("coordtest", new CommandLine(new Main())));
        }
    }
}
