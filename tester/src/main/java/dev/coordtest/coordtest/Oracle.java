package dev.coordtest.coordtest;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.reference.Answer;
import dev.coordtest.reference.Multiset;
import dev.coordtest.reference.Reference;
import dev.coordtest.reference.Snapshot;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows what every answer has to be: the meaning of the query, by its plain definition, on what tables and sources held at the time of the read. It follows the coordinator's steps
 * and judges each answer to a SELECT as it leaves, each batch of a TAIL, and at rest what sinks have been handed.
 *
 * <p>That an answer equals the one at its time, for every answer, is snapshot correctness; with the order of times that {@link Readers} judges it is strict serializability.
 */
final class Oracle {
    private final BaseHistory history;
    private final Verdict verdict;
    private final SortedMap<SessionId, Asked> asked = new TreeMap<>();
    private final SortedMap<SessionId, Following> following = new TreeMap<>();
    private final SortedMap<Long, Followed> tails = new TreeMap<>();
    private final List<Written> sinks = new ArrayList<>();
    private Catalog catalog;

    /** A TAIL that a session waits for. */
    private record Following(Plan.Tail plan, Catalog catalog) {}

    /** What is handed to a sink: the changes of {@code on} since {@code asOf}, and with a snapshot what was there. */
    private static final class Written {
        final Dataflow.SinkExport export;
        final Catalog names;
        final long asOf;
        Frontier checked;

        Written(Dataflow.SinkExport export, Catalog names, long asOf) {
            this.export = export;
            this.names = names;
            this.asOf = asOf;
            this.checked = Frontier.at(asOf);
        }
    }

    /** A query that a session waits for, in the catalog of its choice; the time once there is one. */
    private record Asked(
            QueryPlan query, Catalog catalog, @Nullable Choice choice) {}

    Oracle(BaseHistory history, Verdict verdict, Catalog catalog) {
        this.history = history;
        this.verdict = verdict;
        this.catalog = catalog;
    }

    /** Takes in what happened; {@code after} is the catalog after it. */
    void observe(Observation seen, Catalog after) {
        if (seen instanceof Observation.Rest) sinks.forEach(this::judge);
        if (seen instanceof Observation.Restarted(var durable, var restored)) restarted(restored.catalog());
        if (!(seen instanceof Observation.Step(var now, var event, var effects))) return;
        if (event
                instanceof Event.FromSession(ToCoordinator.Execute(var session, var plan, var revision, var context))) {
            if (plan instanceof Plan.Select(var query, var when)) asked.put(session, new Asked(query, catalog, null));
            else asked.remove(session);
            if (plan instanceof Plan.Tail tail) following.put(session, new Following(tail, catalog));
        }
        if (event instanceof Event.FromStorage) noRowIsMissing();
        catalog = after;
        for (Observation.Effect effect : effects) {
            switch (effect) {
                case Observation.Chose(var session, var choice) ->
                    asked.computeIfPresent(session, (id, was) -> new Asked(was.query, was.catalog, choice));
                case Observation.SentToSession(var session, ToSession.Done(var result)) -> judge(session, result);
                case Observation.SentToSession(var session, ToSession.TailStarted(var tail, var asOf)) ->
                    starts(tail, following.remove(session), asOf);
                case Observation.SentToSession(var session, ToSession.TailBatch(var tail, var updates, var upper)) ->
                    judge(tail, updates, upper);
                case Observation.SentToSession(var session, ToSession.TailEnded(var tail, var error)) ->
                    tails.remove(tail);
                case Observation.SentToSession ignored -> {}
                case Observation.SentToCompute(ComputeCommand.CreateDataflow(var dataflow, var asOf)) ->
                    dataflow.sinks().forEach(sink -> sinks.add(new Written(sink, catalog, asOf)));
                case Observation.SentToCompute ignored -> {}
                case Observation.SentToStorage ignored -> {}
            }
        }
    }

    /** Nobody who has asked before will be answered. */
    private void restarted(Catalog restored) {
        asked.clear();
        following.clear();
        tails.clear();
        sinks.clear();
        catalog = restored;
    }

    // ---- who follows changes

    private void starts(long tail, @Nullable Following started, long asOf) {
        if (started == null) return;
        QueryPlan query = started.plan.query();
        OptionalLong untold = started.plan.snapshot() ? OptionalLong.empty() : OptionalLong.of(asOf);
        tails.put(tail, new Followed(query, started.catalog, untold));
    }

    private void judge(long tail, Batch updates, Frontier upper) {
        Followed followed = tails.get(tail);
        if (followed == null) return;
        followed.add(updates);
        if (followed.isBeforeAll(upper)) {
            verdict.check(
                    Promise.U2,
                    updates.isEmpty(),
                    () -> "TAIL " + tail + " tells of " + updates + " without a snapshot");
            return;
        }
        OptionalLong untold = followed.untold(upper);
        if (untold.isPresent()) {
            Optional<Multiset> rows = meaning(followed.query(), followed.names(), untold.getAsLong());
            if (rows.isEmpty()) {
                tails.remove(tail); // It will be told of an error.
                return;
            }
            followed.startsWith(rows.get());
        }
        long time = last(upper);
        Optional<Multiset> due = meaning(followed.query(), followed.names(), time);
        Contents told = followed.before(upper);
        verdict.check(
                Promise.U2,
                due.isPresent() && told.equals(Contents.of(due.get())),
                () -> "TAIL " + tail + " has told of " + told + " up to " + Times.toString(time) + ", where there is "
                        + due.map(Multiset::toString).orElse("an error"));
    }

    private void judge(Written sink) {
        GlobalId id = sink.export.sink();
        if (!history.exists(id) || !history.upper(id).isBeyond(sink.checked)) return;
        sink.checked = history.upper(id);
        long time = last(sink.checked);
        Contents due = new Contents();
        try {
            new At(sink.names, time).rows(sink.export.on()).forEach(due::add);
            if (!sink.export.snapshot())
                new At(sink.names, sink.asOf).rows(sink.export.on()).forEach((row, count) -> due.add(row, -count));
        } catch (SqlException e) {
            return; // The sink has stopped at the error.
        }
        Contents written = new Contents();
        history.addRows(id, time, written);
        verdict.check(
                Promise.K1,
                written.equals(due),
                () -> "sink " + id + " has been handed " + written + " up to " + Times.toString(time) + ", and " + due
                        + " is due");
    }

    /** The last time that is complete at a frontier that is not at its start. */
    private static long last(Frontier upper) {
        return upper.closed() ? Times.MAX : upper.time() - 1;
    }

    /** Empty if it is an error. */
    private Optional<Multiset> meaning(QueryPlan query, Catalog names, long time) {
        return Reference.evaluate(query.bound(), new At(names, time)) instanceof Answer.Rows(var rows)
                ? Optional.of(At.shown(rows, query))
                : Optional.empty();
    }

    private void noRowIsMissing() {
        for (GlobalId id : history.takeShrunk()) {
            Contents contents = new Contents();
            history.addRows(id, Times.MAX, contents);
            verdict.check(
                    Promise.A4,
                    contents.missing().isEmpty(),
                    () -> id + " holds " + contents.missing().orElseThrow() + " less often than never");
        }
    }

    // ---- who has asked

    private void judge(SessionId session, StatementResult result) {
        Asked read = asked.remove(session);
        if (read == null || read.choice == null) return;
        long time = read.choice.time();
        Answer answer = Reference.evaluate(read.query.bound(), new At(read.catalog, time));
        switch (result) {
            case StatementResult.Rows(var desc, var batch) -> {
                List<Row> shown = new ArrayList<>();
                batch.forEach(update -> {
                    for (long i = 0; i < update.diff(); i++) shown.add(update.row());
                });
                List<Row> due = answer instanceof Answer.Rows(var rows)
                        ? Reference.finish(rows, read.query.finishing())
                        : List.of();
                verdict.check(
                        Promise.A1,
                        answer instanceof Answer.Rows && shown.equals(due),
                        () -> session + " was shown " + shown + " of a read at " + Times.toString(time)
                                + ", where the answer is "
                                + (answer instanceof Answer.Rows ? due.toString() : answer.toString()));
            }
            case StatementResult.ReadFailed(var text) ->
                verdict.check(
                        Promise.A5,
                        answer instanceof Answer.Failed || isAnErrorInside(text, read.query, read.catalog, time),
                        () -> session + " was told \"" + text + "\" of a read at " + Times.toString(time)
                                + ", where the answer is " + answer);
            default -> {}
        }
    }

    /**
     * Whether this is an error of something that the query reads, at the time. A query may read what its definition would not look at, as a subquery is by a join with no rows; what is
     * wrong in there fails it. But then it is that which the client is told, and nothing else.
     */
    private boolean isAnErrorInside(String told, QueryPlan query, Catalog names, long time) {
        for (GlobalId id : query.references()) {
            boolean is = names.get(id).body() instanceof CatalogItem.View(var inner)
                    ? Reference.evaluate(inner.bound(), new At(names, time)) instanceof Answer.Failed(var error)
                                    && told.equals(
                                            DataflowError.evaluation(error).text())
                            || isAnErrorInside(told, inner, names, time)
                    : history.errors(id, time).stream().anyMatch(error -> told.equals(error.text()));
            if (is) return true;
        }
        return false;
    }

    /** What there was at one time. */
    private final class At implements Snapshot {
        private final Catalog names;
        private final long time;

        At(Catalog names, long time) {
            this.names = names;
            this.time = time;
        }

        @Override
        public Multiset rows(GlobalId id) {
            if (names.get(id).body() instanceof CatalogItem.View(var query)) {
                return switch (Reference.evaluate(query.bound(), this)) {
                    case Answer.Rows(var rows) -> shown(rows, query);
                    case Answer.Failed(var error) -> throw new SqlException(error);
                };
            }
            DataflowError error = history.errors(id, time).stream().findFirst().orElse(null);
            if (error != null) throw new SqlException(SqlError.of(error.state(), error.message()));
            Contents contents = new Contents();
            history.addRows(id, time, contents);
            return contents.toMultiset();
        }

        /** A view's rows are those that its query shows, in no order. */
        private static Multiset shown(Multiset rows, QueryPlan query) {
            Multiset shown = new Multiset();
            Reference.finish(rows, query.finishing()).forEach(row -> shown.add(row, 1));
            return shown;
        }

        @Override
        public long time() {
            return time;
        }
    }
}
