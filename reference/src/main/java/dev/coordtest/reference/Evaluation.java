package dev.coordtest.reference;

import dev.coordtest.expr.RecursionLimit;
import dev.coordtest.expr.scalar.RowSets;
import dev.coordtest.expr.window.Partition;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evaluates relations: one case per operator, each its definition. */
final class Evaluation {
    private final Snapshot snapshot;
    private final ScalarEvaluation scalars;

    Evaluation(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.scalars = new ScalarEvaluation(this, snapshot.time());
    }

    Multiset rel(BoundRel rel, Environment around) {
        return switch (rel) {
            case BoundRel.Values values -> values(values, around);
            case BoundRel.Get get -> snapshot.rows(get.id());
            case BoundRel.CteGet get -> cte(get, around);
            case BoundRel.With with ->
                rel(with.body(), with.isNamed() ? around.with(with.cte(), rel(with.value(), around)) : around);
            case BoundRel.Recursion recursion -> recursion(recursion, around);
            case BoundRel.Project(var input, var columns) -> {
                Multiset result = new Multiset();
                rel(input, around).forEach((row, count) -> result.add(Reference.project(row, columns), count));
                yield result;
            }
            case BoundRel.Map(var input, var appended) -> {
                Multiset result = new Multiset();
                rel(input, around).forEach((row, count) -> {
                    List<Datum> datums = new ArrayList<>(row.datums());
                    for (BoundScalar scalar : appended) datums.add(scalars.value(scalar, row, around));
                    result.add(Row.of(datums), count);
                });
                yield result;
            }
            case BoundRel.FlatMap map -> flatMap(map, around);
            case BoundRel.Filter(var input, var predicate) -> {
                Multiset result = new Multiset();
                rel(input, around).forEach((row, count) -> {
                    if (scalars.keeps(predicate, row, around)) result.add(row, count);
                });
                yield result;
            }
            case BoundRel.Join join -> join(join, around);
            case BoundRel.Reduce reduce -> new Grouping(scalars, around).reduce(reduce, rel(reduce.input(), around));
            case BoundRel.Distinct(var input) -> {
                Multiset result = new Multiset();
                Grouping.faces(rel(input, around)).values().forEach(face -> result.add(face, 1));
                yield result;
            }
            case BoundRel.TopK topK -> topK(topK, rel(topK.input(), around));
            case BoundRel.Window window -> window(window, rel(window.input(), around));
            case BoundRel.SetOperation operation ->
                setOperation(operation, rel(operation.left(), around), rel(operation.right(), around));
        };
    }

    private Multiset values(BoundRel.Values values, Environment around) {
        Multiset result = new Multiset();
        for (List<BoundScalar> row : values.rows()) {
            List<Datum> datums = new ArrayList<>();
            for (BoundScalar scalar : row) datums.add(scalars.value(scalar, Row.EMPTY, around));
            result.add(Row.of(datums), 1);
        }
        return result;
    }

    private Multiset flatMap(BoundRel.FlatMap map, Environment around) {
        List<ScalarType> types =
                map.sets().stream().map(set -> set.type().type()).toList();
        Multiset result = new Multiset();
        rel(map.input(), around).forEach((row, count) -> {
            Datum[] sets = map.sets().stream()
                    .map(set -> scalars.value(set, row, around))
                    .toArray(Datum[]::new);
            for (int i = 0; i < RowSets.size(sets); i++) {
                List<Datum> datums = new ArrayList<>(row.datums());
                datums.addAll(RowSets.row(sets, types, i, map.ordinality()));
                result.add(Row.of(datums), count);
            }
        });
        return result;
    }

    private static Multiset cte(BoundRel.CteGet get, Environment around) {
        Multiset rows = around.ctes().get(get.cte());
        if (rows == null) throw new IllegalStateException("common table expression " + get.cte() + " is not in scope");
        return rows;
    }

    private Multiset recursion(BoundRel.Recursion recursion, Environment around) {
        Environment now = around;
        for (int cte : recursion.ctes()) now = now.with(cte, new Multiset());
        for (long round = 0; ; round++) {
            boolean last = round == recursion.limit().rounds();
            if (last && recursion.limit().returns()) break;
            Environment next = now;
            long rows = 0;
            for (int i = 0; i < recursion.ctes().size(); i++) {
                Multiset value = rel(recursion.values().get(i), next);
                next = next.with(recursion.ctes().get(i), value);
                rows += value.size();
            }
            if (next.ctes().equals(now.ctes())) break;
            if (last) throw recursion.limit().passed();
            RecursionLimit.checkRows(rows);
            now = next;
        }
        return Objects.requireNonNull(now.ctes().get(recursion.ctes().get(recursion.result())));
    }

    private Multiset join(BoundRel.Join join, Environment around) {
        Multiset left = rel(join.left(), around);
        Multiset everyRight = join.lateral() ? new Multiset() : rel(join.right(), around);
        List<ColumnType> leftTypes = join.left().types();
        List<ColumnType> rightTypes = join.right().types();
        Multiset result = new Multiset();
        Multiset matchedRight = new Multiset();
        left.forEach((leftRow, leftCount) -> {
            Multiset right = join.lateral() ? rel(join.right(), around.within(leftRow)) : everyRight;
            boolean[] matched = new boolean[1];
            right.forEach((rightRow, rightCount) -> {
                Row pair = concat(leftRow, rightRow);
                if (!scalars.keeps(join.on(), pair, around)) return;
                matched[0] = true;
                if (matchedRight.count(rightRow) == 0) matchedRight.add(rightRow, 1);
                result.add(pair, leftCount * rightCount);
            });
            boolean keepsLeft = join.kind() == BoundRel.JoinKind.LEFT || join.kind() == BoundRel.JoinKind.FULL;
            if (keepsLeft && !matched[0]) result.add(concat(leftRow, nulls(rightTypes)), leftCount);
        });
        if (join.kind() == BoundRel.JoinKind.RIGHT || join.kind() == BoundRel.JoinKind.FULL) {
            everyRight.forEach((rightRow, count) -> {
                if (matchedRight.count(rightRow) == 0) result.add(concat(nulls(leftTypes), rightRow), count);
            });
        }
        return result;
    }

    private static Row nulls(List<ColumnType> types) {
        return Row.of(Collections.nCopies(types.size(), Datum.NULL));
    }

    private static Row concat(Row left, Row right) {
        List<Datum> datums = new ArrayList<>(left.datums());
        datums.addAll(right.datums());
        return Row.of(datums);
    }

    private static SortedMap<Row, Multiset> groups(Multiset input, List<Integer> key) {
        SortedMap<Row, Multiset> groups = new TreeMap<>();
        input.forEach((row, count) -> groups.computeIfAbsent(
                        Multiset.canonical(Reference.project(row, key)), none -> new Multiset())
                .add(row, count));
        return groups;
    }

    private static Multiset window(BoundRel.Window window, Multiset input) {
        Multiset result = new Multiset();
        groups(input, window.partition()).values().forEach(group -> {
            List<Row> sorted = group.toList().stream()
                    .sorted(Reference.order(window.orderBy()))
                    .toList();
            Partition.evaluate(sorted, window.orderBy(), window.calls()).forEach(row -> result.add(row, 1));
        });
        return result;
    }

    private static Multiset topK(BoundRel.TopK topK, Multiset input) {
        OptionalLong limit = topK.limit();
        Multiset result = new Multiset();
        groups(input, topK.groupKey())
                .values()
                .forEach(group -> group.toList().stream()
                        .sorted(Reference.order(topK.orderBy()))
                        .skip(topK.offset())
                        .limit(limit.orElse(Long.MAX_VALUE))
                        .forEach(row -> result.add(row, 1)));
        return result;
    }

    private static Multiset setOperation(BoundRel.SetOperation operation, Multiset left, Multiset right) {
        Multiset result = new Multiset();
        if (operation.kind() == BoundRel.SetKind.UNION) {
            left.forEach(result::add);
            right.forEach(result::add);
            if (operation.all()) return result;
            Multiset once = new Multiset();
            Grouping.faces(result).values().forEach(face -> once.add(face, 1));
            return once;
        }
        Multiset lefts = canonical(left, operation.all());
        Multiset rights = canonical(right, operation.all());
        Grouping.faces(left).forEach((key, face) -> {
            long shared = Math.min(lefts.count(key), rights.count(key));
            long count = operation.kind() == BoundRel.SetKind.INTERSECT ? shared : lefts.count(key) - shared;
            result.add(face, count);
        });
        return result;
    }

    /** The rows in canonical form; each once, unless all count. */
    private static Multiset canonical(Multiset rows, boolean all) {
        Multiset result = new Multiset();
        rows.forEach((row, count) -> {
            Row key = Multiset.canonical(row);
            if (all) result.add(key, count);
            else if (result.count(key) == 0) result.add(key, 1);
        });
        return result;
    }
}
