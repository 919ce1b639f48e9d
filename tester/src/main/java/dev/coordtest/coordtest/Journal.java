package dev.coordtest.coordtest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was delivered to whom, and when. Keeps the last deliveries for reports; the whole goes to whoever asks for it. */
public final class Journal {
    private static final int LAST = 10;

    private final Deque<Object[]> last = new ArrayDeque<>();
    private @Nullable Consumer<String> listener;
    private long deliveries;

    /** Hands every line, from now on, to {@code consumer}. */
    public void listen(Consumer<String> consumer) {
        listener = consumer;
    }

    void add(long now, String wire, Object message) {
        deliveries++;
        if (last.size() == LAST) last.removeFirst();
        Object[] entry = {now, wire, message};
        last.addLast(entry);
        if (listener != null) listener.accept(line(entry));
    }

    private static String line(Object[] entry) {
        return "now=" + entry[0] + "  " + entry[1] + "   " + entry[2];
    }

    public long deliveries() {
        return deliveries;
    }

    /** The last ten deliveries, oldest first. */
    public List<String> lastLines() {
        return last.stream().map(Journal::line).toList();
    }
}
