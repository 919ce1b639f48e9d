package dev.coordtest.sql.bind;

import dev.coordtest.expr.scalar.Family;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.Functions;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A function that a call may mean: one of its name, or a family of which the call's types choose the member. */
sealed interface Candidate {

    static List<Candidate> of(String name, int arity) {
        Stream<Candidate> single = Functions.byName(name).stream().map(Single::new);
        Stream<Candidate> families = Functions.families(name).stream().map(Polymorphic::new);
        return Stream.concat(single, families)
                .filter(candidate -> candidate.arity() == arity)
                .toList();
    }

    int arity();

    /** The type of a parameter; null if it follows from the arguments. */
    @Nullable
    ScalarType parameter(int index);

    /** Whether arguments of these types become the parameters implicitly. */
    boolean accepts(List<ScalarType> types);

    /** The function for arguments of types that are accepted. */
    Func func(List<ScalarType> types, int position);

    /** PostgreSQL's category of a parameter's type. */
    default char category(int index) {
        ScalarType type = parameter(index);
        return type == null ? 'P' : Types.category(type);
    }

    default boolean isPreferred(int index) {
        ScalarType type = parameter(index);
        return type != null && Types.isPreferred(type);
    }

    /** The type of the value where CREATE TYPE made it; that of the function's result where not. */
    default ScalarType result(Func func, List<ScalarType> types) {
        return func.result();
    }

    default boolean isExactly(List<ScalarType> types) {
        for (int i = 0; i < types.size(); i++) {
            if (!Objects.equals(parameter(i), types.get(i))) return false;
        }
        return true;
    }

    record Single(Func func) implements Candidate {
        @Override
        public int arity() {
            return func.parameters().size();
        }

        @Override
        public ScalarType parameter(int index) {
            return func.parameters().get(index);
        }

        @Override
        public boolean accepts(List<ScalarType> types) {
            for (int i = 0; i < types.size(); i++) {
                if (!Types.isImplicit(types.get(i), parameter(i))) return false;
            }
            return true;
        }

        @Override
        public Func func(List<ScalarType> types, int position) {
            return func;
        }
    }

    record Polymorphic(Family family) implements Candidate {
        @Override
        public int arity() {
            return family.parameters().size();
        }

        @Override
        public @Nullable ScalarType parameter(int index) {
            return family.parameters().get(index) instanceof Family.Of(var type) ? type : null;
        }

        @Override
        public boolean accepts(List<ScalarType> types) {
            for (int i = 0; i < types.size(); i++) {
                ScalarType known = parameter(i);
                if (known != null && !Types.isImplicit(types.get(i), known)) return false;
            }
            return element(types) != null;
        }

        @Override
        public Func func(List<ScalarType> types, int position) {
            ScalarType element = element(types);
            if (element != null && element != ScalarType.UNKNOWN) {
                Func func = family.of(element);
                Types.checkElement(func.result(), position);
                for (ScalarType parameter : func.parameters()) Types.checkElement(parameter, position);
                return func;
            }
            throw new SqlException(SqlError.of(
                            SqlState.DATATYPE_MISMATCH,
                            "could not determine polymorphic type because input has type unknown")
                    .at(position));
        }

        @Override
        public ScalarType result(Func func, List<ScalarType> types) {
            ScalarType element = element(types);
            if (element == null) return func.result();
            return switch (family.result()) {
                case Family.Any.LIST -> MadeTypes.list(lists(types), element);
                case Family.Any.ELEMENT -> element;
                default -> func.result();
            };
        }

        /** The types of the arguments that are to be lists. */
        private List<ScalarType> lists(List<ScalarType> types) {
            return IntStream.range(0, types.size())
                    .filter(i -> family.parameters().get(i) == Family.Any.LIST)
                    .mapToObj(types::get)
                    .filter(ScalarType.ListOf.class::isInstance)
                    .toList();
        }

        /**
         * The type of the elements; unknown if no argument tells, null if the arguments do not go together. Those of one kind of parameter have to agree
         * exactly, those of the other become a common type.
         */
        private @Nullable ScalarType element(List<ScalarType> types) {
            List<ScalarType> told = new ArrayList<>();
            List<ScalarType> lists = new ArrayList<>();
            boolean compatible = false;
            for (int i = 0; i < types.size(); i++) {
                ScalarType type = types.get(i);
                switch (family.parameters().get(i)) {
                    case Family.Of ignored -> {}
                    case Family.Any.SET -> throw new IllegalStateException("a parameter is no set");
                    case Family.Any.ARRAY -> {
                        if (type == ScalarType.UNKNOWN) continue;
                        if (!(type instanceof ScalarType.Array(var element))) return null;
                        told.add(element);
                    }
                    case Family.Any.COMPATIBLE_ARRAY -> {
                        compatible = true;
                        if (type == ScalarType.UNKNOWN) continue;
                        if (!(type instanceof ScalarType.Array(var element))) return null;
                        told.add(element);
                    }
                    case Family.Any.LIST -> {
                        if (type == ScalarType.UNKNOWN) continue;
                        if (!(type instanceof ScalarType.ListOf)) return null;
                        lists.add(type);
                    }
                    case Family.Any.ELEMENT -> {
                        if (type != ScalarType.UNKNOWN) told.add(type);
                    }
                    case Family.Any.NON_ARRAY -> {
                        if (type instanceof ScalarType.Array || type instanceof ScalarType.ListOf) return null;
                        if (type != ScalarType.UNKNOWN) told.add(type);
                    }
                    case Family.Any.COMPATIBLE -> {
                        compatible = true;
                        if (type != ScalarType.UNKNOWN) told.add(type);
                    }
                }
            }
            if (!lists.isEmpty()) {
                if (!(MadeTypes.common(lists) instanceof ScalarType.ListOf(var element, var made))) return null;
                told.add(element);
            }
            if (told.isEmpty()) return compatible ? ScalarType.TEXT : ScalarType.UNKNOWN;
            return compatible ? common(told) : MadeTypes.common(told);
        }

        private static @Nullable ScalarType common(List<ScalarType> types) {
            if (types.stream().map(Types::category).distinct().count() > 1) return null;
            ScalarType common = types.getFirst();
            for (ScalarType type : types) {
                boolean better =
                        !Types.isPreferred(common) && Types.isImplicit(common, type) && !Types.isImplicit(type, common);
                if (better) common = type;
            }
            ScalarType chosen = common;
            return types.stream().allMatch(type -> Types.isImplicit(type, chosen)) ? chosen : null;
        }
    }
}
