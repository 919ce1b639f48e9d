package dev.coordtest.bench;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.Aggregates;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pieces that the workloads' views are made of, as a planner would make them of the SQL beside each. */
final class Views {
    static final GlobalId VIEW = GlobalId.user(100);
    static final GlobalId INDEX = GlobalId.user(101);
    static final GlobalId TAIL = GlobalId.transientId(102);

    private Views() {}

    static List<ColumnType> bigints(int count) {
        return Stream.generate(() -> new ColumnType(ScalarType.INT8, false))
                .limit(count)
                .toList();
    }

    static List<ScalarExpr> columns(int... columns) {
        return IntStream.of(columns).mapToObj(ScalarExpr::column).toList();
    }

    static AggregateExpr sum(int column) {
        return aggregate("sum", ScalarExpr.column(column), ScalarType.INT8);
    }

    static AggregateExpr count() {
        return aggregate("count", ScalarExpr.literal(Datum.TRUE, ScalarType.BOOL), ScalarType.BOOL);
    }

    private static AggregateExpr aggregate(String name, ScalarExpr argument, ScalarType type) {
        return new AggregateExpr(Aggregates.find(name, type).orElseThrow(), argument, false);
    }

    /** {@code expr} over the given inputs, its differences delivered from the start. */
    static Dataflow of(List<Dataflow.SourceImport> sources, RelExpr expr) {
        return dataflow(sources, expr, List.of());
    }

    /** The same, and arranged by {@code key} to be read. */
    static Dataflow arranged(List<Dataflow.SourceImport> sources, RelExpr expr, int... key) {
        return dataflow(sources, expr, List.of(new Dataflow.IndexExport(INDEX, VIEW, columns(key))));
    }

    private static Dataflow dataflow(
            List<Dataflow.SourceImport> sources, RelExpr expr, List<Dataflow.IndexExport> indexes) {
        return new Dataflow(
                "bench",
                sources,
                List.of(),
                List.of(new Dataflow.Build(VIEW, expr)),
                indexes,
                List.of(new Dataflow.TailExport(TAIL, VIEW, true)),
                List.of());
    }
}
