package dev.coordtest.postgres;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.reference.Multiset;
import dev.coordtest.reference.Snapshot;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.CatalogView;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.TableRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tables of {@link RandomSql} as a catalog, and what is in them. */
final class Tables implements CatalogView, Snapshot {
    private final TreeMap<GlobalId, TableItem> items = new TreeMap<>();
    private final TreeMap<GlobalId, Multiset> contents = new TreeMap<>();

    Tables() {
        long next = 1;
        for (RandomSql.Table table : RandomSql.TABLES) {
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < table.columns().size(); i++) {
                columns.add(Column.of(table.columns().get(i), type(table.types().get(i)), true));
            }
            GlobalId id = GlobalId.user(next++);
            items.put(
                    id,
                    new TableItem(id, new ItemName("materialize", "public", table.name()), new RelationDesc(columns)));
            contents.put(id, new Multiset());
        }
    }

    private static ScalarType type(String name) {
        return switch (name) {
            case "int" -> ScalarType.INT4;
            case "numeric" -> ScalarType.NUMERIC;
            case "text" -> ScalarType.TEXT;
            default -> ScalarType.BOOL;
        };
    }

    /** What one table holds, to be added to. */
    Multiset contents(String table) {
        return contents.get(
                item(new ItemName("materialize", "public", table)).orElseThrow().id());
    }

    @Override
    public Multiset rows(GlobalId id) {
        return contents.get(id);
    }

    @Override
    public long time() {
        return 0;
    }

    @Override
    public long revision() {
        return 1;
    }

    @Override
    public boolean databaseExists(String name) {
        return name.equals("materialize");
    }

    @Override
    public boolean schemaExists(@Nullable String database, String schema) {
        return schema.equals("public") && "materialize".equals(database);
    }

    @Override
    public boolean roleExists(String name) {
        return false;
    }

    @Override
    public Optional<Item> item(ItemName name) {
        return items.values().stream()
                .filter(item -> item.name.equals(name))
                .<Item>map(item -> item)
                .findFirst();
    }

    @Override
    public Item item(GlobalId id) {
        return items.get(id);
    }

    @Override
    public List<Item> items(@Nullable String database, String schema) {
        return schemaExists(database, schema) ? List.copyOf(items.values()) : List.of();
    }

    @Override
    public List<String> databases() {
        return List.of("materialize");
    }

    @Override
    public List<String> schemas(String database) {
        return List.of("public");
    }

    @Override
    public long databaseNumber(String name) {
        return 1;
    }

    @Override
    public long schemaNumber(@Nullable String database, String schema) {
        return FIRST_PUBLIC_SCHEMA;
    }

    @Override
    public SortedSet<String> roles() {
        return new TreeSet<>();
    }

    private record TableItem(GlobalId id, ItemName name, RelationDesc desc) implements Item {
        @Override
        public ItemKind kind() {
            return ItemKind.TABLE;
        }

        @Override
        public String sql() {
            return "";
        }

        @Override
        public List<String> defaults() {
            return desc.names().stream().map(name -> "NULL").toList();
        }

        @Override
        public SortedSet<GlobalId> usedBy() {
            return new TreeSet<>();
        }

        @Override
        public SortedSet<GlobalId> uses() {
            return new TreeSet<>();
        }

        @Override
        public @Nullable GlobalId on() {
            return null;
        }

        @Override
        public List<ScalarExpr> key() {
            return List.of();
        }

        @Override
        public List<String> keyTexts() {
            return List.of();
        }

        @Override
        public @Nullable TableRules rules() {
            return null;
        }

        @Override
        public @Nullable ScalarType type() {
            return null;
        }

        @Override
        public SortedSet<String> timelines() {
            return new TreeSet<>(List.of("epoch_ms"));
        }

        @Override
        public boolean isSystem() {
            return false;
        }
    }
}
