package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.List;

/** Binds scalars that stand outside of queries: AS OF, defaults, index keys, assignments. */
public final class Scalars {
    private Scalars() {}

    /** A scalar without columns, of its own type. {@code clause} is for messages. */
    public static BoundScalar bind(QueryBinder queries, Expr expr, String clause) {
        return Types.settled(new ExprBinder(queries, Scope.empty(null), clause, null).bind(expr));
    }

    /** A scalar without columns; a quoted literal is still undecided. */
    public static BoundScalar bindUnsettled(QueryBinder queries, Expr expr, String clause) {
        return new ExprBinder(queries, Scope.empty(null), clause, null).bind(expr);
    }

    /** A scalar over the columns of a relation called {@code table}. */
    public static BoundScalar bind(QueryBinder queries, Expr expr, String clause, String table, RelationDesc desc) {
        return new ExprBinder(queries, scope(table, desc), clause, null).bind(expr);
    }

    /** A boolean over the columns of a relation called {@code table}. */
    public static BoundScalar condition(
            QueryBinder queries, Expr expr, String clause, String table, RelationDesc desc) {
        return new ExprBinder(queries, scope(table, desc), clause, null).condition(expr);
    }

    /** The columns of a relation called {@code table}. */
    static Scope scope(String table, RelationDesc desc) {
        List<Scope.Entry> entries = desc.columns().stream()
                .map(column -> new Scope.Entry(table, column.name(), column.type(), false))
                .toList();
        return new Scope(entries, null);
    }

    /** A value to be stored in a column of a type. */
    public static BoundScalar assigned(BoundScalar scalar, String column, ScalarType type, int position) {
        try {
            return Types.coerce(scalar, type, Casts.Context.ASSIGNMENT, position);
        } catch (SqlException e) {
            boolean mismatch = e.error().state() == SqlState.DATATYPE_MISMATCH;
            if (!mismatch) throw e;
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "column \"" + column + "\" is of type " + type.sqlName() + " but expression is of type "
                                    + scalar.type().type().sqlName())
                    .withHint("You will need to rewrite or cast the expression.")
                    .at(position));
        }
    }

    public static ScalarType type(TypeName name, Names names) {
        return Types.resolve(name, names);
    }

    /** The name that a column of this expression has by itself. */
    public static String outputName(Expr expr) {
        return OutputNames.of(expr);
    }
}
