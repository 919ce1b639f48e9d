package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.RowReader;
import dev.coordtest.repr.SqlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evaluator of scalar expressions: the plain definition, a walk over the tree. Throws {@link SqlException} for an error.
 */
public final class Scalars {
    private Scalars() {}

    /** Where the values of columns come from. */
    @FunctionalInterface
    public interface Columns {
        Datum get(int column);
    }

    public static Datum evaluate(ScalarExpr expr, Row row) {
        RowReader reader = new RowReader().reset(row);
        return evaluate(expr, reader::datum);
    }

    public static Datum evaluate(ScalarExpr expr, Columns columns) {
        return switch (expr) {
            case ScalarExpr.Column(var index) -> columns.get(index);
            case ScalarExpr.Literal(var datum, var type) -> datum;
            case ScalarExpr.Failure(var error, var type) -> throw new SqlException(error);
            case ScalarExpr.Call(var func, var arguments) -> call(func, arguments, columns);
            case ScalarExpr.Cast(var input, var from, var to) -> Casts.apply(evaluate(input, columns), from, to);
            case ScalarExpr.And(var operands) -> connective(operands, columns, false);
            case ScalarExpr.Or(var operands) -> connective(operands, columns, true);
            case ScalarExpr.Not(var operand) -> {
                Datum value = evaluate(operand, columns);
                yield value.isNull() ? Datum.NULL : Datum.of(value.equals(Datum.FALSE));
            }
            case ScalarExpr.IsNull(var operand) ->
                Datum.of(evaluate(operand, columns).isNull());
            case ScalarExpr.If(var condition, var then, var otherwise) ->
                evaluate(isTrue(condition, columns) ? then : otherwise, columns);
            case ScalarExpr.Coalesce(var operands) -> {
                for (ScalarExpr operand : operands) {
                    Datum value = evaluate(operand, columns);
                    if (!value.isNull()) yield value;
                }
                yield Datum.NULL;
            }
            case ScalarExpr.LogicalTime ignored ->
                throw new IllegalStateException("the logical time was not made a literal before evaluation");
        };
    }

    /** Whether {@code expr} is true: neither false nor NULL. */
    public static boolean isTrue(ScalarExpr expr, Columns columns) {
        return evaluate(expr, columns).equals(Datum.TRUE);
    }

    private static Datum call(Func func, List<ScalarExpr> arguments, Columns columns) {
        Datum[] values = new Datum[arguments.size()];
        for (int i = 0; i < values.length; i++) values[i] = evaluate(arguments.get(i), columns);
        return func.apply(values);
    }

    /** AND with {@code winner} false, OR with {@code winner} true. The winner beats an error, an error beats NULL. */
    private static Datum connective(List<ScalarExpr> operands, Columns columns, boolean winner) {
        @Nullable SqlException error = null;
        boolean unknown = false;
        for (ScalarExpr operand : operands) {
            try {
                Datum value = evaluate(operand, columns);
                if (value.equals(Datum.of(winner))) return value;
                unknown |= value.isNull();
            } catch (SqlException e) {
                if (error == null) error = e;
            }
        }
        if (error != null) throw error;
        return unknown ? Datum.NULL : Datum.of(!winner);
    }
}
