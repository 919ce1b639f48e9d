package dev.coordtest.coordtest;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.datadriven.Arguments;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A test file as a client that does one thing after the other while the world is not at rest: what it does next, and whether it can. A statement begins as soon as the one
 * before it is answered; messages that the answer did not need are still on their way then.
 *
 * <p>{@code wait-sql} and the directives that look inside wait until the world is at rest, and run as they always do.
 */
final class Script {
    /** How far the directive at hand has come. */
    private enum Phase {
        START,
        /** Waits for the session to answer. */
        ANSWER,
        /** Has committed what was open; waits until nothing of the session is on its way. */
        HANG_UP
    }

    private final World world;
    private final Directives directives;
    private final Clients clients;
    private final List<Directive> steps;
    private final Outputs outputs;
    private final SortedMap<String, TestSession> named;
    private final SortedMap<String, SessionId> names = new TreeMap<>();
    private int next;
    private boolean givenUp;
    private Phase phase = Phase.START;
    private @Nullable TestSession current;
    /** Receives what a directive printed. */
    @FunctionalInterface
    interface Outputs {
        void printed(Directive directive, String output);
    }

    Script(TestFile file, World world, Directives directives, Readers readers, Outputs outputs) {
        this.world = world;
        this.directives = directives;
        this.named = directives.named();
        this.clients = new Clients(world, Blocked.withoutNames(world), readers);
        this.outputs = outputs;
        this.steps = file.directives();
        for (Directive step : steps) {
            if (Steering.NAMES.contains(step.name()))
                throw step.error(
                        "the file says itself which message comes when, so there is no other order to run it in");
        }
        if (!steps.isEmpty() && steps.getFirst().name().equals("configure")) next = 1;
    }

    boolean isDone() {
        return next == steps.size();
    }

    /** The line of the directive at hand; that of no line once all are done. */
    int line() {
        return isDone() ? Integer.MAX_VALUE : steps.get(next).line();
    }

    /** Whether the next step can be taken, {@code atRest} being whether nothing but reports is left to deliver. */
    boolean isReady(boolean atRest) {
        if (isDone()) return false;
        return switch (phase) {
            case START -> atRest || isFree(steps.get(next));
            case ANSWER -> atRest || !session().isRunning();
            case HANG_UP -> world.isQuiet(session().session());
        };
    }

    /** What the next step is, for people. */
    String describe() {
        Directive directive = steps.get(next);
        String line = "line " + directive.line() + ": " + directive.lines().getFirst();
        return switch (phase) {
            case START -> line;
            case ANSWER -> line + ", takes the answer";
            case HANG_UP -> line + ", hangs up";
        };
    }

    /** What the next step does, as a test file can say it; nothing if it says nothing. */
    Optional<Deed> deed(boolean deviates) {
        Directive directive = steps.get(next);
        return switch (phase) {
            case HANG_UP -> Optional.empty();
            case ANSWER ->
                Optional.of(new Deed.Collected(
                        directive, name(directive), session().isRunning(), endsSession(directive), deviates));
            case START ->
                switch (directive.name()) {
                    case "await-sql" -> Optional.empty();
                    case "sql", "async-sql" -> Optional.of(new Deed.Asked(directive, name(directive), deviates));
                    default -> Optional.of(new Deed.Did(directive, isFree(directive), deviates));
                };
        };
    }

    /** What the file calls the session of a directive; one without a name has that of its line. */
    private static String name(Directive directive) {
        return directive.read().optional("session").orElse("line" + directive.line());
    }

    private static boolean endsSession(Directive directive) {
        return directive.read().optional("session").isEmpty()
                || directive.name().equals("await-sql") && !directive.read().flag("keep");
    }

    /** What the file calls a session. */
    String name(SessionId id) {
        for (var each : names.entrySet()) if (each.getValue().equals(id)) return each.getKey();
        return id.toString();
    }

    /** Whether the next step is only possible because nothing else is. */
    boolean waitsForRest() {
        return switch (phase) {
            case START -> !isFree(steps.get(next));
            case ANSWER -> session().isRunning();
            case HANG_UP -> false;
        };
    }

    /** Takes the next step; returns what it has touched. */
    Footprint step(boolean atRest) {
        Directive directive = steps.get(next);
        return switch (phase) {
            case START ->
                switch (directive.name()) {
                    case "sql", "async-sql" -> {
                        TestSession session = ask(directive);
                        yield new Footprint()
                                .read(Footprint.COORDINATOR)
                                .read(Footprint.CATALOG)
                                .read(Footprint.CLOCK)
                                .read(Footprint.ANSWERED)
                                .write(Footprint.session(session.session().id()));
                    }
                    case "await-sql" -> {
                        current = existing(directive, directive.read().required("session"));
                        phase = Phase.ANSWER;
                        yield new Footprint();
                    }
                    case "crash" -> {
                        outputs.printed(directive, carryOut(directive));
                        nextDirective();
                        yield Footprint.everything();
                    }
                    case "restart" -> {
                        world.start();
                        nextDirective();
                        yield Footprint.everything();
                    }
                    case "disconnect" -> {
                        String name = directive.read().required("session");
                        TestSession session = existing(directive, name);
                        named.remove(name);
                        if (!session.isLost()) world.disconnect(session.session());
                        nextDirective();
                        yield new Footprint()
                                .write(Footprint.session(session.session().id()));
                    }
                    case "async-cancel" -> {
                        TestSession session =
                                existing(directive, directive.read().required("session"));
                        if (!session.isLost()) world.requestCancel(session.session());
                        nextDirective();
                        yield new Footprint();
                    }
                    case "inc-timestamp" -> {
                        directive.read().expectEmpty();
                        world.tick(Directives.milliseconds(directive));
                        nextDirective();
                        yield new Footprint().write(Footprint.CLOCK).write(Footprint.STORAGE);
                    }
                    default -> {
                        boolean growth = isGrowth(directive);
                        outputs.printed(directive, carryOut(directive));
                        nextDirective();
                        yield growth ? new Footprint().write(Footprint.STORAGE) : Footprint.everything();
                    }
                };
            case ANSWER -> {
                // At rest it may let time pass.
                Footprint footprint = session().isRunning() ? Footprint.everything() : new Footprint();
                footprint.after(Footprint.session(session().session().id()));
                takeAnswer(directive);
                yield footprint;
            }
            case HANG_UP -> {
                Footprint footprint = new Footprint()
                        .after(Footprint.session(session().session().id()));
                if (!session().isLost()) world.hangUp(session().session());
                nextDirective();
                yield footprint;
            }
        };
    }

    /** A directive that only some orders refuse has printed something else in those. */
    private String carryOut(Directive directive) {
        try {
            return directives.run(directive);
        } catch (ParseError e) {
            outputs.printed(directive, "refused: " + e.getMessage());
            throw e;
        }
    }

    /** Whether a directive can run while messages are on their way. */
    private boolean isFree(Directive directive) {
        return switch (directive.name()) {
            // A session that is still busy is refused, if it is not that its answer just has not come.
            case "sql", "async-sql" -> {
                Optional<String> name = directive.read().optional("session");
                TestSession session = name.isEmpty() ? null : named.get(name.get());
                yield session == null || !session.isRunning();
            }
            case "async-cancel", "await-sql", "inc-timestamp", "crash", "restart", "disconnect" -> true;
            default -> isGrowth(directive);
        };
    }

    private static boolean isGrowth(Directive directive) {
        return directive.name().equals("create-file") || directive.name().equals("append-file");
    }

    private TestSession ask(Directive directive) {
        if (world.isStopped()) throw directive.error(Directives.STOPPED);
        Arguments arguments = directive.read();
        Optional<String> name = arguments.optional("session");
        TestSession session = name.map(this::named).orElseGet(clients::open);
        session.table =
                arguments.oneOf("format", List.of("debug", "table"), "debug").equals("table");
        arguments.flag(Directives.ORDER_DEPENDENT);
        arguments.expectEmpty();
        if (session.isRunning()) throw directive.error("session " + name.orElse("") + " is still busy");
        names.put(name(directive), session.session().id());
        clients.submit(session, directives.text(directive.input()));
        current = session;
        if (directive.name().equals("sql")) phase = Phase.ANSWER;
        else nextDirective();
        return session;
    }

    /** The session of that name; a new one if there is none, or if its connection is lost. */
    private TestSession named(String name) {
        TestSession session = named.get(name);
        if (session != null && !session.isLost()) return session;
        TestSession opened = clients.open();
        named.put(name, opened);
        return opened;
    }

    private TestSession existing(Directive directive, String name) {
        TestSession session = named.get(name);
        if (session == null) throw directive.error("no session \"" + name + "\"");
        return session;
    }

    /** The answer is there, or nothing is left that could bring it: then it gets the time it needs, if time passes, and is given up otherwise. */
    private void takeAnswer(Directive directive) {
        TestSession session = session();
        StatementResult.Rows streamed = session.session().takeStreamed();
        if (session.isRunning() && streamed == null) {
            clients.expire(session);
            clients.letTimePass(session);
            if (session.isRunning() && !givenUp) {
                givenUp = true;
                world.requestCancel(session.session());
                return;
            }
        }
        noteAnswers();
        List<String> blocks = session.takeBlocks();
        if (streamed != null) blocks.add(session.print(streamed));
        outputs.printed(directive, directives.shown(String.join("\n", blocks)));
        boolean goesOn = streamed != null && directive.name().equals("await-sql");
        if (goesOn || !endsSession(directive)) {
            nextDirective();
            return;
        }
        named.values().remove(session);
        if (session.isLost()) {
            nextDirective();
            return;
        }
        session.session().commitOpen();
        phase = Phase.HANG_UP;
    }

    /** As {@link Clients#noteAnswers}. */
    boolean noteAnswers() {
        return clients.noteAnswers();
    }

    private void nextDirective() {
        next++;
        phase = Phase.START;
        current = null;
        givenUp = false;
    }

    private TestSession session() {
        if (current == null) throw new IllegalStateException("no session");
        return current;
    }
}
