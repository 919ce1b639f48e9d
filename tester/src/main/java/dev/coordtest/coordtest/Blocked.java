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

    Blocked(World world, Function<SessionId, String> sessionName) {
        this.world = world;
        this.sessionName = sessionName;
    }

    /** The time that has to be complete before the session can go on, if it is a time that it waits for. */
    OptionalLong neededTime(Session session) {
        return world.coordinator().waiting(session.id()).orElse(null) instanceof Waiting.ForTime(var choice)
                ? OptionalLong.of(choice.time())
                : OptionalLong.empty();
    }

    String text(Session session) {
        List<String> lines = new ArrayList<>();
        lines.add("blocked: " + oneLine(String.valueOf(session.currentText())));
        Optional<Waiting> waiting = world.coordinator().waiting(session.id());
        if (waiting.isEmpty()) {
            lines.add(session.waitsForRows() ? "  no rows yet" : "  nothing is on its way");
            return String.join("\n", lines);
        }
        switch (waiting.get()) {
            case Waiting.ForTime(var choice) -> read(choice, lines);
            case Waiting.ForLock(var holder) ->
                lines.add("  write lock held by " + holder.map(sessionName).orElse("a session that has ended"));
            case Waiting.ForAppend ignored -> lines.add("  append not acknowledged");
            case Waiting.ForStorage ignored -> lines.add("  storage has not answered");
        }
        return String.join("\n", lines);
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
