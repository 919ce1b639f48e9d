package dev.coordtest.repr.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SQL type with its modifiers. Nullability belongs to the column, not to the type. */
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
        BYTEA("bytea"),
        DATE("date"),
        TIME("time without time zone"),
        TIMESTAMP("timestamp without time zone"),
        TIMESTAMPTZ("timestamp with time zone"),
        INTERVAL("interval"),
        UUID("uuid"),
        JSONB("jsonb"),
        OID("oid"),
        REGPROC("regproc"),
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
    }

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
    }

    /** {@code char(length)}, blank-padded. */
    record Char(int length) implements ScalarType {
        @Override
        public String sqlName() {
            return "character";
        }
    }

    /** {@code varchar(length)}, or {@code varchar} when {@code length} is −1. */
    record VarChar(int length) implements ScalarType {
        @Override
        public String sqlName() {
            return "character varying";
        }
    }

    record Array(ScalarType element) implements ScalarType {
        @Override
        public String sqlName() {
            return element.sqlName() + "[]";
        }
    }

    record ListOf(ScalarType element) implements ScalarType {
        @Override
        public String sqlName() {
            return element.sqlName() + " list";
        }
    }

    record MapOf(ScalarType value) implements ScalarType {
        @Override
        public String sqlName() {
            return "map[text=>" + value.sqlName() + "]";
        }
    }

    /** A row value; its fields are nullable. */
    record RecordOf(List<Field> fields) implements ScalarType {
        public record Field(String name, ScalarType type) {}

        @Override
        public String sqlName() {
            return "record";
        }
    }

    /** The name PostgreSQL's messages and {@code format_type} use, without modifiers. */
    String sqlName();

    /** The same type with its modifiers forgotten, for resolution of functions and operators. */
    default ScalarType base() {
        return switch (this) {
            case Numeric numeric -> NUMERIC;
            case Char fixed -> new Char(-1);
            case VarChar varying -> new VarChar(-1);
            case Array(var element) -> new Array(element.base());
            case Simple simple -> simple;
            case ListOf list -> list;
            case MapOf map -> map;
            case RecordOf record -> record;
        };
    }

    /** Whether {@code that} is the same type but for modifiers. */
    default boolean sameBase(@Nullable ScalarType that) {
        return that != null && base().equals(that.base());
    }
}
