package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/**
 * A scalar expression over the columns of one row.
 *
 * <p>Evaluation gives a datum or an error. Arguments of a call are evaluated from the left and the first error wins;
 * {@link If} and {@link Coalesce} evaluate only what they need. {@link And} and {@link Or} do not depend on the order
 * of their operands: false (for Or: true) wins over an error, an error over NULL.
 */
public sealed interface ScalarExpr {
    record Column(int index) implements ScalarExpr {}

    record Literal(Datum datum, ScalarType scalarType) implements ScalarExpr {}

    /** Always this error. */
    record Failure(SqlError error, ScalarType scalarType) implements ScalarExpr {}

    record Call(Func func, List<ScalarExpr> arguments) implements ScalarExpr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code input}, whose type is {@code from}, as a value of {@code to}, by PostgreSQL's explicit cast. */
    record Cast(ScalarExpr input, ScalarType from, ScalarType to) implements ScalarExpr {}

    record And(List<ScalarExpr> operands) implements ScalarExpr {
        public And {
            operands = List.copyOf(operands);
        }
    }

    record Or(List<ScalarExpr> operands) implements ScalarExpr {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    record Not(ScalarExpr operand) implements ScalarExpr {}

    record IsNull(ScalarExpr operand) implements ScalarExpr {}

    /** {@code then} if {@code condition} is true, {@code otherwise} if it is false or NULL. */
    record If(ScalarExpr condition, ScalarExpr then, ScalarExpr otherwise) implements ScalarExpr {}

    /** The first operand that is not NULL, or NULL. */
    record Coalesce(List<ScalarExpr> operands) implements ScalarExpr {
        public Coalesce {
            operands = List.copyOf(operands);
        }
    }

    /** The time at which the expression is evaluated, as numeric milliseconds. Replaced by a literal before a read runs. */
    record LogicalTime() implements ScalarExpr {}

    static ScalarExpr column(int index) {
        return new Column(index);
    }

    static ScalarExpr literal(Datum datum, ScalarType type) {
        return new Literal(datum, type);
    }

    /** The type of the value over rows of the given column types. */
    default ColumnType type(List<ColumnType> columns) {
        return ScalarTypes.of(this, columns);
    }
}
