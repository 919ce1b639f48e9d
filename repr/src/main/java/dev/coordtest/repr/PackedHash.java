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
        long hash = (end - start) * MULTIPLIER;
        int i = start;
        for (; i + 8 <= end; i += 8) hash = step(hash, (long) LONG.get(bytes, i));
        long tail = 0;
        for (int shift = 0; i < end; i++, shift += 8) tail |= (bytes[i] & 0xFFL) << shift;
        hash = step(hash, tail);
        hash ^= hash >>> 32;
        int folded = (int) hash;
        return folded == 0 ? 1 : folded;
    }

    private static long step(long hash, long word) {
        long mixed = (hash ^ word) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }
}
