package dev.coordtest.coordtest;

import dev.coordtest.coord.Explanations;
import dev.coordtest.coord.Waiting;
import dev.coordtest.coord.session.Session;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Says why a statement has no answer although nothing is left to deliver. */
final class Blocked {
    private final World world;
    private final Function<SessionId, String> sessionName;
    private final Ways ways;

    Blocked(World world, Function<SessionId, String> sessionName, Ways ways) {
        this.world = world;
        this.sessionName = sessionName;
        this.ways = ways;
    }

    /** For a caller that gives sessions no names. */
    static Blocked withoutNames(World world) {
        return new Blocked(world, id -> "session " + id, new Ways(world, SessionId::toString));
    }

    /** The time that has to be complete before the session can go on, if it is a time that it waits for. */
    OptionalLong neededTime(Session session) {
        return world.coordinator().waiting(session.id()).orElse(null) instanceof Waiting.ForTime(var choice)
                ? OptionalLong.of(choice.time())
                : OptionalLong.empty();
    }

    String text(Session session) {
        List<String> lines = new ArrayList<>();
        String current = session.currentText();
        lines.add("blocked: " + (current == null ? "the end of the transaction" : oneLine(current)));
        Optional<Waiting> waiting = world.coordinator().waiting(session.id());
        if (waiting.isEmpty()) {
            if (session.waitsForRows()) lines.add("  no rows yet");
            else if (!world.isHolding()) lines.add("  nothing is on its way");
            heldBack(lines);
            return String.join("\n", lines);
        }
        switch (waiting.get()) {
            case Waiting.ForTime(var choice) -> read(choice, lines);
            case Waiting.ForLock(var holder) ->
                lines.add("  write lock held by " + holder.map(sessionName).orElse("a session that has ended"));
            case Waiting.ForAppend ignored -> lines.add("  append not acknowledged");
            case Waiting.ForStorage ignored -> lines.add("  storage has not answered");
        }
        heldBack(lines);
        return String.join("\n", lines);
    }

    /** What a file holds back may be what is missing. */
    private void heldBack(List<String> lines) {
        if (!world.isHolding()) return;
        List<String> held = world.ready().stream().map(ways::name).toList();
        if (!held.isEmpty()) lines.add("  held back: " + String.join(", ", held));
    }

    private void read(Choice choice, List<String> lines) {
        lines.add("  reads at " + Times.toString(choice.time()) + ": " + choice.reason());
        List<Input> inputs = choice.inputs().stream()
                .sorted(Comparator.comparing(this::name))
                .toList();
        Optional<Input> slowest = inputs.stream().min(Comparator.comparing(this::trueUpper));
        for (Input input : inputs) {
            Frontier upper = trueUpper(input);
            Frontier known = world.coordinator().holds().contains(input.id())
                    ? world.coordinator().holds().known(input.id())
                    : input.known();
            lines.add("  " + name(input) + ": since " + Explanations.show(input.since()) + ", upper "
                    + Explanations.show(upper)
                    + (known.equals(upper) ? "" : " (known " + Explanations.show(known) + ")")
                    + (slowest.get() == input ? " <- must pass " + Times.toString(choice.time()) : ""));
        }
    }

    private String name(Input input) {
        return Explanations.name(input, world.coordinator().catalog());
    }

    private Frontier trueUpper(Input input) {
        return world.trueUpper(input.id()).orElse(input.known());
    }

    /** Each run of white space outside quotes as one blank. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        char quote = 0;
        for (char c : text.strip().toCharArray()) {
            if (quote == 0 && Character.isWhitespace(c)) {
                if (line.charAt(line.length() - 1) != ' ') line.append(' ');
                continue;
            }
            if (quote == 0 && (c == '\'' || c == '"')) quote = c;
            else if (c == quote) quote = 0;
            line.append(c);
        }
        return line.toString();
    }
}
