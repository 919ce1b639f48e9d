package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Arguments;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The directives that say which message comes when: {@code hold} keeps queues back, {@code deliver} hands over from one of them, {@code step} hands over what would come next, and
 * {@code release} lets go. Each ends at rest, held queues aside, as every directive does.
 */
final class Steering {
    static final List<String> NAMES = List.of("hold", "release", "deliver", "step");

    private final World world;
    private final Ways ways;
    /** The queues that are held, in the words that held them. */
    private final SortedSet<String> held = new TreeSet<>();

    private boolean everything;

    Steering(World world, Ways ways) {
        this.world = world;
        this.ways = ways;
    }

    /** Carries out one of {@link #NAMES}. */
    String run(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        return switch (directive.name()) {
            case "hold" -> hold(directive);
            case "release" -> release(directive);
            case "deliver" -> deliver(directive);
            case "step" -> step(directive);
            default -> throw new IllegalStateException(directive.name());
        };
    }

    private String hold(Directive directive) {
        List<String> words = words(directive);
        everything |= words.isEmpty();
        held.addAll(words);
        apply();
        return "";
    }

    private String release(Directive directive) {
        List<String> words = words(directive);
        if (words.isEmpty()) {
            everything = false;
            held.clear();
        }
        for (int i = 0; i < words.size(); i++) {
            if (held.remove(words.get(i))) continue;
            throw directive.inputError(i + 1, words.get(i) + " is not held; held are " + text());
        }
        apply();
        world.settle();
        return "";
    }

    private void apply() {
        boolean none = !everything && held.isEmpty();
        world.hold(none ? null : this::isHeld);
    }

    /** Whether a queue is held. */
    boolean isHeld(String queue) {
        if (everything) return true;
        String name = ways.name(queue);
        return held.stream().anyMatch(words -> Ways.isNamed(name, words));
    }

    /** The collections whose reports are held. */
    List<GlobalId> heldReports() {
        List<GlobalId> ids = new ArrayList<>();
        for (GlobalId id : world.reporting()) if (isHeld(Queues.REPORT + id)) ids.add(id);
        return ids;
    }

    private String text() {
        return everything ? "all" : held.isEmpty() ? "none" : String.join(", ", held);
    }

    private static List<String> words(Directive directive) {
        List<String> lines = directive.input().lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> problem = Ways.problem(lines.get(i));
            if (problem.isPresent()) throw directive.inputError(i + 1, problem.get());
        }
        return lines;
    }

    private String deliver(Directive directive) {
        List<String> lines = words(directive);
        if (lines.isEmpty()) throw directive.inputError(1, "expected KIND, KIND ID or KIND ID N");
        for (int i = 0; i < lines.size(); i++) {
            String words = lines.get(i);
            long times = 1;
            int last = words.lastIndexOf(' ');
            if (last > 0
                    && Ways.mayCount(words.substring(0, last))
                    && words.substring(last + 1).matches("[0-9]{1,6}")) {
                times = Long.parseLong(words.substring(last + 1));
                words = words.substring(0, last).strip();
            }
            for (long time = 0; time < times; time++) {
                List<String> ready = ways.ready(words);
                if (ready.isEmpty()) throw directive.inputError(i + 1, "nothing to deliver from " + words + others());
                world.deliverAny(ready.getFirst());
            }
        }
        world.settle();
        return "";
    }

    private String step(Directive directive) {
        String number = directive.input().strip();
        if (!number.matches("([1-9][0-9]{0,5})?"))
            throw directive.inputError(1, "expected a number of deliveries, found \"" + number + "\"");
        long steps = number.isEmpty() ? 1 : Long.parseLong(number);
        StringBuilder taken = new StringBuilder();
        for (long step = 0; step < steps; step++) {
            List<String> ready = world.ready();
            if (ready.isEmpty())
                throw directive.error("nothing is left to deliver after " + step + " steps" + others());
            taken.append(ways.name(ready.getFirst())).append('\n');
            world.deliverAny(ready.getFirst());
        }
        world.settle();
        return taken.toString();
    }

    private String others() {
        List<String> ready = ways.ready().stream().map(ways::name).toList();
        return ready.isEmpty() ? "; no message is on its way" : "; there are messages in " + String.join(", ", ready);
    }
}
