package dev.coordtest.expr.scalar;

import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All scalar functions and operators, by name. Each family has a file of its own. */
public final class Functions {
    private static final SortedMap<String, List<Func>> BY_NAME = new TreeMap<>();
    private static final SortedMap<String, Func> BY_SIGNATURE = new TreeMap<>();

    static {
        ArithmeticFunctions.all().forEach(Functions::register);
        ComparisonFunctions.all().forEach(Functions::register);
        TextFunctions.all().forEach(Functions::register);
        DateTimeFunctions.all().forEach(Functions::register);
    }

    private Functions() {}

    private static void register(Func func) {
        BY_NAME.computeIfAbsent(func.name(), name -> new ArrayList<>()).add(func);
        if (BY_SIGNATURE.put(func.signature(), func) != null) throw new IllegalStateException("twice: " + func);
    }

    /** All functions of a name, in a fixed order; none if there is no such name. */
    public static List<Func> byName(String name) {
        return List.copyOf(BY_NAME.getOrDefault(name, List.of()));
    }

    /** The names of all functions that are not operators. */
    public static List<String> names() {
        return BY_NAME.keySet().stream()
                .filter(name -> Character.isLetter(name.charAt(0)))
                .toList();
    }

    /** The function of this signature, which must exist. */
    public static Func bySignature(String signature) {
        Func func = BY_SIGNATURE.get(signature);
        if (func == null) throw new IllegalArgumentException("no function " + signature);
        return func;
    }

    /** {@code =} on two values of one type. */
    public static Func equal(ScalarType type) {
        return compare("=", type);
    }

    /** One of the six comparisons on two values of one type. */
    public static Func compare(String operator, ScalarType type) {
        String name = type.base().sqlName();
        return bySignature(operator + "(" + name + ", " + name + ")");
    }

    /** Whether equal values of a type can differ in their bytes, so that a key has to be made of {@link #canonical}. */
    public static boolean needsCanonical(ScalarType type) {
        return switch (type) {
            case ScalarType.Numeric ignored -> true;
            case ScalarType.Simple simple ->
                simple == ScalarType.FLOAT4 || simple == ScalarType.FLOAT8 || simple == ScalarType.INTERVAL;
            case ScalarType.Char ignored -> false;
            case ScalarType.VarChar ignored -> false;
            case ScalarType.Array ignored -> true;
            case ScalarType.ListOf ignored -> true;
            case ScalarType.MapOf ignored -> true;
            case ScalarType.RecordOf ignored -> true;
        };
    }

    /** The one representation that stands for all values equal to a value. */
    public static Func canonical(ScalarType type) {
        return bySignature("canonical(" + type.base().sqlName() + ")");
    }
}
