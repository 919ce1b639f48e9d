package dev.coordtest.coordtest;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.Planning;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.storage.Files;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges one run by what laws cannot see: keeps all data that was ever written, says with {@link Oracle} what each answer has to be, and holds with {@link Readers} the times of
 * reads against what clients had been told.
 */
final class Promises {
    private final Verdict verdict = new Verdict();
    private final BaseHistory history = new BaseHistory(verdict);
    private final Readers readers;
    /** When what each request appends is written. */
    private final SortedMap<RequestId, Long> appends = new TreeMap<>();

    private @Nullable World world;
    private @Nullable Oracle oracle;

    /** @param monotone whether readers of every isolation level must never go back */
    Promises(boolean monotone) {
        readers = new Readers(verdict, monotone);
    }

    /** A world that is held to its promises. {@code onlooker} is told what laws are told, after them; {@code sent} to which queue every message is sent. */
    World world(
            WorldSettings settings,
            Files files,
            Choices choices,
            Planning planning,
            Consumer<Observation> onlooker,
            Consumer<String> sent) {
        World made = new World(
                settings,
                files,
                choices,
                planning,
                history::start,
                seen -> {
                    observe(seen);
                    onlooker.accept(seen);
                },
                sent);
        world = made;
        oracle = new Oracle(history, verdict, made.coordinator().catalog());
        return made;
    }

    private void observe(Observation seen) {
        if (world == null || oracle == null) return; // It only boots.
        if (seen instanceof Observation.Restarted) appends.clear();
        if (seen instanceof Observation.Rest) history.judge(world.coordinator().catalog());
        if (seen instanceof Observation.Step done) {
            if (done.event() instanceof Event.FromSession(ToCoordinator.Execute execute))
                readers.isAt(execute.session(), execute.context().isolation());
            if (done.event() instanceof Event.FromStorage(StorageResponse.Appended(var request, var upper)))
                wrote(done, appends.remove(request));
            for (Observation.Effect effect : done.effects()) {
                if (effect instanceof Observation.Chose(var session, var choice)) readers.chose(session, choice);
                if (effect instanceof Observation.SentToStorage(StorageCommand.AppendTables append))
                    appends.put(append.request(), append.time());
            }
        }
        oracle.observe(seen, world.coordinator().catalog());
    }

    private void wrote(Observation.Step done, @Nullable Long time) {
        for (Observation.Effect effect : done.effects()) {
            if (time != null
                    && effect instanceof Observation.SentToSession(var session, ToSession.TransactionEnded(var error))
                    && error == null) readers.wrote(session, time);
        }
    }

    Readers readers() {
        return readers;
    }

    /** How often each promise was tried. */
    Map<Promise, Long> tried() {
        return verdict.tried();
    }
}
