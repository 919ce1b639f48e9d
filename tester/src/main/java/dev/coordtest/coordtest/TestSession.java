package dev.coordtest.coordtest;

import dev.coordtest.coord.session.Session;
import dev.coordtest.coord.session.SessionOutput;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coordtest.report.Printer;
import dev.coordtest.coordtest.report.TablePrinter;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session of a test file, with what it has been told and nobody has printed. */
final class TestSession implements World.Mailbox {
    private static final SqlError LOST =
            SqlError.of(SqlState.CONNECTION_FAILURE, "server closed the connection unexpectedly");

    private final List<SessionOutput> outputs = new ArrayList<>();
    private @Nullable Session session;
    private boolean running;
    private boolean lost;
    boolean table;
    /** The line of the {@code async-sql} whose answer has not been collected; 0 if there is none. */
    int uncollectedLine;

    @Override
    public void receive(SessionOutput output) {
        if (output instanceof SessionOutput.Ready) running = false;
        else outputs.add(output);
    }

    @Override
    public void lost() {
        if (running) outputs.add(new SessionOutput.Failed(LOST));
        running = false;
        lost = true;
    }

    /** Whether the connection is lost: whoever wants to ask more has to open another. */
    boolean isLost() {
        return lost;
    }

    void attach(Session opened) {
        session = opened;
    }

    Session session() {
        if (session == null) throw new IllegalStateException("not open");
        return session;
    }

    void starts() {
        running = true;
    }

    /** Whether a text is not answered yet. */
    boolean isRunning() {
        return running;
    }

    /** The outputs since the last call, as blocks of text. */
    List<String> takeBlocks() {
        List<String> blocks = new ArrayList<>();
        for (SessionOutput output : outputs) blocks.add(block(output));
        outputs.clear();
        return blocks;
    }

    List<SessionOutput> outputs() {
        return outputs;
    }

    private String block(SessionOutput output) {
        return switch (output) {
            case SessionOutput.Answered(var result) -> print(result);
            case SessionOutput.Failed(var error) -> Printer.error(error);
            case SessionOutput.Ready ignored -> throw new IllegalStateException("kept a ready");
        };
    }

    String print(StatementResult result) {
        return table ? TablePrinter.result(result) : Printer.result(result);
    }
}
