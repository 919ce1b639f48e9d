package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.datadriven.Nearest;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queues of a world in the words of test files: a kind and, where there is one queue for each of several, whose it is. {@code statement a} is what session a has asked the
 * coordinator, {@code report materialize.public.t_primary_idx} what is reported of an index.
 */
final class Ways {
    static final List<String> KINDS = List.of(
            "statement",
            "answer",
            "cancel",
            "report",
            "coordinator",
            "to-storage",
            "from-storage",
            "storage",
            "to-compute",
            "from-compute",
            "compute");

    private final World world;
    private final Function<SessionId, String> sessionName;

    /** @param sessionName what the file calls a session */
    Ways(World world, Function<SessionId, String> sessionName) {
        this.world = world;
        this.sessionName = sessionName;
    }

    /** What the file calls a queue. */
    String name(String queue) {
        if (queue.equals(Queues.COORDINATOR)) return "coordinator";
        if (queue.startsWith(Queues.REPORT)) return "report " + item(queue.substring(Queues.REPORT.length()));
        if (queue.startsWith(Queues.STORAGE_SAYS)) return "from-storage";
        if (queue.startsWith(Queues.COMPUTE_SAYS)) return "from-compute" + after(queue, Queues.COMPUTE_SAYS);
        if (queue.startsWith(Queues.TO_STORAGE)) return "to-storage";
        if (queue.startsWith(Queues.TO_COMPUTE)) return "to-compute" + after(queue, Queues.TO_COMPUTE);
        if (queue.startsWith(World.COMPUTE) || queue.equals(World.STORAGE)) return queue;
        Optional<SessionId> cancelled = Queues.cancelled(queue);
        if (cancelled.isPresent()) return "cancel " + sessionName.apply(cancelled.get());
        Optional<SessionId> answered = Queues.answered(queue);
        if (answered.isPresent()) return "answer " + sessionName.apply(answered.get());
        return "statement " + sessionName.apply(Queues.asking(queue));
    }

    private static String after(String queue, String prefix) {
        return queue.substring(prefix.length());
    }

    private String item(String id) {
        for (CatalogItem item : world.coordinator().catalog().all().values()) {
            if (item.id().toString().equals(id)) return item.name().full();
        }
        return id; // It has been dropped.
    }

    /** Every queue that has something to deliver, in the default order, reports last. */
    List<String> ready() {
        List<String> ready = world.ready();
        for (GlobalId id : world.reporting()) ready.add(Queues.REPORT + id);
        return ready;
    }

    /** Every queue that has something to deliver and that {@code words} name: a kind alone names all of its queues. */
    List<String> ready(String words) {
        List<String> named = new ArrayList<>();
        for (String queue : ready()) if (isNamed(name(queue), words)) named.add(queue);
        return named;
    }

    /** Whether {@code words}, a kind with or without an id, name the queue called {@code name}. */
    static boolean isNamed(String name, String words) {
        return name.equals(words)
                || name.startsWith(words) && name.charAt(words.length()) == ' ' && !words.contains(" ");
    }

    /** Whether a number after these words says how many: whose the queue is comes first where there is one for each session or item. */
    static boolean mayCount(String words) {
        return words.contains(" ")
                || !List.of("statement", "answer", "cancel", "report").contains(words);
    }

    /** What is wrong with words that are to name queues; empty if nothing is. */
    static Optional<String> problem(String words) {
        String kind = words.split(" ", 2)[0];
        if (KINDS.contains(kind)) return Optional.empty();
        return Optional.of("no kind of messages \"" + kind + "\"" + Nearest.suggestion(kind, KINDS));
    }
}
