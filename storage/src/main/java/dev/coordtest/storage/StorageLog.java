package dev.coordtest.storage;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.storage.durable.Durable;
import dev.coordtest.storage.source.Looked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What storage has to find again after a crash: what was appended to tables, which part of a source's file has which time, and how far a sink's file is written. A record is durable
 * before anybody is told of what it says.
 *
 * <p>Of sources the bytes are not kept: a file is read again, and has to begin with what it began with then.
 */
final class StorageLog {
    // The kinds of entries, as they are written.
    private static final int APPENDED = 1;
    private static final int SOURCE_LOOKED = 2;
    private static final int SINK_WROTE = 3;

    private final Durable durable;

    StorageLog(Durable durable) {
        this.durable = durable;
    }

    /** What happened before the crash, in order. */
    sealed interface Entry {}

    /** These rows were added to tables at {@code time}, and all tables closed up to {@code upper}. */
    record Appended(long time, Frontier upper, SortedMap<GlobalId, Batch> rows) implements Entry {}

    /** A source has looked at its file. */
    record SourceLooked(GlobalId id, Looked look) implements Entry {}

    /** The file of a sink has {@code length} bytes, which tell of all that is before {@code upper}. */
    record SinkWrote(GlobalId id, Frontier upper, long length) implements Entry {}

    /** Writes an entry, and comes back when it is durable. */
    void write(Entry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            switch (entry) {
                case Appended(var time, var upper, var rows) -> {
                    out.writeByte(APPENDED);
                    out.writeLong(time);
                    frontier(out, upper);
                    out.writeInt(rows.size());
                    for (var table : rows.entrySet()) {
                        id(out, table.getKey());
                        rows(out, table.getValue());
                    }
                }
                case SourceLooked(var id, var look) -> {
                    out.writeByte(SOURCE_LOOKED);
                    id(out, id);
                    look(out, look);
                }
                case SinkWrote(var id, var upper, var length) -> {
                    out.writeByte(SINK_WROTE);
                    id(out, id);
                    frontier(out, upper);
                    out.writeLong(length);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        durable.append(bytes.toByteArray());
        durable.sync();
    }

    /** All entries, oldest first. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (byte[] record : durable.records()) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
                entries.add(entry(in));
                if (in.available() > 0)
                    throw new IllegalStateException(in.available() + " bytes too many in " + entries.getLast());
            } catch (IOException e) {
                throw new IllegalStateException("a record of " + record.length + " bytes ends early", e);
            }
        }
        return entries;
    }

    private static Entry entry(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case APPENDED -> {
                long time = in.readLong();
                Frontier upper = frontier(in);
                SortedMap<GlobalId, Batch> rows = new TreeMap<>();
                for (int left = in.readInt(); left > 0; left--) rows.put(id(in), rows(in, time));
                yield new Appended(time, upper, rows);
            }
            case SOURCE_LOOKED -> new SourceLooked(id(in), look(in));
            case SINK_WROTE -> new SinkWrote(id(in), frontier(in), in.readLong());
            default -> throw new IllegalStateException("no entry of that kind");
        };
    }

    private static void id(DataOutputStream out, GlobalId id) throws IOException {
        if (!id.isUser()) throw new IllegalStateException(id + " does not survive");
        out.writeLong(id.value());
    }

    private static GlobalId id(DataInputStream in) throws IOException {
        return GlobalId.user(in.readLong());
    }

    private static void frontier(DataOutputStream out, Frontier frontier) throws IOException {
        out.writeBoolean(frontier.closed());
        out.writeLong(frontier.closed() ? 0 : frontier.time());
    }

    private static Frontier frontier(DataInputStream in) throws IOException {
        boolean closed = in.readBoolean();
        long time = in.readLong();
        return closed ? Frontier.CLOSED : Frontier.at(time);
    }

    private static void rows(DataOutputStream out, Batch rows) throws IOException {
        out.writeInt(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            out.writeLong(rows.diff(i));
            out.writeInt(rows.end(i) - rows.start(i));
            out.write(rows.packed(), rows.start(i), rows.end(i) - rows.start(i));
        }
    }

    private static Batch rows(DataInputStream in, long time) throws IOException {
        Batch.Builder rows = new Batch.Builder();
        for (int left = in.readInt(); left > 0; left--) {
            long diff = in.readLong();
            byte[] packed = in.readNBytes(in.readInt());
            rows.add(packed, 0, packed.length, time, diff);
        }
        return rows.build();
    }

    private static void look(DataOutputStream out, Looked look) throws IOException {
        out.writeLong(look.time());
        frontier(out, look.upper());
        out.writeLong(look.offset());
        out.writeInt(look.checksum());
        out.writeBoolean(look.finished());
        String failure = look.failure();
        out.writeBoolean(failure != null);
        if (failure != null) {
            out.writeInt(failure.length());
            out.writeChars(failure);
        }
    }

    private static Looked look(DataInputStream in) throws IOException {
        long time = in.readLong();
        Frontier upper = frontier(in);
        long offset = in.readLong();
        int checksum = in.readInt();
        boolean finished = in.readBoolean();
        return new Looked(time, upper, offset, checksum, finished, in.readBoolean() ? text(in) : null);
    }

    private static String text(DataInputStream in) throws IOException {
        char[] text = new char[in.readInt()];
        for (int i = 0; i < text.length; i++) text[i] = in.readChar();
        return new String(text);
    }
}
