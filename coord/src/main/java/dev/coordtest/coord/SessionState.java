package dev.coordtest.coord;

import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.protocol.storage.StorageCommand.TableWrite;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the coordinator keeps for one session: its unanswered request and its transaction. */
final class SessionState {
    final SessionId id;
    final int secret;
    Pending pending = new Pending.Nothing();
    Transaction transaction = new Transaction();
    /** The TAILs that run for the session, which end with its transaction. */
    final SortedSet<GlobalId> tails = new TreeSet<>();

    SessionState(SessionId id, int secret) {
        this.id = id;
        this.secret = secret;
    }

    void expectIdle() {
        if (!(pending instanceof Pending.Nothing))
            throw new IllegalStateException(id + " already waits for " + pending);
    }

    /** What a transaction has done so far: nothing, reads at one time, a TAIL, or writes; never two of them. */
    static final class Transaction {
        @Nullable
        Domain domain;

        boolean hasTail;
        final List<TableWrite> writes = new ArrayList<>();
        boolean wrote;
    }

    /** The time of a transaction's reads, and all it may read: fixed by the first read, held until the end. */
    record Domain(Choice choice, SortedSet<GlobalId> ids, Hold hold) {}
}
