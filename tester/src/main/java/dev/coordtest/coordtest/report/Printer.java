package dev.coordtest.coordtest.report;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what a directive shows, in the words of the first coordtest. All imitation of its debug output is behind this
 * class. No text ends in a newline.
 */
public final class Printer {
    private Printer() {}

    /** What a statement answered: {@code Rows(…)} for a read, else the name of the answer and its fields. */
    public static String result(StatementResult result) {
        return DebugPrinter.print(ResultDebug.of(result));
    }

    /** Rows with columns of these types, as {@code Rows(…)}, in the order given. */
    public static String rows(List<ScalarType> types, Iterable<Row> rows) {
        return DebugPrinter.print(ResultDebug.rows(types, rows));
    }

    /** One row, as it stands within {@code Rows(…)}. */
    public static String row(List<ScalarType> types, Row row) {
        return DebugPrinter.print(ResultDebug.row(types, row));
    }

    /** One value, as it stands within a row. */
    public static String datum(ScalarType type, Datum datum) {
        return DebugPrinter.print(DatumDebug.of(datum, type));
    }

    /** A refusal: {@code ERROR SQLSTATE: message}, then its detail and its hint, if any, on lines of their own. */
    public static String error(SqlError error) {
        var lines = new ArrayList<String>();
        lines.add("ERROR " + error.state().code() + ": " + error.message());
        if (error.detail() != null) lines.add("DETAIL: " + error.detail());
        if (error.hint() != null) lines.add("HINT: " + error.hint());
        return String.join("\n", lines);
    }

    /** The databases with their schemas and items. Temporary items and system schemas are in no database. */
    public static String catalog(Catalog catalog) {
        return DebugPrinter.print(CatalogDebug.of(catalog));
    }
}
