package dev.coordtest.coordtest.law;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.Leftovers;
import dev.coordtest.coord.Waiting;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coord.session.ObjectKind;
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
import dev.coordtest.coord.timestamp.ReadHolds.Hold;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.compute.PeekResult;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.Update;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A run that never was: its messages and what could be seen of it are written down one by one, and judged. */
final class Forged implements Sight {
    static final RelationDesc DESC = RelationDesc.of(Column.of("i", ScalarType.INT4, true));
    static final SessionId A = new SessionId(1);
    static final SessionId B = new SessionId(2);

    final SortedMap<GlobalId, Account> accounts = new TreeMap<>();
    final SortedMap<GlobalId, Frontier> truth = new TreeMap<>();
    final SortedSet<GlobalId> stored = new TreeSet<>();
    final SortedSet<GlobalId> indexes = new TreeSet<>();
    final SortedSet<PeekId> parked = new TreeSet<>();
    int dataflows;
    final SortedMap<GlobalId, Integer> followers = new TreeMap<>();
    final SortedMap<GlobalId, Frontier> keptSinces = new TreeMap<>();
    Catalog catalog = Catalog.initial();
    final SortedMap<SessionId, Waiting> waiting = new TreeMap<>();
    Leftovers leftovers = new Leftovers(0, 0, 0, 0, 0, false);
    final Laws laws;

    Forged() {
        laws = new Laws(this);
    }

    /** A run that these laws judge instead. */
    Forged(Laws laws) {
        this.laws = laws;
    }

    // ---- what can be seen

    @Override
    public Optional<Account> account(GlobalId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public List<GlobalId> ids() {
        return List.copyOf(accounts.keySet());
    }

    @Override
    public Optional<Frontier> trueUpper(GlobalId id) {
        return Optional.ofNullable(truth.get(id));
    }

    @Override
    public SortedSet<GlobalId> stored() {
        return stored;
    }

    @Override
    public SortedSet<GlobalId> indexes() {
        return indexes;
    }

    @Override
    public SortedSet<PeekId> parked() {
        return parked;
    }

    @Override
    public int dataflows() {
        return dataflows;
    }

    @Override
    public int followers(GlobalId id) {
        return followers.getOrDefault(id, 0);
    }

    @Override
    public Optional<Frontier> keptSince(GlobalId id) {
        return Optional.ofNullable(keptSinces.get(id));
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public Leftovers leftovers() {
        return leftovers;
    }

    @Override
    public Optional<Waiting> waiting(SessionId session) {
        return Optional.ofNullable(waiting.get(session));
    }

    /** What the coordinator says that {@link #A} waits for. */
    Forged waits(Waiting what) {
        waiting.put(A, what);
        return this;
    }

    /** The coordinator says that so much is left. */
    Forged leaves(int holds, int peeks, int tails) {
        leftovers = new Leftovers(0, holds, peeks, tails, 0, false);
        return this;
    }

    Forged sees(GlobalId id, long known, long since, @Nullable Long window, Hold... holds) {
        accounts.put(id, new Account(Frontier.at(known), Frontier.at(since), window, List.of(holds)));
        return this;
    }

    Forged truly(GlobalId id, Frontier upper) {
        truth.put(id, upper);
        return this;
    }

    /** The system is started again, with what is in the catalog and the time that it has reached. */
    Forged restarts(Catalog restored, long reached) {
        laws.observe(new Observation.Restarted(catalog, new Restored(restored, 1, reached, reached)));
        return this;
    }

    /** A source is in the catalog from now on, whoever put it there. */
    Forged inCatalog(GlobalId id, String name, String timeline) {
        var source =
                new CatalogItem.Source(new SourceDesc("s", "f", new FileFormat.Text(), DESC, true, 1, false), timeline);
        catalog = catalog.apply(
                List.of(new CatalogChange.AddItem(new CatalogItem(id, name(name), "", new TreeSet<>(), null, source))));
        return this;
    }

    /** A statement has dropped a source. */
    Forged dropped(GlobalId id) {
        catalog = catalog.apply(List.of(new CatalogChange.RemoveItem(id)));
        var plan = new Plan.DropItems(ItemKind.SOURCE, List.of(id), false);
        return step(
                execute(A, plan, Mode.SINGLE),
                answer(new ToSession.Done(new StatementResult.Dropped(ObjectKind.SOURCE))));
    }

    private static ItemName name(String item) {
        return new ItemName("materialize", "public", item);
    }

    // ---- what happens

    Forged step(Event event, Effect... effects) {
        laws.observe(new Observation.Step(0, event, Arrays.asList(effects)));
        return this;
    }

    Forged tick(Effect... effects) {
        return step(new Event.Tick(), effects);
    }

    Forged rest() {
        laws.observe(new Observation.Rest());
        return this;
    }

    Forged end() {
        laws.observe(new Observation.End());
        return this;
    }

    Forged computeTakes(ComputeCommand command) {
        laws.observe(new Observation.ComputeTakes(command));
        return this;
    }

    Forged computeSays(ComputeResponse response) {
        laws.observe(new Observation.ComputeSays(response));
        return this;
    }

    /** A table that storage knows. */
    Forged table(GlobalId id) {
        var create = new StorageCommand.CreateTable(id, DESC);
        laws.observe(new Observation.Step(0, new Event.Tick(), List.of(new Observation.SentToStorage(create))));
        laws.observe(new Observation.StorageTakes(create));
        stored.add(id);
        return this;
    }

    /** A source that storage knows. */
    Forged source(GlobalId id) {
        var source = new SourceDesc("s", "f", new FileFormat.Text(), DESC, true, 1, false);
        var create = new StorageCommand.CreateSource(id, source);
        laws.observe(new Observation.Step(0, new Event.Tick(), List.of(new Observation.SentToStorage(create))));
        laws.observe(new Observation.StorageTakes(create));
        stored.add(id);
        return this;
    }

    /** A source that a statement has put into the catalog. */
    Forged defined(GlobalId id, String name, String timeline) {
        var plan = new Plan.CreateSource(
                name(name), "f", new FileFormat.Text(), DESC, true, false, null, timeline, false, "", null);
        return inCatalog(id, name, timeline)
                .step(
                        execute(A, plan, Mode.SINGLE),
                        answer(new ToSession.Done(new StatementResult.Created(ObjectKind.SOURCE, false))));
    }

    /** An index that compute has begun to build, with the account that the coordinator opens for it. */
    Forged index(GlobalId id, long asOf, GlobalId on) {
        accounts.putIfAbsent(id, new Account(Frontier.MINIMUM, Frontier.at(asOf), null, List.of()));
        var create = create(id, asOf, on);
        laws.observe(new Observation.Step(0, new Event.Tick(), List.of(new Observation.SentToCompute(create))));
        laws.observe(new Observation.ComputeTakes(create));
        indexes.add(id);
        dataflows++;
        return this;
    }

    // ---- messages

    static GlobalId u(long value) {
        return GlobalId.user(value);
    }

    static ComputeCommand.CreateDataflow create(GlobalId index, long asOf, GlobalId on) {
        var dataflow = new Dataflow(
                "d",
                List.of(new Dataflow.SourceImport(on, List.of())),
                List.of(),
                List.of(),
                List.of(new Dataflow.IndexExport(index, on, List.of())),
                List.of(),
                List.of());
        return new ComputeCommand.CreateDataflow(dataflow, asOf);
    }

    static ComputeCommand.CreateDataflow tail(GlobalId tail, long asOf, GlobalId on) {
        var dataflow = new Dataflow(
                "d",
                List.of(new Dataflow.SourceImport(on, List.of())),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Dataflow.TailExport(tail, on, true)),
                List.of());
        return new ComputeCommand.CreateDataflow(dataflow, asOf);
    }

    static Effect compute(ComputeCommand command) {
        return new Observation.SentToCompute(command);
    }

    static ComputeCommand.Peek peek(long id, GlobalId target, long time) {
        return new ComputeCommand.Peek(
                new PeekId(id),
                target,
                time,
                null,
                MapFilterProject.identity(1),
                select("SELECT 1").finishing());
    }

    static ComputeResponse done(long id) {
        return new ComputeResponse.PeekDone(new PeekId(id), new PeekResult.Rows(Batch.EMPTY));
    }

    static ComputeCommand letGo(GlobalId id, long since) {
        return new ComputeCommand.AllowCompaction(List.of(new Compaction(id, Frontier.at(since))));
    }

    static ComputeResponse report(GlobalId id, Frontier upper) {
        return new ComputeResponse.Frontiers(List.of(new FrontierReport(id, upper)));
    }

    static Event reported(GlobalId id, long upper) {
        return new Event.FromCompute(report(id, Frontier.at(upper)));
    }

    static ComputeResponse batch(GlobalId tail, long time, long upper) {
        Batch.Builder updates = new Batch.Builder();
        updates.add(Row.of(), time, 1);
        return new ComputeResponse.TailBatch(tail, updates.build(), Frontier.at(upper));
    }

    /** The changes that a TAIL of {@link #A} tells of next. */
    static Effect told(long tail, long upper, Update... updates) {
        return answer(new ToSession.TailBatch(tail, Batch.of(updates), Frontier.at(upper)));
    }

    static Update update(int value, long time, long diff) {
        return new Update(Row.of(new Datum.Int32(value)), time, diff);
    }

    static Effect appends(long request, GlobalId table, long time, Update... updates) {
        return new Observation.SentToStorage(new StorageCommand.AppendTables(
                new RequestId(request),
                List.of(new StorageCommand.TableWrite(table, Batch.of(updates))),
                time,
                Frontier.at(time + 1)));
    }

    static Event appended(long request, long upper) {
        return new Event.FromStorage(new StorageResponse.Appended(new RequestId(request), Frontier.at(upper)));
    }

    static Event ends(boolean commit) {
        return new Event.FromSession(new ToCoordinator.EndTransaction(A, commit));
    }

    static Effect append(long time, long upper, boolean writes) {
        List<StorageCommand.TableWrite> rows =
                writes ? List.of(new StorageCommand.TableWrite(u(1), Batch.EMPTY)) : List.of();
        return new Observation.SentToStorage(
                new StorageCommand.AppendTables(new RequestId(1), rows, time, Frontier.at(upper)));
    }

    static Hold hold(long time, GlobalId... ids) {
        return new Hold(1, List.of(ids), time, "c1");
    }

    // ---- reads

    static Input input(GlobalId id, long since, long known) {
        return new Input(id, Frontier.at(since), Frontier.at(known));
    }

    static Effect chose(long time, Reason reason, Isolation isolation, long oracle, Input... inputs) {
        return new Observation.Chose(A, new Choice(time, reason, isolation, Arrays.asList(inputs), oracle));
    }

    static Effect chose(long time, Reason reason, Input... inputs) {
        return chose(time, reason, Isolation.SERIALIZABLE, 0, inputs);
    }

    static QueryPlan select(String text, GlobalId... references) {
        var parsed = (Sql.Result.Ok<List<ParsedStatement>>) Sql.parse(text);
        var view = new SessionView("materialize", List.of("public"), "materialize", 0, true);
        var planned =
                (Sql.Result.Ok<Plan>) Sql.plan(parsed.value().get(0), Catalog.initial(), view, null, new ArrayList<>());
        QueryPlan query = ((Plan.Select) planned.value()).query();
        return new QueryPlan(
                query.bound(), query.lowered(), query.finishing(), query.desc(), new TreeSet<>(List.of(references)));
    }

    static Event execute(SessionId session, Plan plan, Mode mode) {
        return new Event.FromSession(
                new ToCoordinator.Execute(session, plan, 0, new Context(mode, false, Isolation.SERIALIZABLE)));
    }

    static Event reads(Mode mode, GlobalId... references) {
        return execute(A, new Plan.Select(select("SELECT 1", references), new When.Immediately()), mode);
    }

    static Event readsAt(long time, GlobalId... references) {
        return execute(A, new Plan.Select(select("SELECT 1", references), new When.At(time)), Mode.SINGLE);
    }

    static Effect answer(ToSession message) {
        return new Observation.SentToSession(A, message);
    }

    static Effect done(StatementResult result) {
        return answer(new ToSession.Done(result));
    }

    static Effect ended() {
        return answer(new ToSession.TransactionEnded(null));
    }

    static Event inserts(GlobalId table) {
        return execute(A, new Plan.InsertValues(table, Batch.EMPTY, 1), Mode.SINGLE);
    }

    static Event mutates(GlobalId table) {
        return execute(A, new Plan.ReadThenWrite(Plan.MutationKind.DELETE, table, select("SELECT 1")), Mode.SINGLE);
    }

    static ToSession refused() {
        return new ToSession.Refused(SqlError.of(SqlState.UNDEFINED_TABLE, "no"));
    }
}
