package dev.coordtest.coord.durable;

import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.sql.plan.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@link Commit}s as bytes. Of an item its text is written, from which it is planned again; what its text does not say stands beside it: the columns that were found in a source's file, and the
 * window of an index.
 *
 * <p>The first byte is the version of the format.
 */
public final class CommitCodec {
    private static final int VERSION = 1;

    // The kinds of changes, as they are written.
    private static final int ADD_DATABASE = 1;
    private static final int ADD_SCHEMA = 2;
    private static final int ADD_ROLE = 3;
    private static final int ADD_ITEM = 4;
    private static final int REMOVE_DATABASE = 5;
    private static final int REMOVE_SCHEMA = 6;
    private static final int REMOVE_ROLE = 7;
    private static final int REMOVE_ITEM = 8;
    private static final int RENAME_ITEM = 9;
    private static final int SET_SQL = 10;
    private static final int SET_WINDOW = 11;
    private static final int SINK_READY = 12;

    // The kinds of windows.
    private static final int WINDOW_NONE = 0;
    private static final int WINDOW_DEFAULT = 1;
    private static final int WINDOW_OFF = 2;
    private static final int WINDOW_MILLIS = 3;

    private CommitCodec() {}

    /** A change as it is read back: one of {@link CatalogChange}, or an item that has to be planned. */
    public sealed interface Change {}

    /** A change that needs nothing else. */
    public record Plain(CatalogChange change) implements Change {}

    /**
     * An item that was added.
     *
     * @param found the columns that were found in the file of a source, null for all else
     * @param window of an index, null for all else
     */
    public record Added(
            GlobalId id,
            ItemName name,
            String sql,
            @Nullable RelationDesc found,
            @Nullable Window window) implements Change {}

    /** A {@link Commit} as it is read back. */
    public record Read(List<Change> changes, long nextId, long reached, long closed) {}

    // ---- writing

    public static byte[] write(Commit commit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            out.writeLong(commit.nextId());
            out.writeLong(commit.reached());
            out.writeLong(commit.closed());
            out.writeInt(commit.changes().size());
            for (CatalogChange change : commit.changes()) write(change, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(CatalogChange change, DataOutputStream out) throws IOException {
        switch (change) {
            case CatalogChange.AddDatabase(var name) -> text(tag(out, ADD_DATABASE), name);
            case CatalogChange.AddSchema(var database, var name) -> {
                optional(tag(out, ADD_SCHEMA), database);
                text(out, name);
            }
            case CatalogChange.AddRole(var name) -> text(tag(out, ADD_ROLE), name);
            case CatalogChange.AddItem(var item) -> item(tag(out, ADD_ITEM), item);
            case CatalogChange.RemoveDatabase(var name) -> text(tag(out, REMOVE_DATABASE), name);
            case CatalogChange.RemoveSchema(var database, var name) -> {
                optional(tag(out, REMOVE_SCHEMA), database);
                text(out, name);
            }
            case CatalogChange.RemoveRole(var name) -> text(tag(out, REMOVE_ROLE), name);
            case CatalogChange.RemoveItem(var id) -> id(tag(out, REMOVE_ITEM), id);
            case CatalogChange.RenameItem(var id, var name) -> {
                id(tag(out, RENAME_ITEM), id);
                name(out, name);
            }
            case CatalogChange.SetSql(var id, var sql) -> {
                id(tag(out, SET_SQL), id);
                text(out, sql);
            }
            case CatalogChange.SetWindow(var id, var window) -> {
                id(tag(out, SET_WINDOW), id);
                window(out, window);
            }
            case CatalogChange.SinkReady(var id, var asOf) -> {
                id(tag(out, SINK_READY), id);
                out.writeLong(asOf);
            }
        }
    }

    private static DataOutputStream tag(DataOutputStream out, int tag) throws IOException {
        out.writeByte(tag);
        return out;
    }

    private static void item(DataOutputStream out, CatalogItem item) throws IOException {
        if (item.owner() != null) throw new IllegalStateException("temporary items do not survive: " + item);
        id(out, item.id());
        name(out, item.name());
        text(out, item.sql());
        List<Column> found = item.body() instanceof CatalogItem.Source source
                ? source.found().columns()
                : List.of();
        out.writeInt(item.body() instanceof CatalogItem.Source ? found.size() : -1);
        for (Column column : found) {
            text(out, column.name());
            out.writeBoolean(column.type().type().equals(ScalarType.BYTEA));
            out.writeBoolean(column.type().nullable());
        }
        window(out, item.body() instanceof CatalogItem.Index index ? index.window() : null);
    }

    private static void window(DataOutputStream out, @Nullable Window window) throws IOException {
        int tag = switch (window) {
            case null -> WINDOW_NONE;
            case Window.Default ignored -> WINDOW_DEFAULT;
            case Window.Off ignored -> WINDOW_OFF;
            case Window.Millis ignored -> WINDOW_MILLIS;
        };
        out.writeByte(tag);
        if (window instanceof Window.Millis(var millis)) out.writeLong(millis);
    }

    private static void id(DataOutputStream out, GlobalId id) throws IOException {
        if (!id.isUser()) throw new IllegalStateException(id + " does not survive");
        out.writeLong(id.value());
    }

    private static void name(DataOutputStream out, ItemName name) throws IOException {
        optional(out, name.database());
        text(out, name.schema());
        text(out, name.item());
    }

    private static void optional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) text(out, text);
    }

    /** UTF-16, so that any text that SQL can hold comes back as it was. */
    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    // ---- reading

    /** Reads what {@link #write} wrote. Throws {@link IllegalStateException} if it did not. */
    public static Read read(byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            int version = in.readUnsignedByte();
            if (version != VERSION) throw new IllegalStateException("a commit of format " + version);
            long nextId = in.readLong();
            long reached = in.readLong();
            long closed = in.readLong();
            List<Change> changes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) changes.add(change(in));
            if (in.available() > 0) throw new IllegalStateException(in.available() + " bytes too many in a commit");
            return new Read(changes, nextId, reached, closed);
        } catch (IOException e) {
            throw new IllegalStateException("a commit of " + bytes.length + " bytes ends early", e);
        }
    }

    private static Change change(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case ADD_DATABASE -> new Plain(new CatalogChange.AddDatabase(text(in)));
            case ADD_SCHEMA -> new Plain(new CatalogChange.AddSchema(optional(in), text(in)));
            case ADD_ROLE -> new Plain(new CatalogChange.AddRole(text(in)));
            case ADD_ITEM -> new Added(id(in), name(in), text(in), found(in), window(in));
            case REMOVE_DATABASE -> new Plain(new CatalogChange.RemoveDatabase(text(in)));
            case REMOVE_SCHEMA -> new Plain(new CatalogChange.RemoveSchema(optional(in), text(in)));
            case REMOVE_ROLE -> new Plain(new CatalogChange.RemoveRole(text(in)));
            case REMOVE_ITEM -> new Plain(new CatalogChange.RemoveItem(id(in)));
            case RENAME_ITEM -> new Plain(new CatalogChange.RenameItem(id(in), name(in)));
            case SET_SQL -> new Plain(new CatalogChange.SetSql(id(in), text(in)));
            case SET_WINDOW -> {
                GlobalId id = id(in);
                Window window = window(in);
                if (window == null) throw new IllegalStateException("no window for " + id);
                yield new Plain(new CatalogChange.SetWindow(id, window));
            }
            case SINK_READY -> new Plain(new CatalogChange.SinkReady(id(in), in.readLong()));
            default -> throw new IllegalStateException("no change of that kind");
        };
    }

    private static @Nullable RelationDesc found(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) return null;
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = text(in);
            ScalarType type = in.readBoolean() ? ScalarType.BYTEA : ScalarType.TEXT;
            columns.add(Column.of(name, type, in.readBoolean()));
        }
        return new RelationDesc(columns);
    }

    private static @Nullable Window window(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case WINDOW_NONE -> null;
            case WINDOW_DEFAULT -> new Window.Default();
            case WINDOW_OFF -> new Window.Off();
            case WINDOW_MILLIS -> new Window.Millis(in.readLong());
            default -> throw new IllegalStateException("no window of that kind");
        };
    }

    private static GlobalId id(DataInputStream in) throws IOException {
        return GlobalId.user(in.readLong());
    }

    private static ItemName name(DataInputStream in) throws IOException {
        return new ItemName(optional(in), text(in), text(in));
    }

    private static @Nullable String optional(DataInputStream in) throws IOException {
        return in.readBoolean() ? text(in) : null;
    }

    private static String text(DataInputStream in) throws IOException {
        char[] text = new char[in.readInt()];
        for (int i = 0; i < text.length; i++) text[i] = in.readChar();
        return new String(text);
    }
}
