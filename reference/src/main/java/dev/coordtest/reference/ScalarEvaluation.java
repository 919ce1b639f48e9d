package dev.coordtest.reference;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.plan.BoundScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates scalars on one row, subqueries where they stand. */
final class ScalarEvaluation {
    private final Evaluation relations;
    private final Datum time;

    ScalarEvaluation(Evaluation relations, long time) {
        this.relations = relations;
        this.time = Datum.of(new BigDecimal(new BigInteger(Long.toUnsignedString(time))));
    }

    /** Whether a predicate keeps the row; see {@link dev.coordtest.sql.plan.BoundRel} on predicates. */
    boolean keeps(BoundScalar predicate, Row row, Environment around) {
        @Nullable SqlException error = null;
        for (BoundScalar conjunct : predicate.conjuncts()) {
            if (conjunct.hasSubquery()) continue;
            try {
                if (!value(conjunct, row, around).equals(Datum.TRUE)) return false;
            } catch (SqlException e) {
                error = e;
            }
        }
        if (error != null) throw error;
        for (BoundScalar conjunct : predicate.conjuncts()) {
            if (conjunct.hasSubquery() && !value(conjunct, row, around).equals(Datum.TRUE)) return false;
        }
        return true;
    }

    Datum value(BoundScalar scalar, Row row, Environment around) {
        return switch (scalar) {
            case BoundScalar.Column(var depth, var index, var type) ->
                depth == 0 ? row.datums().get(index) : around.outer(depth, index);
            case BoundScalar.Literal(var datum, var type) -> datum;
            case BoundScalar.LogicalTime ignored -> time;
            case BoundScalar.Call(var func, var arguments) -> {
                Datum[] values = new Datum[arguments.size()];
                for (int i = 0; i < values.length; i++) values[i] = value(arguments.get(i), row, around);
                yield func.apply(values);
            }
            case BoundScalar.Cast(var input, var to) ->
                Casts.apply(value(input, row, around), input.type().type(), to);
            case BoundScalar.And(var operands) -> connective(operands, Datum.FALSE, row, around);
            case BoundScalar.Or(var operands) -> connective(operands, Datum.TRUE, row, around);
            case BoundScalar.Not(var operand) -> not(value(operand, row, around));
            case BoundScalar.IsNull(var operand) ->
                Datum.of(value(operand, row, around).isNull());
            case BoundScalar.If(var condition, var then, var otherwise) ->
                value(value(condition, row, around).equals(Datum.TRUE) ? then : otherwise, row, around);
            case BoundScalar.Coalesce(var operands) -> {
                for (BoundScalar operand : operands) {
                    Datum value = value(operand, row, around);
                    if (!value.isNull()) yield value;
                }
                yield Datum.NULL;
            }
            case BoundScalar.Scalar(var query) -> {
                List<Row> rows = relations.rel(query, around.within(row)).toList();
                if (rows.size() > 1) {
                    throw new SqlException(
                            SqlState.CARDINALITY_VIOLATION,
                            "more than one row returned by a subquery used as an expression");
                }
                yield rows.isEmpty() ? Datum.NULL : rows.get(0).datums().get(0);
            }
            case BoundScalar.Exists(var query) ->
                Datum.of(!relations.rel(query, around.within(row)).isEmpty());
            case BoundScalar.Quantified quantified -> quantified(quantified, around.within(row));
        };
    }

    private static Datum not(Datum value) {
        return value.isNull() ? value : Datum.of(value.equals(Datum.FALSE));
    }

    /** AND, where false decides, or OR, where true does. */
    private Datum connective(List<BoundScalar> operands, Datum decisive, Row row, Environment around) {
        @Nullable SqlException error = null;
        boolean unknown = false;
        for (BoundScalar operand : operands) {
            if (operand.hasSubquery()) continue;
            try {
                Datum value = value(operand, row, around);
                if (value.equals(decisive)) return value;
                unknown |= value.isNull();
            } catch (SqlException e) {
                error = e;
            }
        }
        if (error != null) throw error;
        for (BoundScalar operand : operands) {
            if (!operand.hasSubquery()) continue;
            Datum value = value(operand, row, around);
            if (value.equals(decisive)) return value;
            unknown |= value.isNull();
        }
        return unknown ? Datum.NULL : not(decisive);
    }

    private Datum quantified(BoundScalar.Quantified quantified, Environment within) {
        Datum decisive = Datum.of(!quantified.all());
        boolean[] decided = new boolean[1];
        boolean[] unknown = new boolean[1];
        relations.rel(quantified.query(), within).forEach((row, count) -> {
            Datum value = value(quantified.comparison(), row, within);
            decided[0] |= value.equals(decisive);
            unknown[0] |= value.isNull();
        });
        return decided[0] ? decisive : unknown[0] ? Datum.NULL : not(decisive);
    }
}
