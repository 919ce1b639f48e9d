package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All scalar functions and operators, by name. Each family has a file of its own, in the order of chapter 9 of PostgreSQL's
 * manual. What is special syntax there has the name of the function behind it: {@code ~~} is LIKE, {@code timezone} AT TIME ZONE,
 * {@code extract} EXTRACT, {@code btrim} TRIM.
 */
public final class Functions {
    private static final SortedMap<String, List<Func>> BY_NAME = new TreeMap<>();
    private static final SortedMap<String, List<Family>> FAMILIES = new TreeMap<>();
    private static final SortedMap<String, Func> BY_SIGNATURE = new TreeMap<>();
    private static final List<String> VARIADIC = Stream.concat(
                    Stream.of("concat", "concat_ws", "format", "pg_typeof"), JsonFunctions.variadicNames().stream())
            .toList();

    static {
        ArithmeticFunctions.all().forEach(Functions::register);
        ComparisonFunctions.all().forEach(Functions::register);
        MathFunctions.all().forEach(Functions::register);
        TextFunctions.all().forEach(Functions::register);
        QuoteFunctions.all().forEach(Functions::register);
        ByteaFunctions.all().forEach(Functions::register);
        EncodingFunctions.all().forEach(Functions::register);
        PatternFunctions.all().forEach(Functions::register);
        RegexFunctions.all().forEach(Functions::register);
        HashFunctions.all().forEach(Functions::register);
        DateTimeFunctions.all().forEach(Functions::register);
        TypeFunctions.all().forEach(Functions::register);
        ArrayFunctions.all().forEach(Functions::register);
        QuoteFunctions.families().forEach(Functions::register);
        TableFunctions.all().forEach(Functions::register);
        TableFunctions.families().forEach(Functions::register);
        ArrayFunctions.families().forEach(Functions::register);
        ArraySearch.families().forEach(Functions::register);
        Lists.families().forEach(Functions::register);
        JsonFunctions.all().forEach(Functions::register);
        JsonFunctions.families().forEach(Functions::register);
        WrittenJsonFunctions.all().forEach(Functions::register);
        WrittenJsonFunctions.families().forEach(Functions::register);
    }

    private Functions() {}

    private static void register(Func func) {
        BY_NAME.computeIfAbsent(func.name(), name -> new ArrayList<>()).add(func);
        if (BY_SIGNATURE.put(func.signature(), func) != null) throw new IllegalStateException("twice: " + func);
    }

    private static void register(Family family) {
        FAMILIES.computeIfAbsent(family.name(), name -> new ArrayList<>()).add(family);
    }

    /** The families of a name, in a fixed order; none if there are none. */
    public static List<Family> families(String name) {
        return List.copyOf(FAMILIES.getOrDefault(name, List.of()));
    }

    /** All functions of a name, in a fixed order; none if there is no such name, or it is {@link #variadic}. */
    public static List<Func> byName(String name) {
        return List.copyOf(BY_NAME.getOrDefault(name, List.of()));
    }

    /** The names of all functions that are not operators. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(BY_NAME.keySet());
        names.addAll(VARIADIC);
        names.addAll(FAMILIES.keySet());
        return names.stream()
                .filter(name -> Character.isLetter(name.charAt(0)))
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The function of a name that takes any number of arguments of any types, for these types; empty if the name is not that of such a function,
     * or the types do not suit it. An argument of unknown type becomes a text, unless its type is asked for or its place has one.
     */
    public static Optional<Func> variadic(String name, List<ScalarType> arguments) {
        if (arguments.isEmpty()) return Optional.empty();
        if (name.equals("pg_typeof")) {
            return arguments.size() == 1
                    ? Optional.of(TypeFunctions.typeOf(
                            ScalarType.plain(arguments.get(0).base())))
                    : Optional.empty();
        }
        List<ScalarType> bases =
                arguments.stream().map(ScalarType::base).map(ScalarType::plain).toList();
        if (JsonFunctions.variadicNames().contains(name)) return JsonFunctions.variadic(name, bases);
        List<ScalarType> types = bases.stream()
                .map(type -> type == ScalarType.UNKNOWN ? ScalarType.TEXT : type)
                .toList();
        return switch (name) {
            case "concat" -> Optional.of(TextFunctions.concat(types));
            case "concat_ws" ->
                types.get(0) == ScalarType.TEXT
                        ? Optional.of(TextFunctions.concatWithSeparator(types))
                        : Optional.empty();
            case "format" ->
                types.get(0) == ScalarType.TEXT ? Optional.of(QuoteFunctions.format(types)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The function of this signature, which must exist. */
    public static Func bySignature(String signature) {
        Func func = BY_SIGNATURE.get(signature);
        if (func != null) return func;
        int open = signature.indexOf('(');
        if (open < 0 || !signature.endsWith(")")) throw new IllegalArgumentException("no function " + signature);
        String name = signature.substring(0, open);
        List<ScalarType> types = Stream.of(
                        signature.substring(open + 1, signature.length() - 1).split(", "))
                .map(Functions::type)
                .toList();
        return made(name, types).orElseThrow(() -> new IllegalArgumentException("no function " + signature));
    }

    /** A function that is made when it is asked for: there is one for every type, or for any number of arguments. */
    private static Optional<Func> made(String name, List<ScalarType> types) {
        if (VARIADIC.contains(name)) return variadic(name, types);
        return families(name).stream()
                .flatMap(family -> family.exactly(types).stream())
                .findFirst()
                .or(() -> ArrayForms.find(name, types))
                .or(() -> Lists.find(name, types));
    }

    private static ScalarType type(String sqlName) {
        if (sqlName.endsWith(" list")) return new ScalarType.ListOf(type(sqlName.substring(0, sqlName.length() - 5)));
        if (sqlName.endsWith("[]")) return new ScalarType.Array(type(sqlName.substring(0, sqlName.length() - 2)));
        if (sqlName.equals(ScalarType.NUMERIC.sqlName())) return ScalarType.NUMERIC;
        for (ScalarType type : List.of(new ScalarType.Char(-1), new ScalarType.VarChar(-1))) {
            if (type.sqlName().equals(sqlName)) return type;
        }
        for (ScalarType.Simple type : ScalarType.Simple.values()) {
            if (type.sqlName().equals(sqlName)) return type;
        }
        throw new IllegalArgumentException("no type " + sqlName);
    }

    /** {@code =} on two values of one type. */
    public static Func equal(ScalarType type) {
        return compare("=", type);
    }

    /** {@code <} on two values of one type. */
    public static Func less(ScalarType type) {
        return compare("<", type);
    }

    /** One of the six comparisons on two values of one type. */
    public static Func compare(String operator, ScalarType type) {
        String name = ScalarType.plain(type.base()).sqlName();
        return bySignature(operator + "(" + name + ", " + name + ")");
    }

    /** Whether equal values of a type can differ in their bytes, so that a key has to be made of {@link #canonical}. */
    public static boolean needsCanonical(ScalarType type) {
        return switch (type) {
            case ScalarType.Numeric ignored -> true;
            case ScalarType.Simple simple ->
                simple == ScalarType.FLOAT4
                        || simple == ScalarType.FLOAT8
                        || simple == ScalarType.INTERVAL
                        || simple == ScalarType.Simple.JSONB;
            case ScalarType.Char ignored -> true;
            case ScalarType.VarChar ignored -> false;
            case ScalarType.Array ignored -> true;
            case ScalarType.ListOf ignored -> true;
            case ScalarType.MapOf ignored -> true;
            case ScalarType.RecordOf ignored -> true;
        };
    }

    /** The one representation that stands for all values equal to a value. */
    public static Func canonical(ScalarType type) {
        return bySignature("canonical(" + ScalarType.plain(type.base()).sqlName() + ")");
    }
}
