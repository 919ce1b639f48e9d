package dev.coordtest.postgres;

import dev.coordtest.expr.scalar.Family;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.expr.scalar.TableFunctions;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Draws scalar expressions without columns. They grow from the bottom: an operand is a literal, or an expression that has been {@link #offer offered}
 * because it had a value. So whatever an expression fails with comes from its outermost operation.
 */
final class RandomScalars {
    /** Functions that are told apart by symbols. */
    private static final List<String> OPERATORS = List.of(
            "+", "-", "*", "/", "%", "^", "&", "|", "#", "~", "<<", ">>", "=", "<>", "<", "<=", ">", ">=", "||", "^@",
            "~~", "~~*", "!~~", "!~~*", "~*", "!~", "!~*", "|/", "||/", "@", "@>", "<@", "&&", "->", "->>", "#>", "#>>",
            "?", "?|", "?&", "#-");
    /** Whose last digit is a matter of the library: PostgreSQL calls that of the machine. */
    private static final List<String> APPROXIMATE = List.of(
            "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "cot", "degrees", "exp", "ln", "log", "log10",
            "pow", "power", "radians", "sin", "sinh", "tan", "tanh", "^", "||/");
    /** Shown text and operands no longer than this. */
    private static final int OPERAND_LENGTH_MAX = 100;

    private static final int OPERANDS_MAX = 400;

    private static final List<String> FIELDS = List.of(
            "microseconds",
            "millisecond",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "millennium",
            "epoch",
            "dow",
            "doy",
            "isodow",
            "isoyear",
            "julian",
            "timezone",
            "timezone_hour",
            "timezone_minute",
            "HOURS",
            "yr",
            "us",
            "mon",
            "xyz",
            "");
    private static final List<String> ENCODINGS = List.of("hex", "base64", "escape", "HEX", "utf8", "");
    private static final List<String> ZONES = List.of(
            "UTC",
            "utc",
            "+05:30",
            "-8",
            "EST",
            "PST8",
            "+3",
            "CEST",
            "Z",
            "<+03>-03",
            "+25",
            "nowhere",
            "Europe/Berlin",
            "america/new_york",
            "Pacific/Auckland",
            "Asia/Kolkata",
            "US/Pacific",
            "EST5EDT",
            "Australia/Lord_Howe",
            "CET",
            "Mars/Phobos",
            "+05:30:15",
            "0",
            "");
    /** Parts of templates of {@code to_char}. */
    private static final List<String> TEMPLATES = List.of(
            ("A.D. am P.M. BC cc CC DAY Day day FMDay DDD FMDDD DD DDth DY dy D FF1 FF3 ff6 FX HH24 FMHH24 HH12 HH hh IDDD ID IW IYYY IYY "
                            + "IY I J FMMI MI MM FMMM MONTH FMMonth month Mon MON MS OF FMOF Q RM FMRM rm SSSSS SSSS SSTH ss TZH TZM TZ tz US WW W Y,YYY "
                            + "YYYY FMYYYY yyyyth YYY YY FMYY Y \"at\" \\\" xyz - , TMMonth Hh")
                    .split(" ", -1));

    private static final List<String> KEYS = List.of("a", "b", "aa", "c", "", "é", "0", "1");
    /** Paths in JSON. */
    private static final List<String> PATHS = List.of(
            "{}",
            "{a}",
            "{a,a}",
            "{b,1,c}",
            "{b,0}",
            "{b,-1}",
            "{0}",
            "{1}",
            "{-1}",
            "{-4}",
            "{7}",
            "{1,1}",
            "{1,1,0}",
            "{c}",
            "{aa}",
            "{aa,x}",
            "{a,NULL}",
            "{NULL}",
            "{\" 1\"}",
            "{+1}",
            "{1x}",
            "{\"1 \"}",
            "{99999999999}",
            "{{a,b},{c,d}}");

    private static final List<String> LIKES = List.of(
            "", "%", "_", "a%", "%c", "a_c", "%b%", "_%", "\\%", "a\\", "A%", "a\\_c", "%%", "__", "😀_", "%日%",
            "a%b%c");
    private static final List<String> REGEXES = List.of(
            "",
            "a",
            "^a",
            "c$",
            "a.c",
            "[a-c]+",
            "[^a]",
            "(ab)+c",
            "a|b",
            "a{2}",
            "a{1,}",
            "^$",
            "\\d+",
            "\\w",
            "\\s",
            "\\.",
            "(",
            "[",
            "*",
            "a**",
            "x?",
            "^(a|b)*c",
            "[[:alpha:]]",
            "[[:digit:]]+",
            "\\mHello",
            "(?i)HELLO",
            "a{2,1}",
            "\\",
            "日.語",
            "(a)\\1",
            "o\\b",
            "[]a]",
            "a+?",
            "\\y",
            "(?:ab)",
            "a{,2}",
            "^.{3}$",
            "[z-a]",
            "(a)(b)?",
            "(a|ab)(c|bcd)?(d*)",
            "(a*)(ab)*(b*)",
            "((l)|(o))+",
            "(.)(.*)(.)",
            "(?:(H)|x)*(e+)",
            "^(.*?)$",
            "([a-z]*)*",
            "(a*)+",
            "(a|b)*(c)",
            "(x?)(y?)",
            "(\\w+)\\s(\\w+)");

    private static final List<String> SEARCHED = List.of(
            "abc",
            "abcd",
            "aab",
            "Hello World",
            "hello",
            "",
            "aaa",
            "xyxy",
            "a\nb",
            "abcabcabc",
            "日本語",
            "The quick brown");
    private static final List<String> REPLACEMENTS = List.of(
            "", "g", "i", "gi", "z", "x&", "<\\&>", "c", "\\1", "[\\2\\1]", "n", "w", "p", "s", "gw", "q", "\\\\", "m");
    private static final List<String> SIMILAR = List.of(
            "%", "a_c", "%(b|d)%", "[a-c]+", "a#%", "\\%", "a.c", "[^]a]", "^a$", "[[:alpha:]]", "(a", "a{2}", "|");
    private static final List<String> CHARSETS = List.of(
            "utf8",
            "UTF-8",
            "latin1",
            "iso_8859_1",
            "win1252",
            "WIN1251",
            "latin2",
            "latin9",
            "big5",
            "iso-8859-5",
            "nowhere",
            "unicode",
            "");
    private static final List<String> IDENTIFIERS = List.of(
            "abc", "ABC", "a b", "select", "int8", "int", "family", "a\"b", "1a", "_x", "a$", "left", "row", "table",
            "any", "");
    private static final List<String> FORMATS = List.of(
            "%s",
            "%L",
            "%I",
            "%%",
            "%5s|",
            "%-5s|",
            "%1$s %1$L",
            "%2$s",
            "%s %s %s",
            "%",
            "%x",
            "%0$s",
            "%*s",
            "%-*s|",
            "%1$*2$s",
            "a%sb%Lc",
            "%3$s",
            "%5",
            "%-",
            "%99999999999s",
            "");

    private static final List<ScalarType> NUMBERS = List.of(
            ScalarType.INT2,
            ScalarType.INT4,
            ScalarType.INT8,
            ScalarType.FLOAT4,
            ScalarType.FLOAT8,
            ScalarType.NUMERIC);

    /** Those that arrays here are of. */
    private static final List<ScalarType> ELEMENTS =
            List.of(ScalarType.INT4, ScalarType.TEXT, ScalarType.NUMERIC, new ScalarType.Char(-1));

    /** @param approximate whether its float may differ in the last digits */
    record Drawn(String text, boolean approximate) {}

    private final SplittableRandom random;
    private final List<Func> functions = new ArrayList<>();
    private final SortedMap<String, List<String>> operands = new TreeMap<>();

    RandomScalars(SplittableRandom random) {
        this.random = random;
        for (String name : Functions.names()) functions.addAll(Functions.byName(name));
        for (String name : OPERATORS) functions.addAll(Functions.byName(name));
        List<String> polymorphic = new ArrayList<>(Functions.names());
        polymorphic.addAll(OPERATORS);
        for (String name : polymorphic) {
            for (Family family : Functions.families(name)) {
                boolean ofAll = family.parameters().equals(List.of(Family.Any.ELEMENT));
                for (ScalarType type : ofAll ? ScalarValues.TYPES : ELEMENTS) functions.add(family.of(type));
            }
        }
        // PostgreSQL has no lists.
        functions.removeIf(func -> func.parameters().stream().anyMatch(ScalarType.ListOf.class::isInstance));
        // Sets of rows are no scalars: random queries draw them.
        functions.removeIf(func -> TableFunctions.isName(func.name()));
        // The first is ours alone, the second has no syntax for a call, and of the third PostgreSQL takes any length it
        // has memory for.
        functions.removeIf(
                func -> func.name().equals("to_char") && !func.signature().contains("timestamp"));
        // Those of an extension that is not there.
        functions.removeIf(func -> List.of("digest", "hmac").contains(func.name()));
        functions.removeIf(func -> List.of("canonical", "varchar", "bpchar").contains(func.name()));
        for (ScalarType type : ScalarValues.TYPES) {
            operands.put(type.sqlName(), new ArrayList<>(List.of("NULL::" + ScalarValues.spelled(type))));
        }
    }

    /** Every text as a literal of its type. */
    static List<Drawn> literals() {
        List<Drawn> literals = new ArrayList<>();
        for (ScalarType type : ScalarValues.TYPES) {
            for (String text : ScalarValues.texts(type)) {
                literals.add(new Drawn(ScalarValues.quoted(text) + "::" + ScalarValues.spelled(type), false));
            }
        }
        for (String number : ScalarValues.NUMBERS) {
            literals.add(new Drawn(number, false));
            literals.add(new Drawn("-" + number, false));
        }
        return literals;
    }

    /** Lets an expression of a type be part of later ones. */
    void offer(String text, String type, String value) {
        List<String> known = operands.get(type);
        if (known == null || text.length() > OPERAND_LENGTH_MAX || value.length() > OPERAND_LENGTH_MAX) return;
        if (known.size() < OPERANDS_MAX) known.add(text);
        else known.set(random.nextInt(OPERANDS_MAX), text);
    }

    Drawn next() {
        int choice = random.nextInt(100);
        if (choice < 60) return call(pick(functions));
        if (choice < 72) return exactly(cast());
        if (choice < 86) return exactly(misread());
        return exactly(form());
    }

    private static Drawn exactly(String text) {
        return new Drawn(text, false);
    }

    private Drawn call(Func func) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < func.parameters().size(); i++) arguments.add(argument(func, i));
        return new Drawn(spelled(func.name(), arguments), APPROXIMATE.contains(func.name()));
    }

    private static String spelled(String name, List<String> a) {
        if (OPERATORS.contains(name)) {
            return a.size() == 1
                    ? "(" + name + " " + a.get(0) + ")"
                    : "(" + a.get(0) + " " + name + " " + a.get(1) + ")";
        }
        return switch (name) {
            case "position" -> "position(" + a.get(1) + " IN " + a.get(0) + ")";
            case "timezone" -> "(" + a.get(1) + " AT TIME ZONE " + a.get(0) + ")";
            case "extract" -> "extract(" + a.get(0) + " FROM " + a.get(1) + ")";
            case "overlay" ->
                "overlay(" + a.get(0) + " PLACING " + a.get(1) + " FROM " + a.get(2)
                        + (a.size() > 3 ? " FOR " + a.get(3) : "") + ")";
            default -> name + "(" + String.join(", ", a) + ")";
        };
    }

    private String argument(Func func, int index) {
        ScalarType type = func.parameters().get(index);
        String name = func.name();
        boolean first = index == 0;
        switch (name) {
            case "extract" -> {
                if (first) return ScalarValues.quoted(pick(FIELDS));
            }
            case "date_part", "date_trunc" -> {
                if (first && chance(95)) return ScalarValues.quoted(pick(FIELDS));
                if (index == 2) return ScalarValues.quoted(pick(ZONES));
            }
            case "timezone" -> {
                if (first && type == ScalarType.TEXT) return ScalarValues.quoted(pick(ZONES));
            }
            case "regexp_replace", "regexp_like", "regexp_count", "regexp_match", "regexp_substr", "regexp_instr" -> {
                if (first && chance(40)) return ScalarValues.quoted(pick(SEARCHED));
                if (index == 1 && chance(95)) return ScalarValues.quoted(pick(REGEXES));
                if (type == ScalarType.INT4 && chance(90)) return Integer.toString(random.nextInt(0, 4));
                if (index > 1 && type == ScalarType.TEXT && chance(90)) {
                    return ScalarValues.quoted(pick(REPLACEMENTS));
                }
            }
            case "substring" -> {
                if (!first && type == ScalarType.TEXT) return ScalarValues.quoted(pick(REGEXES));
            }
            case "similar_to_escape" -> {
                if (first) return ScalarValues.quoted(pick(SIMILAR));
                return ScalarValues.quoted(pick(List.of("", "#", "\\", "ab")));
            }
            case "convert_from", "convert_to", "length" -> {
                if (index == 1 && chance(95)) return ScalarValues.quoted(pick(CHARSETS));
            }
            case "pg_encoding_to_char" -> {
                return Integer.toString(random.nextInt(-1, 45));
            }
            case "pg_char_to_encoding" -> {
                return ScalarValues.quoted(pick(CHARSETS));
            }
            case "quote_ident" -> {
                if (chance(30)) return ScalarValues.quoted(pick(IDENTIFIERS));
            }
            case "to_char" -> {
                if (index == 1 && chance(95)) {
                    return ScalarValues.quoted(
                            pick(TEMPLATES) + pick(List.of(" ", "", "/")) + pick(TEMPLATES) + " " + pick(TEMPLATES));
                }
            }
            case "->", "->>", "?" -> {
                if (index == 1 && type == ScalarType.TEXT && chance(60)) return ScalarValues.quoted(pick(KEYS));
                if (index == 1 && type == ScalarType.INT4 && chance(80)) return Integer.toString(random.nextInt(-3, 4));
            }
            case "#>", "#>>", "#-", "?|", "?&", "jsonb_set", "jsonb_insert" -> {
                if (index == 1 && chance(80)) return ScalarValues.quoted(pick(PATHS));
            }
            case "date_add", "date_subtract" -> {
                if (index == 2) return ScalarValues.quoted(pick(ZONES));
            }
            case "encode", "decode" -> {
                if (!first) return ScalarValues.quoted(pick(ENCODINGS));
            }
            case "~~", "~~*", "!~~", "!~~*", "like_escape" -> {
                if (!first && chance(90)) return ScalarValues.quoted(pick(LIKES));
            }
            case "~", "~*", "!~", "!~*" -> {
                if (!first && type == ScalarType.TEXT && chance(90)) return ScalarValues.quoted(pick(REGEXES));
            }
            case "repeat", "lpad", "rpad", "factorial" -> {
                if (type == ScalarType.INT4 || type == ScalarType.INT8) return Integer.toString(random.nextInt(-2, 40));
            }
            case "array_fill" -> {
                if (index > 0 && chance(90)) {
                    return pick(List.of("ARRAY[2]", "'{1,2}'", "ARRAY[0]", "ARRAY[2,NULL]", "ARRAY[[1]]", "ARRAY[-1]"));
                }
            }
            case "array_length", "array_lower", "array_upper", "trim_array" -> {
                if (!first && chance(90)) return Integer.toString(random.nextInt(-1, 4));
            }
            case "make_date", "make_time", "make_timestamp", "make_timestamptz", "make_interval" -> {
                if (chance(80)) return pick(List.of("0", "1", "2", "12", "23", "30", "59", "-1", "2024", "60"));
            }
            default -> {}
        }
        int choice = random.nextInt(100);
        if (choice < 5) return "NULL";
        if (choice < 15) return ScalarValues.quoted(pick(ScalarValues.texts(type)));
        if (choice < 22) return pick(operands.get(pick(ScalarValues.TYPES).sqlName()));
        if (choice < 27 && NUMBERS.contains(type)) return pick(ScalarValues.NUMBERS);
        return operand(type);
    }

    private String operand(ScalarType type) {
        return pick(operands.get(type.sqlName()));
    }

    private String cast() {
        String operand = operand(pick(ScalarValues.TYPES));
        String type = chance(15) ? modified() : ScalarValues.spelled(pick(ScalarValues.TYPES));
        return chance(50) ? "CAST(" + operand + " AS " + type + ")" : "(" + operand + ")::" + type;
    }

    private String modified() {
        int precision = 1 + random.nextInt(12);
        return switch (random.nextInt(5)) {
            case 2 -> "char(" + precision + ")";
            case 3 -> "char";
            case 0 -> "numeric(" + precision + ", " + random.nextInt(-2, precision + 2) + ")";
            case 1 -> "varchar(" + precision + ")";
            default -> "varchar";
        };
    }

    /** A literal, or the cast of a text, with one character that is not what it was. */
    private String misread() {
        ScalarType type = pick(ScalarValues.TYPES);
        String read = pick(ScalarValues.texts(type));
        int at = random.nextInt(read.length() + 1);
        if (at > 0 && at < read.length() && Character.isLowSurrogate(read.charAt(at))) at--;
        int after = at == read.length() ? at : read.offsetByCodePoints(at, 1);
        boolean array = type instanceof ScalarType.Array;
        boolean marks = array || type == ScalarType.Simple.JSON || type == ScalarType.Simple.JSONB;
        String noise = marks ? "01{},\"\\ nN[]:=-e." : "0123456789-+:. ,/_eETZxXPaB";
        char c = noise.charAt(random.nextInt(noise.length()));
        String text = switch (random.nextInt(4)) {
            case 0 -> read.substring(0, at) + c + read.substring(at);
            case 1 -> read.substring(0, at) + c + read.substring(after);
            case 2 -> read.substring(0, at) + read.substring(after);
            default -> read + read.substring(at, after);
        };
        String quoted = ScalarValues.quoted(text);
        if (chance(25)) return "(" + quoted + "::text)::" + ScalarValues.spelled(type);
        return chance(50) && type != ScalarType.BYTEA && !array
                ? ScalarValues.spelled(type) + " " + quoted
                : quoted + "::" + ScalarValues.spelled(type);
    }

    /** What has a syntax of its own. */
    private String form() {
        ScalarType type = pick(ScalarValues.TYPES);
        ScalarType other = chance(70) ? type : pick(ScalarValues.TYPES);
        String a = any(type);
        String b = any(other);
        String c = any(type);
        if (type instanceof ScalarType.Array array && chance(60)) return ofArray(array, a, b);
        if (chance(12)) return chance(50) ? "ARRAY[" + a + ", " + b + "]" : quantified(type, a, b, c);
        return switch (random.nextInt(21)) {
            case 0 -> "coalesce(" + a + ", " + b + ")";
            case 1 -> "nullif(" + a + ", " + b + ")";
            case 2 -> "greatest(" + a + ", " + b + ", " + c + ")";
            case 3 -> "least(" + a + ", " + b + ", " + c + ")";
            case 4 -> "CASE WHEN " + operand(ScalarType.BOOL) + " THEN " + a + " ELSE " + b + " END";
            case 5 -> "CASE " + a + " WHEN " + b + " THEN 1 WHEN " + c + " THEN 2 END";
            case 6 -> "(" + a + " BETWEEN " + (chance(30) ? "SYMMETRIC " : "") + b + " AND " + c + ")";
            case 7 -> "(" + a + (chance(30) ? " NOT" : "") + " IN (" + b + ", " + c + "))";
            case 8 -> "(" + a + " IS " + (chance(50) ? "NOT " : "") + "DISTINCT FROM " + b + ")";
            case 9 ->
                "(" + a + " IS " + (chance(30) ? "NOT " : "") + pick(List.of("NULL", "TRUE", "FALSE", "UNKNOWN")) + ")";
            case 10 -> "(" + operand(ScalarType.BOOL) + " AND " + operand(ScalarType.BOOL) + ")";
            case 11 -> "(" + operand(ScalarType.BOOL) + " OR " + operand(ScalarType.BOOL) + ")";
            case 12 -> "(NOT " + any(ScalarType.BOOL) + ")";
            case 13 -> "concat(" + a + ", " + b + ")";
            case 14 -> "concat_ws(" + any(ScalarType.TEXT) + ", " + a + ", " + b + ")";
            case 15 -> "format(" + ScalarValues.quoted(pick(FORMATS)) + ", " + a + ", " + b + ")";
            case 18 -> pick(List.of("json", "jsonb")) + "_build_array(" + a + ", " + b + ")";
            case 19 ->
                pick(List.of("json", "jsonb")) + "_build_object(" + a + ", " + b + (chance(90) ? ", 'k', " + c : "")
                        + ")";
            case 20 -> {
                String json = operand(ScalarType.Simple.JSONB);
                String step = chance(50) ? Integer.toString(random.nextInt(-2, 3)) : ScalarValues.quoted(pick(KEYS));
                yield chance(50)
                        ? "jsonb_extract_path" + (chance(50) ? "_text(" : "(") + json + ", " + a + ", 'a')"
                        : "(" + json + ")[" + (chance(80) ? step : a) + "]";
            }
            case 16 ->
                "(" + any(ScalarType.TEXT) + (chance(30) ? " NOT" : "") + " SIMILAR TO "
                        + ScalarValues.quoted(pick(SIMILAR))
                        + (chance(30) ? " ESCAPE " + pick(List.of("'#'", "''", "'ab'")) : "")
                        + ")";
            default ->
                "(" + any(ScalarType.TEXT) + (chance(30) ? " NOT" : "") + (chance(30) ? " ILIKE " : " LIKE ")
                        + ScalarValues.quoted(pick(LIKES))
                        + (chance(30) ? " ESCAPE " + pick(List.of("'#'", "''", "'a'", "'ab'")) : "")
                        + ")";
        };
    }

    private String quantified(ScalarType type, String a, String b, String c) {
        String array = chance(70) ? "ARRAY[" + b + ", " + c + "]" : any(pick(ScalarValues.TYPES));
        String operator = pick(List.of("=", "<>", "<", ">=", "~~"));
        return "(" + (chance(80) ? a : any(type)) + " " + operator + pick(List.of(" ANY(", " ALL(", " SOME(")) + array
                + "))";
    }

    /** Subscripts, and comparisons with elements. */
    private String ofArray(ScalarType.Array type, String a, String b) {
        return switch (random.nextInt(6)) {
            case 0 -> "(" + a + ")[" + subscript() + "]";
            case 1 -> "(" + a + ")[" + subscript() + "][" + subscript() + "]";
            case 2 -> "(" + a + ")[" + bounds() + "]";
            case 3 -> "(" + a + ")[" + bounds() + "][" + (chance(60) ? bounds() : subscript()) + "]";
            case 4 -> "(" + any(type.element()) + " = ANY(" + b + "))";
            default -> "ARRAY[" + a + ", " + b + "]";
        };
    }

    private String bounds() {
        return (chance(70) ? subscript() : "") + " : " + (chance(70) ? subscript() : "");
    }

    private String subscript() {
        return chance(10) ? any(pick(ScalarValues.TYPES)) : Integer.toString(random.nextInt(-2, 5));
    }

    private String any(ScalarType type) {
        int choice = random.nextInt(100);
        if (choice < 6) return "NULL";
        if (choice < 16) return ScalarValues.quoted(pick(ScalarValues.texts(type)));
        return operand(type);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
