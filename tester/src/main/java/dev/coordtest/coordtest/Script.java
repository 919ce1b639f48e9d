package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Arguments;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayList;
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
    private final Readers readers;
    private final List<Directive> steps;
    private final Outputs outputs;
    private final SortedMap<String, TestSession> named = new TreeMap<>();
    private final List<TestSession> waiting = new ArrayList<>();
    private int next;
    private boolean givenUp;
    private Phase phase = Phase.START;
    private @Nullable TestSession current;
    /** The session that the directive at hand is about, still when its last step has been taken. */
    private @Nullable TestSession touched;

    /** Receives what a directive printed. */
    @FunctionalInterface
    interface Outputs {
        void printed(Directive directive, String output);
    }

    Script(TestFile file, World world, Directives directives, Readers readers, Outputs outputs) {
        this.world = world;
        this.directives = directives;
        this.clients = new Clients(world, new Blocked(world, Object::toString));
        this.readers = readers;
        this.outputs = outputs;
        this.steps = file.directives();
        if (!steps.isEmpty() && steps.getFirst().name().equals("configure")) next = 1;
    }

    boolean isDone() {
        return next == steps.size();
    }

    /** Whether the next step can be taken, {@code atRest} being whether nothing but reports is left to deliver. */
    boolean isReady(boolean atRest) {
        if (isDone()) return false;
        Directive directive = steps.get(next);
        return switch (phase) {
            case START ->
                switch (directive.name()) {
                    case "sql",
                            "async-sql",
                            "async-cancel",
                            "await-sql",
                            "inc-timestamp",
                            "create-file",
                            "append-file" -> true;
                    default -> atRest;
                };
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

    /** Takes the next step; returns the {@link Trace} places that it has touched, besides the client itself. */
    List<String> step(boolean atRest) {
        Directive directive = steps.get(next);
        List<String> places = new ArrayList<>();
        switch (phase) {
            case START -> {
                boolean opens = start(directive);
                places.addAll(
                        switch (directive.name()) {
                            case "sql", "async-sql" -> opens ? List.of(Trace.COORDINATOR) : List.of();
                            case "await-sql", "async-cancel" -> List.of();
                            case "inc-timestamp" -> List.of(Trace.COORDINATOR, Trace.STORAGE);
                            case "create-file", "append-file" -> List.of(Trace.STORAGE);
                            default -> Trace.EVERYWHERE;
                        });
            }
            case ANSWER -> {
                // At rest it may let time pass.
                if (atRest && session().isRunning()) places.addAll(Trace.EVERYWHERE);
                takeAnswer(directive);
            }
            case HANG_UP -> {
                world.hangUp(session().session());
                nextDirective();
            }
        }
        if (touched != null) places.add(touched.session().id().toString());
        if (phase == Phase.START) touched = null;
        return places;
    }

    /** Returns whether that has opened a session. */
    private boolean start(Directive directive) {
        boolean opens = false;
        Arguments arguments = directive.read();
        switch (directive.name()) {
            case "sql", "async-sql" -> {
                Optional<String> name = arguments.optional("session");
                opens = name.isEmpty() || !named.containsKey(name.get());
                TestSession session = opens ? clients.open() : existing(directive, name.orElseThrow());
                if (opens && name.isPresent()) named.put(name.get(), session);
                session.table = arguments
                        .oneOf("format", List.of("debug", "table"), "debug")
                        .equals("table");
                arguments.expectEmpty();
                ask(session, directive);
                current = session;
                touched = session;
                if (directive.name().equals("sql")) phase = Phase.ANSWER;
                else nextDirective();
            }
            case "await-sql" -> {
                current = existing(directive, arguments.required("session"));
                touched = current;
                phase = Phase.ANSWER;
            }
            case "async-cancel" -> {
                world.requestCancel(
                        existing(directive, arguments.required("session")).session());
                nextDirective();
            }
            case "inc-timestamp" -> {
                arguments.expectEmpty();
                world.tick(Directives.milliseconds(directive));
                nextDirective();
            }
            default -> {
                outputs.printed(directive, directives.run(directive));
                nextDirective();
            }
        }
        return opens;
    }

    private void ask(TestSession session, Directive directive) {
        session.starts();
        readers.asks(session.session().id());
        waiting.add(session);
        world.submit(session.session(), directives.text(directive.input()));
    }

    private TestSession existing(Directive directive, String name) {
        TestSession session = named.get(name);
        if (session == null) throw directive.error("no session \"" + name + "\"");
        return session;
    }

    /** The answer is there, or nothing is left that could bring it: then it gets the time it needs, if time passes, and is given up otherwise. */
    private void takeAnswer(Directive directive) {
        TestSession session = session();
        if (session.isRunning() && session.session().takeStreamed() == null) {
            clients.expire(session);
            clients.letTimePass(session);
            if (session.isRunning() && !givenUp) {
                givenUp = true;
                world.requestCancel(session.session());
                return;
            }
        }
        noteAnswers();
        outputs.printed(directive, directives.shown(String.join("\n", session.takeBlocks())));
        boolean ends = directive.read().optional("session").isEmpty()
                || directive.name().equals("await-sql");
        if (!ends) {
            nextDirective();
            return;
        }
        named.values().remove(session);
        session.session().commitOpen();
        phase = Phase.HANG_UP;
    }

    /** Tells {@link Readers} which clients have been answered by now. */
    void noteAnswers() {
        waiting.removeIf(session -> {
            if (session.isRunning()) return false;
            readers.answered(session.session().id());
            return true;
        });
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
