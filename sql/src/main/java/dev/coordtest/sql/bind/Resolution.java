package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Casts;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.plan.BoundScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Chooses among functions of one name, by the steps of PostgreSQL's manual, sections 10.2 and 10.3. */
final class Resolution {
    private Resolution() {}

    /** A call of the operator, its arguments coerced. */
    static BoundScalar.Call operator(String name, List<BoundScalar> arguments, int position) {
        List<ScalarType> types = types(arguments);
        // 10.2 step 2a: an unknown operand is assumed to be of the other's type.
        if (types.size() == 2 && types.contains(ScalarType.UNKNOWN)) {
            ScalarType other = types.get(0) == ScalarType.UNKNOWN ? types.get(1) : types.get(0);
            List<Func> same = candidates(name, 2).stream()
                    .filter(func -> func.parameters().equals(List.of(other.base(), other.base())))
                    .toList();
            if (same.size() == 1) return call(same.get(0), arguments, position);
        }
        List<Func> best = resolve(candidates(name, types.size()), types);
        if (best.size() == 1) return call(best.get(0), arguments, position);
        if (name.equals("||") && best.isEmpty() && types.stream().anyMatch(Resolution::isText)) {
            return operator(
                    name, arguments.stream().map(a -> asText(a, position)).toList(), position);
        }
        String shown = types.size() == 1
                ? name + " " + types.get(0).sqlName()
                : types.get(0).sqlName() + " " + name + " " + types.get(1).sqlName();
        if (best.isEmpty()) {
            throw new SqlException(SqlError.of(SqlState.UNDEFINED_FUNCTION, "operator does not exist: " + shown)
                    .withHint(
                            "No operator matches the given name and argument types. You might need to add explicit type casts.")
                    .at(position));
        }
        throw new SqlException(SqlError.of(SqlState.AMBIGUOUS_FUNCTION, "operator is not unique: " + shown)
                .withHint("Could not choose a best candidate operator. You might need to add explicit type casts.")
                .at(position));
    }

    private static boolean isText(ScalarType type) {
        return Types.isImplicit(type, ScalarType.TEXT);
    }

    /** {@code text || anything} and {@code anything || text} take the other operand as text. */
    private static BoundScalar asText(BoundScalar argument, int position) {
        return Types.coerce(argument, ScalarType.TEXT, Casts.Context.EXPLICIT, position);
    }

    /** A call of the function, its arguments coerced. */
    static BoundScalar.Call function(String name, List<BoundScalar> arguments, int position) {
        List<ScalarType> types = types(arguments);
        List<Func> best = resolve(candidates(name, types.size()), types);
        if (best.size() == 1) return call(best.get(0), arguments, position);
        List<BoundScalar> settled = arguments.stream().map(Types::settled).toList();
        Optional<Func> variadic = Functions.variadic(name, types(settled));
        if (variadic.isPresent()) return call(variadic.get(), settled, position);
        String shown = name + "(" + types.stream().map(ScalarType::sqlName).collect(Collectors.joining(", ")) + ")";
        if (best.isEmpty()) {
            SqlError error = SqlError.of(SqlState.UNDEFINED_FUNCTION, "function " + shown + " does not exist")
                    .at(position);
            String nearest = Functions.byName(name).isEmpty() ? Suggestions.nearest(name, Functions.names()) : null;
            throw new SqlException(
                    error.withHint(
                            nearest != null
                                    ? "Perhaps you meant the function \"" + nearest + "\"."
                                    : "No function matches the given name and argument types. You might need to add explicit type casts."));
        }
        throw new SqlException(SqlError.of(SqlState.AMBIGUOUS_FUNCTION, "function " + shown + " is not unique")
                .withHint("Could not choose a best candidate function. You might need to add explicit type casts.")
                .at(position));
    }

    private static List<ScalarType> types(List<BoundScalar> arguments) {
        return arguments.stream().map(argument -> argument.type().type().base()).toList();
    }

    private static List<Func> candidates(String name, int arity) {
        return Functions.byName(name).stream()
                .filter(func -> func.parameters().size() == arity)
                .toList();
    }

    private static BoundScalar.Call call(Func func, List<BoundScalar> arguments, int position) {
        List<BoundScalar> coerced = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            coerced.add(Types.coerce(arguments.get(i), func.parameters().get(i), Casts.Context.IMPLICIT, position));
        }
        return new BoundScalar.Call(func, coerced);
    }

    private static List<Func> resolve(List<Func> candidates, List<ScalarType> types) {
        for (Func func : candidates) if (func.parameters().equals(types)) return List.of(func);
        List<Func> left =
                candidates.stream().filter(func -> accepts(func, types)).toList();
        left = keepMost(left, types, false);
        left = keepMost(left, types, true);
        if (left.size() <= 1 || !types.contains(ScalarType.UNKNOWN)) return left;
        List<Func> ofCategory = byCategory(left, types);
        return ofCategory.size() == 1 ? ofCategory : bySameType(ofCategory, types);
    }

    private static boolean accepts(Func func, List<ScalarType> types) {
        for (int i = 0; i < types.size(); i++) {
            if (!Types.isImplicit(types.get(i), func.parameters().get(i))) return false;
        }
        return true;
    }

    /** Keeps the candidates with the most exact matches; with {@code preferred}, counting preferred types where a cast is needed. */
    private static List<Func> keepMost(List<Func> candidates, List<ScalarType> types, boolean preferred) {
        if (candidates.size() <= 1) return candidates;
        int most = candidates.stream()
                .mapToInt(func -> matches(func, types, preferred))
                .max()
                .orElse(0);
        return candidates.stream()
                .filter(func -> matches(func, types, preferred) == most)
                .toList();
    }

    private static int matches(Func func, List<ScalarType> types, boolean preferred) {
        int matches = 0;
        for (int i = 0; i < types.size(); i++) {
            ScalarType parameter = func.parameters().get(i);
            boolean exact = parameter.equals(types.get(i));
            boolean unknown = types.get(i) == ScalarType.UNKNOWN;
            boolean prefers = Types.isPreferred(parameter) && Types.category(parameter) == Types.category(types.get(i));
            if (exact || preferred && !unknown && prefers) matches++;
        }
        return matches;
    }

    /**
     * Step 4e of section 10.3. An unknown argument takes the string category if any candidate does, else the one that all candidates share, and a preferred
     * type if any candidate has one. If they share none anywhere, nothing is decided.
     */
    private static List<Func> byCategory(List<Func> candidates, List<ScalarType> types) {
        List<Func> left = candidates;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != ScalarType.UNKNOWN) continue;
            int at = i;
            List<Character> categories = candidates.stream()
                    .map(func -> Types.category(func.parameters().get(at)))
                    .distinct()
                    .toList();
            if (categories.size() > 1 && !categories.contains('S')) return candidates;
            char category = categories.contains('S') ? 'S' : categories.get(0);
            boolean preferred = candidates.stream()
                    .map(func -> func.parameters().get(at))
                    .anyMatch(type -> Types.category(type) == category && Types.isPreferred(type));
            left = left.stream()
                    .filter(func -> Types.category(func.parameters().get(at)) == category)
                    .filter(func ->
                            !preferred || Types.isPreferred(func.parameters().get(at)))
                    .toList();
        }
        return left.isEmpty() ? candidates : left;
    }

    /** Step 4f: if all known arguments have one type, the unknown ones are taken to have it too, should that decide it. */
    private static List<Func> bySameType(List<Func> candidates, List<ScalarType> types) {
        List<ScalarType> known = types.stream()
                .filter(type -> type != ScalarType.UNKNOWN)
                .distinct()
                .toList();
        if (known.size() != 1) return candidates;
        List<ScalarType> assumed = types.stream().map(type -> known.get(0)).toList();
        List<Func> accepting =
                candidates.stream().filter(func -> accepts(func, assumed)).toList();
        return accepting.size() == 1 ? accepting : candidates;
    }
}
