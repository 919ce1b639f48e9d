package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The built-in types by their numbers and names: what PostgreSQL's {@code pg_type} says of them, and its {@code format_type}. */
public final class TypeCatalog {
    /** What PostgreSQL adds to a length to have its modifier. */
    private static final int HEADER = 4;

    /** The number, the number of its arrays (0 if there are none), the name in the catalog, and the one in SQL, which most have alone. */
    private static final String TYPES = """
            16 1000 bool boolean
            17 1001 bytea
            18 1002 char "char"
            19 1003 name
            20 1016 int8 bigint
            21 1005 int2 smallint
            22 1006 int2vector
            23 1007 int4 integer
            24 1008 regproc
            25 1009 text
            26 1028 oid
            27 1010 tid
            28 1011 xid
            29 1012 cid
            30 1013 oidvector
            114 199 json
            142 143 xml
            600 1017 point
            601 1018 lseg
            602 1019 path
            603 1020 box
            604 1027 polygon
            628 629 line
            650 651 cidr
            700 1021 float4 real
            701 1022 float8 double precision
            705 0 unknown
            718 719 circle
            774 775 macaddr8
            790 791 money
            829 1040 macaddr
            869 1041 inet
            1033 1034 aclitem
            1042 1014 bpchar character
            1043 1015 varchar character varying
            1082 1182 date
            1083 1183 time time without time zone
            1114 1115 timestamp timestamp without time zone
            1184 1185 timestamptz timestamp with time zone
            1186 1187 interval
            1266 1270 timetz time with time zone
            1560 1561 bit
            1562 1563 varbit bit varying
            1700 1231 numeric
            1790 2201 refcursor
            2202 2207 regprocedure
            2203 2208 regoper
            2204 2209 regoperator
            2205 2210 regclass
            2206 2211 regtype
            2249 2287 record
            2275 1263 cstring
            2276 0 any "any"
            2277 0 anyarray
            2278 0 void
            2283 0 anyelement
            2776 0 anynonarray
            2950 2951 uuid
            3500 0 anyenum
            3614 3643 tsvector
            3615 3645 tsquery
            3802 3807 jsonb
            4072 4073 jsonpath
            4089 4090 regnamespace
            4096 4097 regrole
            """;

    /** What could be the name of a type of one word. */
    private static final Pattern NAME = Pattern.compile(
            "(\"[^\"]+\"|[\\p{L}_][\\p{L}0-9_$]*(\\.[\\p{L}_][\\p{L}0-9_$]*)?)(\\( *[0-9]+( *, *[0-9]+)* *\\))?(\\[])?");

    /** One type of the catalog. */
    private record Entry(int oid, int array, String name, String sqlName) {}

    private static final SortedMap<Integer, Entry> BY_OID = new TreeMap<>();
    private static final SortedMap<String, Entry> BY_NAME = new TreeMap<>();

    static {
        for (String line : TYPES.lines().toList()) {
            List<String> words = List.of(line.split(" ", 4));
            String name = words.get(2);
            String sqlName = words.size() > 3 ? words.get(3) : name;
            Entry entry = new Entry(Integer.parseInt(words.get(0)), Integer.parseInt(words.get(1)), name, sqlName);
            BY_OID.put(entry.oid, entry);
            BY_NAME.put(name, entry);
            BY_NAME.put(sqlName, entry);
            if (entry.array != 0) BY_NAME.put("_" + name, new Entry(entry.array, 0, "_" + name, sqlName + "[]"));
        }
        alias("int", "int4");
        alias("dec", "numeric");
        alias("decimal", "numeric");
        alias("float", "float8");
        alias("char", "bpchar");
        alias("any", "\"any\"");
    }

    private TypeCatalog() {}

    private static void alias(String alias, String name) {
        BY_NAME.put(alias, entry(name));
    }

    private static Entry entry(String name) {
        Entry entry = BY_NAME.get(name);
        if (entry == null) throw new IllegalStateException("no type " + name);
        return entry;
    }

    /**
     * A type as the catalog tells of it.
     *
     * @param array the number of its arrays, 0 if there are none
     * @param element of an array the number of its elements, else 0
     */
    public record Listed(int oid, String name, int array, int element) {}

    /** All types, arrays among them, by number. */
    public static List<Listed> all() {
        SortedMap<Integer, Listed> all = new TreeMap<>();
        for (Entry entry : BY_OID.values()) {
            all.put(entry.oid, new Listed(entry.oid, entry.name, entry.array, 0));
            if (entry.array != 0) all.put(entry.array, new Listed(entry.array, "_" + entry.name, 0, entry.oid));
        }
        return List.copyOf(all.values());
    }

    /** The number of a type; empty if PostgreSQL has no such type. */
    public static OptionalInt oid(ScalarType type) {
        if (type instanceof ScalarType.Array(var element)) {
            Entry entry = BY_NAME.get(element.sqlName());
            return entry == null || entry.array == 0 ? OptionalInt.empty() : OptionalInt.of(entry.array);
        }
        Entry entry = type instanceof ScalarType.Char ? BY_NAME.get("bpchar") : BY_NAME.get(type.sqlName());
        return entry == null ? OptionalInt.empty() : OptionalInt.of(entry.oid);
    }

    /** A type of this number as SQL writes it; the number itself if there is none. */
    static String name(int oid) {
        if (oid == 0) return "-";
        return find(oid).map(type -> type.sqlName).orElse(Integer.toUnsignedString(oid));
    }

    /** The type with its brackets, if it is an array. */
    private static Optional<Entry> find(int oid) {
        Entry entry = BY_OID.get(oid);
        if (entry != null) return Optional.of(entry);
        return BY_OID.values().stream()
                .filter(each -> each.array == oid && oid != 0)
                .map(each -> new Entry(oid, 0, "_" + each.name, each.sqlName + "[]"))
                .findFirst();
    }

    /** The number of a type by a number or a name as SQL writes it; its modifiers make no difference. */
    static int parse(String text) {
        String trimmed = Blanks.trim(text);
        if (text.equals("-")) return 0;
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ((Datum.Oid) OidText.parse(text)).bits();
        }
        String element = trimmed.replaceFirst("(\\s*\\[\\s*[0-9]*\\s*])+$", "");
        boolean array = element.length() < trimmed.length();
        String plain = CharacterCase.lower(element)
                .replaceFirst("^pg_catalog\\s*\\.\\s*", "")
                .replaceAll("\\( *[0-9]+( *, *[0-9]+)* *\\)", "")
                .replaceAll("\\s+", " ")
                .trim();
        Entry entry = BY_NAME.get(element.equals("\"char\"") ? element : plain);
        if (entry == null || array && entry.array == 0) {
            if (!NAME.matcher(trimmed).matches()) {
                throw new SqlException(SqlState.SYNTAX_ERROR, "invalid type name \"" + text + "\"");
            }
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "type \"" + trimmed + "\" does not exist");
        }
        return array ? entry.array : entry.oid;
    }

    /**
     * The type of a number as SQL writes it, with its modifier. {@code ???} if there is no such type, {@code -} if the number is 0.
     *
     * @param modifier as the catalog has it, −1 for none; empty if nothing is to be said of modifiers, where {@code character} alone stands for all lengths
     */
    static String format(int oid, OptionalInt modifier) {
        if (oid == 0) return "-";
        Optional<Entry> found = find(oid);
        if (found.isEmpty()) return "???";
        Entry type = found.get();
        if (!type.sqlName.endsWith("[]")) return withModifier(type.oid, type.sqlName, modifier);
        Entry element = BY_OID.values().stream()
                .filter(each -> each.array == oid)
                .findFirst()
                .orElseThrow();
        return withModifier(element.oid, element.sqlName, modifier) + "[]";
    }

    private static String withModifier(int oid, String name, OptionalInt given) {
        int modifier = given.orElse(-1);
        if (modifier < 0) {
            // A length that is known to be none is not the length 1, which is what the plain names stand for.
            if (given.isEmpty()) return name;
            return oid == 1042 ? "bpchar" : oid == 1560 ? "\"bit\"" : name;
        }
        return switch (oid) {
            case 16, 20, 21, 23, 700, 701 -> name;
            case 1042, 1043 -> modifier > HEADER ? name + "(" + (modifier - HEADER) + ")" : name;
            case 1700 -> modifier < HEADER ? name : name + numeric(modifier - HEADER);
            case 1083, 1114, 1184, 1266 -> name.replaceFirst(" ", "(" + modifier + ") ");
            case 1186 -> throw Errors.notSupported("modifier of interval");
            default -> name + "(" + modifier + ")";
        };
    }

    /** Precision in the upper half; scale in the lower eleven bits, with a sign. */
    private static String numeric(int packed) {
        return "(" + (packed >> 16 & 0xFFFF) + "," + (((packed & 0x7FF) ^ 1024) - 1024) + ")";
    }
}
