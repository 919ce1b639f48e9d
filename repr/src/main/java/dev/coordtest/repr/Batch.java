package dev.coordtest.repr;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An immutable batch of updates, each a row, a time and a difference, in columns: one array of
 * packed rows end to end, one of where each row ends, one of times, one of differences. A time or a
 * difference that all updates share is stored once.
 *
 * <p>A batch means the multiset it sums to; the order of its updates carries no meaning unless
 * whoever made it says so.
 */
public final class Batch {
    public static final Batch EMPTY = new Batch(0, new byte[0], new int[0], new long[0], new long[0]);

    private final int size;
    private final byte[] bytes;
    private final int[] ends;
    private final long[] times;
    private final long[] diffs;

    /** Arrays of length 1 are shared by all updates. The arrays belong to the batch from now on. */
    private Batch(int size, byte[] bytes, int[] ends, long[] times, long[] diffs) {
        this.size = size;
        this.bytes = bytes;
        this.ends = ends;
        this.times = times;
        this.diffs = diffs;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** All packed rows, end to end: read only. */
    public byte[] packed() {
        return bytes;
    }

    public int start(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    public int end(int i) {
        return ends[i];
    }

    public long time(int i) {
        return times.length == 1 ? times[0] : times[i];
    }

    public long diff(int i) {
        return diffs.length == 1 ? diffs[0] : diffs[i];
    }

    public Row row(int i) {
        return Row.ofPacked(bytes, start(i), ends[i]);
    }

    /** Bytes of heap that the batch's arrays occupy, without object headers. */
    public long heapBytes() {
        return bytes.length + 4L * ends.length + 8L * times.length + 8L * diffs.length;
    }

    /**
     * The same multiset, sorted by the bytes of the rows (unsigned, no regard to length) and then by time, equal
     * pairs summed, zeros gone. Packed datums are prefix-free, so rows that agree in their first columns stand
     * together: a consolidated batch can be searched by any prefix of its columns.
     */
    public Batch consolidate() {
        return Consolidation.consolidate(this);
    }

    public void forEach(Consumer<Update> consumer) {
        for (int i = 0; i < size; i++) consumer.accept(new Update(row(i), time(i), diff(i)));
    }

    public static Batch of(Update... updates) {
        Builder builder = new Builder();
        for (Update update : updates) builder.add(update.row(), update.time(), update.diff());
        return builder.build();
    }

    /** Equal if the same updates stand in the same order. */
    @Override
    public boolean equals(Object that) {
        if (!(that instanceof Batch other) || size != other.size) return false;
        for (int i = 0; i < size; i++) {
            if (time(i) != other.time(i) || diff(i) != other.diff(i)) return false;
            if (!Arrays.equals(bytes, start(i), end(i), other.bytes, other.start(i), other.end(i))) return false;
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + PackedHash.of(bytes, start(i), end(i));
            hash = 31 * hash + Long.hashCode(time(i)) + Long.hashCode(diff(i));
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        forEach(update -> text.append(text.length() > 1 ? ", " : "").append(update));
        return text.append("]").toString();
    }

    /** Gathers updates. A builder is used once; {@link #build} hands its arrays over. */
    public static final class Builder {
        private byte[] bytes;
        private int[] ends;
        private long[] times;
        private long[] diffs;
        private int size;
        private int length;
        private boolean oneTime = true;
        private boolean oneDiff = true;

        public Builder() {
            this(16, 256);
        }

        public Builder(int updates, int rowBytes) {
            bytes = new byte[rowBytes];
            ends = new int[updates];
            times = new long[updates];
            diffs = new long[updates];
        }

        public int size() {
            return size;
        }

        /** How many bytes of packed rows have been gathered. */
        public int rowBytes() {
            return length;
        }

        public Builder add(Row row, long time, long diff) {
            return add(row.packed(), 0, row.length(), time, diff);
        }

        public Builder add(RowPacker row, long time, long diff) {
            return add(row.bytes(), 0, row.length(), time, diff);
        }

        public Builder add(byte[] packed, int start, int end, long time, long diff) {
            int rowLength = end - start;
            if (size == ends.length) grow();
            if (rowLength > bytes.length - length) growBytes(rowLength);
            System.arraycopy(packed, start, bytes, length, rowLength);
            length += rowLength;
            ends[size] = length;
            times[size] = time;
            diffs[size] = diff;
            oneTime &= time == times[0];
            oneDiff &= diff == diffs[0];
            size++;
            return this;
        }

        private void grow() {
            int capacity = Math.max(16, size + (size >> 1));
            ends = Arrays.copyOf(ends, capacity);
            times = Arrays.copyOf(times, capacity);
            diffs = Arrays.copyOf(diffs, capacity);
        }

        private void growBytes(int more) {
            long wanted = Math.max((long) length + more, length + (length >> 1));
            if ((long) length + more > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("a batch holds at most 2 GiB of rows, not " + length + " + " + more);
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }

        public Batch build() {
            if (size == 0) return EMPTY;
            return new Batch(
                    size,
                    length == bytes.length ? bytes : Arrays.copyOf(bytes, length),
                    Arrays.copyOf(ends, size),
                    Arrays.copyOf(times, oneTime ? 1 : size),
                    Arrays.copyOf(diffs, oneDiff ? 1 : size));
        }
    }
}
