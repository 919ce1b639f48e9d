package dev.coordtest.sql.bind;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the grouping of a SELECT. Its rows are the keys, NULL where a grouping set is without them, then the aggregates, then what each {@code GROUPING} is.
 * Several sets are the union of one grouping each, all over one input.
 */
final class Grouper {
    private final Gathered gathered;
    private final int mark;
    private final Scope scope;
    private final List<BoundScalar> keys = new ArrayList<>();
    private final List<List<Integer>> sets = new ArrayList<>();

    /**
     * @param sets the keys of each grouping set, at least one set
     * @param mark the depth of the columns that stand for aggregates
     */
    Grouper(List<List<BoundScalar>> sets, Gathered gathered, int mark, Scope scope) {
        this.gathered = gathered;
        this.mark = mark;
        this.scope = scope;
        for (List<BoundScalar> set : sets) {
            for (BoundScalar key : set) if (!keys.contains(key)) keys.add(key);
            this.sets.add(set.stream().map(keys::indexOf).distinct().sorted().toList());
        }
    }

    /** Leaves each set once, as GROUP BY DISTINCT does. */
    Grouper distinct() {
        List<List<Integer>> once = sets.stream().distinct().toList();
        sets.clear();
        sets.addAll(once);
        return this;
    }

    /** All keys that some set has, each once. */
    List<BoundScalar> keys() {
        return List.copyOf(keys);
    }

    /**
     * The grouped rows of {@code input}.
     *
     * @param inPlace makes a key one over {@code input}
     * @param number that of the common table expression that stands for {@code input} where there are several sets
     */
    BoundRel group(BoundRel input, UnaryOperator<BoundScalar> inPlace, int number) {
        if (sets.size() == 1) return oneSet(input, inPlace, sets.getFirst());
        BoundRel shared = new BoundRel.CteGet(number, input.types());
        List<BoundRel> parts = new ArrayList<>(
                sets.stream().map(set -> oneSet(shared, inPlace, set)).toList());
        // Halves of halves: a chain of thousands would be too deep to go down.
        while (parts.size() > 1) {
            List<BoundRel> pairs = new ArrayList<>();
            for (int i = 0; i + 1 < parts.size(); i += 2) {
                pairs.add(new BoundRel.SetOperation(BoundRel.SetKind.UNION, true, parts.get(i), parts.get(i + 1)));
            }
            if (parts.size() % 2 == 1) pairs.add(parts.getLast());
            parts = pairs;
        }
        return new BoundRel.With(number, input, parts.getFirst());
    }

    private BoundRel oneSet(BoundRel input, UnaryOperator<BoundScalar> inPlace, List<Integer> set) {
        BoundRel reduced = new BoundRel.Reduce(
                input, set.stream().map(keys::get).map(inPlace).toList(), gathered.aggregates());
        if (set.size() == keys.size() && gathered.groupings().isEmpty()) return reduced;
        List<BoundScalar> added = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        int arity = reduced.arity();
        for (int key = 0; key < keys.size(); key++) {
            int at = set.indexOf(key);
            columns.add(at >= 0 ? at : arity + added.size());
            if (at < 0)
                added.add(
                        new BoundScalar.Literal(Datum.NULL, keys.get(key).type().type()));
        }
        for (int i = 0; i < gathered.aggregates().size(); i++) columns.add(set.size() + i);
        for (List<BoundScalar> grouping : gathered.groupings()) {
            columns.add(arity + added.size());
            added.add(new BoundScalar.Literal(new Datum.Int32(missing(grouping, set)), ScalarType.INT4));
        }
        return new BoundRel.Project(new BoundRel.Map(reduced, added), columns);
    }

    /** A bit for each argument of GROUPING, the last one lowest: 1 where the set is without it. */
    private int missing(List<BoundScalar> grouping, List<Integer> set) {
        int bits = 0;
        for (BoundScalar key : grouping) {
            int at = keys.indexOf(key);
            if (at < 0) {
                throw new SqlException(
                        SqlState.GROUPING_ERROR,
                        "arguments to GROUPING must be grouping expressions of the associated query level");
            }
            bits = bits << 1 | (set.contains(at) ? 0 : 1);
        }
        return bits;
    }

    /** A scalar over the input made one over the grouped rows: nothing but keys, aggregates and GROUPING is left. */
    BoundScalar after(BoundScalar scalar) {
        return BoundRewrite.scalar(scalar, 0, this::after);
    }

    private @Nullable BoundScalar after(BoundScalar s, int scopes) {
        for (int i = 0; i < keys.size(); i++) {
            BoundScalar key = keys.get(i);
            if (s.equals(scopes == 0 ? key : QueryBinder.shifted(key, scopes))) {
                int at = i;
                boolean always = sets.stream().allMatch(set -> set.contains(at));
                return new BoundScalar.Column(
                        scopes, i, always ? key.type() : key.type().asNullable());
            }
        }
        if (!(s instanceof BoundScalar.Column(var depth, var index, var type))) return null;
        int aggregates = keys.size();
        if (depth == mark) return new BoundScalar.Column(scopes, aggregates + index, type);
        int groupings = aggregates + gathered.aggregates().size();
        if (depth == Gathered.GROUPING) return new BoundScalar.Column(scopes, groupings + index, type);
        if (depth != scopes) return s;
        Scope.Entry entry = scope.columns().get(index);
        String shown = entry.table() == null ? entry.name() : entry.table() + "." + entry.name();
        throw new SqlException(
                SqlState.GROUPING_ERROR,
                scopes > 0
                        ? "subquery uses ungrouped column \"" + shown + "\" from outer query"
                        : "column \"" + shown
                                + "\" must appear in the GROUP BY clause or be used in an aggregate function");
    }
}
