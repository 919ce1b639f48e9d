package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Functions that write SQL: {@code quote_ident}, {@code quote_literal}, {@code quote_nullable}, and {@code format}, which is built on them. */
final class QuoteFunctions {
    /** What PostgreSQL 18's {@code pg_get_keywords()} calls other than unreserved; as identifiers they need quotes. */
    private static final TreeSet<String> KEYWORDS =
            new TreeSet<>(Arrays.asList("""
            all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check
            coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time
            current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign
            freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join json
            json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading
            least left like limit localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on
            only or order out outer overlaps overlay placing position precision primary real references returning right row select session_user setof
            similar smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user
            using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse
            xmlpi xmlroot xmlserialize xmltable
            """.trim().split("\\s+", -1)));

    private QuoteFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        all.add(Func.of("quote_ident", TEXT, a -> Datum.of(identifier(text(a[0]))), TEXT));
        all.add(Func.of("quote_literal", TEXT, a -> Datum.of(literal(a[0], TEXT)), TEXT));
        all.add(nullable(TEXT));
        return all;
    }

    /** The text of a value of any type, as a literal. */
    static List<Family> families() {
        return List.of(
                Family.of(
                        "quote_literal",
                        new Family.Of(TEXT),
                        type -> a -> Datum.of(literal(a[0], type)),
                        Family.Any.ELEMENT),
                new Family(
                        "quote_nullable",
                        List.of(Family.Any.ELEMENT),
                        new Family.Of(TEXT),
                        false,
                        true,
                        QuoteFunctions::orNull));
    }

    private static Func nullable(ScalarType type) {
        return new Func("quote_nullable", List.of(type), TEXT, false, true, orNull(type));
    }

    private static Func.Impl orNull(ScalarType type) {
        return a -> Datum.of(a[0].isNull() ? "NULL" : literal(a[0], type));
    }

    static String literal(Datum datum, ScalarType type) {
        return Texts.quotedLiteral(text(Casts.apply(datum, type, TEXT)));
    }

    /** The name as SQL has to write it: in quotes unless it is a plain word of small letters and no keyword. */
    static String identifier(String name) {
        boolean plain = name.matches("[a-z_][a-z0-9_]*") && !KEYWORDS.contains(name);
        return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** {@code format} for arguments of these types, of which the first is the template. */
    static Func format(List<ScalarType> types) {
        return new Func("format", types, TEXT, false, false, a -> {
            return a[0].isNull() ? Datum.NULL : Datum.of(new FormatTemplate(text(a[0]), a, types).filled());
        });
    }
}
