package dev.coordtest.coord;

import dev.coordtest.coord.catalog.Bodies;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.ObjectKind;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.IndexPlan;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.Window;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Statements that change the catalog. Everything that can fail comes before the change; what follows it, messages to storage and compute, cannot.
 */
final class Definitions {
    private final CoordinatorState state;
    private final Sinks sinks;
    private final Tails tails;
    private final SortedMap<RequestId, SessionState> describing = new TreeMap<>();

    Definitions(CoordinatorState state, Sinks sinks, Tails tails) {
        this.state = state;
        this.sinks = sinks;
        this.tails = tails;
    }

    void define(SessionState session, Plan.DdlPlan plan) {
        try {
            switch (plan) {
                case Plan.CreateDatabase p -> {
                    boolean existed = existed(
                            state.catalog.databaseExists(p.name()),
                            p.ifNotExists(),
                            SqlState.DUPLICATE_DATABASE,
                            "database '" + p.name() + "' already exists");
                    if (!existed) state.change(List.of(new CatalogChange.AddDatabase(p.name())));
                    created(session, ObjectKind.DATABASE, existed);
                }
                case Plan.CreateSchema p -> {
                    boolean existed = existed(
                            state.catalog.schemaExists(p.database(), p.name()),
                            p.ifNotExists(),
                            SqlState.DUPLICATE_SCHEMA,
                            "schema '" + p.name() + "' already exists");
                    if (!existed) state.change(List.of(new CatalogChange.AddSchema(p.database(), p.name())));
                    created(session, ObjectKind.SCHEMA, existed);
                }
                case Plan.CreateRole p -> {
                    existed(
                            state.catalog.roleExists(p.name()),
                            false,
                            SqlState.DUPLICATE_OBJECT,
                            "role '" + p.name() + "' already exists");
                    state.change(List.of(new CatalogChange.AddRole(p.name())));
                    created(session, ObjectKind.ROLE, false);
                }
                case Plan.CreateTable p -> createTable(session, p);
                case Plan.CreateType p -> createType(session, p);
                case Plan.CreateSource p -> createSource(session, p);
                case Plan.CreateView p -> createView(session, p);
                case Plan.CreateIndex p -> createIndex(session, p);
                case Plan.CreateSink p -> {
                    GlobalId id = state.newUserId();
                    if (nameTaken(p.name(), p.ifNotExists())) created(session, ObjectKind.SINK, true);
                    else sinks.create(session, p, id);
                }
                case Plan.AlterIndexWindow p -> {
                    state.change(List.of(new CatalogChange.SetWindow(p.index(), p.window())));
                    if (state.holds.contains(p.index())) state.holds.setWindow(p.index(), millis(p.window()));
                    altered(session, ObjectKind.INDEX);
                }
                case Plan.AlterNothing p -> altered(session, ObjectKind.of(p.kind()));
                case Plan.Rename p -> rename(session, p);
                case Plan.DropItems p -> drop(session, p);
                case Plan.DropDatabase p -> dropDatabase(session, p);
                case Plan.DropSchema p -> dropSchema(session, p);
                case Plan.DropRoles p -> {
                    List<CatalogChange> changes = new ArrayList<>();
                    p.names().forEach(name -> changes.add(new CatalogChange.RemoveRole(name)));
                    if (!changes.isEmpty()) state.change(changes);
                    done(session, new StatementResult.Dropped(ObjectKind.ROLE));
                }
            }
        } catch (SqlException e) {
            state.refuse(session, e.error());
        }
    }

    // ---- create

    private void createTable(SessionState session, Plan.CreateTable p) {
        GlobalId id = state.newUserId();
        GlobalId indexId = p.index() == null ? null : state.newUserId();
        if (nameTaken(p.name(), p.ifNotExists())) {
            created(session, ObjectKind.TABLE, true);
            return;
        }
        var body = Bodies.table(p);
        add(
                session,
                new CatalogItem(id, p.name(), p.sql(), p.types(), owner(session, p.name()), body),
                indexId,
                p.index());
        startTable(id, body);
        buildIndex(indexId);
        created(session, ObjectKind.TABLE, false);
    }

    private void createType(SessionState session, Plan.CreateType p) {
        GlobalId id = state.newUserId();
        if (nameTaken(p.name(), false)) throw new IllegalStateException(p.name() + " is taken");
        var body = Bodies.type(id, p);
        add(session, new CatalogItem(id, p.name(), p.sql(), p.types(), null, body), null, null);
        created(session, ObjectKind.TYPE, false);
    }

    private void createSource(SessionState session, Plan.CreateSource p) {
        GlobalId id = state.newUserId();
        GlobalId indexId = p.index() == null ? null : state.newUserId();
        if (nameTaken(p.name(), p.ifNotExists())) {
            created(session, ObjectKind.SOURCE, true);
            return;
        }
        var body = Bodies.source(p, state.settings.sourceFrequencyMillis());
        add(session, new CatalogItem(id, p.name(), p.sql(), new TreeSet<>(), null, body), indexId, p.index());
        startSource(id, body);
        buildIndex(indexId);
        created(session, ObjectKind.SOURCE, false);
    }

    private void createView(SessionState session, Plan.CreateView p) {
        GlobalId id = state.newUserId();
        GlobalId indexId = p.index() == null ? null : state.newUserId();
        GlobalId replaced = p.replaced();
        if (replaced != null) {
            List<GlobalId> dependents = blocking(replaced);
            if (!dependents.isEmpty()) throw stillUsed(replaced, dependents.get(0));
            if (p.query().references().contains(replaced)) {
                String name = p.name().full();
                throw new SqlException(
                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                        "cannot replace view " + name + ": depended upon by new " + name + " definition");
            }
            remove(state.catalog.withDependents(replaced));
        } else if (nameTaken(p.name(), p.ifNotExists())) {
            created(session, ObjectKind.VIEW, true);
            return;
        }
        var body = Bodies.view(p);
        SortedSet<GlobalId> uses = new TreeSet<>(p.query().references());
        uses.addAll(p.types());
        add(session, new CatalogItem(id, p.name(), p.sql(), uses, owner(session, p.name()), body), indexId, p.index());
        buildIndex(indexId);
        created(session, ObjectKind.VIEW, false);
    }

    private void createIndex(SessionState session, Plan.CreateIndex p) {
        GlobalId id = state.newUserId();
        if (nameTaken(p.index().name(), p.ifNotExists())) {
            created(session, ObjectKind.INDEX, true);
            return;
        }
        state.change(List.of(new CatalogChange.AddItem(index(session, id, p.on(), p.index()))));
        buildIndex(id);
        created(session, ObjectKind.INDEX, false);
    }

    /** Adds an item, and its index in the same change. */
    private void add(SessionState session, CatalogItem item, @Nullable GlobalId indexId, @Nullable IndexPlan index) {
        List<CatalogChange> changes = new ArrayList<>(List.of(new CatalogChange.AddItem(item)));
        if (indexId != null && index != null)
            changes.add(new CatalogChange.AddItem(index(session, indexId, item.id(), index)));
        state.change(changes);
    }

    private CatalogItem index(SessionState session, GlobalId id, GlobalId on, IndexPlan plan) {
        var body = Bodies.index(on, plan);
        return new CatalogItem(
                id, plan.name(), plan.sql(), new TreeSet<>(List.of(on)), owner(session, plan.name()), body);
    }

    private static @Nullable Long owner(SessionState session, ItemName name) {
        return name.isTemporary() ? session.id.value() : null;
    }

    /** Builds an index: readable from the first time at which all that it reads is. */
    private void buildIndex(@Nullable GlobalId id) {
        if (id == null) return;
        CatalogItem item = state.catalog.get(id);
        CatalogItem.Index index = (CatalogItem.Index) item.body();
        DataflowBuilder reading = state.reading().read(List.of(index.on()));
        Frontier since = Frontier.MINIMUM;
        for (GlobalId input : reading.timeInputs()) since = since.join(state.holds.since(input));
        Dataflow dataflow = reading.index(item.name().full(), new Dataflow.IndexExport(id, index.on(), index.key()));
        state.holds.add(id, since, millis(index.window()));
        state.built.add(id);
        state.out().compute(new ComputeCommand.CreateDataflow(dataflow, since.time()));
    }

    private @Nullable Long millis(Window window) {
        return switch (window) {
            case Window.Default ignored -> state.settings.compactionWindowMillis();
            case Window.Off ignored -> null;
            case Window.Millis(var millis) -> millis;
        };
    }

    // ---- start

    private void startTable(GlobalId id, CatalogItem.Table table) {
        state.out().storage(new StorageCommand.CreateTable(id, table.desc()));
        state.holds.add(id, Frontier.MINIMUM, null);
    }

    private void startSource(GlobalId id, CatalogItem.Source source) {
        state.out().storage(new StorageCommand.CreateSource(id, source.file()));
        state.holds.add(id, Frontier.MINIMUM, state.settings.compactionWindowMillis());
    }

    /** Starts all that the catalog has, oldest first, as if it was made now. */
    void restore() {
        for (CatalogItem item : List.copyOf(state.catalog.all().values())) {
            switch (item.body()) {
                case CatalogItem.Table table -> startTable(item.id(), table);
                case CatalogItem.Source source -> startSource(item.id(), source);
                case CatalogItem.View ignored -> {}
                case CatalogItem.Index ignored -> buildIndex(item.id());
                case CatalogItem.Sink sink -> sinks.restore(item, sink);
                case CatalogItem.Type ignored -> {}
            }
        }
    }

    // ---- files

    void describeFile(SessionState session, String path, FileFormat format) {
        session.expectIdle();
        RequestId request = state.newRequest();
        describing.put(request, session);
        session.pending = new Pending.File(request);
        state.out().storage(new StorageCommand.DescribeFile(request, path, format));
    }

    void fileDescribed(RequestId request, ToSession answer) {
        SessionState session = describing.remove(request);
        if (session == null) return;
        if (session.pending instanceof Pending.File(var pending) && pending.equals(request))
            state.answer(session, answer);
    }

    // ---- rename and drop

    private void rename(SessionState session, Plan.Rename p) {
        CatalogItem item = state.catalog.get(p.id());
        ItemName name = new ItemName(item.name().database(), item.name().schema(), p.to());
        if (state.catalog.asSeenBy(session.id.value()).find(name).isPresent()) {
            throw new SqlException(SqlState.DUPLICATE_TABLE, p.to() + " is already taken by item in schema");
        }
        List<CatalogChange> changes = new ArrayList<>(List.of(new CatalogChange.RenameItem(p.id(), name)));
        p.texts().forEach(text -> changes.add(new CatalogChange.SetSql(text.id(), text.sql())));
        state.change(changes);
        altered(session, ObjectKind.of(p.kind()));
    }

    private void drop(SessionState session, Plan.DropItems p) {
        Set<GlobalId> all = new LinkedHashSet<>();
        for (GlobalId id : p.ids()) {
            List<GlobalId> blocking = blocking(id);
            blocking.removeAll(p.ids());
            if (!p.cascade() && !blocking.isEmpty()) throw stillUsed(id, blocking.get(0));
            all.addAll(state.catalog.withDependents(id));
        }
        remove(List.copyOf(all));
        done(session, new StatementResult.Dropped(ObjectKind.of(p.kind())));
    }

    /** The dependents of an item that keep it from being dropped: all but its own indexes. */
    private List<GlobalId> blocking(GlobalId id) {
        List<GlobalId> blocking = new ArrayList<>(state.catalog.usedBy(id));
        blocking.removeIf(user -> state.catalog.get(user).body() instanceof CatalogItem.Index);
        return blocking;
    }

    private SqlException stillUsed(GlobalId id, GlobalId user) {
        return new SqlException(
                SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                "cannot drop " + state.catalog.get(id).name() + ": still depended upon by catalog item '"
                        + state.catalog.get(user).name() + "'");
    }

    private void dropDatabase(SessionState session, Plan.DropDatabase p) {
        String name = p.name();
        if (name != null) {
            if (p.restrict() && !state.catalog.schemas(name).isEmpty()) {
                throw new SqlException(
                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                        "database '" + name + "' cannot be dropped with RESTRICT while it contains schemas");
            }
            remove(itemsIn(name, null));
            state.change(List.of(new CatalogChange.RemoveDatabase(name)));
        }
        done(session, new StatementResult.Dropped(ObjectKind.DATABASE));
    }

    private void dropSchema(SessionState session, Plan.DropSchema p) {
        String name = p.name();
        if (name != null) {
            List<GlobalId> items = itemsIn(p.database(), name);
            if (!p.cascade() && !items.isEmpty()) {
                throw new SqlException(
                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                        "schema '" + p.database() + "." + name
                                + "' cannot be dropped without CASCADE while it contains objects");
            }
            remove(items);
            state.change(List.of(new CatalogChange.RemoveSchema(p.database(), name)));
        }
        done(session, new StatementResult.Dropped(ObjectKind.SCHEMA));
    }

    private List<GlobalId> itemsIn(@Nullable String database, @Nullable String schema) {
        Set<GlobalId> all = new LinkedHashSet<>();
        for (CatalogItem item : state.catalog.all().values()) {
            boolean here = java.util.Objects.equals(item.name().database(), database)
                    && (schema == null || item.name().schema().equals(schema));
            if (here) all.addAll(state.catalog.withDependents(item.id()));
        }
        return List.copyOf(all);
    }

    /** Removes items, dependents first, and tells those who keep their data. */
    private void remove(List<GlobalId> ids) {
        if (ids.isEmpty()) return;
        List<CatalogItem> items = ids.stream().map(state.catalog::get).toList();
        List<CatalogChange> changes = new ArrayList<>();
        ids.forEach(id -> changes.add(new CatalogChange.RemoveItem(id)));
        state.change(changes);
        tails.dropped(ids);
        for (CatalogItem item : items) {
            switch (item.body()) {
                case CatalogItem.Table ignored -> state.drop(item.id(), false, true);
                case CatalogItem.Source ignored -> state.drop(item.id(), false, true);
                case CatalogItem.View ignored -> {}
                case CatalogItem.Index ignored -> state.drop(item.id(), true, false);
                case CatalogItem.Sink ignored -> state.drop(item.id(), true, true);
                case CatalogItem.Type ignored -> {}
            }
        }
    }

    /** Drops what belongs to a session that has ended. */
    void dropTemporary(SessionState session) {
        Set<GlobalId> all = new LinkedHashSet<>();
        for (CatalogItem item : state.catalog.all().values()) {
            Long owner = item.owner();
            if (owner != null && owner == session.id.value()) all.addAll(state.catalog.withDependents(item.id()));
        }
        remove(List.copyOf(all));
    }

    // ---- answers

    /** Whether the name is taken by something that IF NOT EXISTS makes do with. */
    private boolean nameTaken(ItemName name, boolean ifNotExists) {
        return existed(
                state.catalog.find(name).isPresent(),
                ifNotExists,
                SqlState.DUPLICATE_TABLE,
                "relation \"" + name.item() + "\" already exists");
    }

    private static boolean existed(boolean exists, boolean ifNotExists, SqlState code, String message) {
        if (exists && !ifNotExists) throw new SqlException(code, message);
        return exists;
    }

    private void created(SessionState session, ObjectKind kind, boolean existed) {
        done(session, new StatementResult.Created(kind, existed));
    }

    private void altered(SessionState session, ObjectKind kind) {
        done(session, new StatementResult.Altered(kind));
    }

    private void done(SessionState session, StatementResult result) {
        state.answer(session, new ToSession.Done(result));
    }
}
