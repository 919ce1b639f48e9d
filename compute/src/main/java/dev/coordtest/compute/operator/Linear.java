package dev.coordtest.compute.operator;

import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import java.util.List;

/** The operators that keep nothing and look at no row. */
final class Linear {
    private Linear() {}

    static Operator negate() {
        return (lower, upper, inputs) ->
                new Part(inputs.get(0).rows().negate(), inputs.get(0).errors());
    }

    static Operator union() {
        return (lower, upper, inputs) -> new Part(
                concat(inputs.stream().map(Part::rows).toList()),
                concat(inputs.stream().map(Part::errors).toList()));
    }

    static Batch concat(List<Batch> batches) {
        List<Batch> some = batches.stream().filter(batch -> !batch.isEmpty()).toList();
        if (some.isEmpty()) return Batch.EMPTY;
        if (some.size() == 1) return some.get(0);
        Batch.Builder out = new Batch.Builder();
        for (Batch batch : some) {
            for (int i = 0; i < batch.size(); i++) {
                out.add(batch.packed(), batch.start(i), batch.end(i), batch.time(i), batch.diff(i));
            }
        }
        return out.build();
    }
}
