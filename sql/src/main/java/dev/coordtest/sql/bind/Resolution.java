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

    /** The value of an operator. */
    static BoundScalar operator(String name, List<BoundScalar> arguments, int position) {
        return operatorCall(name, arguments, position).value();
    }

    /** A call, and the type of its value where that is one that CREATE TYPE made. */
    record Resolved(BoundScalar.Call call, ScalarType type) {
        BoundScalar value() {
            return call.func().result().equals(type) ? call : new BoundScalar.Cast(call, type);
        }
    }

    /** A call of the operator, its arguments coerced. */
    static Resolved operatorCall(String name, List<BoundScalar> arguments, int position) {
        List<ScalarType> types = types(arguments);
        // 10.2 step 2a: an unknown operand is assumed to be of the other's type.
        if (types.size() == 2 && types.contains(ScalarType.UNKNOWN)) {
            ScalarType other = types.get(0) == ScalarType.UNKNOWN ? types.get(1) : types.get(0);
            List<ScalarType> both = List.of(other.base(), other.base());
            List<Candidate> same = Candidate.of(name, 2).stream()
                    .filter(candidate -> candidate.isExactly(both))
                    .toList();
            if (same.size() == 1) return call(same.get(0), arguments, position);
        }
        List<Candidate> best = resolve(Candidate.of(name, types.size()), types);
        // Of what operators there are for types of which nothing is known, PostgreSQL has more than we.
        boolean told = types.stream().anyMatch(type -> type != ScalarType.UNKNOWN)
                || best.stream().allMatch(Candidate.Single.class::isInstance);
        if (best.size() == 1 && told) return call(best.get(0), arguments, position);
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

    /** A call of the function, its arguments coerced. */
    static BoundScalar function(String name, List<BoundScalar> arguments, int position) {
        List<ScalarType> types = types(arguments);
        List<Candidate> best = resolve(Candidate.of(name, types.size()), types);
        if (best.size() == 1) return call(best.get(0), arguments, position).value();
        Optional<Func> variadic = Functions.variadic(name, types);
        if (variadic.isPresent())
            return call(new Candidate.Single(variadic.get()), arguments, position)
                    .value();
        String shown = name + "(" + types.stream().map(ScalarType::sqlName).collect(Collectors.joining(", ")) + ")";
        if (best.isEmpty()) {
            SqlError error = SqlError.of(SqlState.UNDEFINED_FUNCTION, "function " + shown + " does not exist")
                    .at(position);
            String nearest = Functions.names().contains(name) ? null : Suggestions.nearest(name, Functions.names());
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

    private static Resolved call(Candidate candidate, List<BoundScalar> arguments, int position) {
        List<ScalarType> types = types(arguments);
        Func func = candidate.func(types, position);
        List<BoundScalar> coerced = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            coerced.add(Types.coerce(arguments.get(i), func.parameters().get(i), Casts.Context.IMPLICIT, position));
        }
        return new Resolved(new BoundScalar.Call(func, coerced), candidate.result(func, types));
    }

    private static List<Candidate> resolve(List<Candidate> candidates, List<ScalarType> types) {
        for (Candidate candidate : candidates) if (candidate.isExactly(types)) return List.of(candidate);
        List<Candidate> left = candidates.stream()
                .filter(candidate -> candidate.accepts(types))
                .toList();
        left = keepMost(left, types, false);
        left = keepMost(left, types, true);
        if (left.size() <= 1 || !types.contains(ScalarType.UNKNOWN)) return left;
        List<Candidate> ofCategory = byCategory(left, types);
        return ofCategory.size() == 1 ? ofCategory : bySameType(ofCategory, types);
    }

    /** Keeps the candidates with the most exact matches; with {@code preferred}, counting preferred types where a cast is needed. */
    private static List<Candidate> keepMost(List<Candidate> candidates, List<ScalarType> types, boolean preferred) {
        if (candidates.size() <= 1) return candidates;
        int most = candidates.stream()
                .mapToInt(each -> matches(each, types, preferred))
                .max()
                .orElse(0);
        return candidates.stream()
                .filter(each -> matches(each, types, preferred) == most)
                .toList();
    }

    private static int matches(Candidate candidate, List<ScalarType> types, boolean preferred) {
        int matches = 0;
        for (int i = 0; i < types.size(); i++) {
            boolean exact = types.get(i).equals(candidate.parameter(i));
            boolean unknown = types.get(i) == ScalarType.UNKNOWN;
            boolean prefers = candidate.isPreferred(i) && candidate.category(i) == Types.category(types.get(i));
            if (exact || preferred && !unknown && prefers) matches++;
        }
        return matches;
    }

    /**
     * Step 4e of section 10.3. An unknown argument takes the string category if any candidate does, else the one that all candidates share, and a preferred
     * type if any candidate has one. If they share none anywhere, nothing is decided.
     */
    private static List<Candidate> byCategory(List<Candidate> candidates, List<ScalarType> types) {
        List<Candidate> left = candidates;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != ScalarType.UNKNOWN) continue;
            int at = i;
            List<Character> categories = candidates.stream()
                    .map(candidate -> candidate.category(at))
                    .distinct()
                    .toList();
            if (categories.size() > 1 && !categories.contains('S')) return candidates;
            char category = categories.contains('S') ? 'S' : categories.get(0);
            boolean preferred =
                    candidates.stream().anyMatch(each -> each.category(at) == category && each.isPreferred(at));
            left = left.stream()
                    .filter(each -> each.category(at) == category)
                    .filter(each -> !preferred || each.isPreferred(at))
                    .toList();
        }
        return left.isEmpty() ? candidates : left;
    }

    /** Step 4f: if all known arguments have one type, the unknown ones are taken to have it too, should that decide it. */
    private static List<Candidate> bySameType(List<Candidate> candidates, List<ScalarType> types) {
        List<ScalarType> known = types.stream()
                .filter(type -> type != ScalarType.UNKNOWN)
                .distinct()
                .toList();
        if (known.size() != 1) return candidates;
        List<ScalarType> assumed = types.stream().map(type -> known.get(0)).toList();
        List<Candidate> accepting =
                candidates.stream().filter(each -> each.accepts(assumed)).toList();
        return accepting.size() == 1 ? accepting : candidates;
    }
}
