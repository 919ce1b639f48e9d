package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** The rows that set-returning functions make: their columns, and how the rows of several stand beside each other. */
public final class RowSets {
    private RowSets() {}

    /** The type of a set of rows: with columns of these names and types, or of one column without a name of its own. */
    public static ScalarType of(ScalarType row) {
        return new ScalarType.ListOf(row);
    }

    /** The columns of a set; a column that takes the function's name has an empty one. */
    public static List<ScalarType.RecordOf.Field> columns(ScalarType set) {
        ScalarType row = ((ScalarType.ListOf) set).element();
        return row instanceof ScalarType.RecordOf(var fields)
                ? fields
                : List.of(new ScalarType.RecordOf.Field("", row));
    }

    /** The columns of these sets in lockstep. */
    public static List<ColumnType> types(List<ScalarType> sets, boolean ordinality) {
        List<ColumnType> types = new ArrayList<>();
        for (ScalarType set : sets) {
            for (ScalarType.RecordOf.Field column : columns(set)) types.add(new ColumnType(column.type(), true));
        }
        if (ordinality) types.add(new ColumnType(ScalarType.INT8, false));
        return List.copyOf(types);
    }

    /** How many rows these sets have in lockstep. */
    public static int size(Datum[] sets) {
        int size = 0;
        for (Datum set : sets) {
            if (set instanceof Datum.ListValue(var rows)) size = Math.max(size, rows.size());
        }
        return size;
    }

    /**
     * The row of this index.
     *
     * @param types those of the sets
     */
    public static List<Datum> row(Datum[] sets, List<ScalarType> types, int index, boolean ordinality) {
        List<Datum> row = new ArrayList<>();
        for (int i = 0; i < sets.length; i++) {
            List<Datum> rows = sets[i] instanceof Datum.ListValue(var elements) ? elements : List.of();
            Datum element = index < rows.size() ? rows.get(index) : Datum.NULL;
            boolean isRecord = ((ScalarType.ListOf) types.get(i)).element() instanceof ScalarType.RecordOf;
            if (!isRecord) row.add(element);
            else if (element instanceof Datum.ListValue(var fields)) row.addAll(fields);
            else columns(types.get(i)).forEach(column -> row.add(Datum.NULL));
        }
        if (ordinality) row.add(Datum.of(index + 1L));
        return row;
    }
}
