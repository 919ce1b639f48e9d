package dev.coordtest.expr;

import dev.coordtest.expr.scalar.AggregateExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.expr.window.WindowCall;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ColumnType;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A relational expression without subqueries: what a dataflow maintains.
 *
 * <p>An expression means a multiset of rows and a multiset of errors, each a function of the time. Any error makes a
 * read fail; when its cause is retracted the error goes and the reads heal. The algebra is that of differential
 * dataflow (McSherry et al., CIDR 2013): every operator is defined on multisets whose counts may be negative in
 * between, such as below {@link Threshold}.
 *
 * <p>Keys are compared as bytes. Whoever makes an expression passes keys of a type whose equal values can differ in
 * bytes (numeric, floats, interval, and what contains them) through the {@code canonical} function first.
 */
public sealed interface RelExpr {
    /** Fixed rows with their counts, at all times; or, if {@code error} is set, that error and no rows. Times in {@code rows} are 0. */
    record Constant(Batch rows, @Nullable DataflowError error, List<ColumnType> types) implements RelExpr {}

    /** A table, source, view or index's relation, by the id of what is read (never that of the index). */
    record Get(GlobalId id, List<ColumnType> types) implements RelExpr {}

    /** What the enclosing {@link Let} of this {@code local} id is bound to. */
    record LocalGet(int local, List<ColumnType> types) implements RelExpr {}

    /** {@code body}, in which {@code LocalGet(local)} stands for {@code value}. Each local id is bound once in an expression. */
    record Let(int local, RelExpr value, RelExpr body) implements RelExpr {}

    /**
     * One of several relations that are defined by each other. At first all are empty. Then, round after round, each becomes its value, in order, where
     * {@code LocalGet(locals.get(i))} is what relation {@code i} is just then: a value sees those before it as the round has made them, itself and those
     * after it as the round before has left them. The round that changes nothing is the last. An error in any round ends it: then there are errors and
     * no rows. The locals are bound inside only.
     *
     * @param result which of the relations this one is
     */
    record Recursion(List<Integer> locals, List<RelExpr> values, RecursionLimit limit, int result) implements RelExpr {}

    /** The given columns of the input, in this order; repetition and omission allowed. */
    record Project(RelExpr input, List<Integer> columns) implements RelExpr {}

    /** Appends a column per scalar. A scalar may refer to the columns appended before it. */
    record Map(RelExpr input, List<ScalarExpr> scalars) implements RelExpr {}

    /**
     * Each row of the input with each of the rows that the sets have for it, in lockstep: the nth row of one beside the nth row of the others, NULLs
     * for a set that has run out. A set is a list, each element a row: of as many columns as the record has fields, or of one. NULL is no rows.
     *
     * @param ordinality whether a last column numbers the rows from 1, for each row of the input anew
     */
    record FlatMap(RelExpr input, List<ScalarExpr> sets, boolean ordinality) implements RelExpr {}

    /** Keeps the rows for which all predicates are true: neither false nor NULL. */
    record Filter(RelExpr input, List<ScalarExpr> predicates) implements RelExpr {}

    /**
     * Pairs of rows whose keys are equal, all pairs if there are no keys; columns of {@code left}, then of {@code
     * right}. A key with a NULL in it equals nothing. {@code leftKeys.get(i)} is compared with {@code rightKeys.get(i)}.
     */
    record Join(RelExpr left, RelExpr right, List<ScalarExpr> leftKeys, List<ScalarExpr> rightKeys)
            implements RelExpr {}

    /**
     * A row per group that has rows: the key, then the aggregates. Keys that are NULL are equal to each other. Without
     * a key there is one group, and no row at all over an empty input (SQL's global aggregate adds its own row).
     * Without aggregates this is DISTINCT.
     */
    record Reduce(RelExpr input, List<ScalarExpr> groupKey, List<AggregateExpr> aggregates) implements RelExpr {}

    /**
     * The first rows of each group: those after {@code offset}, at most {@code limit}, ordered by {@code orderBy} and
     * then as {@link dev.coordtest.repr.ShownOrder} has it. {@code groupKey} names columns; NULLs are equal. Group
     * columns are compared as bytes.
     */
    record TopK(RelExpr input, List<Integer> groupKey, List<ColumnOrder> orderBy, OptionalLong limit, long offset)
            implements RelExpr {}

    /**
     * Appends to each row what the calls give it among the rows of its partition: those in which the columns {@code partition} are equal as bytes, ordered by
     * {@code orderBy} and then as {@link dev.coordtest.repr.ShownOrder} has it.
     */
    record Window(RelExpr input, List<Integer> partition, List<ColumnOrder> orderBy, List<WindowCall> calls)
            implements RelExpr {}

    /** Every count negated. Errors are not. */
    record Negate(RelExpr input) implements RelExpr {}

    /** Rows with a negative count removed, others kept with their count. */
    record Threshold(RelExpr input) implements RelExpr {}

    /** The sum of the inputs, all of the same arity; at least one. */
    record Union(List<RelExpr> inputs) implements RelExpr {}

    /** The types of the columns. */
    default List<ColumnType> types() {
        return RelTypes.of(this);
    }

    default int arity() {
        return switch (this) {
            case Constant constant -> constant.types.size();
            case Get get -> get.types.size();
            case LocalGet get -> get.types.size();
            case Let let -> let.body.arity();
            case Recursion recursion -> recursion.values.get(recursion.result).arity();
            case Project project -> project.columns.size();
            case Map map -> map.input.arity() + map.scalars.size();
            case FlatMap map -> types().size();
            case Filter filter -> filter.input.arity();
            case Join join -> join.left.arity() + join.right.arity();
            case Reduce reduce -> reduce.groupKey.size() + reduce.aggregates.size();
            case TopK topK -> topK.input.arity();
            case Window window -> window.input.arity() + window.calls.size();
            case Negate negate -> negate.input.arity();
            case Threshold threshold -> threshold.input.arity();
            case Union union -> union.inputs.get(0).arity();
        };
    }

    /** The expressions directly below this one, in order. */
    default List<RelExpr> inputs() {
        return switch (this) {
            case Constant constant -> List.of();
            case Get get -> List.of();
            case LocalGet get -> List.of();
            case Let let -> List.of(let.value, let.body);
            case Recursion recursion -> recursion.values;
            case Project project -> List.of(project.input);
            case Map map -> List.of(map.input);
            case FlatMap map -> List.of(map.input);
            case Filter filter -> List.of(filter.input);
            case Join join -> List.of(join.left, join.right);
            case Reduce reduce -> List.of(reduce.input);
            case TopK topK -> List.of(topK.input);
            case Window window -> List.of(window.input);
            case Negate negate -> List.of(negate.input);
            case Threshold threshold -> List.of(threshold.input);
            case Union union -> union.inputs;
        };
    }
}
