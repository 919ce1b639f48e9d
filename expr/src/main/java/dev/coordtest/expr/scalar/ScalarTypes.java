package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/** Computes the type of a scalar expression; nullable unless it plainly cannot be NULL. */
final class ScalarTypes {
    private ScalarTypes() {}

    static ColumnType of(ScalarExpr expr, List<ColumnType> columns) {
        return switch (expr) {
            case ScalarExpr.Column(var index) -> columns.get(index);
            case ScalarExpr.Literal(var datum, var type) -> new ColumnType(type, datum.isNull());
            case ScalarExpr.Failure(var error, var type) -> new ColumnType(type, false);
            case ScalarExpr.Call(var func, var arguments) ->
                new ColumnType(func.result(), func.mayBeNull(anyNullable(arguments, columns)));
            case ScalarExpr.Cast(var input, var from, var to) ->
                new ColumnType(to, of(input, columns).nullable() || Casts.mayBeNull(from, to));
            case ScalarExpr.And(var operands) -> new ColumnType(ScalarType.BOOL, anyNullable(operands, columns));
            case ScalarExpr.Or(var operands) -> new ColumnType(ScalarType.BOOL, anyNullable(operands, columns));
            case ScalarExpr.Not(var operand) ->
                new ColumnType(ScalarType.BOOL, of(operand, columns).nullable());
            case ScalarExpr.IsNull ignored -> new ColumnType(ScalarType.BOOL, false);
            case ScalarExpr.If(var condition, var then, var otherwise) -> {
                ColumnType type = of(then, columns);
                yield of(otherwise, columns).nullable() ? type.asNullable() : type;
            }
            case ScalarExpr.Coalesce(var operands) ->
                new ColumnType(
                        of(operands.get(0), columns).type(),
                        operands.stream()
                                .allMatch(operand -> of(operand, columns).nullable()));
            case ScalarExpr.LogicalTime ignored -> new ColumnType(ScalarType.NUMERIC, false);
        };
    }

    private static boolean anyNullable(List<ScalarExpr> operands, List<ColumnType> columns) {
        return operands.stream().anyMatch(operand -> of(operand, columns).nullable());
    }
}
