package dev.coordtest.reference;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.AggregateFunc;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.expr.window.WindowFrame;
import dev.coordtest.expr.window.WindowFunc;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws window functions over some rows: any function, any window, any frame. */
final class RandomWindow {
    private static final List<String> AGGREGATES =
            List.of("count", "sum", "min", "max", "avg", "bool_or", "stddev", "array_agg");

    private final SplittableRandom random;
    private final BoundRel input;
    private final List<ColumnType> types;
    /** What the functions need beside the columns of the input, appended to them. */
    private final List<BoundScalar> appended = new ArrayList<>();

    private final List<Integer> partition = new ArrayList<>();
    private final List<ColumnOrder> order = new ArrayList<>();

    RandomWindow(BoundRel input, SplittableRandom random) {
        this.random = random;
        this.input = input;
        this.types = input.types();
    }

    BoundRel rel() {
        for (int i = random.nextInt(2); i > 0; i--) partition.add(anyColumn());
        for (int i = random.nextInt(3); i > 0; i--) {
            order.add(new ColumnOrder(anyColumn(), random.nextBoolean(), random.nextBoolean()));
        }
        List<WindowCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) calls.add(call());
        return new BoundRel.Window(new BoundRel.Map(input, appended), partition, order, calls);
    }

    private int anyColumn() {
        return random.nextInt(input.arity());
    }

    private int append(BoundScalar scalar) {
        appended.add(scalar);
        return input.arity() + appended.size() - 1;
    }

    private int literal(Datum datum, ScalarType type) {
        return append(new BoundScalar.Literal(datum, type));
    }

    /** A small number, sometimes NULL. */
    private int number() {
        return literal(random.nextInt(8) == 0 ? Datum.NULL : Datum.of(random.nextInt(1, 4)), ScalarType.INT4);
    }

    private WindowCall call() {
        WindowFunc.Kind kind = WindowFunc.Kind.values()[random.nextInt(WindowFunc.Kind.values().length)];
        int value = anyColumn();
        ScalarType type = types.get(value).type();
        return switch (kind) {
            case ROW_NUMBER, RANK, DENSE_RANK -> call(kind, ScalarType.INT8, List.of());
            case PERCENT_RANK, CUME_DIST -> call(kind, ScalarType.FLOAT8, List.of());
            case NTILE -> call(kind, ScalarType.INT4, List.of(number()));
            case LAG, LEAD -> call(kind, type, List.of(value, number(), literal(Datum.NULL, type)));
            case FIRST_VALUE, LAST_VALUE -> call(kind, type, List.of(value));
            case NTH_VALUE -> call(kind, type, List.of(value, number()));
            case AGGREGATE -> aggregate(value, type);
        };
    }

    private WindowCall call(WindowFunc.Kind kind, ScalarType result, List<Integer> arguments) {
        return new WindowCall(new WindowFunc(kind, null, result), arguments, -1, frame());
    }

    private WindowCall aggregate(int value, ScalarType type) {
        String name = AGGREGATES.get(random.nextInt(AGGREGATES.size()));
        AggregateFunc func = Aggregates.find(name, type)
                .orElseGet(() -> Aggregates.find("count", type).orElseThrow());
        Datum kept = List.of(Datum.TRUE, Datum.FALSE, Datum.NULL).get(random.nextInt(3));
        int filter = random.nextInt(6) == 0 ? literal(kept, ScalarType.BOOL) : -1;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).type() == ScalarType.BOOL && random.nextInt(4) == 0) filter = i;
        }
        return new WindowCall(
                new WindowFunc(WindowFunc.Kind.AGGREGATE, func, func.result()), List.of(value), filter, frame());
    }

    private WindowFrame frame() {
        if (random.nextInt(3) == 0) return WindowFrame.DEFAULT;
        WindowFrame.Unit unit = WindowFrame.Unit.values()[random.nextInt(3)];
        WindowFrame.Exclusion exclusion = WindowFrame.Exclusion.values()[random.nextInt(4)];
        return new WindowFrame(unit, bound(unit), bound(unit), exclusion);
    }

    private WindowFrame.Bound bound(WindowFrame.Unit unit) {
        WindowFrame.Edge edge = WindowFrame.Edge.values()[random.nextInt(5)];
        if (edge != WindowFrame.Edge.PRECEDING && edge != WindowFrame.Edge.FOLLOWING) return WindowFrame.Bound.at(edge);
        if (unit != WindowFrame.Unit.RANGE) {
            return new WindowFrame.Bound(edge, literal(Datum.of(random.nextLong(3)), ScalarType.INT8), -1, -1);
        }
        boolean integers =
                order.size() == 1 && types.get(order.getFirst().column()).type() == ScalarType.INT4;
        if (!integers) return WindowFrame.Bound.at(WindowFrame.Edge.CURRENT_ROW);
        ColumnOrder key = order.getFirst();
        BoundScalar by = new BoundScalar.Literal(Datum.of(random.nextInt(3)), ScalarType.INT4);
        BoundScalar from = new BoundScalar.Column(0, key.column(), types.get(key.column()));
        boolean down = edge == WindowFrame.Edge.PRECEDING != key.descending();
        BoundScalar limit = new BoundScalar.Call(
                Functions.bySignature((down ? "-" : "+") + "(integer, integer)"), List.of(from, by));
        return new WindowFrame.Bound(edge, append(by), key.column(), append(limit));
    }
}
