package dev.coordtest.coord.timestamp;

import java.util.Locale;
import java.util.Optional;

/** What a session is promised about the order of its reads and the writes of others. */
public enum Isolation {
    /** Reads what is complete at one time, never waiting for more; a later read may see an earlier time. */
    SERIALIZABLE,
    /** Besides, what has been seen or acknowledged before a read began is seen by it (Papadimitriou, JACM 1979). */
    STRICT_SERIALIZABLE;

    public static Optional<Isolation> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "serializable" -> Optional.of(SERIALIZABLE);
            case "strict serializable" -> Optional.of(STRICT_SERIALIZABLE);
            default -> Optional.empty();
        };
    }

    /** As SHOW prints it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
