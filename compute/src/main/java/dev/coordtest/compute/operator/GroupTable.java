package dev.coordtest.compute.operator;

import dev.coordtest.repr.PackedHash;
import java.util.Arrays;

/**
 * A hash table from packed keys to a fixed number of longs each, without an object per group: open addressing with linear probing over hashes and
 * numbers of entries; keys end to end in one array; states, each beside the place of its key, in another. So finding a group touches three
 * places in memory. What happens in the table depends on the keys and their order alone.
 */
final class GroupTable {
    private static final int MISSING = -1;
    /** Longs of an entry before its state: where its key starts, and in the lower half where it ends. */
    private static final int HEADER = 1;

    private final int stride;
    /** The hash of an entry, and in the lower half 1 + its number; or 0. The length is a power of two. */
    private long[] slots = new long[16];

    private long[] states;
    /** Entries handed out so far, the free ones among them. */
    private int entries;

    private int live;
    /** The head of the list of free entries, linked through where their keys started; {@link #MISSING} at the end. */
    private int free = MISSING;

    private byte[] keys = new byte[128];
    private int keysLength;
    private int keysDead;

    GroupTable(int width) {
        this.stride = HEADER + width;
        this.states = new long[8 * stride];
    }

    /** The number of groups. */
    int size() {
        return live;
    }

    /** Reads what finding a key of this hash will read, and returns something of it. */
    long fetch(int hash) {
        long found = slots[hash & slots.length - 1];
        return found == 0 ? 0 : states[((int) found - 1) * stride];
    }

    /**
     * The entry of a key; a new one has a state of zeros. Its number is good until it is removed.
     *
     * @param hash the key's {@link PackedHash}
     */
    int findOrAdd(int hash, byte[] packed, int start, int end) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        for (long found = slots[slot]; found != 0; slot = slot + 1 & mask, found = slots[slot]) {
            if ((int) (found >>> 32) == hash && hasKey((int) found - 1, packed, start, end)) return (int) found - 1;
        }
        if (2 * (live + 1) > slots.length) {
            growSlots();
            slot = emptySlot(hash);
        }
        int entry = newEntry();
        slots[slot] = (long) hash << 32 | entry + 1;
        putKey(entry, packed, start, end);
        return entry;
    }

    /** Where the state of an entry starts in {@link #states}. */
    int stateOf(int entry) {
        return entry * stride + HEADER;
    }

    long[] states() {
        return states;
    }

    byte[] keys() {
        return keys;
    }

    int keyStart(int entry) {
        return (int) (states[entry * stride] >>> 32);
    }

    int keyEnd(int entry) {
        return (int) states[entry * stride];
    }

    private boolean hasKey(int entry, byte[] packed, int start, int end) {
        return Arrays.equals(keys, keyStart(entry), keyEnd(entry), packed, start, end);
    }

    private void setKey(int entry, int start, int end) {
        states[entry * stride] = (long) start << 32 | end & 0xFFFF_FFFFL;
    }

    void remove(int entry) {
        int start = keyStart(entry);
        int end = keyEnd(entry);
        int mask = slots.length - 1;
        int slot = PackedHash.of(keys, start, end) & mask;
        while ((int) slots[slot] != entry + 1) slot = slot + 1 & mask;
        closeGap(slot, mask);
        Arrays.fill(states, stateOf(entry), (entry + 1) * stride, 0);
        keysDead += end - start;
        setKey(entry, free, MISSING);
        free = entry;
        live--;
        if (keysDead > 1024 && 2 * keysDead > keysLength) packKeys();
    }

    /** Moves back what probing would no longer find behind the gap (Knuth, volume 3, algorithm 6.4R). */
    private void closeGap(int slot, int mask) {
        int gap = slot;
        for (int i = gap + 1 & mask; slots[i] != 0; i = i + 1 & mask) {
            int home = (int) (slots[i] >>> 32) & mask;
            boolean reachable = (i - home & mask) < (i - gap & mask);
            if (reachable) continue;
            slots[gap] = slots[i];
            gap = i;
        }
        slots[gap] = 0;
    }

    private int newEntry() {
        live++;
        if (free != MISSING) {
            int entry = free;
            free = keyStart(entry);
            return entry;
        }
        if ((entries + 1) * stride > states.length) {
            states = Arrays.copyOf(states, Math.multiplyExact(Math.addExact(entries, entries >> 1), stride));
        }
        return entries++;
    }

    private void putKey(int entry, byte[] packed, int start, int end) {
        int length = end - start;
        if (length > keys.length - keysLength) {
            keys = Arrays.copyOf(keys, Math.max(Math.addExact(keysLength, length), keys.length + (keys.length >> 1)));
        }
        System.arraycopy(packed, start, keys, keysLength, length);
        setKey(entry, keysLength, keysLength + length);
        keysLength += length;
    }

    private void growSlots() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long entry : old) if (entry != 0) slots[emptySlot((int) (entry >>> 32))] = entry;
    }

    private int emptySlot(int hash) {
        int slot = hash & slots.length - 1;
        while (slots[slot] != 0) slot = slot + 1 & slots.length - 1;
        return slot;
    }

    /** Writes the keys anew without those of groups that are gone. */
    private void packKeys() {
        int liveBytes = keysLength - keysDead;
        byte[] packed = new byte[Math.max(128, liveBytes + (liveBytes >> 1))];
        int length = 0;
        for (int entry = 0; entry < entries; entry++) {
            int start = keyStart(entry);
            int end = keyEnd(entry);
            if (end == MISSING) continue;
            System.arraycopy(keys, start, packed, length, end - start);
            setKey(entry, length, length + end - start);
            length += end - start;
        }
        keys = packed;
        keysLength = length;
        keysDead = 0;
    }
}
