package dev.coordtest.coord.catalog;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.TableRules;
import dev.coordtest.sql.plan.Window;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One item: its name, the canonical text that made it (opaque here: it serves SHOW CREATE, renames and restarts), what it depends on, and
 * what its kind needs.
 *
 * @param uses the items that it names, directly
 * @param owner the session whose temporary item it is, or null
 */
public record CatalogItem(
        GlobalId id,
        ItemName name,
        String sql,
        SortedSet<GlobalId> uses,
        @Nullable Long owner,
        Body body) {
    public CatalogItem {
        uses = Collections.unmodifiableSortedSet(new TreeSet<>(uses));
    }

    /** What only items of one kind have. */
    public sealed interface Body {}

    /** {@code defaults.get(i)} is the text of column i's default; {@code rules} are what its rows keep. */
    public record Table(RelationDesc desc, List<String> defaults, TableRules rules) implements Body {}

    public record Source(SourceDesc file, String timeline) implements Body {
        /** The columns that its file was found to have. */
        public RelationDesc found() {
            List<Column> columns = file.desc().columns();
            return new RelationDesc(columns.subList(0, columns.size() - 1));
        }
    }

    public record View(QueryPlan query) implements Body {}

    public record Index(GlobalId on, List<ScalarExpr> key, List<String> keyTexts, Window window) implements Body {}

    /** {@code asOf} is the time from which on it is written, once its file exists and its dataflow runs, and null before. */
    public record Sink(
            GlobalId from,
            String path,
            boolean snapshot,
            @Nullable Long asOf) implements Body {
        public boolean isReady() {
            return asOf != null;
        }
    }

    /** What CREATE TYPE made, with its name. */
    public record Type(ScalarType type) implements Body {}

    public ItemKind kind() {
        return switch (body) {
            case Table ignored -> ItemKind.TABLE;
            case Source ignored -> ItemKind.SOURCE;
            case View ignored -> ItemKind.VIEW;
            case Index ignored -> ItemKind.INDEX;
            case Sink ignored -> ItemKind.SINK;
            case Type ignored -> ItemKind.TYPE;
        };
    }

    /** The columns of a relation; null for an index, a sink or a type. */
    public @Nullable RelationDesc desc() {
        return switch (body) {
            case Table table -> table.desc;
            case Source source -> source.file.desc();
            case View view -> view.query.desc();
            case Index ignored -> null;
            case Sink ignored -> null;
            case Type ignored -> null;
        };
    }

    CatalogItem withName(ItemName newName) {
        return new CatalogItem(id, newName, sql, uses, owner, body);
    }

    CatalogItem withSql(String newSql) {
        return new CatalogItem(id, name, newSql, uses, owner, body);
    }

    CatalogItem withBody(Body newBody) {
        return new CatalogItem(id, name, sql, uses, owner, newBody);
    }
}
