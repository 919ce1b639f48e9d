package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.scalar.Scalars;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.List;

/** Scalars without columns and subqueries, evaluated while planning. */
public final class Constants {
    private Constants() {}

    /** The value of a scalar that must be constant. */
    public static Datum evaluate(BoundScalar scalar, int position) {
        return Scalars.evaluate(constant(scalar, position), column -> {
            throw new IllegalStateException("a constant has no column " + column);
        });
    }

    private static ScalarExpr constant(BoundScalar scalar, int position) {
        return switch (scalar) {
            case BoundScalar.Literal(var datum, var type) -> new ScalarExpr.Literal(datum, type);
            case BoundScalar.Call(var func, var arguments) -> new ScalarExpr.Call(func, all(arguments, position));
            case BoundScalar.Cast(var input, var to) ->
                new ScalarExpr.Cast(constant(input, position), input.type().type(), to);
            case BoundScalar.And(var operands) -> new ScalarExpr.And(all(operands, position));
            case BoundScalar.Or(var operands) -> new ScalarExpr.Or(all(operands, position));
            case BoundScalar.Not(var operand) -> new ScalarExpr.Not(constant(operand, position));
            case BoundScalar.IsNull(var operand) -> new ScalarExpr.IsNull(constant(operand, position));
            case BoundScalar.If(var condition, var then, var otherwise) ->
                new ScalarExpr.If(
                        constant(condition, position), constant(then, position), constant(otherwise, position));
            case BoundScalar.Coalesce(var operands) -> new ScalarExpr.Coalesce(all(operands, position));
            case BoundScalar.Column ignored -> throw notConstant(position);
            case BoundScalar.LogicalTime ignored -> throw notConstant(position);
            case BoundScalar.Scalar ignored -> throw notConstant(position);
            case BoundScalar.Exists ignored -> throw notConstant(position);
            case BoundScalar.Quantified ignored -> throw notConstant(position);
        };
    }

    private static List<ScalarExpr> all(List<BoundScalar> scalars, int position) {
        return scalars.stream().map(scalar -> constant(scalar, position)).toList();
    }

    private static SqlException notConstant(int position) {
        return new SqlException(
                SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, "only constant expressions are supported here")
                        .at(position));
    }
}
