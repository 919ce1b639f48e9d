package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.ast.Name;
import dev.coordtest.sql.ast.TypeName;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Type names, common types and coercions, by PostgreSQL's rules (chapter "Type Conversion"). */
final class Types {
    private static final int LENGTH_MAX = 10_485_760;

    private static final List<String> ALIASES = List.of("string", "bytes");

    private static final List<String> MODIFIED =
            List.of("numeric", "varchar", "bpchar", "time", "timetz", "timestamp", "timestamptz", "interval", "string");

    private Types() {}

    /** The type of a name; of the names of types the catalog knows more than there are built in. */
    static ScalarType resolve(TypeName type, Names names) {
        return switch (type) {
            case TypeName.Named named -> named(named, names);
            case TypeName.ArrayOf(var element, var position) -> {
                // The number of dimensions is not kept, by PostgreSQL neither.
                ScalarType resolved = resolve(element, names);
                yield resolved instanceof ScalarType.Array ? resolved : new ScalarType.Array(resolved);
            }
            case TypeName.ListOf(var element, var position) -> {
                ScalarType resolved = resolve(element, names);
                if (length(resolved) >= 0) throw QueryBinder.unbuilt("lists of strings of a length are", position);
                yield new ScalarType.ListOf(resolved);
            }
            case TypeName.MapOf map -> throw QueryBinder.unbuilt("maps are", map.position());
        };
    }

    private static ScalarType named(TypeName.Named type, Names names) {
        List<String> parts = type.name().parts();
        boolean elsewhere = parts.size() > 1 && !parts.get(parts.size() - 2).equals("pg_catalog");
        // The names of other dialects are words of the language, not names in a schema.
        boolean alias = parts.size() > 1 && ALIASES.contains(type.word());
        ScalarType builtIn = elsewhere || alias ? null : builtIn(type);
        boolean modified = !type.modifiers().isEmpty() && builtIn != null;
        if (modified && !MODIFIED.contains(type.word())) {
            throw new SqlException(
                    SqlError.of(SqlState.SYNTAX_ERROR, "type modifier is not allowed for type \"" + type.word() + "\"")
                            .at(type.position()));
        }
        return builtIn == null ? made(type, names) : builtIn;
    }

    /** Whether a name without a schema is that of a type that need not be made. */
    static boolean isBuiltIn(String word) {
        try {
            return builtIn(new TypeName.Named(new Name(List.of(word), 0), List.of(), "", 0)) != null;
        } catch (SqlException e) {
            return true; // Refused by its name.
        }
    }

    private static @Nullable ScalarType builtIn(TypeName.Named type) {
        List<Integer> modifiers = type.modifiers();
        @Nullable
        ScalarType resolved = switch (type.word()) {
            case "bool" -> ScalarType.BOOL;
            case "int2" -> ScalarType.INT2;
            case "int4" -> ScalarType.INT4;
            case "int8" -> ScalarType.INT8;
            case "float4" -> ScalarType.FLOAT4;
            case "float8" -> ScalarType.FLOAT8;
            case "numeric" -> numeric(type);
            case "text", "string" -> ScalarType.TEXT;
            case "varchar" -> new ScalarType.VarChar(length("varchar", type));
            case "bpchar" -> new ScalarType.Char(length("char", type));
            case "char" -> ScalarType.Simple.CHAR;
            case "name" -> ScalarType.Simple.NAME;
            case "uuid" -> ScalarType.Simple.UUID;
            case "oid" -> ScalarType.Simple.OID;
            case "regtype" -> ScalarType.Simple.REGTYPE;
            case "bytea", "bytes" -> ScalarType.BYTEA;
            case "date" -> ScalarType.DATE;
            case "time" -> ScalarType.TIME;
            case "timestamp" -> ScalarType.TIMESTAMP;
            case "timestamptz" -> ScalarType.TIMESTAMPTZ;
            case "interval" -> ScalarType.INTERVAL;
            case "regclass" -> ScalarType.Simple.REGCLASS;
            case "json" -> ScalarType.Simple.JSON;
            case "jsonb" -> ScalarType.Simple.JSONB;
            case "regproc" -> ScalarType.Simple.REGPROC;
            case "timetz" -> throw QueryBinder.unbuilt("type " + type.word() + " is", type.position());
            default -> null;
        };
        boolean precision = type.word().startsWith("time") || resolved == ScalarType.INTERVAL;
        if (precision && !modifiers.isEmpty() && modifiers.get(0) != 6)
            throw QueryBinder.unbuilt("precision of " + type.word() + " is", type.position());
        return resolved;
    }

    /** A type that CREATE TYPE made. */
    private static ScalarType made(TypeName.Named type, Names names) {
        ScalarType made = type.modifiers().isEmpty() ? names.type(type.name()) : null;
        if (made instanceof ScalarType.MapOf) throw QueryBinder.unbuilt("maps are", type.position());
        if (made != null) return made;
        throw new SqlException(SqlError.of(SqlState.UNDEFINED_OBJECT, "type \"" + type.name() + "\" does not exist")
                .at(type.position()));
    }

    /** The length of a string type, −1 if it has none. */
    private static int length(String shown, TypeName.Named type) {
        if (type.modifiers().isEmpty()) return -1;
        int length = type.modifiers().get(0);
        String fault = length < 1 ? " must be at least 1" : length > LENGTH_MAX ? " cannot exceed " + LENGTH_MAX : "";
        if (fault.isEmpty()) return length;
        throw new SqlException(SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "length for type " + shown + fault)
                .at(type.position()));
    }

    private static ScalarType numeric(TypeName.Named type) {
        if (type.modifiers().isEmpty()) return ScalarType.NUMERIC;
        int precision = type.modifiers().get(0);
        int scale = type.modifiers().size() > 1 ? type.modifiers().get(1) : 0;
        if (precision < 1 || precision > 1000) {
            throw new SqlException(SqlError.of(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "NUMERIC precision " + precision + " must be between 1 and 1000")
                    .at(type.position()));
        }
        return new ScalarType.Numeric(precision, scale);
    }

    /** There are no arrays of arrays: what an array has is dimensions. */
    static void checkElement(ScalarType type, int position) {
        if (type instanceof ScalarType.Array(ScalarType.Array element)) {
            throw new SqlException(SqlError.of(
                            SqlState.UNDEFINED_OBJECT, "could not find array type for data type " + element.sqlName())
                    .at(position));
        }
    }

    static boolean isUnknown(BoundScalar scalar) {
        return scalar.type().type() == ScalarType.UNKNOWN;
    }

    /** A value of {@code to}, where a cast of {@code context} is allowed. */
    static BoundScalar coerce(BoundScalar scalar, ScalarType to, Casts.Context context, int position) {
        ScalarType from = scalar.type().type();
        if (from.equals(to)) return scalar;
        if (from == ScalarType.UNKNOWN && scalar instanceof BoundScalar.Literal(var datum, var type)) {
            return literal(datum, to, context, position);
        }
        boolean allowed = Casts.find(from, to)
                .filter(found -> found.compareTo(context) <= 0)
                .isPresent();
        if (!allowed) {
            String verb = context == Casts.Context.ASSIGNMENT ? "expression is of type " : "cannot cast type ";
            String middle = context == Casts.Context.ASSIGNMENT ? " but a value of type " : " to ";
            String end = context == Casts.Context.ASSIGNMENT ? " is needed" : "";
            throw new SqlException(SqlError.of(
                            context == Casts.Context.EXPLICIT ? SqlState.CANNOT_COERCE : SqlState.DATATYPE_MISMATCH,
                            verb + from.sqlName() + middle + to.sqlName() + end)
                    .at(position));
        }
        if (context != Casts.Context.EXPLICIT && length(to) >= 0) {
            return fitted(coerce(scalar, to.base(), context, position), to);
        }
        return ScalarType.sameBase(from, to) && !hasModifier(to)
                ? retyped(scalar, to)
                : new BoundScalar.Cast(scalar, to);
    }

    /** The length of a string type that has one, or of the elements of an array of such; else −1. */
    private static int length(ScalarType type) {
        return switch (type) {
            case ScalarType.Char(var length) -> length;
            case ScalarType.VarChar(var length) -> length;
            case ScalarType.Array(var element) -> length(element);
            default -> -1;
        };
    }

    /** A string, already of the type but for its length, where too long a value is an error: only a cast that was asked for cuts it. */
    private static BoundScalar fitted(BoundScalar scalar, ScalarType to) {
        ScalarType each = to instanceof ScalarType.Array(var element) ? element : to;
        String coercion = (each == to ? "" : "each ") + (each instanceof ScalarType.Char ? "bpchar" : "varchar");
        BoundScalar length = new BoundScalar.Literal(Datum.of(length(to) + 4), ScalarType.INT4);
        BoundScalar explicit = new BoundScalar.Literal(Datum.FALSE, ScalarType.BOOL);
        Func func = Functions.bySignature(coercion + "(" + to.sqlName() + ", integer, boolean)");
        return new BoundScalar.Cast(new BoundScalar.Call(func, List.of(scalar, length, explicit)), to);
    }

    private static boolean hasModifier(ScalarType type) {
        return !type.equals(type.base());
    }

    private static BoundScalar retyped(BoundScalar scalar, ScalarType to) {
        return scalar.type().type().equals(to) ? scalar : new BoundScalar.Cast(scalar, to);
    }

    /** A quoted literal takes its type from where it stands, and is read right away. */
    private static BoundScalar literal(Datum datum, ScalarType to, Casts.Context context, int position) {
        if (datum.isNull()) return new BoundScalar.Literal(datum, to);
        try {
            Datum parsed = TextFormat.parse(((Datum.Text) datum).value(), to);
            if (context != Casts.Context.EXPLICIT && length(to) >= 0) {
                BoundScalar fitted = fitted(new BoundScalar.Literal(parsed, to.base()), to);
                return new BoundScalar.Literal(Constants.evaluate(fitted, position), to);
            }
            return new BoundScalar.Literal(Casts.apply(parsed, to.base(), to), to);
        } catch (SqlException e) {
            throw new SqlException(e.error().at(position));
        }
    }

    /** An unknown with no context left becomes text. */
    static BoundScalar settled(BoundScalar scalar) {
        return isUnknown(scalar) ? coerce(scalar, ScalarType.TEXT, Casts.Context.IMPLICIT, SqlError.NOWHERE) : scalar;
    }

    /** The type that all of several values take, in CASE, UNION, VALUES and their like; {@code what} names it in the message. */
    static ScalarType common(List<ScalarType> types, String what, int position) {
        ScalarType common = commonOrUnknown(types, what, position);
        // Modifiers are kept where all have the same; a literal that has no type yet has none.
        return types.stream().allMatch(common::equals) ? common : common.base();
    }

    private static ScalarType commonOrUnknown(List<ScalarType> types, String what, int position) {
        ScalarType common = ScalarType.UNKNOWN;
        for (ScalarType type : types) {
            if (type == ScalarType.UNKNOWN || type.equals(common)) continue;
            if (common == ScalarType.UNKNOWN) common = type;
            else if (ScalarType.sameBase(type, common)) common = type.base();
            else if (category(type) != category(common)) {
                throw new SqlException(SqlError.of(
                                SqlState.DATATYPE_MISMATCH,
                                what + " types " + common.sqlName() + " and " + type.sqlName() + " cannot be matched")
                        .at(position));
            } else if (isImplicit(common, type) && !isImplicit(type, common)) common = type.base();
        }
        return common == ScalarType.UNKNOWN ? ScalarType.TEXT : common;
    }

    /** The value as one of the type that it takes together with others; {@code what} names their construct in the message. */
    static BoundScalar toCommon(BoundScalar scalar, ScalarType common, String what, int position) {
        ScalarType type = scalar.type().type();
        if (isImplicit(type, common)) return coerce(scalar, common, Casts.Context.IMPLICIT, position);
        throw new SqlException(SqlError.of(
                        SqlState.CANNOT_COERCE,
                        what + " could not convert type " + type.sqlName() + " to " + common.sqlName())
                .at(position));
    }

    static boolean isImplicit(ScalarType from, ScalarType to) {
        return Casts.find(from, to)
                .filter(context -> context == Casts.Context.IMPLICIT)
                .isPresent();
    }

    /** PostgreSQL's type categories: boolean, numeric, string, date and time, time span, user-defined (bytea), internal ({@code "char"}), unknown. */
    static char category(ScalarType type) {
        return switch (type) {
            case ScalarType.Simple simple ->
                switch (simple) {
                    case BOOL -> 'B';
                    case INT2, INT4, INT8, FLOAT4, FLOAT8, OID, REGCLASS, REGPROC, REGTYPE -> 'N';
                    case TEXT, NAME -> 'S';
                    case CHAR -> 'Z';
                    case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> 'D';
                    case INTERVAL -> 'T';
                    case BYTEA, UUID, JSON, JSONB -> 'U';
                    case UNKNOWN -> 'X';
                };
            case ScalarType.Numeric ignored -> 'N';
            case ScalarType.Char ignored -> 'S';
            case ScalarType.VarChar ignored -> 'S';
            case ScalarType.Array ignored -> 'A';
            case ScalarType.ListOf ignored -> 'A';
            case ScalarType.MapOf ignored -> 'U';
            case ScalarType.RecordOf ignored -> 'P';
        };
    }

    static boolean isPreferred(ScalarType type) {
        return type == ScalarType.BOOL
                || type == ScalarType.FLOAT8
                || type == ScalarType.TEXT
                || type == ScalarType.Simple.OID
                || type == ScalarType.TIMESTAMPTZ
                || type == ScalarType.INTERVAL;
    }
}
