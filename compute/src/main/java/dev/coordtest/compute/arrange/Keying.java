package dev.coordtest.compute.arrange;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Scalars;
import dev.coordtest.repr.RowPacker;
import dev.coordtest.repr.RowReader;
import java.util.ArrayList;
import java.util.List;

/**
 * How a row is written so that its key comes first, and how it is read back. Where the key is columns of the row, the row is its columns in another order, none twice;
 * otherwise the key stands before the whole row.
 */
public final class Keying {
    private final List<ScalarExpr> key;
    private final int arity;
    /** For each column as written, the column of the row that it is; null if the key stands before the row. */
    private final int @org.jspecify.annotations.Nullable [] order;

    private final int[] back;

    public Keying(List<ScalarExpr> key, int arity) {
        this.key = List.copyOf(key);
        this.arity = arity;
        this.order = columnOrder(key, arity);
        this.back = new int[arity];
        for (int i = 0; i < arity; i++) {
            if (order == null) back[i] = key.size() + i;
            else back[order[i]] = i;
        }
    }

    private static int @org.jspecify.annotations.Nullable [] columnOrder(List<ScalarExpr> key, int arity) {
        List<Integer> order = new ArrayList<>();
        for (ScalarExpr expr : key) {
            if (!(expr instanceof ScalarExpr.Column(var index)) || order.contains(index)) return null;
            order.add(index);
        }
        for (int i = 0; i < arity; i++) if (!order.contains(i)) order.add(i);
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    public List<ScalarExpr> key() {
        return key;
    }

    public int keyColumns() {
        return key.size();
    }

    /** How many columns the rows have. */
    public int arity() {
        return arity;
    }

    /** Whether a row is written as it is. */
    public boolean isIdentity() {
        if (order == null) return false;
        for (int i = 0; i < order.length; i++) if (order[i] != i) return false;
        return true;
    }

    /** Where a column of the row stands in the row as written. */
    public int placeOf(int column) {
        return back[column];
    }

    public boolean sameAs(List<ScalarExpr> otherKey) {
        return key.equals(otherKey);
    }

    /** Writes the row with its key first. Throws {@link dev.coordtest.repr.SqlException} if the key cannot be computed. */
    public void write(RowReader row, RowPacker out) {
        out.clear();
        if (order != null) {
            for (int column : order) out.pushPacked(row.packed(), row.start(column), row.end(column));
            return;
        }
        for (ScalarExpr expr : key) out.push(Scalars.evaluate(expr, row::datum));
        out.pushPacked(row.packed(), row.start(0), row.start(arity));
    }

    /** Reads the row back from how it was written. */
    public void read(RowReader written, RowPacker out) {
        out.clear();
        for (int column : back) out.pushPacked(written.packed(), written.start(column), written.end(column));
    }
}
