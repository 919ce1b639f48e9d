package dev.coordtest.reference;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Gathered;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.Row;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** GROUP BY. */
final class Grouping {
    private final ScalarEvaluation scalars;
    private final Environment around;

    Grouping(ScalarEvaluation scalars, Environment around) {
        this.scalars = scalars;
        this.around = around;
    }

    /** By the canonical form of each row, the row that stands for all that are equal to it: in each column the least packed. */
    static SortedMap<Row, Row> faces(Multiset rows) {
        SortedMap<Row, Row> faces = new TreeMap<>();
        rows.forEach((row, count) -> faces.merge(Multiset.canonical(row), row, Grouping::least));
        return faces;
    }

    private static Row least(Row a, Row b) {
        List<Datum> as = a.datums();
        List<Datum> bs = b.datums();
        List<Datum> least = new ArrayList<>();
        for (int i = 0; i < as.size(); i++) {
            least.add(Row.of(as.get(i)).compareTo(Row.of(bs.get(i))) <= 0 ? as.get(i) : bs.get(i));
        }
        return Row.of(least);
    }

    Multiset reduce(BoundRel.Reduce reduce, Multiset input) {
        Multiset keys = new Multiset();
        SortedMap<Row, Multiset> groups = new TreeMap<>();
        if (reduce.groupKey().isEmpty()) {
            keys.add(Row.EMPTY, 1);
            groups.put(Row.EMPTY, new Multiset());
        }
        input.forEach((row, count) -> {
            List<Datum> key = new ArrayList<>();
            for (BoundScalar part : reduce.groupKey()) key.add(scalars.value(part, row, around));
            Row packed = Row.of(key);
            keys.add(packed, count);
            groups.computeIfAbsent(Multiset.canonical(packed), none -> new Multiset())
                    .add(row, count);
        });
        SortedMap<Row, Row> faces = faces(keys);
        Multiset result = new Multiset();
        groups.forEach((key, rows) -> {
            List<Datum> datums = new ArrayList<>(faces.getOrDefault(key, key).datums());
            for (BoundAggregate aggregate : reduce.aggregates()) datums.add(aggregate(aggregate, rows));
            result.add(Row.of(datums), 1);
        });
        return result;
    }

    private Datum aggregate(BoundAggregate aggregate, Multiset rows) {
        if (aggregate.func().kind().gathers()) return gathered(aggregate, rows);
        List<Aggregates.Counted> values = new ArrayList<>();
        rows.forEach((row, count) -> {
            if (!counts(aggregate, row)) return;
            Datum value = scalars.value(aggregate.arguments().getFirst(), row, around);
            if (!value.isNull()) values.add(new Aggregates.Counted(value, count));
        });
        return Aggregates.evaluate(aggregate.func(), aggregate.distinct() ? once(values) : values);
    }

    private boolean counts(BoundAggregate aggregate, Row row) {
        BoundScalar filter = aggregate.filter();
        return filter == null || scalars.value(filter, row, around).equals(Datum.TRUE);
    }

    /** What is made of all values in their order: sorts them. */
    private Datum gathered(BoundAggregate aggregate, Multiset rows) {
        int arguments = aggregate.arguments().size();
        List<ColumnOrder> order = new ArrayList<>();
        for (SortKey<BoundScalar> key : aggregate.order()) {
            order.add(new ColumnOrder(arguments + order.size(), key.descending(), key.nullsLast()));
        }
        for (int i = 0; i < arguments; i++) order.add(new ColumnOrder(i, false, false));
        List<Row> values = new ArrayList<>();
        rows.forEach((row, count) -> {
            if (!counts(aggregate, row)) return;
            List<Datum> datums = new ArrayList<>();
            for (BoundScalar argument : aggregate.arguments()) datums.add(scalars.value(argument, row, around));
            for (SortKey<BoundScalar> key : aggregate.order()) datums.add(scalars.value(key.expr(), row, around));
            if (datums.getFirst().isNull() && !aggregate.func().kind().keepsNulls()) return;
            for (long i = 0; i < count; i++) values.add(Row.of(datums));
        });
        Comparator<Row> byKeys = Reference.keys(order);
        values.sort(byKeys.thenComparing(row -> Row.of(row.datums().subList(0, arguments))));
        List<List<Datum>> taken = new ArrayList<>();
        Row last = null;
        for (Row row : values) {
            boolean again = last != null && byKeys.compare(last, row) == 0;
            if (!again || !aggregate.distinct()) taken.add(row.datums().subList(0, arguments));
            last = row;
        }
        return Gathered.of(aggregate.func(), taken);
    }

    private static List<Aggregates.Counted> once(List<Aggregates.Counted> values) {
        SortedMap<Datum, Datum> least = new TreeMap<>(DatumOrder.ORDER);
        for (Aggregates.Counted counted : values) {
            least.merge(counted.value(), counted.value(), (a, b) -> Row.of(a).compareTo(Row.of(b)) <= 0 ? a : b);
        }
        return least.values().stream()
                .map(value -> new Aggregates.Counted(value, 1))
                .toList();
    }
}
