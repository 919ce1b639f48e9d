package dev.coordtest.sql;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.TableRules;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What planning needs to know of the catalog: a snapshot that does not change while a statement is planned. */
public interface CatalogView {
    /** Increases with every change of the catalog; a plan made at one revision is good at that revision. */
    long revision();

    boolean databaseExists(String name);

    /** {@code database} is null for the schemas outside databases: system schemas and {@code mz_temp}. */
    boolean schemaExists(@Nullable String database, String schema);

    boolean roleExists(String name);

    Optional<Item> item(ItemName name);

    Item item(GlobalId id);

    /** All items of a schema, by name. */
    List<Item> items(@Nullable String database, String schema);

    List<String> databases();

    List<String> schemas(String database);

    /** The number of the schema that a new system has in its database. */
    long FIRST_PUBLIC_SCHEMA = 3;

    /** The number of a database, which must exist; it stays the same as long as the database is there. */
    long databaseNumber(String name);

    /** The number of a schema, likewise; of one outside databases if {@code database} is null. */
    long schemaNumber(@Nullable String database, String schema);

    SortedSet<String> roles();

    /** What planning needs to know of one item. */
    interface Item {
        GlobalId id();

        ItemName name();

        ItemKind kind();

        /** The columns of a table, source or view; null for others. */
        @Nullable
        RelationDesc desc();

        /** The canonical text that made it. */
        String sql();

        /** For a table: the text of each column's default ({@code NULL} if none was given). Else empty. */
        List<String> defaults();

        /** The items that name this one, directly. */
        SortedSet<GlobalId> usedBy();

        /** The items that this one names, directly. */
        SortedSet<GlobalId> uses();

        /** For an index, what it is on; else null. */
        @Nullable
        GlobalId on();

        /** For an index, what it is by; else empty. */
        List<ScalarExpr> key();

        /** The same as SQL. */
        List<String> keyTexts();

        /** For a table, what its rows keep; else null. */
        @Nullable
        TableRules rules();

        /** For a type, what it is; else null. */
        @Nullable
        ScalarType type();

        /** The timeline of a table or source; of a view those of its inputs; empty if it has no inputs. */
        SortedSet<String> timelines();

        /** Whether the database system made it; such items can be read but not written or dropped. */
        boolean isSystem();
    }
}
