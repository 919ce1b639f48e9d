package dev.coordtest.coord.session;

import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.Times;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a TAIL has brought and nobody has fetched, in the form in which they are shown. */
final class TailStream {
    private final RelationDesc data;
    private final boolean progress;
    private final Deque<Row> rows = new ArrayDeque<>();
    private boolean ended;
    private @Nullable SqlError error;
    /** The TAIL's id once it has started; 0 before. */
    long id;

    TailStream(RelationDesc data, boolean progress) {
        this.data = data;
        this.progress = progress;
    }

    RelationDesc desc() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of("mz_timestamp", ScalarType.NUMERIC, false));
        if (progress) columns.add(Column.of("mz_progressed", ScalarType.BOOL, false));
        columns.add(Column.of("mz_diff", ScalarType.INT8, progress));
        data.columns()
                .forEach(column -> columns.add(
                        progress ? new Column(column.name(), column.type().asNullable()) : column));
        return new RelationDesc(columns);
    }

    void add(Batch updates, Frontier upper) {
        RowPacker packer = new RowPacker();
        for (int i = 0; i < updates.size(); i++) {
            packer.clear().push(time(updates.time(i)));
            if (progress) packer.push(false);
            packer.push(updates.diff(i)).pushPacked(updates.packed(), updates.start(i), updates.end(i));
            rows.add(packer.toRow());
        }
        if (!progress || upper.closed()) return;
        packer.clear().push(time(upper.time())).push(true).pushNull();
        for (int i = 0; i < data.arity(); i++) packer.pushNull();
        rows.add(packer.toRow());
    }

    private static Datum time(long time) {
        return Datum.of(new BigDecimal(Times.toString(time)));
    }

    void end(@Nullable SqlError failure) {
        ended = true;
        error = failure;
    }

    boolean hasEnded() {
        return ended;
    }

    @Nullable
    SqlError error() {
        return error;
    }

    int size() {
        return rows.size();
    }

    /** Takes up to {@code count} rows. */
    Batch take(long count) {
        Batch.Builder taken = new Batch.Builder();
        for (long i = 0; i < count && !rows.isEmpty(); i++) taken.add(rows.removeFirst(), 0, 1);
        return taken.build();
    }
}
