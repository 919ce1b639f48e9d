package dev.coordtest.sql.bind;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that an UPDATE or DELETE is about. Names mean columns of the table or, on one level with them, of what stands in FROM or USING, which
 * cannot look at the table itself.
 *
 * <p>A row of the table is changed once, however many partners it has there. Which of them an UPDATE takes PostgreSQL leaves open; it is the one whose new
 * values come first in {@link dev.coordtest.repr.ShownOrder}.
 */
public final class TargetRows {
    private static final BoundScalar TRUE = new BoundScalar.Literal(Datum.TRUE, ScalarType.BOOL);

    private final QueryBinder queries;
    private final BoundRel table;
    /** The other relations, null if there are none; their columns come before those of the table. */
    private final @Nullable BoundRel others;

    private final int othersArity;
    private final Scope scope;

    /** @param name what the table is called in the statement */
    public TargetRows(
            QueryBinder queries, String name, GlobalId table, RelationDesc desc, List<From> others, int position) {
        queries.reads(table);
        this.queries = queries;
        this.table = new BoundRel.Get(table, desc.types());
        Scope own = Scalars.scope(name, desc);
        if (others.isEmpty()) {
            this.others = null;
            this.othersArity = 0;
            this.scope = own;
            return;
        }
        FromBinder.Bound bound = new FromBinder(queries).from(others, null);
        FromBinder.checkAliases(bound.scope(), own, position);
        this.others = bound.rel();
        this.othersArity = bound.rel().arity();
        this.scope = bound.scope().join(own);
    }

    /** Binds a new value, which is computed for each pair of a row and a partner; a quoted literal is still undecided. */
    public BoundScalar bind(Expr expr, String clause) {
        return new ExprBinder(queries, scope, clause, null).bind(expr);
    }

    /** The columns of a subquery of at most one row, each a value. */
    public List<BoundScalar> bind(Query query, String clause) {
        BoundRel rows = new ExprBinder(queries, scope, clause, null).subquery(query);
        List<BoundScalar> values = new ArrayList<>();
        for (int i = 0; i < rows.arity(); i++) {
            values.add(new BoundScalar.Scalar(new BoundRel.Project(rows, List.of(i))));
        }
        return values;
    }

    /** A column of the table as it is. */
    public BoundScalar column(int index) {
        List<ColumnType> types = table.types();
        return new BoundScalar.Column(0, othersArity + index, types.get(index));
    }

    /** The rows for which the condition holds, beside some partner if there are others. */
    public BoundRel matching(@Nullable Expr where) {
        if (others == null) return where == null ? table : new BoundRel.Filter(table, condition(where));
        return new BoundRel.Filter(table, new BoundScalar.Exists(partners(others, where)));
    }

    /** These rows, each followed by values that {@link #bind} and {@link #column} have given. */
    public BoundRel matching(@Nullable Expr where, List<BoundScalar> values) {
        if (others == null) return new BoundRel.Map(matching(where), values);
        List<BoundScalar> inside = values.stream().map(this::inside).toList();
        List<Integer> computed = IntStream.range(othersArity, othersArity + values.size())
                .boxed()
                .toList();
        BoundRel each = new BoundRel.Project(new BoundRel.Map(partners(others, where), inside), computed);
        BoundRel first = new BoundRel.TopK(each, List.of(), List.of(), OptionalLong.of(1), 0);
        return new BoundRel.Join(BoundRel.JoinKind.INNER, table, first, true, TRUE);
    }

    private BoundScalar condition(Expr where) {
        return new ExprBinder(queries, scope, "WHERE", null).condition(where);
    }

    /** The partners of a row that is one scope out. */
    private BoundRel partners(BoundRel rel, @Nullable Expr where) {
        return where == null ? rel : new BoundRel.Filter(rel, inside(condition(where)));
    }

    /** What was bound beside the table's row, where that row is one scope out. */
    private BoundScalar inside(BoundScalar scalar) {
        return BoundRewrite.scalar(
                scalar,
                0,
                (each, scopes) -> each instanceof BoundScalar.Column(var depth, var index, var type)
                                && depth == scopes
                                && index >= othersArity
                        ? new BoundScalar.Column(depth + 1, index - othersArity, type)
                        : null);
    }
}
