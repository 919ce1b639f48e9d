package dev.coordtest.coordtest.slt;

import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.RelationDesc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement's answer as a client sees it: rows of texts, and the number in its tag. A statement without rows has no columns. */
record Shown(RelationDesc desc, List<List<@Nullable String>> rows, long count) {
    static Shown of(StatementResult result) {
        return switch (result) {
            case StatementResult.Rows(var desc, var batch) -> rows(desc, batch);
            // The rows went another way.
            case StatementResult.CopyTo(var format, var desc, var batch) ->
                count(rows(desc, batch).count());
            case StatementResult.Inserted(var rows) -> count(rows);
            case StatementResult.Updated(var rows) -> count(rows);
            case StatementResult.Deleted(var rows) -> count(rows);
            case StatementResult.ReadFailed ignored -> count(0);
            case StatementResult.ReadCanceled ignored -> count(0);
            case StatementResult.Created ignored -> count(0);
            case StatementResult.Dropped ignored -> count(0);
            case StatementResult.Altered ignored -> count(0);
            case StatementResult.StartedTransaction ignored -> count(0);
            case StatementResult.TransactionExited ignored -> count(0);
            case StatementResult.SetVariable ignored -> count(0);
            case StatementResult.Prepare ignored -> count(0);
            case StatementResult.Deallocate ignored -> count(0);
            case StatementResult.DeclaredCursor ignored -> count(0);
            case StatementResult.ClosedCursor ignored -> count(0);
            case StatementResult.Discarded ignored -> count(0);
            case StatementResult.CopyFrom ignored -> count(0);
            case StatementResult.EmptyQuery ignored -> count(0);
        };
    }

    static Shown count(long rows) {
        return new Shown(RelationDesc.of(), List.of(), rows);
    }

    private static Shown rows(RelationDesc desc, Batch batch) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        batch.forEach(update -> {
            List<Datum> datums = update.row().datums();
            List<@Nullable String> texts = new ArrayList<>();
            for (int i = 0; i < datums.size(); i++) {
                Datum datum = datums.get(i);
                texts.add(
                        datum.isNull()
                                ? null
                                : TextFormat.print(datum, desc.types().get(i).type()));
            }
            for (long copy = 0; copy < update.diff(); copy++) rows.add(texts);
        });
        return new Shown(desc, rows, rows.size());
    }
}
