package dev.coordtest.coordtest;

import dev.coordtest.storage.durable.Durable;
import dev.coordtest.storage.durable.MemoryDurable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What survives a crash of a world: the logs of its coordinator and its storage. The next sync can be made to fail, which nobody survives, and the next record to find no room. */
final class Disk {
    private final Log coordinator = new Log();
    private final Log storage = new Log();
    private @Nullable Fate fate;
    private boolean isFull;

    /** What a crash at a sync makes of the record that was to be synced. */
    enum Fate {
        LOST,
        KEPT
    }

    /** A sync has failed: whoever wanted it must not go on. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("a sync has failed", null, false, false);
        }
    }

    /** A log whose syncs fail on demand. */
    private final class Log implements Durable {
        MemoryDurable kept = new MemoryDurable();

        @Override
        public void append(byte[] record) {
            if (isFull) {
                isFull = false;
                throw new UncheckedIOException("no space left on device", new IOException());
            }
            kept.append(record);
        }

        @Override
        public void sync() {
            if (fate != null) throw new Stopped();
            kept.sync();
        }

        @Override
        public List<byte[]> records() {
            return kept.records();
        }
    }

    Durable coordinator() {
        return coordinator;
    }

    Durable storage() {
        return storage;
    }

    /** The next record finds no room. */
    void failNextAppend() {
        isFull = true;
    }

    /** The next sync fails. */
    void failNextSync(Fate record) {
        fate = record;
    }

    /** Keeps what a crash leaves. Returns whether something survives that was never synced. */
    boolean crash() {
        boolean keep = fate == Fate.KEPT;
        boolean survives = keep && coordinator.kept.unsynced() > 0;
        for (Log log : List.of(coordinator, storage)) log.kept = log.kept.crash(keep ? log.kept.unsynced() : 0);
        fate = null;
        return survives;
    }
}
