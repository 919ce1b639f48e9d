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
    Batch(int size, byte[] bytes, int[] ends, long[] times, long[] diffs) {
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

    /** Whether all updates are at one time, that of the first. */
    public boolean hasOneTime() {
        return times.length == 1;
    }

    /** The same rows and differences, all at {@code time}; shares what it can. */
    public Batch at(long time) {
        if (size == 0 || times.length == 1 && times[0] == time) return this;
        return new Batch(size, bytes, ends, new long[] {time}, diffs);
    }

    /** The same rows and times with the differences negated; shares what it can. */
    public Batch negate() {
        long[] negated = new long[diffs.length];
        for (int i = 0; i < negated.length; i++) negated[i] = Math.negateExact(diffs[i]);
        return new Batch(size, bytes, ends, times, negated);
    }

    /** Compares rows by their bytes, unsigned and with no regard to length: the order of consolidated batches. */
    public static int compareRows(Batch a, int i, Batch b, int j) {
        int aStart = a.start(i);
        int bStart = b.start(j);
        int aEnd = a.ends[i];
        int bEnd = b.ends[j];
        if (aEnd - aStart >= Long.BYTES && bEnd - bStart >= Long.BYTES) {
            long left = Packed.getLong(a.bytes, aStart);
            long right = Packed.getLong(b.bytes, bStart);
            if (left != right) return Long.compareUnsigned(Long.reverseBytes(left), Long.reverseBytes(right));
            aStart += Long.BYTES;
            bStart += Long.BYTES;
        }
        return Arrays.compareUnsigned(a.bytes, aStart, aEnd, b.bytes, bStart, bEnd);
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

    /** The numbers of the updates in the order of consolidated batches: by the bytes of the rows, then by time. */
    public int[] byRow() {
        return new Sorter(this).sorted();
    }

    /** The numbers of the updates in order of time; those at one time stay as they are. */
    public int[] byTime() {
        int[] numbers = new int[size];
        for (int i = 0; i < size; i++) numbers[i] = i;
        if (hasOneTime()) return numbers;
        return MergeSort.sort(numbers, (i, j) -> Times.compare(times[i], times[j]));
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

    /**
     * Gathers updates. A builder is used once; {@link #build} hands its arrays over. As long as all updates have one time, or one
     * difference, that is all that is kept of them.
     */
    public static final class Builder {
        private byte[] bytes;
        private int[] ends;
        private long[] times = new long[1];
        private long[] diffs = new long[1];
        private int size;
        private int length;

        public Builder() {
            this(16, 256);
        }

        public Builder(int updates, int rowBytes) {
            bytes = new byte[rowBytes];
            ends = new int[updates];
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

        /** Adds all updates of a batch. */
        public Builder add(Batch batch) {
            for (int i = 0; i < batch.size; i++) {
                add(batch.bytes, batch.start(i), batch.ends[i], batch.time(i), batch.diff(i));
            }
            return this;
        }

        public Builder add(byte[] packed, int start, int end, long time, long diff) {
            int rowLength = end - start;
            if (size == ends.length) grow();
            if (rowLength > bytes.length - length) growBytes(rowLength);
            Packed.copyRow(packed, start, bytes, length, rowLength);
            length += rowLength;
            ends[size] = length;
            times = put(times, time);
            diffs = put(diffs, diff);
            size++;
            return this;
        }

        /** The array with {@code value} at {@link #size}: one place for all while they are equal. */
        private long[] put(long[] values, long value) {
            if (values.length == 1) {
                if (size == 0) values[0] = value;
                if (values[0] == value) return values;
                values = Arrays.copyOf(values, Math.max(2, ends.length));
                Arrays.fill(values, 1, size, values[0]);
            }
            values[size] = value;
            return values;
        }

        private void grow() {
            int capacity = Math.max(16, size + (size >> 1));
            ends = Arrays.copyOf(ends, capacity);
            if (times.length > 1) times = Arrays.copyOf(times, capacity);
            if (diffs.length > 1) diffs = Arrays.copyOf(diffs, capacity);
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
                    size == ends.length ? ends : Arrays.copyOf(ends, size),
                    trimmed(times),
                    trimmed(diffs));
        }

        private long[] trimmed(long[] values) {
            return values.length == 1 || values.length == size ? values : Arrays.copyOf(values, size);
        }
    }
}
