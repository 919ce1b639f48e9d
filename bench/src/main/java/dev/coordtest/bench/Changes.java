package dev.coordtest.bench;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.RowPacker;
import java.util.ArrayList;
import java.util.List;

/** What one timestamp brings to the inputs of a workload. Rows are bigints. */
final class Changes {
    private final RowPacker packer = new RowPacker();
    private final List<Batch.Builder> inputs = new ArrayList<>();
    private final long time;

    Changes(int inputs, int updates, long time) {
        for (int i = 0; i < inputs; i++) this.inputs.add(new Batch.Builder(updates, 32 * updates));
        this.time = time;
    }

    void insert(int input, long... row) {
        add(input, 1, row);
    }

    void delete(int input, long... row) {
        add(input, -1, row);
    }

    private void add(int input, long diff, long[] row) {
        packer.clear();
        for (long value : row) packer.push(value);
        inputs.get(input).add(packer, time, diff);
    }

    List<Batch> build() {
        return inputs.stream().map(Batch.Builder::build).toList();
    }
}
