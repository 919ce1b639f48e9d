package dev.coordtest.sql;

import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.plan.ItemKind;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Plans RENAME and DROP. */
final class Alterations {
    private final Names names;
    private final SessionView session;

    Alterations(Names names, SessionView session) {
        this.names = names;
        this.session = session;
    }

    Plan rename(Definition.Rename rename) {
        ItemKind kind = kind(rename.kind());
        Optional<CatalogView.Item> found = names.find(rename.name());
        if (found.isEmpty() && rename.ifExists()) return new Plan.AlterNothing(kind);
        CatalogView.Item item = names.item(rename.name(), rename.kind());
        checkKind(item, kind, rename.name());
        if (kind == ItemKind.TYPE)
            throw Planner.unbuilt("RENAME of types is", rename.name().position());
        if (item.isSystem()) {
            throw new SqlException(SqlError.of(
                            SqlState.RESERVED_NAME,
                            "system item '" + item.name().item() + "' cannot be modified")
                    .at(rename.name().position()));
        }
        ItemName to = new ItemName(item.name().database(), item.name().schema(), rename.to());
        Renaming renaming = new Renaming(item.name(), to);
        List<Plan.Rename.NewText> texts = new ArrayList<>();
        texts.add(new Plan.Rename.NewText(item.id(), renaming.text(item.sql())));
        for (GlobalId id : item.usedBy()) {
            texts.add(new Plan.Rename.NewText(
                    id, renaming.text(names.catalog().item(id).sql())));
        }
        return new Plan.Rename(item.id(), kind, rename.to(), texts);
    }

    private static ItemKind kind(String word) {
        return switch (word) {
            case "table" -> ItemKind.TABLE;
            case "view" -> ItemKind.VIEW;
            case "source" -> ItemKind.SOURCE;
            case "sink" -> ItemKind.SINK;
            case "index" -> ItemKind.INDEX;
            case "type" -> ItemKind.TYPE;
            default -> throw new SqlException(SqlState.SYNTAX_ERROR, "cannot rename or drop a " + word);
        };
    }

    private static void checkKind(CatalogView.Item item, ItemKind kind, Name name) {
        if (item.kind() == kind) return;
        throw new SqlException(SqlError.of(
                        SqlState.WRONG_OBJECT_TYPE,
                        item.name() + " is a " + item.kind().word() + " not a " + kind.word())
                .at(name.position()));
    }

    private static String dropHint(ItemKind kind) {
        String article = kind == ItemKind.INDEX ? "an " : "a ";
        return "Use DROP " + kind + " to remove " + article + kind.word() + ".";
    }

    Plan drop(Definition.Drop drop) {
        ItemKind kind = kind(drop.kind());
        String word = drop.kind().toUpperCase(Locale.ROOT);
        if (drop.materialized()) {
            throw new SqlException(
                    SqlState.SYNTAX_ERROR, "DROP MATERIALIZED " + word + " is not allowed, use DROP " + word);
        }
        List<GlobalId> ids = new ArrayList<>();
        for (Name name : drop.names()) {
            if (drop.ifExists() && names.find(name).isEmpty()) continue;
            CatalogView.Item item = names.item(name, drop.kind());
            if (item.kind() != kind) {
                String article = kind == ItemKind.INDEX ? "an " : "a ";
                throw new SqlException(SqlError.of(
                                SqlState.WRONG_OBJECT_TYPE, "\"" + name.last() + "\" is not " + article + kind.word())
                        .withHint(dropHint(item.kind()))
                        .at(name.position()));
            }
            if (item.isSystem()) {
                throw new SqlException(
                        SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
                        "cannot drop item " + item.name() + " because it is required by the database system");
            }
            if (!ids.contains(item.id())) ids.add(item.id());
        }
        return new Plan.DropItems(kind, ids, drop.cascade());
    }

    Plan dropDatabase(Definition.DropDatabase drop) {
        boolean exists = names.catalog().databaseExists(drop.name());
        if (!exists && !drop.ifExists()) throw Definitions.unknownDatabase(drop.name());
        return new Plan.DropDatabase(exists ? drop.name() : null, drop.restrict());
    }

    Plan dropSchema(Definition.DropSchema drop) {
        List<String> parts = drop.name().parts();
        String database = parts.size() > 1 ? parts.get(0) : session.database();
        String schema = drop.name().last();
        boolean exists = names.catalog().schemaExists(database, schema);
        if (!exists && !drop.ifExists()) {
            throw new SqlException(SqlError.of(SqlState.INVALID_SCHEMA_NAME, "unknown schema '" + schema + "'")
                    .at(drop.name().position()));
        }
        return new Plan.DropSchema(database, exists ? schema : null, drop.cascade());
    }

    Plan dropRoles(Definition.DropRoles drop) {
        List<String> roles = new ArrayList<>();
        for (String role : drop.names()) {
            if (role.equals(session.user())) {
                throw new SqlException(SqlState.OBJECT_IN_USE, "current user cannot be dropped");
            }
            boolean exists = names.catalog().roleExists(role);
            if (!exists && !drop.ifExists()) {
                throw new SqlException(SqlState.UNDEFINED_OBJECT, "role \"" + role + "\" does not exist");
            }
            if (exists) roles.add(role);
        }
        return new Plan.DropRoles(roles);
    }
}
