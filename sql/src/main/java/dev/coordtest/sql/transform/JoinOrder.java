package dev.coordtest.sql.transform;

import static dev.coordtest.sql.transform.Algebra.project;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.RelRewrite;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.ScalarExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes joins of filters over products. A tree of joins, filters and projections is taken apart into its leaves and the
 * conditions between them, and put together again so that each leaf is joined by equality to those before it, if it can
 * be. Only conditions that cannot fail are moved: so no row is tested that was not tested before, and no error is
 * gained or lost.
 */
final class JoinOrder {
    /** Two expressions over all columns that must be equal, as bytes and not NULL. {@code predicate} says so as a condition, if one did. */
    private record Equality(ScalarExpr left, ScalarExpr right, List<ScalarExpr> predicate) {}

    private final List<RelExpr> leaves = new ArrayList<>();
    private final List<Integer> leafOf = new ArrayList<>(); // By column, all leaves' columns numbered through.
    private final List<Integer> startOf = new ArrayList<>(); // By leaf, its first column.
    private final List<Equality> equalities = new ArrayList<>();
    private final List<ScalarExpr> predicates = new ArrayList<>();

    private JoinOrder() {}

    static RelExpr rewrite(RelExpr expr) {
        return switch (expr) {
            case RelExpr.Join join -> new JoinOrder().reorder(join);
            case RelExpr.Project project -> new JoinOrder().reorder(project);
            case RelExpr.Filter filter when movable(filter) -> new JoinOrder().reorder(filter);
            default -> Rewrites.withInputs(expr, JoinOrder::rewrite);
        };
    }

    private static boolean movable(RelExpr.Filter filter) {
        return filter.predicates().stream().noneMatch(Failing::mayFail);
    }

    private RelExpr reorder(RelExpr expr) {
        List<Integer> wanted = takeApart(expr);
        sortConditions();
        List<Integer> columns = new ArrayList<>();
        RelExpr whole = assemble(columns);
        return project(whole, wanted.stream().map(columns::indexOf).toList());
    }

    /** The numbers of the columns of {@code expr}. */
    private List<Integer> takeApart(RelExpr expr) {
        switch (expr) {
            case RelExpr.Project(var input, var columns) -> {
                List<Integer> below = takeApart(input);
                return columns.stream().map(below::get).toList();
            }
            case RelExpr.Filter filter
            when movable(filter) -> {
                List<Integer> below = takeApart(filter.input());
                filter.predicates().forEach(predicate -> predicates.add(renumber(predicate, below::get)));
                return below;
            }
            case RelExpr.Join(var left, var right, var leftKeys, var rightKeys) -> {
                List<Integer> lefts = takeApart(left);
                List<Integer> rights = takeApart(right);
                for (int i = 0; i < leftKeys.size(); i++) {
                    ScalarExpr leftKey = renumber(leftKeys.get(i), lefts::get);
                    ScalarExpr rightKey = renumber(rightKeys.get(i), rights::get);
                    equalities.add(new Equality(leftKey, rightKey, List.of()));
                }
                return Algebra.concat(lefts, rights);
            }
            default -> {
                RelExpr leaf = Rewrites.withInputs(expr, JoinOrder::rewrite);
                int start = leafOf.size();
                for (int i = 0; i < leaf.arity(); i++) leafOf.add(leaves.size());
                startOf.add(start);
                leaves.add(leaf);
                return Algebra.range(start, leafOf.size());
            }
        }
    }

    /** Finds the equalities among the predicates, and gives each leaf those that concern it alone. */
    private void sortConditions() {
        List<List<ScalarExpr>> local = new ArrayList<>();
        for (int leaf = 0; leaf < leaves.size(); leaf++) local.add(new ArrayList<>());
        List<ScalarExpr> conjuncts = new ArrayList<>();
        predicates.forEach(predicate -> addConjuncts(predicate, conjuncts));
        predicates.clear();
        for (ScalarExpr conjunct : conjuncts) {
            SortedSet<Integer> leaves = leavesOf(conjunct);
            if (leaves.size() == 1) {
                local.get(leaves.first()).add(conjunct);
            } else if (conjunct instanceof ScalarExpr.Call(Func func, var sides)
                    && func.name().equals("=")
                    && func.parameters().get(0).equals(func.parameters().get(1)) // Keys are compared as bytes.
                    && areApart(sides.get(0), sides.get(1))) {
                ScalarExpr left = Keys.canonical(sides.get(0), func.parameters().get(0));
                ScalarExpr right =
                        Keys.canonical(sides.get(1), func.parameters().get(1));
                equalities.add(new Equality(left, right, List.of(conjunct)));
            } else {
                predicates.add(conjunct);
            }
        }
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            int start = startOf.get(leaf);
            List<ScalarExpr> own = local.get(leaf).stream()
                    .map(predicate -> renumber(predicate, column -> column - start))
                    .toList();
            if (!own.isEmpty()) leaves.set(leaf, new RelExpr.Filter(leaves.get(leaf), own));
        }
    }

    private static void addConjuncts(ScalarExpr predicate, List<ScalarExpr> conjuncts) {
        if (predicate instanceof ScalarExpr.And(var operands)) operands.forEach(o -> addConjuncts(o, conjuncts));
        else conjuncts.add(predicate);
    }

    private boolean areApart(ScalarExpr left, ScalarExpr right) {
        SortedSet<Integer> ofLeft = leavesOf(left);
        SortedSet<Integer> ofRight = leavesOf(right);
        return !ofLeft.isEmpty() && !ofRight.isEmpty() && ofLeft.stream().noneMatch(ofRight::contains);
    }

    /** Joins the leaves one after the other; {@code columns} becomes the numbers of the columns of the result. */
    private RelExpr assemble(List<Integer> columns) {
        RelExpr whole = null;
        SortedSet<Integer> placed = new TreeSet<>();
        while (placed.size() < leaves.size()) {
            int leaf = next(placed);
            List<ScalarExpr> before = new ArrayList<>();
            List<ScalarExpr> added = new ArrayList<>();
            int start = startOf.get(leaf);
            for (Equality equality : List.copyOf(equalities)) {
                ScalarExpr own = sideOn(equality, placed, leaf);
                if (own == null) continue;
                ScalarExpr other = own == equality.left ? equality.right : equality.left;
                before.add(renumber(other, columns::indexOf));
                added.add(renumber(own, column -> column - start));
                equalities.remove(equality);
            }
            RelExpr relation = leaves.get(leaf);
            whole = whole == null ? relation : new RelExpr.Join(whole, relation, before, added);
            placed.add(leaf);
            for (int i = 0; i < relation.arity(); i++) columns.add(start + i);
            whole = test(whole, columns, placed);
        }
        if (whole == null || !equalities.isEmpty() || !predicates.isEmpty()) {
            throw new IllegalStateException("conditions left over: " + equalities + predicates);
        }
        return whole;
    }

    /** The next leaf: the first that an equality connects to those placed, or else the first. */
    private int next(SortedSet<Integer> placed) {
        int first = -1;
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            if (placed.contains(leaf)) continue;
            if (first < 0) first = leaf;
            for (Equality equality : equalities) if (sideOn(equality, placed, leaf) != null) return leaf;
        }
        return first;
    }

    /** The side that is on {@code leaf} alone, if the other is on leaves already placed; else null. */
    private @Nullable ScalarExpr sideOn(Equality equality, SortedSet<Integer> placed, int leaf) {
        SortedSet<Integer> lefts = leavesOf(equality.left);
        SortedSet<Integer> rights = leavesOf(equality.right);
        if (lefts.size() == 1 && lefts.first() == leaf && placed.containsAll(rights)) return equality.left;
        if (rights.size() == 1 && rights.first() == leaf && placed.containsAll(lefts)) return equality.right;
        return null;
    }

    /** Tests the conditions that can be tested by now. */
    private RelExpr test(RelExpr whole, List<Integer> columns, SortedSet<Integer> placed) {
        List<ScalarExpr> ready = new ArrayList<>();
        predicates.removeIf(predicate -> placed.containsAll(leavesOf(predicate)) && ready.add(predicate));
        equalities.removeIf(equality -> !equality.predicate.isEmpty()
                && placed.containsAll(leavesOf(equality.left))
                && placed.containsAll(leavesOf(equality.right))
                && ready.addAll(equality.predicate));
        if (ready.isEmpty()) return whole;
        return new RelExpr.Filter(
                whole,
                ready.stream()
                        .map(predicate -> renumber(predicate, columns::indexOf))
                        .toList());
    }

    private SortedSet<Integer> leavesOf(ScalarExpr expr) {
        SortedSet<Integer> found = new TreeSet<>();
        RelRewrite.bottomUp(expr, node -> {
            if (node instanceof ScalarExpr.Column(var column)) found.add(leafOf.get(column));
            return node;
        });
        return found;
    }

    private static ScalarExpr renumber(ScalarExpr expr, IntUnaryOperator number) {
        return RelRewrite.bottomUp(
                expr,
                node -> node instanceof ScalarExpr.Column(var column)
                        ? ScalarExpr.column(number.applyAsInt(column))
                        : node);
    }
}
