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
import dev.coordtest.reference.Answer;
import dev.coordtest.reference.Multiset;
import dev.coordtest.reference.Reference;
import dev.coordtest.reference.Snapshot;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows what every answer has to be: the meaning of the query, by its plain definition, on what tables and sources held at the time of the read. It follows the coordinator's steps
 * and judges each answer to a SELECT as it leaves.
 *
 * <p>That an answer equals the one at its time, for every answer, is snapshot correctness; with the order of times that {@link Readers} judges it is strict serializability.
 */
final class Oracle {
    private final BaseHistory history;
    private final Verdict verdict;
    private final SortedMap<SessionId, Asked> asked = new TreeMap<>();
    private Catalog catalog;

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
        if (!(seen instanceof Observation.Step(var now, var event, var effects))) return;
        if (event
                instanceof Event.FromSession(ToCoordinator.Execute(var session, var plan, var revision, var context))) {
            if (plan instanceof Plan.Select(var query, var when)) asked.put(session, new Asked(query, catalog, null));
            else asked.remove(session);
        }
        catalog = after;
        for (Observation.Effect effect : effects) {
            switch (effect) {
                case Observation.Chose(var session, var choice) ->
                    asked.computeIfPresent(session, (id, was) -> new Asked(was.query, was.catalog, choice));
                case Observation.SentToSession(var session, ToSession.Done(var result)) -> judge(session, result);
                case Observation.SentToSession ignored -> {}
                case Observation.SentToCompute ignored -> {}
                case Observation.SentToStorage ignored -> {}
            }
        }
    }

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
                        answer instanceof Answer.Failed || isAnErrorInside(read.query, read.catalog, time),
                        () -> session + " was told \"" + text + "\" of a read at " + Times.toString(time)
                                + ", where the answer is " + answer);
            default -> {}
        }
    }

    /**
     * Whether something that the query reads has an error at the time. A query may read what its definition would not look at, as a subquery is by a join with no rows; an
     * error in there fails it.
     */
    private boolean isAnErrorInside(QueryPlan query, Catalog names, long time) {
        for (GlobalId id : query.references()) {
            boolean is = names.get(id).body() instanceof CatalogItem.View(var inner)
                    ? Reference.evaluate(inner.bound(), new At(names, time)) instanceof Answer.Failed
                            || isAnErrorInside(inner, names, time)
                    : history.error(id, time).isPresent();
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
            DataflowError error = history.error(id, time).orElse(null);
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
