package dev.coordtest.coord.catalog;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.TableRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that exists, as an immutable value with a revision. {@link #apply} makes the next one.
 *
 * <p>Each session sees its own temporary items besides: those of others have the same names but other owners, and are found
 * through {@link #asSeenBy}.
 */
public final class Catalog implements CatalogView {
    /** The one timeline of tables and of sources that do not name another: milliseconds since 1970. */
    public static final String EPOCH_TIMELINE = "epoch_ms";

    public static final String DEFAULT_DATABASE = "materialize";
    public static final String DEFAULT_SCHEMA = "public";
    public static final String DEFAULT_ROLE = "materialize";

    private final CatalogState state;
    private final long viewer;

    private Catalog(CatalogState state, long viewer) {
        this.state = state;
        this.viewer = viewer;
    }

    /** The catalog of a new system. */
    public static Catalog initial() {
        return new Catalog(CatalogState.initial(), 0);
    }

    /** The catalog after these changes, in order, as one step. */
    public Catalog apply(List<CatalogChange> changes) {
        return new Catalog(state.apply(changes), viewer);
    }

    /** The same catalog with the temporary items of {@code session}. */
    public Catalog asSeenBy(long session) {
        return new Catalog(state, session);
    }

    /** Whether it is the same version of the same catalog, seen by the same session: not a question of what is in it. */
    public boolean isSame(Catalog that) {
        return state == that.state && viewer == that.viewer;
    }

    /** Whether both hold the same for the same session: nobody could tell them apart. */
    public boolean holdsSame(Catalog that) {
        return viewer == that.viewer && (state == that.state || state.equals(that.state));
    }

    /** Its revision and what is in it: journals hold what is said, and a default text would differ from run to run. */
    @Override
    public String toString() {
        return "Catalog[revision=" + revision() + ", items=" + state.items().keySet() + "]";
    }

    @Override
    public long revision() {
        return state.revision();
    }

    @Override
    public boolean databaseExists(String name) {
        return state.databases().containsKey(name);
    }

    @Override
    public boolean schemaExists(@Nullable String database, String schema) {
        return state.schema(database, schema).isPresent();
    }

    @Override
    public boolean roleExists(String name) {
        return state.roles().contains(name);
    }

    @Override
    public Optional<Item> item(ItemName name) {
        return find(name).map(View::new);
    }

    @Override
    public Item item(GlobalId id) {
        return new View(get(id));
    }

    @Override
    public List<Item> items(@Nullable String database, String schema) {
        List<Item> items = new ArrayList<>();
        for (CatalogItem item : state.items().values()) {
            ItemName name = item.name();
            boolean here = name.schema().equals(schema) && Objects.equals(name.database(), database);
            if (here && isVisible(item)) items.add(new View(item));
        }
        items.sort(Comparator.comparing(item -> item.name().item()));
        return items;
    }

    @Override
    public List<String> databases() {
        return List.copyOf(state.databases().keySet());
    }

    @Override
    public List<String> schemas(String database) {
        CatalogState.Database found = state.databases().get(database);
        return found == null ? List.of() : List.copyOf(found.schemas().keySet());
    }

    @Override
    public long databaseNumber(String name) {
        CatalogState.Database found = state.databases().get(name);
        if (found == null) throw new IllegalStateException("no database " + name);
        return found.id();
    }

    @Override
    public long schemaNumber(@Nullable String database, String schema) {
        return state.schema(database, schema)
                .orElseThrow(() -> new IllegalStateException("no schema " + schema + " in " + database));
    }

    @Override
    public SortedSet<String> roles() {
        return state.roles();
    }

    /** The item with this id, which must exist. */
    public CatalogItem get(GlobalId id) {
        CatalogItem item = state.items().get(id);
        if (item == null) throw new IllegalStateException("no catalog item " + id);
        return item;
    }

    public Optional<CatalogItem> find(GlobalId id) {
        return Optional.ofNullable(state.items().get(id));
    }

    public Optional<CatalogItem> find(ItemName name) {
        return state.items().values().stream()
                .filter(item -> item.name().equals(name) && isVisible(item))
                .findFirst();
    }

    /** All items, temporary ones of all sessions included, by id. */
    public SortedMap<GlobalId, CatalogItem> all() {
        return state.items();
    }

    /** The indexes on a relation, oldest first. */
    public List<CatalogItem> indexesOn(GlobalId relation) {
        return state.usedBy(relation).stream()
                .map(this::get)
                .filter(item -> item.body() instanceof CatalogItem.Index index
                        && index.on().equals(relation))
                .toList();
    }

    /** The items that name this one, directly. */
    public SortedSet<GlobalId> usedBy(GlobalId id) {
        return state.usedBy(id);
    }

    /** This item and all that depend on it, dependents first. */
    public List<GlobalId> withDependents(GlobalId id) {
        List<GlobalId> order = new ArrayList<>();
        collectDependents(id, order);
        return order;
    }

    private void collectDependents(GlobalId id, List<GlobalId> order) {
        if (order.contains(id)) return;
        for (GlobalId user : state.usedBy(id)) collectDependents(user, order);
        order.add(id);
    }

    /** The databases with their numbers and schemas, for printing. */
    public SortedMap<String, CatalogState.Database> databaseMap() {
        return state.databases();
    }

    private boolean isVisible(CatalogItem item) {
        Long owner = item.owner();
        return owner == null || owner == viewer;
    }

    private SortedSet<String> timelines(CatalogItem item) {
        SortedSet<String> timelines = new TreeSet<>();
        switch (item.body()) {
            case CatalogItem.Table ignored -> timelines.add(EPOCH_TIMELINE);
            case CatalogItem.Source source -> timelines.add(source.timeline());
            case CatalogItem.View ignored -> item.uses().forEach(id -> timelines.addAll(timelines(get(id))));
            case CatalogItem.Index ignored -> item.uses().forEach(id -> timelines.addAll(timelines(get(id))));
            case CatalogItem.Sink ignored -> item.uses().forEach(id -> timelines.addAll(timelines(get(id))));
            case CatalogItem.Type ignored -> {}
        }
        return timelines;
    }

    /** An item as planning sees it. */
    private final class View implements Item {
        private final CatalogItem item;

        View(CatalogItem item) {
            this.item = item;
        }

        @Override
        public GlobalId id() {
            return item.id();
        }

        @Override
        public ItemName name() {
            return item.name();
        }

        @Override
        public ItemKind kind() {
            return item.kind();
        }

        @Override
        public @Nullable RelationDesc desc() {
            return item.desc();
        }

        @Override
        public String sql() {
            return item.sql();
        }

        @Override
        public List<String> defaults() {
            return item.body() instanceof CatalogItem.Table table ? table.defaults() : List.of();
        }

        @Override
        public SortedSet<GlobalId> usedBy() {
            return state.usedBy(item.id());
        }

        @Override
        public SortedSet<GlobalId> uses() {
            return item.uses();
        }

        @Override
        public @Nullable GlobalId on() {
            return item.body() instanceof CatalogItem.Index index ? index.on() : null;
        }

        @Override
        public List<ScalarExpr> key() {
            return item.body() instanceof CatalogItem.Index index ? index.key() : List.of();
        }

        @Override
        public List<String> keyTexts() {
            return item.body() instanceof CatalogItem.Index index ? index.keyTexts() : List.of();
        }

        @Override
        public @Nullable TableRules rules() {
            return item.body() instanceof CatalogItem.Table table ? table.rules() : null;
        }

        @Override
        public @Nullable ScalarType type() {
            return item.body() instanceof CatalogItem.Type type ? type.type() : null;
        }

        @Override
        public SortedSet<String> timelines() {
            return Catalog.this.timelines(item);
        }

        @Override
        public boolean isSystem() {
            return !item.id().isUser();
        }
    }
}
