package dev.coordtest.coordtest.report;

import static dev.coordtest.coordtest.report.Debug.field;
import static dev.coordtest.coordtest.report.Debug.struct;
import static dev.coordtest.coordtest.report.Debug.tuple;
import static dev.coordtest.coordtest.report.Debug.word;

import dev.coordtest.coord.session.ObjectKind;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The debug form of answers. */
final class ResultDebug {
    private ResultDebug() {}

    static Debug of(StatementResult result) {
        return switch (result) {
            case StatementResult.Rows(var desc, var batch) -> rows(scalarTypes(desc.types()), inOrder(batch));
            case StatementResult.ReadFailed(var text) -> tuple("Error", Debug.quoted(text));
            case StatementResult.ReadCanceled() -> word("Canceled");
            case StatementResult.Created(var kind, var existed) -> created(kind, existed);
            case StatementResult.Dropped(var kind) -> word("Dropped" + kind.title());
            case StatementResult.Altered(var kind) -> tuple("AlteredObject", word(kind.title()));
            case StatementResult.Inserted(var rows) -> tuple("Inserted", word(rows));
            case StatementResult.Updated(var rows) -> tuple("Updated", word(rows));
            case StatementResult.Deleted(var rows) -> tuple("Deleted", word(rows));
            case StatementResult.StartedTransaction(var duplicated) ->
                struct("StartedTransaction", field("duplicated", word(duplicated)));
            case StatementResult.TransactionExited(var wasImplicit, var tag) ->
                struct("TransactionExited", field("was_implicit", word(wasImplicit)), field("tag", Debug.quoted(tag)));
            case StatementResult.SetVariable(var name) -> struct("SetVariable", field("name", Debug.quoted(name)));
            case StatementResult.Prepare() -> word("Prepare");
            case StatementResult.Deallocate(var all) -> struct("Deallocate", field("all", word(all)));
            case StatementResult.DeclaredCursor() -> word("DeclaredCursor");
            case StatementResult.ClosedCursor() -> word("ClosedCursor");
            case StatementResult.Discarded(var all) -> word(all ? "DiscardedAll" : "DiscardedTemp");
            case StatementResult.CopyTo copy ->
                struct("CopyTo", field("format", format(copy.format())), field("resp", word("SendingRows")));
            case StatementResult.CopyFrom copy -> copyFrom(copy);
            case StatementResult.EmptyQuery() -> word("EmptyQuery");
        };
    }

    static Debug rows(List<ScalarType> types, Iterable<Row> rows) {
        var shown = new ArrayList<Debug>();
        for (Row row : rows) shown.add(row(types, row));
        return tuple("Rows", Debug.items(shown));
    }

    static Debug row(List<ScalarType> types, Row row) {
        List<Datum> datums = row.datums();
        if (datums.size() != types.size())
            throw new IllegalStateException(datums.size() + " datums are not of types " + types + ": " + row);
        var shown = new ArrayList<Debug>(datums.size());
        for (int i = 0; i < datums.size(); i++) shown.add(DatumDebug.of(datums.get(i), types.get(i)));
        return new Debug.RowOf(shown);
    }

    static List<ScalarType> scalarTypes(List<ColumnType> types) {
        return types.stream().map(ColumnType::type).toList();
    }

    /** The rows of a batch in its order, each as often as its difference says. */
    static List<Row> inOrder(Batch batch) {
        var rows = new ArrayList<Row>(batch.size());
        batch.forEach(update -> {
            if (update.diff() < 0) throw new IllegalStateException("a row is there less than never: " + update);
            for (long copy = 0; copy < update.diff(); copy++) rows.add(update.row());
        });
        return rows;
    }

    /** Roles and types are made or refused; they never exist already. */
    private static Debug created(ObjectKind kind, boolean existed) {
        String name = "Created" + kind.title();
        return switch (kind) {
            case ROLE, TYPE -> word(name);
            case DATABASE, SCHEMA, TABLE, SOURCE, VIEW, INDEX, SINK -> struct(name, field("existed", word(existed)));
        };
    }

    private static Debug copyFrom(StatementResult.CopyFrom copy) {
        var columns = copy.columns().stream().map(Debug::word).toList();
        return struct(
                "CopyFrom",
                field("id", tuple("User", word(copy.table()))),
                field("columns", Debug.items(columns)),
                field(
                        "params",
                        struct(
                                "CopyParams",
                                field("format", format(copy.format())),
                                field("null", word("None")),
                                field("delimiter", word("None")))));
    }

    /** {@code Text}, {@code Csv} or {@code Binary}. */
    private static Debug format(String name) {
        return word(name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT));
    }
}
