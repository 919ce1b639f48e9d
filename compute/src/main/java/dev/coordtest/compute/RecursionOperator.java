package dev.coordtest.compute;

import dev.coordtest.compute.operator.Operator;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps a recursion up to date: at each time at which something that it reads changes it is run anew from the beginning, and the difference goes out. The work of a
 * change is that of the whole recursion; to do less, rounds would have to be times of a second dimension.
 */
final class RecursionOperator implements Operator {
    private final RelExpr.Recursion recursion;
    private final long asOf;
    private final List<GlobalId> collections;
    private final List<Integer> locals;
    /** What the inputs hold, at time 0. */
    private final List<Part> contents;

    private Part result = Part.EMPTY;
    private boolean hasRun;

    /** The inputs are {@code collections}, then {@code locals}. */
    RecursionOperator(RelExpr.Recursion recursion, long asOf, List<GlobalId> collections, List<Integer> locals) {
        this.recursion = recursion;
        this.asOf = asOf;
        this.collections = collections;
        this.locals = locals;
        this.contents = new ArrayList<>(Collections.nCopies(collections.size() + locals.size(), Part.EMPTY));
    }

    /** Over nothing there may be rows too. */
    @Override
    public boolean isDue(Frontier upper) {
        return !hasRun && upper.isPast(asOf);
    }

    @Override
    public Part retire(Frontier lower, Frontier upper, List<Part> inputs) {
        SortedSet<Long> times = new TreeSet<>(Times::compare);
        for (Part input : inputs) {
            addTimes(input.rows(), times);
            addTimes(input.errors(), times);
        }
        if (isDue(upper)) times.add(asOf);
        Batch.Builder rows = new Batch.Builder();
        Batch.Builder errors = new Batch.Builder();
        for (long time : times) {
            for (int i = 0; i < inputs.size(); i++) contents.set(i, sum(contents.get(i), inputs.get(i), time));
            Part next = new FixPoint(recursion, named(collections, 0), named(locals, collections.size())).run();
            replace(rows, result.rows(), next.rows(), time);
            replace(errors, result.errors(), next.errors(), time);
            result = next;
            hasRun = true;
        }
        return new Part(rows.build().consolidate(), errors.build().consolidate());
    }

    private static void addTimes(Batch batch, SortedSet<Long> times) {
        for (int i = 0; i < batch.size(); i++) times.add(batch.time(i));
    }

    private static Part sum(Part contents, Part changes, long time) {
        return new Part(sum(contents.rows(), changes.rows(), time), sum(contents.errors(), changes.errors(), time));
    }

    private static Batch sum(Batch contents, Batch changes, long time) {
        Batch.Builder sum = new Batch.Builder();
        for (int i = 0; i < changes.size(); i++) {
            if (changes.time(i) == time) {
                sum.add(changes.packed(), changes.start(i), changes.end(i), 0, changes.diff(i));
            }
        }
        return sum.size() == 0 ? contents : sum.add(contents).build().consolidate();
    }

    private <K> SortedMap<K, Part> named(List<K> names, int first) {
        SortedMap<K, Part> named = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) named.put(names.get(i), contents.get(first + i));
        return named;
    }

    private static void replace(Batch.Builder out, Batch before, Batch after, long time) {
        out.add(before.negate().at(time));
        out.add(after.at(time));
    }
}
