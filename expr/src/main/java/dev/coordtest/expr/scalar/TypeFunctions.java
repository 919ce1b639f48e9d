package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.int4;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Functions that tell of types, from PostgreSQL's table 9.76, and comparisons of the kinds of oid. */
final class TypeFunctions {
    private static final ScalarType OID = ScalarType.Simple.OID;
    private static final ScalarType REGTYPE = ScalarType.Simple.REGTYPE;

    private TypeFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.add(new Func("format_type", List.of(OID, INT4), TEXT, false, false, TypeFunctions::format));
        return all;
    }

    private static Datum format(Datum[] a) {
        if (!(a[0] instanceof Datum.Oid(var oid))) return Datum.NULL;
        OptionalInt modifier = a[1].isNull() ? OptionalInt.empty() : OptionalInt.of(int4(a[1]));
        return Datum.of(TypeCatalog.format(oid, modifier));
    }

    /** {@code pg_typeof} for an argument of a type; its text where the catalog has no number for it. */
    static Func typeOf(ScalarType type) {
        OptionalInt oid = TypeCatalog.oid(type);
        Datum answer = oid.isPresent() ? new Datum.Oid(oid.getAsInt()) : Datum.of(type.sqlName());
        return new Func("pg_typeof", List.of(type), oid.isPresent() ? REGTYPE : TEXT, false, true, a -> answer);
    }
}
