package dev.coordtest.sql.bind;

import dev.coordtest.expr.ColumnOrder;
import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.SortKey;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.ColumnType;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.From;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.Query;
import dev.coordtest.sql.plan.BoundAggregate;
import dev.coordtest.sql.plan.BoundRel;
import dev.coordtest.sql.plan.BoundRewrite;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds queries: set operations, VALUES, ORDER BY and LIMIT here; SELECT in {@link SelectBinder}. */
public final class QueryBinder {
    private final Names names;
    private final SessionView session;
    private final boolean isStatic;
    private boolean maintained;
    private boolean readsCatalog;
    private final List<Datum> parameters;
    private final SortedSet<GlobalId> references = new TreeSet<>();
    private final List<SortedMap<String, CteBinding>> ctes = new ArrayList<>();
    private final List<Around> around = new ArrayList<>();
    private final List<List<BoundAggregate>> marked = new ArrayList<>();
    private int nextCte;
    private int recursions;

    /** A bound common table expression, given the position at which it is named, and how deep in scopes it was bound. */
    private record CteBinding(IntFunction<BoundRel> rel, List<String> names, int depth) {}

    /** A common table expression that is computed once. */
    private record Kept(int cte, BoundRel value) {}

    /**
     * A bound query. The first columns are those shown, {@code desc}; behind them may stand hidden ones that {@code order} needs.
     *
     * @param order the ORDER BY; with limit and offset only if {@code rel} has not been cut already
     */
    public record Bound(BoundRel rel, RelationDesc desc, List<ColumnOrder> order, OptionalLong limit, long offset) {}

    /** @param isStatic whether the query will be kept, as in a view: then it may not ask for the time of the statement */
    public QueryBinder(Names names, SessionView session, boolean isStatic, List<Datum> parameters) {
        this.names = names;
        this.session = session;
        this.isStatic = isStatic;
        this.parameters = parameters;
    }

    public SortedSet<GlobalId> references() {
        return references;
    }

    Names names() {
        return names;
    }

    SessionView session() {
        return session;
    }

    /** Binds a query that is a statement of its own: order, limit and hidden columns are left to whoever shows the rows. */
    public Bound query(Query query) {
        Bound bound = bind(query, null);
        Comparability.check(bound.rel(), bound.order());
        return bound;
    }

    /** Binds a query inside a scalar of {@code scope}: its rows, shown columns only. */
    Bound subquery(Query query, @Nullable Scope scope) {
        return cut(bind(query, scope));
    }

    /**
     * Where an expression stands.
     *
     * @param aggregates where aggregates of the scope go, null where there may be none
     */
    record Around(Scope scope, String clause, @Nullable List<BoundAggregate> aggregates) {}

    /** Binds a subquery of an expression, whose aggregates may be those of the query around it. */
    <T> T within(Around expression, Supplier<T> subquery) {
        around.add(expression);
        try {
            return subquery.get();
        } finally {
            around.removeLast();
        }
    }

    /** The expression whose scope is {@code level} scopes outside this one; null if no expression is being bound in it. */
    @Nullable
    Around around(Scope scope, int level) {
        Scope wanted = scope;
        for (int i = 0; i < level && wanted != null; i++) wanted = wanted.outer();
        for (Around each : around.reversed()) if (each.scope() == wanted) return each;
        return null;
    }

    /** The depth, less than none, of the columns that stand for these aggregates until their grouping is built. */
    int mark(List<BoundAggregate> aggregates) {
        for (int i = 0; i < marked.size(); i++) if (marked.get(i) == aggregates) return -1 - i;
        marked.add(aggregates);
        return -marked.size();
    }

    /** A subquery whose rows are taken in its order: its limit is applied, its hidden columns are there. */
    Bound ordered(Query query, @Nullable Scope scope) {
        Bound bound = bind(query, scope);
        return new Bound(limited(bound), bound.desc(), bound.order(), OptionalLong.empty(), 0);
    }

    private static BoundRel limited(Bound bound) {
        boolean all = bound.limit().isEmpty() && bound.offset() == 0;
        return all
                ? bound.rel()
                : new BoundRel.TopK(bound.rel(), List.of(), bound.order(), bound.limit(), bound.offset());
    }

    /** Applies limit and offset, and drops hidden columns. */
    public static Bound cut(Bound bound) {
        BoundRel rel = limited(bound);
        int shown = bound.desc().arity();
        if (rel.arity() > shown)
            rel = new BoundRel.Project(rel, IntStream.range(0, shown).boxed().toList());
        return new Bound(rel, bound.desc(), List.of(), OptionalLong.empty(), 0);
    }

    private Bound bind(Query query, @Nullable Scope outer) {
        refuse(query);
        SortedMap<String, CteBinding> frame = new TreeMap<>();
        ctes.add(frame);
        List<Kept> kept = new ArrayList<>();
        if (query.with() != null) with(query.with(), frame, kept, outer);
        Bound body = body(query, outer);
        ctes.remove(ctes.size() - 1);
        BoundRel rel = body.rel();
        for (Kept each : kept.reversed()) rel = new BoundRel.With(each.cte, each.value, rel);
        return new Bound(
                rel,
                body.desc(),
                body.order(),
                query.limit() == null ? OptionalLong.empty() : limit(query.limit()),
                query.offset() == null ? 0 : limit(query.offset()).orElse(0));
    }

    private void with(Query.With with, SortedMap<String, CteBinding> frame, List<Kept> kept, @Nullable Scope outer) {
        SortedSet<String> names = new TreeSet<>();
        for (Query.Cte cte : with.ctes()) {
            if (names.add(cte.name())) continue;
            throw new SqlException(SqlError.of(
                            SqlState.DUPLICATE_ALIAS, "WITH query name \"" + cte.name() + "\" specified more than once")
                    .at(cte.position()));
        }
        RecursionBinder recursive = new RecursionBinder(this, outer);
        RecursionBinder.Naming naming =
                (name, columns, meaning) -> frame.put(name, new CteBinding(meaning, columns, depth(outer)));
        switch (with.recursion()) {
            case NONE -> {
                for (Query.Cte cte : with.ctes()) name(cte, subquery(cte.query(), outer), naming, kept);
            }
            case RECURSIVE -> {
                for (Query.Cte cte : with.ctes()) {
                    naming.name(cte.name(), List.of(), position -> {
                        throw unbuilt("naming what WITH RECURSIVE defines only later is", position);
                    });
                }
                recursions++;
                for (Query.Cte cte : with.ctes()) name(cte, recursive.postgres(cte, naming), naming, kept);
                recursions--;
            }
            case MUTUALLY_RECURSIVE -> {
                recursions++;
                List<BoundRel> relations = recursive.mutual(with, naming);
                recursions--;
                for (int i = 0; i < relations.size(); i++) {
                    Query.Cte cte = with.ctes().get(i);
                    BoundRel rel = relations.get(i);
                    RelationDesc desc = describe(rel, RecursionBinder.columns(cte));
                    name(cte, new Bound(rel, desc, List.of(), OptionalLong.empty(), 0), naming, kept);
                }
            }
        }
    }

    private void name(Query.Cte cte, Bound bound, RecursionBinder.Naming naming, List<Kept> kept) {
        List<String> columns = renamed(bound.desc().names(), RecursionBinder.columns(cte), cte.name(), cte.position());
        BoundRel rel = bound.rel();
        if (rel instanceof BoundRel.Recursion) {
            Kept once = new Kept(nextCte(), rel);
            kept.add(once);
            rel = new BoundRel.CteGet(once.cte, rel.types());
        }
        BoundRel meaning = rel;
        naming.name(cte.name(), columns, position -> meaning);
    }

    /** What is read, but not built. */
    private static void refuse(Query query) {
        if (query.ties()) throw unbuilt("WITH TIES is", query.position());
        for (Query.Lock lock : query.locks()) throw unbuilt("FOR " + lock.strength() + " is", lock.position());
    }

    static SqlException unbuilt(String feature, int position) {
        return new SqlException(SqlError.notSupported(feature).at(position));
    }

    static int depth(@Nullable Scope scope) {
        int depth = 0;
        for (Scope s = scope; s != null; s = s.outer()) depth++;
        return depth;
    }

    private Bound body(Query query, @Nullable Scope outer) {
        if (query.body() instanceof Query.Select select)
            return new SelectBinder(this).select(select, query.orderBy(), outer);
        if (query.body() instanceof Query.TableOf table)
            return new SelectBinder(this).select(everythingOf(table), query.orderBy(), outer);
        if (query.body() instanceof Query.Nested(var inner, var position)
                && query.orderBy().isEmpty()) {
            boolean plain = query.limit() == null && query.offset() == null;
            Bound bound = bind(inner, outer);
            return plain && bound.limit().isEmpty() && bound.offset() == 0 ? bound : cut(bound);
        }
        Bound bound = setExpr(query.body(), outer);
        return new Bound(bound.rel(), bound.desc(), order(query.orderBy(), bound.desc()), OptionalLong.empty(), 0);
    }

    /** ORDER BY over a set operation or VALUES: columns by name or number. */
    private static List<ColumnOrder> order(List<Query.OrderBy> keys, RelationDesc desc) {
        List<ColumnOrder> order = new ArrayList<>();
        for (Query.OrderBy key : keys) {
            int column = outputColumn(key.expr(), desc.names(), "ORDER BY");
            if (column < 0 && key.expr() instanceof Expr.Identifier(var parts, var position) && parts.size() == 1) {
                throw new SqlException(
                        SqlError.of(SqlState.UNDEFINED_COLUMN, "column \"" + parts.getFirst() + "\" does not exist")
                                .at(position));
            }
            if (column < 0) {
                throw new SqlException(
                        SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
                                .withDetail("Only result column names can be used, not expressions or functions.")
                                .at(key.expr().position()));
            }
            order.add(columnOrder(key, column));
        }
        return order;
    }

    static ColumnOrder columnOrder(Query.OrderBy key, int column) {
        return new ColumnOrder(column, key.descending(), nullsLast(key));
    }

    static SortKey<BoundScalar> sortKey(Query.OrderBy key, BoundScalar expr) {
        return new SortKey<>(expr, key.descending(), nullsLast(key));
    }

    /** NULL is greater than everything where nothing else is said. */
    private static boolean nullsLast(Query.OrderBy key) {
        Boolean nullsFirst = key.nullsFirst();
        return nullsFirst == null ? !key.descending() : !nullsFirst;
    }

    /** The output column that an ORDER BY or GROUP BY key names by number or name, or −1. */
    static int outputColumn(Expr expr, List<String> names, String clause) {
        String literal = ExprBinder.signedLiteral(expr);
        if (literal != null && literal.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(literal);
            if (number < 1 || number > names.size()) {
                throw new SqlException(SqlError.of(
                                SqlState.INVALID_COLUMN_REFERENCE,
                                clause + " position " + literal + " is not in select list")
                        .at(expr.position()));
            }
            return number - 1;
        }
        boolean constant = literal != null
                || expr instanceof Expr.StringLiteral
                || expr instanceof Expr.BooleanLiteral
                || expr instanceof Expr.NullLiteral;
        if (constant) {
            throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "non-integer constant in " + clause)
                    .at(expr.position()));
        }
        if (!(expr instanceof Expr.Identifier(var parts, var position)) || parts.size() != 1) return -1;
        int found = names.indexOf(parts.get(0));
        if (found >= 0 && names.lastIndexOf(parts.get(0)) != found) {
            throw new SqlException(
                    SqlError.of(SqlState.AMBIGUOUS_COLUMN, clause + " \"" + parts.get(0) + "\" is ambiguous")
                            .at(position));
        }
        return found;
    }

    private OptionalLong limit(Expr expr) {
        BoundScalar bound = new ExprBinder(this, Scope.empty(null), "LIMIT", null).bind(expr);
        BoundScalar value = Types.coerce(bound, ScalarType.INT8, Casts.Context.ASSIGNMENT, expr.position());
        Datum datum = Constants.evaluate(value, expr.position());
        if (datum.isNull()) return OptionalLong.empty();
        long count = ((Datum.Int64) datum).value();
        if (count < 0) {
            throw new SqlException(SqlError.of(SqlState.INVALID_ROW_COUNT_IN_LIMIT_CLAUSE, "LIMIT must not be negative")
                    .at(expr.position()));
        }
        return OptionalLong.of(count);
    }

    Bound setExpr(Query.SetExpr expr, @Nullable Scope outer) {
        return switch (expr) {
            case Query.Select select -> cut(new SelectBinder(this).select(select, List.of(), outer));
            case Query.Nested(var query, var position) -> subquery(query, outer);
            case Query.Values values -> values(values, outer);
            case Query.TableOf table -> cut(new SelectBinder(this).select(everythingOf(table), List.of(), outer));
            case Query.SetOperation operation -> setOperation(operation, outer);
        };
    }

    /** {@code SELECT * FROM name}, which is what {@code TABLE name} means. */
    private static Query.Select everythingOf(Query.TableOf table) {
        From from = new From.Table(table.name(), false, null, null, table.position());
        return Query.Select.of(List.of(new Query.Star(List.of(), table.position())), from, table.position());
    }

    private Bound setOperation(Query.SetOperation operation, @Nullable Scope outer) {
        Bound left = setExpr(operation.left(), outer);
        Bound right = setExpr(operation.right(), outer);
        String operator = operation.operator();
        if (left.desc().arity() != right.desc().arity()) {
            throw new SqlException(SqlError.of(
                            SqlState.SYNTAX_ERROR, "each " + operator + " query must have the same number of columns")
                    .at(operation.position()));
        }
        List<ScalarType> types = new ArrayList<>();
        for (int i = 0; i < left.desc().arity(); i++) {
            ScalarType fromLeft = isLiteral(operation.left(), i)
                    ? ScalarType.UNKNOWN
                    : left.rel().types().get(i).type();
            ScalarType fromRight = isLiteral(operation.right(), i)
                    ? ScalarType.UNKNOWN
                    : right.rel().types().get(i).type();
            types.add(Types.common(List.of(fromLeft, fromRight), operator, operation.position()));
        }
        BoundRel.SetKind kind = BoundRel.SetKind.valueOf(operator);
        BoundRel rel = new BoundRel.SetOperation(
                kind,
                operation.all(),
                coerced(read(left.rel(), operation.left(), types), types, operation.position()),
                coerced(read(right.rel(), operation.right(), types), types, operation.position()));
        return new Bound(rel, describe(rel, left.desc().names()), List.of(), OptionalLong.empty(), 0);
    }

    /** Whether a column of a SELECT is a literal that nothing but the set operation around it gives a type. */
    private static boolean isLiteral(Query.SetExpr side, int column) {
        return side instanceof Query.Select select
                && select.items().stream().allMatch(item -> item instanceof Query.Column)
                && select.items().get(column) instanceof Query.Column(var expr, var alias, var position)
                && (expr instanceof Expr.StringLiteral || expr instanceof Expr.NullLiteral);
    }

    /** The relation with its literals, which have been taken for text, read as values of the types. */
    static BoundRel read(BoundRel rel, Query.SetExpr side, List<ScalarType> types) {
        List<BoundScalar> casts = new ArrayList<>();
        List<Integer> projection = new ArrayList<>();
        List<ColumnType> have = rel.types();
        for (int i = 0; i < types.size(); i++) {
            boolean cast = isLiteral(side, i) && !have.get(i).type().equals(types.get(i));
            projection.add(cast ? have.size() + casts.size() : i);
            if (cast) casts.add(new BoundScalar.Cast(new BoundScalar.Column(0, i, have.get(i)), types.get(i)));
        }
        return casts.isEmpty() ? rel : new BoundRel.Project(new BoundRel.Map(rel, casts), projection);
    }

    /** The relation with its columns cast to the types, where they are not of them. */
    static BoundRel coerced(BoundRel rel, List<ScalarType> types, int position) {
        List<ColumnType> have = rel.types();
        if (rel instanceof BoundRel.Values(var rows, var ignored)) {
            // Literals of a VALUES list are still undecided; cast each where it stands.
            List<List<BoundScalar>> cast = new ArrayList<>();
            for (List<BoundScalar> row : rows) {
                List<BoundScalar> values = new ArrayList<>();
                for (int i = 0; i < row.size(); i++) {
                    values.add(Types.coerce(row.get(i), types.get(i), Casts.Context.ASSIGNMENT, position));
                }
                cast.add(values);
            }
            return new BoundRel.Values(cast, valueTypes(cast, types));
        }
        List<BoundScalar> casts = new ArrayList<>();
        List<Integer> projection = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (have.get(i).type().equals(types.get(i))) {
                projection.add(i);
                continue;
            }
            BoundScalar column = new BoundScalar.Column(0, i, have.get(i));
            projection.add(have.size() + casts.size());
            casts.add(Types.coerce(column, types.get(i), Casts.Context.ASSIGNMENT, position));
        }
        return casts.isEmpty() ? rel : new BoundRel.Project(new BoundRel.Map(rel, casts), projection);
    }

    private static List<ColumnType> valueTypes(List<List<BoundScalar>> rows, List<ScalarType> types) {
        List<ColumnType> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            int column = i;
            boolean nullable =
                    rows.stream().anyMatch(row -> row.get(column).type().nullable());
            columns.add(new ColumnType(types.get(i), nullable));
        }
        return columns;
    }

    private Bound values(Query.Values values, @Nullable Scope outer) {
        ExprBinder binder = new ExprBinder(this, Scope.empty(outer), "VALUES", null);
        List<List<BoundScalar>> rows = new ArrayList<>();
        for (List<Expr> row : values.rows()) {
            if (row.size() != values.rows().get(0).size()) {
                throw new SqlException(SqlError.of(SqlState.SYNTAX_ERROR, "VALUES lists must all be the same length")
                        .at(values.position()));
            }
            rows.add(row.stream().map(binder::bind).toList());
        }
        int arity = rows.get(0).size();
        List<ScalarType> types = new ArrayList<>();
        List<String> columnNames = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            int column = i;
            List<ScalarType> all =
                    rows.stream().map(row -> row.get(column).type().type()).toList();
            types.add(Types.common(all, "VALUES", values.position()));
            columnNames.add("column" + (i + 1));
        }
        BoundRel rel = coerced(new BoundRel.Values(rows, valueTypes(rows, types)), types, values.position());
        return new Bound(rel, describe(rel, columnNames), List.of(), OptionalLong.empty(), 0);
    }

    static RelationDesc describe(BoundRel rel, List<String> names) {
        List<ColumnType> types = rel.types();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) columns.add(new Column(names.get(i), types.get(i)));
        return new RelationDesc(columns);
    }

    static List<String> renamed(List<String> names, List<String> aliases, String table, int position) {
        if (aliases.size() > names.size()) {
            throw new SqlException(SqlError.of(
                            SqlState.INVALID_COLUMN_REFERENCE,
                            "table \"" + table + "\" has " + names.size() + " columns available but " + aliases.size()
                                    + " columns specified")
                    .at(position));
        }
        List<String> renamed = new ArrayList<>(names);
        for (int i = 0; i < aliases.size(); i++) renamed.set(i, aliases.get(i));
        return renamed;
    }

    /** A scalar moved {@code by} scopes further in. */
    static BoundScalar shifted(BoundScalar scalar, int by) {
        return BoundRewrite.scalar(
                scalar,
                0,
                (s, scopes) -> s instanceof BoundScalar.Column(var depth, var index, var type)
                        ? depth >= scopes ? new BoundScalar.Column(depth + by, index, type) : s
                        : null);
    }

    /** A common table expression by name, as seen {@code depth} scopes deep at {@code position}, with its column names; null if there is none. */
    @Nullable
    Bound cte(String name, int depth, int position) {
        for (int i = ctes.size() - 1; i >= 0; i--) {
            CteBinding cte = ctes.get(i).get(name);
            if (cte == null) continue;
            BoundRel rel = BoundRewrite.shift(cte.rel.apply(position), depth - cte.depth);
            return new Bound(rel, describe(rel, cte.names), List.of(), OptionalLong.empty(), 0);
        }
        return null;
    }

    /** A number for a common table expression that has none yet. */
    int nextCte() {
        return nextCte++;
    }

    /** Lets the query look at the logical time although it is kept: whoever plans it sees to it that it does so in temporal filters alone. */
    public QueryBinder maintained() {
        maintained = true;
        return this;
    }

    /** Lets the query read relations that tell of the catalog as it is. */
    public QueryBinder readingCatalog() {
        readsCatalog = true;
        return this;
    }

    /** What a relation that tells of the catalog holds; empty if the name is of no such relation. */
    Optional<SystemRelations.Contents> systemRelation(Name name) {
        Optional<SystemRelations.Contents> found = new SystemRelations(names.catalog(), session).find(name);
        if (found.isPresent()) checkReadsCatalog(name.toString(), name.position());
        return found;
    }

    /** Refuses to ask the catalog where the answer would have to follow its changes. */
    void checkReadsCatalog(String what, int position) {
        if (!readsCatalog) {
            throw unbuilt("reading \"" + what + "\" other than by a query that is answered at once is", position);
        }
    }

    /** Notes that a relation is read that no FROM names. */
    public void reads(GlobalId id) {
        references.add(id);
    }

    BoundScalar parameter(int number, int position) {
        if (number < 1 || number > parameters.size()) {
            throw new SqlException(SqlError.of(SqlState.UNDEFINED_PARAMETER, "there is no parameter $" + number)
                    .at(position));
        }
        return new BoundScalar.Literal(parameters.get(number - 1), ScalarType.UNKNOWN);
    }

    BoundScalar now(int position) {
        if (isStatic) {
            throw new SqlException(SqlError.of(SqlState.FEATURE_NOT_SUPPORTED, "now cannot be used in static queries")
                    .at(position));
        }
        return new BoundScalar.Literal(new Datum.TimestampTz(session.nowMillis() * 1000), ScalarType.TIMESTAMPTZ);
    }

    BoundScalar logicalTime(int position) {
        if (isStatic && !maintained) {
            throw new SqlException(
                    SqlError.notSupported("mz_logical_timestamp() here is").at(position));
        }
        if (recursions > 0) throw unbuilt("mz_logical_timestamp() in a recursion is", position);
        return new BoundScalar.LogicalTime();
    }
}
