package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ScalarType;

/** The six comparisons of SQL, by what they say of the sign of an order. */
enum Comparison {
    EQUAL("=") {
        @Override
        boolean holds(int sign) {
            return sign == 0;
        }
    },
    NOT_EQUAL("<>") {
        @Override
        boolean holds(int sign) {
            return sign != 0;
        }
    },
    LESS("<") {
        @Override
        boolean holds(int sign) {
            return sign < 0;
        }
    },
    LESS_EQUAL("<=") {
        @Override
        boolean holds(int sign) {
            return sign <= 0;
        }
    },
    GREATER(">") {
        @Override
        boolean holds(int sign) {
            return sign > 0;
        }
    },
    GREATER_EQUAL(">=") {
        @Override
        boolean holds(int sign) {
            return sign >= 0;
        }
    };

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    abstract boolean holds(int sign);

    /** Whether values of the type are compared as the integers that they are made of. */
    static boolean isOfLongs(ScalarType type) {
        return type instanceof ScalarType.Simple simple
                && switch (simple) {
                    case INT2, INT4, INT8, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
                    case BOOL, FLOAT4, FLOAT8, TEXT, NAME, CHAR, BYTEA, INTERVAL, UUID, JSON, JSONB, UNKNOWN -> false;
                    case OID, REGCLASS, REGPROC, REGTYPE -> false; // Unsigned.
                };
    }
}
