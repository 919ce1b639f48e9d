package dev.coordtest.compute;

import dev.coordtest.compute.arrange.SharedArrangement;
import dev.coordtest.compute.operator.MfpOperator;
import dev.coordtest.compute.operator.Operator;
import dev.coordtest.compute.operator.Operators;
import dev.coordtest.expr.Fused;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.TemporalFilter;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The operators of one dataflow, each after those it reads. */
final class Graph {
    /** One place in the graph: an import, or an operator over earlier places. */
    private record Node(@Nullable Import source, @Nullable Operator operator, List<Integer> inputs) {}

    private final long asOf;
    private final List<Node> nodes = new ArrayList<>();
    private final SortedMap<GlobalId, Integer> collections = new TreeMap<>();
    /** Which of the collections are imported through an index, and which that is. */
    private final SortedMap<GlobalId, IndexTrace> imported = new TreeMap<>();

    private final List<SharedArrangement> shared = new ArrayList<>();
    private final SortedMap<Integer, Integer> locals = new TreeMap<>();

    Graph(long asOf) {
        this.asOf = asOf;
    }

    void addImport(GlobalId id, Import source) {
        collections.put(id, add(new Node(source, null, List.of())));
    }

    void addIndexImport(GlobalId id, IndexTrace index) {
        addImport(id, new Import.OfIndex(index, asOf));
        imported.put(id, index);
    }

    void build(GlobalId id, RelExpr expr) {
        collections.put(id, place(expr));
    }

    /** Lets {@code local} stand for what comes from {@code source}, in what is built from now on. */
    void bindImport(int local, Import source) {
        locals.put(local, add(new Node(source, null, List.of())));
    }

    /** Lets {@code local} stand for {@code value}, in what is built from now on; returns the place of it. */
    int bind(int local, RelExpr value) {
        int place = place(value);
        locals.put(local, place);
        return place;
    }

    /** The place whose output is the collection {@code id}. */
    int placeOf(GlobalId id) {
        Integer place = collections.get(id);
        if (place == null) throw new IllegalStateException("dataflow neither imports nor builds " + id);
        return place;
    }

    /** How far all imports are complete. */
    Frontier upper() {
        Frontier upper = Frontier.CLOSED;
        for (Node node : nodes) if (node.source != null) upper = upper.meet(node.source.upper());
        return upper;
    }

    /** Runs all operators over one interval; returns the output of each place. */
    List<Part> retire(Frontier lower, Frontier upper) {
        List<Part> outputs = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            if (node.source != null) {
                outputs.add(node.source.take(upper));
                continue;
            }
            List<Part> inputs = node.inputs.stream().map(outputs::get).toList();
            Operator operator = node.operator;
            if (operator == null) throw new IllegalStateException("neither import nor operator");
            boolean idle = inputs.stream().allMatch(Part::isEmpty) && !operator.isDue(upper);
            outputs.add(idle ? Part.EMPTY : operator.retire(lower, upper, inputs));
        }
        return outputs;
    }

    void close() {
        for (Node node : nodes) if (node.source != null) node.source.close();
        shared.forEach(arrangement -> arrangement.allowCompaction(Frontier.CLOSED));
    }

    private int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    private int operator(Operator operator, RelExpr... inputs) {
        List<Integer> places = new ArrayList<>();
        for (RelExpr input : inputs) places.add(place(input));
        return add(new Node(null, operator, places));
    }

    private int place(RelExpr expr) {
        return switch (expr) {
            case RelExpr.Constant constant -> constant(constant);
            case RelExpr.Get get -> placeOf(get.id());
            case RelExpr.LocalGet get -> {
                Integer place = locals.get(get.local());
                if (place == null) throw new IllegalStateException("unbound local " + get.local());
                yield place;
            }
            case RelExpr.Let let -> {
                bind(let.local(), let.value());
                yield place(let.body());
            }
            case RelExpr.Recursion recursion -> recursion(recursion);
            case RelExpr.Project project -> fused(project);
            case RelExpr.Map map -> fused(map);
            case RelExpr.FlatMap map -> operator(Operators.flatMap(map), map.input());
            case RelExpr.Filter filter -> {
                TemporalFilter temporal = TemporalFilter.of(filter);
                yield temporal == null ? fused(filter) : operator(Operators.temporalFilter(temporal), filter.input());
            }
            case RelExpr.Join join ->
                join(join, IntStream.range(0, join.arity()).boxed().toList());
            case RelExpr.Reduce reduce -> operator(Operators.reduce(reduce), reduce.input());
            case RelExpr.TopK topK -> operator(Operators.topK(topK), topK.input());
            case RelExpr.Window window -> operator(Operators.window(window), window.input());
            case RelExpr.Negate negate -> operator(Operators.negate(), negate.input());
            case RelExpr.Threshold threshold -> operator(Operators.threshold(), threshold.input());
            case RelExpr.Union union ->
                operator(Operators.union(), union.inputs().toArray(new RelExpr[0]));
        };
    }

    private int recursion(RelExpr.Recursion recursion) {
        SortedSet<GlobalId> read = new TreeSet<>();
        SortedSet<Integer> named = new TreeSet<>();
        SortedSet<Integer> bound = new TreeSet<>();
        addNames(recursion, read, named, bound);
        named.removeAll(bound);
        List<Integer> places = new ArrayList<>();
        read.forEach(id -> places.add(placeOf(id)));
        named.forEach(local -> places.add(place(new RelExpr.LocalGet(local, List.of()))));
        return add(
                new Node(null, new RecursionOperator(recursion, asOf, List.copyOf(read), List.copyOf(named)), places));
    }

    private static void addNames(
            RelExpr expr, SortedSet<GlobalId> read, SortedSet<Integer> named, SortedSet<Integer> bound) {
        if (expr instanceof RelExpr.Get get) read.add(get.id());
        if (expr instanceof RelExpr.LocalGet get) named.add(get.local());
        if (expr instanceof RelExpr.Let let) bound.add(let.local());
        if (expr instanceof RelExpr.Recursion recursion) bound.addAll(recursion.locals());
        for (RelExpr input : expr.inputs()) addNames(input, read, named, bound);
    }

    private int fused(RelExpr expr) {
        Fused fused = Fused.of(expr);
        if (fused.base() == expr) throw new IllegalStateException("looks at the time, but not to compare it: " + expr);
        if (fused.base() instanceof RelExpr.Join join && fused.mfp().isProjection()) {
            return join(join, fused.mfp().projection());
        }
        return operator(new MfpOperator(fused.mfp(), fused.base().arity()), fused.base());
    }

    private int join(RelExpr.Join join, List<Integer> projection) {
        JoinPlan plan = JoinPlan.of(join, index(join.left()), index(join.right()), asOf, shared::add);
        Operator operator =
                Operators.join(plan.left(), plan.right(), join.left().arity(), projection);
        return operator(operator, join.left(), join.right());
    }

    private @Nullable IndexTrace index(RelExpr input) {
        return input instanceof RelExpr.Get get ? imported.get(get.id()) : null;
    }

    private int constant(RelExpr.Constant constant) {
        DataflowError error = constant.error();
        Batch errors = error == null
                ? Batch.EMPTY
                : new Batch.Builder().add(error.toRow(), 0, 1).build();
        return add(new Node(new Import.OfConstant(new Part(constant.rows(), errors), asOf), null, List.of()));
    }
}
