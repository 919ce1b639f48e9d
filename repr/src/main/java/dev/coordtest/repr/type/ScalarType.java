package dev.coordtest.repr.type;

import dev.coordtest.repr.GlobalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL type with its modifiers. Nullability belongs to the column, not to the type.
 *
 * <p>The interface has no default methods: with one, making the first {@link Simple} would have to fill the constants below before
 * there is any.
 */
public sealed interface ScalarType {
    /** The types that have no modifiers. */
    enum Simple implements ScalarType {
        BOOL("boolean"),
        INT2("smallint"),
        INT4("integer"),
        INT8("bigint"),
        FLOAT4("real"),
        FLOAT8("double precision"),
        TEXT("text"),
        /** Text of at most {@link #NAME_BYTES} bytes: PostgreSQL's type of identifiers. */
        NAME("name"),
        /** One byte, which PostgreSQL's catalog has where others have an enumeration. Not {@code char}, which is {@link Char}. */
        CHAR("\"char\""),
        BYTEA("bytea"),
        DATE("date"),
        TIME("time without time zone"),
        TIMESTAMP("timestamp without time zone"),
        TIMESTAMPTZ("timestamp with time zone"),
        INTERVAL("interval"),
        UUID("uuid"),
        /** JSON as it was written: a text. */
        JSON("json"),
        JSONB("jsonb"),
        /** An unsigned number that names an object of the catalog. */
        OID("oid"),
        /** An oid that is written as the name of a relation. */
        REGCLASS("regclass"),
        /** An oid that is written as the name of a function. */
        REGPROC("regproc"),
        /** An oid that is written as the name of a type. */
        REGTYPE("regtype"),
        /** The type of a quoted literal before its context decides. */
        UNKNOWN("unknown");

        private final String sqlName;

        Simple(String sqlName) {
            this.sqlName = sqlName;
        }

        @Override
        public String sqlName() {
            return sqlName;
        }

        @Override
        public ScalarType base() {
            return this;
        }
    }

    /** The longest {@link Simple#NAME} in bytes of UTF-8. */
    int NAME_BYTES = 63;

    ScalarType BOOL = Simple.BOOL;
    ScalarType INT2 = Simple.INT2;
    ScalarType INT4 = Simple.INT4;
    ScalarType INT8 = Simple.INT8;
    ScalarType FLOAT4 = Simple.FLOAT4;
    ScalarType FLOAT8 = Simple.FLOAT8;
    ScalarType TEXT = Simple.TEXT;
    ScalarType BYTEA = Simple.BYTEA;
    ScalarType DATE = Simple.DATE;
    ScalarType TIME = Simple.TIME;
    ScalarType TIMESTAMP = Simple.TIMESTAMP;
    ScalarType TIMESTAMPTZ = Simple.TIMESTAMPTZ;
    ScalarType INTERVAL = Simple.INTERVAL;
    ScalarType UNKNOWN = Simple.UNKNOWN;
    /** A numeric without declared precision or scale. */
    ScalarType NUMERIC = new Numeric(Numeric.UNCONSTRAINED, Numeric.UNCONSTRAINED);

    /** {@code numeric(precision, scale)}; both {@link #UNCONSTRAINED} when none was declared. */
    record Numeric(int precision, int scale) implements ScalarType {
        /** Not declared; distinct from every scale, as PostgreSQL allows negative ones. */
        public static final int UNCONSTRAINED = Integer.MIN_VALUE;

        public boolean isConstrained() {
            return precision != UNCONSTRAINED;
        }

        @Override
        public String sqlName() {
            return "numeric";
        }

        @Override
        public ScalarType base() {
            return NUMERIC;
        }
    }

    /** {@code char(length)}, blank-padded, or {@code bpchar}, of any length, when {@code length} is −1. */
    record Char(int length) implements ScalarType {
        @Override
        public String sqlName() {
            return "character";
        }

        @Override
        public ScalarType base() {
            return new Char(-1);
        }
    }

    /** {@code varchar(length)}, or {@code varchar} when {@code length} is −1. */
    record VarChar(int length) implements ScalarType {
        @Override
        public String sqlName() {
            return "character varying";
        }

        @Override
        public ScalarType base() {
            return new VarChar(-1);
        }
    }

    record Array(ScalarType element) implements ScalarType {
        @Override
        public String sqlName() {
            return element.sqlName() + "[]";
        }

        @Override
        public ScalarType base() {
            return new Array(element.base());
        }
    }

    /** What CREATE TYPE made: a type of its own, which has the structure of one without a name. */
    record Made(GlobalId id, String name) {}

    /** {@code made} is null for a type that is what it is made of: {@code int4 list}. */
    record ListOf(ScalarType element, @Nullable Made made) implements ScalarType {
        public ListOf(ScalarType element) {
            this(element, null);
        }

        @Override
        public String sqlName() {
            return made == null ? element.sqlName() + " list" : made.name();
        }

        @Override
        public ScalarType base() {
            return new ListOf(element.base(), made);
        }
    }

    /** The keys are texts. {@code made} is null for a type that is what it is made of. */
    record MapOf(ScalarType value, @Nullable Made made) implements ScalarType {
        public MapOf(ScalarType value) {
            this(value, null);
        }

        @Override
        public String sqlName() {
            return made == null ? "map[text=>" + value.sqlName() + "]" : made.name();
        }

        @Override
        public ScalarType base() {
            return new MapOf(value.base(), made);
        }
    }

    /** A row value; its fields are nullable. */
    record RecordOf(List<Field> fields) implements ScalarType {
        public record Field(String name, ScalarType type) {}

        @Override
        public String sqlName() {
            return "record";
        }

        @Override
        public ScalarType base() {
            return this;
        }
    }

    /** The name PostgreSQL's messages and {@code format_type} use, without modifiers. */
    String sqlName();

    /** The same type with its modifiers forgotten, for resolution of functions and operators. */
    ScalarType base();

    /** The structure of a type: itself, with nothing in it that CREATE TYPE made. */
    static ScalarType plain(ScalarType type) {
        return switch (type) {
            case ListOf(var element, var made) -> new ListOf(plain(element));
            case MapOf(var value, var made) -> new MapOf(plain(value));
            case Array(var element) -> new Array(plain(element));
            case RecordOf(var fields) ->
                new RecordOf(fields.stream()
                        .map(field -> new RecordOf.Field(field.name(), plain(field.type())))
                        .toList());
            case Simple simple -> simple;
            case Numeric numeric -> numeric;
            case Char fixed -> fixed;
            case VarChar varying -> varying;
        };
    }

    /** Whether two types are the same but for modifiers. */
    static boolean sameBase(ScalarType a, ScalarType b) {
        return a.base().equals(b.base());
    }
}
