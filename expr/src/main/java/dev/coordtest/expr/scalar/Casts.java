package dev.coordtest.expr.scalar;

import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.DATE;
import static dev.coordtest.repr.type.ScalarType.FLOAT4;
import static dev.coordtest.repr.type.ScalarType.FLOAT8;
import static dev.coordtest.repr.type.ScalarType.INT2;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.INT8;
import static dev.coordtest.repr.type.ScalarType.INTERVAL;
import static dev.coordtest.repr.type.ScalarType.NUMERIC;
import static dev.coordtest.repr.type.ScalarType.Simple.CHAR;
import static dev.coordtest.repr.type.ScalarType.Simple.JSON;
import static dev.coordtest.repr.type.ScalarType.Simple.JSONB;
import static dev.coordtest.repr.type.ScalarType.Simple.NAME;
import static dev.coordtest.repr.type.ScalarType.Simple.OID;
import static dev.coordtest.repr.type.ScalarType.TEXT;
import static dev.coordtest.repr.type.ScalarType.TIME;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMP;
import static dev.coordtest.repr.type.ScalarType.TIMESTAMPTZ;
import static dev.coordtest.repr.type.ScalarType.UNKNOWN;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which types can be cast to which, how readily, and what comes of it: PostgreSQL's {@code pg_cast} for the types we
 * have, and its rule that every type goes to text and back by way of its text form. {@link NumberCasts}, {@link StringCasts} and
 * {@link DateTimes} do the work.
 */
public final class Casts {
    /** Each number becomes a later one implicitly, an earlier one only where a value is stored. */
    private static final List<ScalarType> NUMBERS = List.of(INT2, INT4, INT8, NUMERIC, FLOAT4, FLOAT8);

    /** An object's number, by itself or standing for its name. */
    private static final List<ScalarType> OIDS =
            List.of(OID, ScalarType.Simple.REGCLASS, ScalarType.Simple.REGPROC, ScalarType.Simple.REGTYPE);

    private Casts() {}

    /** Where a cast is made without being asked for: anywhere, only when storing a value, or nowhere. */
    public enum Context {
        IMPLICIT,
        ASSIGNMENT,
        EXPLICIT
    }

    /**
     * How readily {@code from} becomes {@code to}, modifiers aside; empty if not at all. A type that CREATE TYPE made becomes its structure by itself and
     * the structure becomes it; two of them become each other only where that is asked for.
     */
    public static Optional<Context> find(ScalarType from, ScalarType to) {
        ScalarType a = from.base();
        ScalarType b = to.base();
        if (a.equals(b) || a == UNKNOWN) return Optional.of(Context.IMPLICIT);
        int i = NUMBERS.indexOf(a);
        int j = NUMBERS.indexOf(b);
        if (i >= 0 && j >= 0) return Optional.of(i < j ? Context.IMPLICIT : Context.ASSIGNMENT);
        ScalarType plainA = ScalarType.plain(a);
        ScalarType plainB = ScalarType.plain(b);
        boolean made = !plainA.equals(a) && !plainB.equals(b);
        if (plainA.equals(plainB)) return Optional.of(made ? Context.EXPLICIT : Context.IMPLICIT);
        if (!plainA.equals(a) || !plainB.equals(b))
            return find(plainA, plainB).map(context -> made ? Context.EXPLICIT : context);
        if (a instanceof ScalarType.Array(var x) && b instanceof ScalarType.Array(var y)) return find(x, y);
        if (a instanceof ScalarType.ListOf(var x, var p) && b instanceof ScalarType.ListOf(var y, var q))
            return find(x, y);
        if (isString(a) || isString(b) || a == CHAR || b == CHAR) return Optional.ofNullable(strings(a, b));
        if (OIDS.contains(a) || OIDS.contains(b)) return Optional.ofNullable(oids(a, b));
        // PostgreSQL makes jsonb of json only where it is stored; here what jsonb has can be asked of json too.
        if (a == JSON) return b == JSONB ? Optional.of(Context.IMPLICIT) : Optional.empty();
        if (a == JSONB && b == JSON) return Optional.of(Context.ASSIGNMENT);
        if (a == JSONB) return b == BOOL || j >= 0 ? Optional.of(Context.EXPLICIT) : Optional.empty();
        return Optional.ofNullable(others(a, b));
    }

    /** The types of PostgreSQL's string category, and {@code "char"}, which is of none. Everything becomes a string by its text, and a string everything. */
    private static @Nullable Context strings(ScalarType from, ScalarType to) {
        if (isString(to)) {
            if (isCharacter(from) || to == TEXT && (from == NAME || from == CHAR)) return Context.IMPLICIT;
            return Context.ASSIGNMENT;
        }
        if (to == CHAR && isCharacter(from)) return Context.ASSIGNMENT;
        boolean number = from == INT4 && to == CHAR || from == CHAR && to == INT4;
        return number || isString(from) ? Context.EXPLICIT : null;
    }

    /** Integers become any kind of oid by themselves, and each kind becomes an oid and back. */
    private static @Nullable Context oids(ScalarType from, ScalarType to) {
        if (OIDS.contains(from) && OIDS.contains(to)) return from == OID || to == OID ? Context.IMPLICIT : null;
        if (OIDS.contains(to)) return isInteger(from) ? Context.IMPLICIT : null;
        return to == INT4 || to == INT8 ? Context.ASSIGNMENT : null;
    }

    private static @Nullable Context others(ScalarType from, ScalarType to) {
        if (from == BOOL && to == INT4 || from == INT4 && to == BOOL) return Context.EXPLICIT;
        if (isInteger(from) && to == BYTEA || from == BYTEA && isInteger(to)) return Context.EXPLICIT;
        if (from == DATE && (to == TIMESTAMP || to == TIMESTAMPTZ)) return Context.IMPLICIT;
        if (from == TIMESTAMP && to == TIMESTAMPTZ) return Context.IMPLICIT;
        if (from == TIMESTAMPTZ && to == TIMESTAMP) return Context.ASSIGNMENT;
        if ((from == TIMESTAMP || from == TIMESTAMPTZ) && (to == DATE || to == TIME)) return Context.ASSIGNMENT;
        if (from == TIME && to == INTERVAL) return Context.IMPLICIT;
        if (from == INTERVAL && to == TIME) return Context.ASSIGNMENT;
        return null;
    }

    private static boolean isInteger(ScalarType type) {
        return type == INT2 || type == INT4 || type == INT8;
    }

    private static boolean isString(ScalarType type) {
        return isCharacter(type) || type == NAME;
    }

    private static boolean isCharacter(ScalarType type) {
        return type == TEXT || type instanceof ScalarType.VarChar || type instanceof ScalarType.Char;
    }

    /** Whether a cast may make NULL of what is not: of JSON's null it does, unless it makes a text of it. */
    public static boolean mayBeNull(ScalarType from, ScalarType to) {
        return from == JSONB && (to == BOOL || NUMBERS.contains(to.base()));
    }

    /** Casts a value, modifiers of {@code to} included. Throws {@link SqlException} where the value does not fit. */
    public static Datum apply(Datum datum, ScalarType from, ScalarType to) {
        return datum.isNull() ? datum : conversion(from, to).apply(datum);
    }

    /** What {@link #apply} does to values that are not NULL. */
    static UnaryOperator<Datum> conversion(ScalarType from, ScalarType to) {
        UnaryOperator<Datum> convert = baseConversion(from.base(), to.base());
        return switch (to) {
            case ScalarType.Numeric numeric
            when numeric.isConstrained() -> datum -> constrained(convert.apply(datum), numeric);
            case ScalarType.VarChar(var length)
            when length >= 0 -> datum -> StringCasts.varying(convert.apply(datum), length, true);
            case ScalarType.Char(var length)
            when length >= 0 -> datum -> StringCasts.fixed(convert.apply(datum), length, true);
            case ScalarType.Array(var element)
            when !element.equals(element.base()) -> {
                UnaryOperator<Datum> fit = elementwise(conversion(element.base(), element));
                yield datum -> fit.apply(convert.apply(datum));
            }
            case ScalarType.ListOf(var element, var made)
            when !element.equals(element.base()) -> {
                UnaryOperator<Datum> fit = listwise(conversion(element.base(), element));
                yield datum -> fit.apply(convert.apply(datum));
            }
            default -> convert;
        };
    }

    private static Datum constrained(Datum datum, ScalarType.Numeric type) {
        return datum.isNull() ? datum : NumberCasts.constrain(datum, type);
    }

    private static UnaryOperator<Datum> baseConversion(ScalarType made, ScalarType wanted) {
        ScalarType from = ScalarType.plain(made);
        ScalarType to = ScalarType.plain(wanted);
        if (from.equals(to)) return datum -> datum;
        if (find(from, to).isEmpty()) throw notCastable(from, to);
        if (from instanceof ScalarType.Array(var x) && to instanceof ScalarType.Array(var y)) {
            return elementwise(baseConversion(x, y));
        }
        if (from instanceof ScalarType.ListOf(var x, var p) && to instanceof ScalarType.ListOf(var y, var q)) {
            return listwise(baseConversion(x, y));
        }
        if (from == JSONB && to == JSON) return datum -> Datum.of(TextFormat.print(datum));
        if (from == JSON && to == JSONB) return datum -> TextFormat.parse(Values.text(datum), to);
        if (mayBeNull(from, to)) return datum -> JsonValues.cast(datum, to);
        if (from == INT4 && to == CHAR) return datum -> StringCasts.ofCode(Values.int4(datum));
        if (from == CHAR && to == INT4) return datum -> Datum.of(StringCasts.code(Values.text(datum)));
        if (isString(to) || to == CHAR) return datum -> StringCasts.cast(datum, from, to);
        if (isString(from) || from == UNKNOWN) return datum -> TextFormat.parse(Values.text(datum), to);
        if (OIDS.contains(to)) return OIDS.contains(from) ? datum -> datum : OidText::of;
        if (OIDS.contains(from)) return datum -> OidText.integer((Datum.Oid) datum, to);
        if (to.equals(NUMERIC)) return NumberCasts::toNumeric;
        return switch ((ScalarType.Simple) to) {
            case BOOL -> datum -> Datum.of(Values.int4(datum) != 0);
            case INT2, INT4, INT8 -> datum -> ArithmeticFunctions.datum(NumberCasts.toInteger(datum, to), to);
            case FLOAT4 -> datum -> new Datum.Float32(NumberCasts.toFloat(datum));
            case FLOAT8 -> datum -> new Datum.Float64(NumberCasts.toDouble(datum));
            case DATE -> datum -> DateTimes.date(Values.micros(datum));
            case TIME -> Casts::toTime;
            case TIMESTAMP -> datum -> new Datum.Timestamp(toMicros(datum));
            case TIMESTAMPTZ -> datum -> new Datum.TimestampTz(toMicros(datum));
            case INTERVAL -> datum -> new Datum.Interval(0, 0, Values.micros(datum));
            case BYTEA -> datum -> new Datum.Bytes(NumberCasts.toBytes(datum));
            case TEXT, NAME, CHAR, UUID, JSON, JSONB, OID, REGCLASS, REGPROC, REGTYPE, UNKNOWN ->
                throw notCastable(from, to);
        };
    }

    /** What is done to each element of an array that is not NULL. */
    static UnaryOperator<Datum> elementwise(UnaryOperator<Datum> change) {
        return datum -> {
            Datum.ArrayValue array = (Datum.ArrayValue) datum;
            List<Datum> elements = array.elements().stream()
                    .map(element -> element.isNull() ? element : change.apply(element))
                    .toList();
            return new Datum.ArrayValue(elements, array.dimensions());
        };
    }

    /** What is done to each element of a list that is not NULL. */
    private static UnaryOperator<Datum> listwise(UnaryOperator<Datum> change) {
        return datum -> new Datum.ListValue(((Datum.ListValue) datum)
                .elements().stream()
                        .map(element -> element.isNull() ? element : change.apply(element))
                        .toList());
    }

    private static long toMicros(Datum datum) {
        return datum instanceof Datum.Date date ? DateTimes.midnight(date) : Values.micros(datum);
    }

    private static Datum toTime(Datum datum) {
        if (datum instanceof Datum.Interval interval) {
            if (interval.isInfinite()) throw DateTimes.infinite("cannot convert infinite interval to time");
            return new Datum.Time(Math.floorMod(interval.micros(), Calendar.MICROS_PER_DAY));
        }
        long micros = Values.micros(datum);
        if (DateTimes.isInfinite(micros)) return Datum.NULL;
        return new Datum.Time(Math.floorMod(micros, Calendar.MICROS_PER_DAY));
    }

    private static SqlException notCastable(ScalarType from, ScalarType to) {
        return new SqlException(SqlState.CANNOT_COERCE, "cannot cast type " + from.sqlName() + " to " + to.sqlName());
    }
}
