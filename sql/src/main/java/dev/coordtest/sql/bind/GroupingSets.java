package dev.coordtest.sql.bind;

import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Query;
import java.util.ArrayList;
import java.util.List;

/** Spells GROUP BY out: the lists of expressions that rows are grouped by, one list without GROUPING SETS, ROLLUP and CUBE. */
final class GroupingSets {
    private static final int MOST_SETS = 4096;
    private static final int MOST_OF_CUBE = 12;

    private GroupingSets() {}

    /** Each element of GROUP BY with each of the others; the empty list of keys once if there is nothing. */
    static List<List<Expr>> of(List<Query.Grouping> groupings) {
        List<List<Expr>> sets = List.of(List.of());
        for (Query.Grouping grouping : groupings) {
            List<List<Expr>> each = sets(grouping);
            if ((long) sets.size() * each.size() > MOST_SETS) {
                throw new SqlException(SqlError.of(
                                SqlState.STATEMENT_TOO_COMPLEX,
                                "too many grouping sets present (maximum " + MOST_SETS + ")")
                        .at(grouping.position()));
            }
            List<List<Expr>> product = new ArrayList<>();
            for (List<Expr> before : sets) for (List<Expr> set : each) product.add(joined(List.of(before, set)));
            sets = product;
        }
        return sets;
    }

    private static List<List<Expr>> sets(Query.Grouping grouping) {
        return switch (grouping) {
            case Query.Key(var expr) -> List.of(fields(expr));
            case Query.NoKey ignored -> List.of(List.of());
            case Query.GroupingSets(var sets, var position) ->
                sets.stream().flatMap(set -> sets(set).stream()).toList();
            case Query.Rollup(var keys, var position) -> rollup(keys);
            case Query.Cube(var keys, var position) -> cube(keys, position);
        };
    }

    /** A row without ROW before it stands for its fields. */
    private static List<Expr> fields(Expr expr) {
        return expr instanceof Expr.Row(var explicit, var fields, var position) && !explicit ? fields : List.of(expr);
    }

    private static List<List<Expr>> rollup(List<Expr> keys) {
        List<List<Expr>> sets = new ArrayList<>();
        for (int length = keys.size(); length >= 0; length--) sets.add(fieldsOf(keys.subList(0, length)));
        return sets;
    }

    private static List<List<Expr>> cube(List<Expr> keys, int position) {
        if (keys.size() > MOST_OF_CUBE) {
            throw new SqlException(
                    SqlError.of(SqlState.TOO_MANY_COLUMNS, "CUBE is limited to " + MOST_OF_CUBE + " elements")
                            .at(position));
        }
        List<List<Expr>> sets = new ArrayList<>();
        for (int without = 0; without < 1 << keys.size(); without++) {
            List<Expr> kept = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) if ((without >> i & 1) == 0) kept.add(keys.get(i));
            sets.add(fieldsOf(kept));
        }
        return sets;
    }

    private static List<Expr> fieldsOf(List<Expr> keys) {
        return joined(keys.stream().map(GroupingSets::fields).toList());
    }

    private static List<Expr> joined(List<List<Expr>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
