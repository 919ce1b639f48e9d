package dev.coordtest.coordtest;

import dev.coordtest.coordtest.law.Observation.SentToSession;
import dev.coordtest.coordtest.report.Brief;
import dev.coordtest.repr.Times;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered to whom, and when, and what was withheld. Keeps the last entries for reports; the whole goes to whoever asks for it. Two runs are the same if their journals are.
 */
public final class Journal {
    private static final int LAST = 10;

    private final Deque<Entry> last = new ArrayDeque<>();
    private @Nullable Consumer<Entry> listener;
    private long deliveries;

    /** A message that was delivered at {@code now} from one machine to another: {@code wire} names both. */
    public record Entry(long now, String wire, Object message) {
        /** All of it, to compare runs by. */
        public String full() {
            return "now=" + Times.toString(now) + "  " + wire + "   " + message;
        }

        /** What people want to know of it, on one short line. */
        public String brief() {
            String words = message instanceof SentToSession(var session, var answer)
                    ? Brief.answer(session, answer)
                    : Brief.of(message);
            return "now=" + Times.toString(now) + "  " + wire + "   " + words;
        }
    }

    /** Hands over every entry, from now on. */
    public void listen(Consumer<Entry> consumer) {
        listener = consumer;
    }

    /** A message was delivered. */
    void add(long now, String wire, Object message) {
        deliveries++;
        note(now, wire, message);
    }

    /** A message was sent that is withheld until it is delivered. */
    void note(long now, String wire, Object message) {
        if (last.size() == LAST) last.removeFirst();
        Entry entry = new Entry(now, wire, message);
        last.addLast(entry);
        if (listener != null) listener.accept(entry);
    }

    public long deliveries() {
        return deliveries;
    }

    /** The last ten entries in brief, oldest first. */
    public List<String> lastLines() {
        return last.stream().map(Entry::brief).toList();
    }
}
