package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToCoordinator.Context;
import dev.coordtest.coord.session.ToCoordinator.Mode;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.coord.timestamp.Choice;
import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.coordtest.law.Observation;
import dev.coordtest.protocol.collection.Collections.TableAppend;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Update;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** For each promise a run that keeps it and the same run with one thing changed, which breaks it. The runs never were: their messages are written down here. */
class PromisesTest {
    private static final RelationDesc DESC = RelationDesc.of(Column.of("i", ScalarType.INT4, true));
    private static final SessionId A = new SessionId(1);
    private static final SessionId B = new SessionId(2);
    private static final GlobalId S = GlobalId.user(1);
    private static final GlobalId EMPTY = GlobalId.user(2);
    private static final GlobalId SINK = GlobalId.user(3);

    private final BaseHistory history = new BaseHistory(new Verdict());
    private final Catalog catalog = Catalog.initial()
            .apply(List.of(
                    new CatalogChange.AddItem(source(S, "s")), new CatalogChange.AddItem(source(EMPTY, "empty"))));
    private final Oracle oracle = new Oracle(history, new Verdict(), catalog);
    private final Readers readers = new Readers(new Verdict(), true);

    private static CatalogItem source(GlobalId id, String name) {
        var body = new CatalogItem.Source(
                new SourceDesc("s", "f", new FileFormat.Text(), DESC, true, 1, false), Catalog.EPOCH_TIMELINE);
        return new CatalogItem(id, new ItemName("materialize", "public", name), "", new TreeSet<>(), null, body);
    }

    // ---- answers

    @Test
    void anAnswerIsWhatTheQueryMeans() {
        holds(update(7, 3, 1));
        reads("SELECT i FROM s", rows(7));
        isBroken(Promise.A1, () -> reads("SELECT i FROM s", rows(8)));
    }

    @Test
    void whatIsWrongInsideMayFailAQueryThatDoesNotLookAtIt() {
        fails("no number");
        String query = "SELECT i FROM empty WHERE EXISTS (SELECT 1 FROM s)";
        reads(query, rows());
        reads(query, new StatementResult.ReadFailed("Decode error: no number"));
        isBroken(Promise.A5, () -> reads(query, new StatementResult.ReadFailed("Evaluation error: division by zero")));
    }

    @Test
    void aQueryFailsOnlyIfSomethingIsWrong() {
        holds(update(7, 3, 1));
        isBroken(Promise.A5, () -> reads("SELECT i FROM s", new StatementResult.ReadFailed("Decode error: no number")));
    }

    // ---- changes

    @Test
    void whatATailTellsAddsUpToItsQuery() {
        holds(update(7, 3, 1));
        step(execute("TAIL s"), told(new ToSession.TailStarted(1, 3)));
        step(new Event.Tick(), told(new ToSession.TailBatch(1, Batch.of(update(7, 3, 1)), Frontier.at(4))));
        isBroken(
                Promise.U2,
                () -> step(
                        new Event.Tick(),
                        told(new ToSession.TailBatch(1, Batch.of(update(7, 4, -1)), Frontier.at(5)))));
    }

    @Test
    void aCrashChangesNothingThatWasThere() {
        holds(update(7, 3, 1), update(8, 4, 1));
        history.start();
        holds(update(7, 3, 1), update(8, 4, 1));
        history.judge(catalog);
        history.start();
        holds(update(7, 4, 1), update(8, 4, 1));
        isBroken(Promise.L6, () -> history.judge(catalog));
    }

    @Test
    void aSinkIsHandedEveryChangeOnce() {
        holds(update(7, 3, 1), update(8, 4, 1));
        var dataflow = new Dataflow(
                "sink",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Dataflow.SinkExport(SINK, S, true)));
        step(new Event.Tick(), new Observation.SentToCompute(new ComputeCommand.CreateDataflow(dataflow, 0)));
        history.create(SINK);
        history.append(SINK, Frontier.MINIMUM, Frontier.at(4), part(update(7, 3, 1)));
        rest();
        history.append(SINK, Frontier.at(4), Frontier.at(5), part());
        isBroken(Promise.K1, this::rest);
    }

    @Test
    void onlyWhatIsThereIsTakenAway() {
        history.createTable(S);
        writes(1, update(7, 1, 1));
        writes(2, update(7, 2, -1));
        isBroken(Promise.A4, () -> writes(3, update(7, 3, -1)));
    }

    // ---- order

    @Test
    void aStrictReadSeesWhatHadBeenWritten() {
        committed(A, 5);
        asks(B);
        readers.chose(B, choice(5));
        isBroken(Promise.SS1, () -> readers.chose(B, choice(4)));
    }

    @Test
    void aStrictWriteComesAfterWhatHadBeenRead() {
        asks(A);
        readers.chose(A, choice(5));
        readers.answered(A);
        asks(B);
        readers.wrote(B, 6);
        isBroken(Promise.SS1, () -> readers.wrote(B, 5));
    }

    @Test
    void strictWritesComeOneAfterTheOther() {
        committed(A, 5);
        isBroken(Promise.SS1, () -> committed(B, 5));
    }

    @Test
    void noReaderGoesBackWhereAllAreMonotone() {
        readers.asks(A);
        readers.chose(A, new Choice(5, Reason.UPPER, Isolation.SERIALIZABLE, List.of(input()), 0));
        readers.answered(A);
        readers.asks(B);
        isBroken(
                Promise.MR,
                () -> readers.chose(B, new Choice(4, Reason.UPPER, Isolation.SERIALIZABLE, List.of(input()), 0)));
    }

    // ---- what happens

    private void holds(Update... updates) {
        history.create(S);
        history.append(S, Frontier.MINIMUM, Frontier.at(9), part(updates));
    }

    private void fails(String what) {
        var error = new DataflowError(DataflowError.Kind.DECODE, SqlState.DATA_EXCEPTION, what);
        history.create(S);
        history.append(
                S, Frontier.MINIMUM, Frontier.at(9), new Part(Batch.EMPTY, Batch.of(new Update(error.toRow(), 3, 1))));
    }

    private void writes(long time, Update... updates) {
        history.appendTables(List.of(new TableAppend(S, part(updates))), history.tablesUpper(), Frontier.at(time + 1));
        step(new Event.FromStorage(new StorageResponse.Appended(new RequestId(1), Frontier.at(time + 1))));
    }

    private void reads(String text, StatementResult result) {
        step(execute(text), new Observation.Chose(A, choice(8)), told(new ToSession.Done(result)));
    }

    private void asks(SessionId session) {
        readers.isAt(session, Isolation.STRICT_SERIALIZABLE);
        readers.asks(session);
    }

    private void committed(SessionId session, long time) {
        asks(session);
        readers.wrote(session, time);
        readers.answered(session);
    }

    private void step(Event event, Observation.Effect... effects) {
        oracle.observe(new Observation.Step(0, event, Arrays.asList(effects)), catalog);
    }

    private void rest() {
        oracle.observe(new Observation.Rest(), catalog);
    }

    private Event execute(String text) {
        var parsed = (Sql.Result.Ok<List<ParsedStatement>>) Sql.parse(text);
        var view = new SessionView("materialize", List.of("public"), "materialize", 0, true);
        var planned = (Sql.Result.Ok<Plan>) Sql.plan(parsed.value().get(0), catalog, view, null, new ArrayList<>());
        return new Event.FromSession(new ToCoordinator.Execute(
                A, planned.value(), 0, new Context(Mode.SINGLE, false, Isolation.SERIALIZABLE)));
    }

    private static Observation.Effect told(ToSession message) {
        return new Observation.SentToSession(A, message);
    }

    private static StatementResult rows(int... values) {
        Batch.Builder batch = new Batch.Builder();
        for (int value : values) batch.add(row(value), 0, 1);
        return new StatementResult.Rows(DESC, batch.build());
    }

    private static Choice choice(long time) {
        return new Choice(time, Reason.ORACLE, Isolation.STRICT_SERIALIZABLE, List.of(input()), time);
    }

    private static Input input() {
        return new Input(S, Frontier.MINIMUM, Frontier.at(9));
    }

    private static Part part(Update... updates) {
        return new Part(Batch.of(updates), Batch.EMPTY);
    }

    private static Update update(int value, long time, long diff) {
        return new Update(row(value), time, diff);
    }

    private static Row row(int value) {
        return Row.of(new Datum.Int32(value));
    }

    private static void isBroken(Promise promise, ThrowingCallable run) {
        assertThatThrownBy(run)
                .isInstanceOfSatisfying(
                        PromiseBroken.class,
                        broken -> assertThat(broken.promise()).isEqualTo(promise));
    }
}
