package dev.coordtest.repr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of packed bytes that is the same in every JVM: eight bytes a step, then a full avalanche. */
public final class PackedHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private PackedHash() {}

    public static int of(byte[] bytes, int start, int end) {
        int length = end - start;
        long hash = length * MULTIPLIER;
        if (length >= Long.BYTES) {
            int last = end - Long.BYTES;
            for (int i = start; i < last; i += Long.BYTES) hash = step(hash, (long) LONG.get(bytes, i));
            // The last eight bytes, some of them perhaps once more.
            hash = step(hash, (long) LONG.get(bytes, last));
        } else {
            long word = 0;
            for (int i = start, shift = 0; i < end; i++, shift += 8) word |= (bytes[i] & 0xFFL) << shift;
            hash = step(hash, word);
        }
        hash ^= hash >>> 32;
        int folded = (int) hash;
        return folded == 0 ? 1 : folded;
    }

    private static long step(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }
}
