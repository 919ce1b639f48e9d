package dev.coordtest.coord;

import dev.coordtest.coord.SessionState.Domain;
import dev.coordtest.coord.SessionState.Transaction;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.ToCoordinator.Context;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.coord.timestamp.TimestampSelection;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Gives all reads of a transaction one time. The first read fixes it, for everything that later reads may name: what is in the schemas that it
 * touches. All that is held until the transaction ends, so a later read finds its history whole; what was not held cannot be read.
 */
final class TimeDomains {
    private final CoordinatorState state;

    TimeDomains(CoordinatorState state) {
        this.state = state;
    }

    /** Throws unless the session's transaction may read. */
    void checkMayRead(SessionState session) {
        Transaction transaction = session.transaction;
        if (transaction.hasTail) {
            throw new SqlException(
                    SqlState.INVALID_TRANSACTION_STATE, "TAIL in transactions must be the only read statement");
        }
        if (transaction.wrote) {
            throw new SqlException(SqlState.INVALID_TRANSACTION_STATE, "transaction in write-only mode");
        }
    }

    Choice choose(SessionState session, QueryPlan query, Context context, DataflowBuilder reading, List<Input> inputs) {
        checkMayRead(session);
        SortedSet<GlobalId> wanted = new TreeSet<>(query.references());
        wanted.addAll(reading.timeInputs());
        Domain domain = session.transaction.domain;
        if (domain == null) {
            domain = open(session, query, context);
            session.transaction.domain = domain;
            Choice choice = domain.choice();
            checkInside(domain, wanted, reading);
            return new Choice(choice.time(), choice.reason(), choice.isolation(), inputs, choice.oracle());
        }
        checkInside(domain, wanted, reading);
        return new Choice(
                domain.choice().time(),
                Reason.TRANSACTION,
                context.isolation(),
                inputs,
                domain.choice().oracle());
    }

    private Domain open(SessionState session, QueryPlan query, Context context) {
        SortedSet<GlobalId> relations = relations(query);
        DataflowBuilder reading = state.reading().read(relations);
        List<Input> inputs = reading.timeInputs().stream()
                .map(id -> new Input(id, state.holds.since(id), state.holds.known(id)))
                .toList();
        Choice choice = TimestampSelection.choose(
                context.isolation(),
                new When.Immediately(),
                inputs,
                reading.readsTable(),
                () -> state.oracle.read(state.now()));
        if (context.isolation() == Isolation.STRICT_SERIALIZABLE && choice.reason() != Reason.CLOSED) {
            state.oracle.observe(choice.time());
        }
        state.out().chose(session.id, choice);
        Hold hold = state.holds.acquire(reading.timeInputs(), choice.time(), session.id + " transaction");
        relations.addAll(reading.timeInputs());
        return new Domain(choice, relations, hold);
    }

    /** What the query names, at whatever remove, and with it the tables and all that is indexed in the schemas of those. */
    private SortedSet<GlobalId> relations(QueryPlan query) {
        Catalog catalog = state.catalog;
        SortedSet<GlobalId> reached = new TreeSet<>();
        query.references().forEach(id -> reach(id, reached));
        SortedSet<String> timelines = new TreeSet<>();
        reached.forEach(id -> timelines.addAll(catalog.item(id).timelines()));
        SortedSet<GlobalId> relations = new TreeSet<>(reached);
        for (GlobalId id : reached) {
            var name = catalog.get(id).name();
            for (var item : catalog.items(name.database(), name.schema())) {
                if (timelines.containsAll(item.timelines()) && joins(item.id())) relations.add(item.id());
            }
        }
        return relations;
    }

    private void reach(GlobalId id, SortedSet<GlobalId> reached) {
        if (!reached.add(id)) return;
        if (state.catalog.get(id).body() instanceof CatalogItem.View view) {
            view.query().references().forEach(used -> reach(used, reached));
        }
    }

    /** Tables, and what is computed already all the way up: the rest may be slow to read and joins only if it is named. */
    private boolean joins(GlobalId id) {
        return switch (state.catalog.get(id).body()) {
            case CatalogItem.Table ignored -> true;
            case CatalogItem.Source ignored -> isIndexed(id);
            case CatalogItem.View ignored -> isIndexed(id);
            case CatalogItem.Index ignored -> false;
            case CatalogItem.Sink ignored -> false;
            case CatalogItem.Type ignored -> false;
        };
    }

    private boolean isIndexed(GlobalId id) {
        return state.catalog.indexesOn(id).stream().anyMatch(index -> state.built.contains(index.id()));
    }

    /** What was read through an index that has been dropped is still known, but nobody holds it back in the table itself. */
    private void checkInside(Domain domain, SortedSet<GlobalId> wanted, DataflowBuilder reading) {
        List<GlobalId> held = domain.choice().inputs().stream().map(Input::id).toList();
        List<GlobalId> out = wanted.stream()
                .filter(id -> !domain.ids().contains(id) || reading.timeInputs().contains(id) && !held.contains(id))
                .toList();
        List<String> outside = names(out);
        if (outside.isEmpty()) return;
        List<String> inside =
                names(domain.ids().stream().filter(id -> !out.contains(id)).toList());
        String detail = "The following relations in the query are outside the transaction's time domain:\n"
                + String.join("\n", outside)
                + (inside.isEmpty()
                        ? "\nNo relations are available."
                        : "\nOnly the following relations are available:\n" + String.join("\n", inside));
        throw new SqlException(SqlError.of(
                        SqlState.INVALID_TRANSACTION_STATE,
                        "Transactions can only reference objects in the same timedomain. See"
                                + " https://materialize.com/docs/sql/begin/#same-timedomain-error")
                .withDetail(detail));
    }

    private List<String> names(List<GlobalId> ids) {
        return ids.stream()
                .flatMap(id -> state.catalog.find(id).stream())
                .map(item -> '"' + item.name().full() + '"')
                .sorted()
                .toList();
    }
}
