package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Expr;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.parse.Parser;
import dev.coordtest.sql.plan.BoundScalar;
import org.jspecify.annotations.Nullable;

/** Casts to and from {@code regclass}: an oid that is written as the name of a relation. A name is looked up once, when the query is planned. */
final class RelationNames {
    private static final ScalarType REGCLASS = ScalarType.Simple.REGCLASS;

    private final QueryBinder queries;

    RelationNames(QueryBinder queries) {
        this.queries = queries;
    }

    /** The cast, if it is one between names and numbers; null if it is for others to do. */
    @Nullable
    BoundScalar cast(BoundScalar operand, ScalarType to, int position) {
        ScalarType from = operand.type().type();
        if (to == REGCLASS && (isText(from) || from == ScalarType.UNKNOWN)) return number(operand, position);
        if (from != REGCLASS || !isText(to)) return null;
        BoundScalar name = new SystemFunctions(queries).relationName(operand, position);
        return Types.coerce(name, to, Casts.Context.EXPLICIT, position);
    }

    private static boolean isText(ScalarType type) {
        return type == ScalarType.TEXT || type instanceof ScalarType.VarChar || type == ScalarType.Simple.NAME;
    }

    private BoundScalar number(BoundScalar operand, int position) {
        Datum datum = constant(operand);
        if (datum == null) throw QueryBinder.unbuilt("a cast to regclass of a text that is not constant is", position);
        if (!(datum instanceof Datum.Text(var text))) return new BoundScalar.Literal(Datum.NULL, REGCLASS);
        if (text.equals("-")) return new BoundScalar.Literal(new Datum.Oid(0), REGCLASS);
        if (text.matches("[0-9]+")) {
            BoundScalar literal = new BoundScalar.Literal(datum, ScalarType.UNKNOWN);
            BoundScalar oid = Types.coerce(literal, ScalarType.Simple.OID, Casts.Context.EXPLICIT, position);
            return Types.coerce(oid, REGCLASS, Casts.Context.EXPLICIT, position);
        }
        queries.checkReadsCatalog("regclass", position);
        return new CatalogFacts(queries.names().catalog(), queries.session())
                .relationOid(name(text, position))
                .map(oid -> new BoundScalar.Literal(new Datum.Oid(oid), REGCLASS))
                .orElseThrow(() -> new SqlException(
                        SqlError.of(SqlState.UNDEFINED_TABLE, "relation \"" + text + "\" does not exist")
                                .at(position)));
    }

    private static @Nullable Datum constant(BoundScalar operand) {
        if (operand instanceof BoundScalar.Literal(var datum, var type)) return datum;
        return operand instanceof BoundScalar.Cast(BoundScalar.Literal(var datum, var type), var to) ? datum : null;
    }

    private static Name name(String text, int position) {
        try {
            if (Parser.parseExpr(text) instanceof Expr.Identifier(var parts, var at)) return new Name(parts, position);
        } catch (SqlException e) {
            // Which is no name either.
        }
        throw new SqlException(
                SqlError.of(SqlState.INVALID_NAME, "invalid name syntax").at(position));
    }
}
