package dev.coordtest.storage.durable;

import java.util.ArrayList;
import java.util.List;

/** A log in memory, with the crash that a test chooses. */
public final class MemoryDurable implements Durable {
    private final List<byte[]> records = new ArrayList<>();
    private int synced;

    @Override
    public void append(byte[] record) {
        records.add(record.clone());
    }

    @Override
    public void sync() {
        synced = records.size();
    }

    @Override
    public List<byte[]> records() {
        return records.stream().map(byte[]::clone).toList();
    }

    /** How many records a crash might take. */
    public int unsynced() {
        return records.size() - synced;
    }

    /**
     * The log as a crash at this moment leaves it: everything that is synced and the first {@code lucky} of the records
     * that are not. This log is not changed, so that one run can be crashed in many ways.
     */
    public MemoryDurable crash(int lucky) {
        if (lucky < 0 || lucky > unsynced()) {
            throw new IllegalArgumentException(lucky + " of " + unsynced() + " records that are not synced");
        }
        MemoryDurable image = new MemoryDurable();
        for (byte[] record : records.subList(0, synced + lucky)) image.append(record);
        image.sync();
        return image;
    }
}
