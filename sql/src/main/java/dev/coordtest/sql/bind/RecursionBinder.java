package dev.coordtest.sql.bind;

import dev.coordtest.expr.RecursionLimit;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Option;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRel.SetKind;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Common table expressions that name themselves.
 *
 * <p>WITH MUTUALLY RECURSIVE is {@link BoundRel.Recursion} as it is. WITH RECURSIVE is PostgreSQL's, where the recursive term sees the rows that the round before
 * has made and no others, and is made of it: one relation holds the rows of the round, one all rows, and one is empty in the first round only.
 */
final class RecursionBinder {
    private final QueryBinder queries;
    private final @Nullable Scope outer;

    RecursionBinder(QueryBinder queries, @Nullable Scope outer) {
        this.queries = queries;
        this.outer = outer;
    }

    /** Where it is said what a name stands for, given the position at which it is named. */
    @FunctionalInterface
    interface Naming {
        void name(String name, List<String> columns, IntFunction<BoundRel> meaning);
    }

    // ---- WITH MUTUALLY RECURSIVE

    /** Binds all of them; returns what they are in the end, in order. */
    List<BoundRel> mutual(Query.With with, Naming naming) {
        List<Integer> numbers = new ArrayList<>();
        List<List<ScalarType>> types = new ArrayList<>();
        for (Query.Cte cte : with.ctes()) {
            int number = queries.nextCte();
            numbers.add(number);
            types.add(cte.columns().stream().map(column -> type(cte, column)).toList());
            List<ColumnType> nullable =
                    types.getLast().stream().map(RecursionBinder::nullable).toList();
            naming.name(cte.name(), columns(cte), position -> new BoundRel.CteGet(number, nullable));
        }
        List<BoundRel> values = new ArrayList<>();
        for (Query.Cte cte : with.ctes()) {
            BoundRel value = queries.subquery(cte.query(), outer).rel();
            List<ScalarType> declared = types.get(values.size());
            if (value.arity() != declared.size()) {
                throw new SqlException(SqlError.of(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                "table \"" + cte.name() + "\" has " + value.arity() + " columns available but "
                                        + declared.size() + " columns specified")
                        .at(cte.position()));
            }
            values.add(QueryBinder.coerced(value, declared, cte.position()));
        }
        RecursionLimit limit = limit(with.options());
        List<BoundRel> relations = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) relations.add(new BoundRel.Recursion(numbers, values, limit, i));
        return relations;
    }

    static List<String> columns(Query.Cte cte) {
        return cte.columns().stream().map(Query.CteColumn::name).toList();
    }

    private ScalarType type(Query.Cte cte, Query.CteColumn column) {
        TypeName type = column.type();
        if (type != null) return Types.resolve(type, queries.names());
        throw new SqlException(SqlError.of(
                        SqlState.SYNTAX_ERROR,
                        "column \"" + column.name() + "\" of \"" + cte.name()
                                + "\" in WITH MUTUALLY RECURSIVE has no type")
                .at(cte.position()));
    }

    private static ColumnType nullable(ScalarType type) {
        return new ColumnType(type, true);
    }

    private static RecursionLimit limit(List<Option> options) {
        if (options.isEmpty()) return RecursionLimit.DEFAULT;
        Option option = options.getLast();
        if (options.size() > 1 || !(option.value() instanceof Expr.NumberLiteral(var rounds, var position))) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "more than one recursion limit")
                    .at(option.position()));
        }
        return new RecursionLimit(Long.parseLong(rounds), option.name().equals("return at"));
    }

    // ---- WITH RECURSIVE

    /** Binds one of them; returns what it is, which is no recursion if it does not name itself. */
    QueryBinder.Bound postgres(Query.Cte cte, Naming naming) {
        boolean isUnion = cte.query().isPlain()
                && cte.query().body() instanceof Query.SetOperation operation
                && operation.operator().equals("UNION");
        if (!isUnion) {
            naming.name(cte.name(), columns(cte), position -> {
                throw refused(
                        "recursive query \"" + cte.name()
                                + "\" does not have the form non-recursive-term UNION [ALL] recursive-term",
                        position);
            });
            return queries.subquery(cte.query(), outer);
        }
        Query.SetOperation union = (Query.SetOperation) cte.query().body();
        naming.name(cte.name(), columns(cte), position -> {
            throw misplaced(cte.name(), "its non-recursive term", position);
        });
        QueryBinder.Bound first = queries.setExpr(union.left(), outer);
        List<ColumnType> types =
                first.rel().types().stream().map(ColumnType::asNullable).toList();
        List<String> names = QueryBinder.renamed(first.desc().names(), columns(cte), cte.name(), cte.position());
        int round = queries.nextCte();
        List<Integer> named = new ArrayList<>();
        naming.name(cte.name(), names, position -> {
            named.add(position);
            return new BoundRel.CteGet(round, types);
        });
        BoundRel step = queries.setExpr(union.right(), outer).rel();
        if (named.isEmpty()) return queries.subquery(cte.query(), outer);
        if (named.size() > 1) {
            throw misplaced(cte.name(), "more than once", named.get(1));
        }
        new RecursiveTerm(cte.name(), round, named.getFirst()).rel(step);
        BoundRel next = ofTypes(cte.name(), types, step, union);
        BoundRel whole = recursion(first.rel(), next, union.all(), round, types);
        return new QueryBinder.Bound(whole, first.desc(), List.of(), OptionalLong.empty(), 0);
    }

    private BoundRel recursion(BoundRel first, BoundRel step, boolean all, int round, List<ColumnType> types) {
        int total = queries.nextCte();
        int begun = queries.nextCte();
        BoundRel before = new BoundRel.CteGet(total, types);
        BoundScalar hasBegun = new BoundScalar.Exists(new BoundRel.CteGet(begun, List.of()));
        BoundRel rows = new BoundRel.SetOperation(
                SetKind.UNION,
                true,
                new BoundRel.Filter(first, new BoundScalar.Not(hasBegun)),
                new BoundRel.Filter(step, hasBegun));
        if (!all) rows = new BoundRel.SetOperation(SetKind.EXCEPT, false, rows, before);
        BoundRel sum = new BoundRel.SetOperation(SetKind.UNION, true, before, new BoundRel.CteGet(round, types));
        BoundRel one = new BoundRel.Values(List.of(List.of()), List.of());
        return new BoundRel.Recursion(List.of(round, total, begun), List.of(rows, sum, one), RecursionLimit.DEFAULT, 1);
    }

    /** The recursive term, if it goes together with the other. */
    private BoundRel ofTypes(String name, List<ColumnType> types, BoundRel step, Query.SetOperation union) {
        if (step.arity() != types.size()) {
            throw new SqlException(
                    SqlError.of(SqlState.SYNTAX_ERROR, "each UNION query must have the same number of columns")
                            .at(union.position()));
        }
        List<ScalarType> wanted = types.stream().map(ColumnType::type).toList();
        BoundRel read = QueryBinder.read(step, union.right(), wanted);
        for (int i = 0; i < wanted.size(); i++) {
            ScalarType overall =
                    Types.common(List.of(wanted.get(i), read.types().get(i).type()), "UNION", union.position());
            if (overall.equals(wanted.get(i))) continue;
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "recursive query \"" + name + "\" column " + (i + 1) + " has type "
                                    + wanted.get(i).sqlName() + " in non-recursive term but type " + overall.sqlName()
                                    + " overall")
                    .withHint("Cast the output of the non-recursive term to the correct type.")
                    .at(union.left().position()));
        }
        return QueryBinder.coerced(read, wanted, union.position());
    }

    static SqlException misplaced(String name, String where, int position) {
        String within = where.equals("more than once") ? "" : "within ";
        return refused("recursive reference to query \"" + name + "\" must not appear " + within + where, position);
    }

    static SqlException refused(String message, int position) {
        return new SqlException(SqlError.of(SqlState.INVALID_RECURSION, message).at(position));
    }
}
