package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.JsonValues.json;
import static dev.coordtest.repr.type.ScalarType.BOOL;
import static dev.coordtest.repr.type.ScalarType.INT4;
import static dev.coordtest.repr.type.ScalarType.Simple.JSONB;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** JSON values with something added, replaced or left out (PostgreSQL's manual, sections 9.16.1 and 9.16.2). */
final class JsonEdits {
    /** What is done at the end of a path. */
    private enum Edit {
        DELETE,
        /** Replaces what is there. */
        REPLACE,
        /** Replaces what is there, or adds it. */
        CREATE,
        INSERT_BEFORE,
        INSERT_AFTER;

        boolean adds() {
            return this == CREATE || inserts();
        }

        boolean inserts() {
            return this == INSERT_BEFORE || this == INSERT_AFTER;
        }
    }

    private JsonEdits() {}

    static List<Func> all() {
        ScalarType texts = JsonAccess.TEXTS;
        return List.of(
                Func.of("||", JSONB, a -> JsonValues.checked(joined(json(a[0]), json(a[1]))), JSONB, JSONB),
                Func.of("-", JSONB, a -> Datum.of(without(json(a[0]), List.of(Values.text(a[1])))), JSONB, TEXT),
                Func.of("-", JSONB, a -> Datum.of(without(json(a[0]), Values.int4(a[1]))), JSONB, INT4),
                Func.of("-", JSONB, a -> Datum.of(without(json(a[0]), keys(a[1]))), JSONB, texts),
                Func.of("#-", JSONB, a -> atPath(a, Edit.DELETE), JSONB, texts),
                Func.of("jsonb_set", JSONB, a -> atPath(a, Edit.CREATE), JSONB, texts, JSONB),
                Func.of(
                        "jsonb_set",
                        JSONB,
                        a -> atPath(a, a[3].equals(Datum.TRUE) ? Edit.CREATE : Edit.REPLACE),
                        JSONB,
                        texts,
                        JSONB,
                        BOOL),
                Func.of("jsonb_insert", JSONB, a -> atPath(a, Edit.INSERT_BEFORE), JSONB, texts, JSONB),
                Func.of(
                        "jsonb_insert",
                        JSONB,
                        a -> atPath(a, a[3].equals(Datum.TRUE) ? Edit.INSERT_AFTER : Edit.INSERT_BEFORE),
                        JSONB,
                        texts,
                        JSONB,
                        BOOL));
    }

    /** Two objects become one, in which the second has the last word; anything else becomes one array. */
    private static Json joined(Json first, Json second) {
        if (first instanceof Json.Members(var members) && second instanceof Json.Members(var more)) {
            SortedMap<String, Json> joined = Json.members();
            joined.putAll(members);
            joined.putAll(more);
            return new Json.Members(joined);
        }
        List<Json> joined = new ArrayList<>(first instanceof Json.Array(var elements) ? elements : List.of(first));
        joined.addAll(second instanceof Json.Array(var elements) ? elements : List.of(second));
        return new Json.Array(joined);
    }

    // ---- outermost

    private static List<String> keys(Datum array) {
        checkDimensions(array);
        return JsonAccess.given(array);
    }

    /** An object without members of these keys, an array without elements that are such texts. */
    private static Json without(Json json, List<String> keys) {
        return switch (json) {
            case Json.Members(var members) -> {
                SortedMap<String, Json> left = Json.members();
                left.putAll(members);
                keys.forEach(left::remove);
                yield new Json.Members(left);
            }
            case Json.Array(var elements) ->
                new Json.Array(elements.stream()
                        .filter(each -> !(each instanceof Json.Text(var text) && keys.contains(text)))
                        .toList());
            case Json scalar -> throw Errors.parameter("cannot delete from scalar");
        };
    }

    private static Json without(Json json, int index) {
        return switch (json) {
            case Json.Members ignored -> throw Errors.parameter("cannot delete from object using integer index");
            case Json.Array(var elements) -> {
                long at = index < 0 ? (long) elements.size() + index : index;
                if (at < 0 || at >= elements.size()) yield json;
                List<Json> left = new ArrayList<>(elements);
                left.remove((int) at);
                yield new Json.Array(left);
            }
            case Json scalar -> throw Errors.parameter("cannot delete from scalar");
        };
    }

    // ---- at a path

    private static Datum atPath(Datum[] a, Edit edit) {
        checkDimensions(a[1]);
        Json json = json(a[0]);
        if (Json.isScalar(json)) {
            throw Errors.parameter(edit == Edit.DELETE ? "cannot delete path in scalar" : "cannot set path in scalar");
        }
        List<@Nullable String> path = JsonAccess.texts(a[1]);
        boolean empty = json instanceof Json.Members(var members)
                ? members.isEmpty()
                : json instanceof Json.Array(var elements) && elements.isEmpty();
        if (path.isEmpty() || empty && !edit.adds()) return a[0];
        Json value = edit == Edit.DELETE ? Json.NULL : json(a[2]);
        return JsonValues.checked(new PathEdit(path, edit, value).of(json, 0));
    }

    private static void checkDimensions(Datum array) {
        if (((Datum.ArrayValue) array).dimensions().size() > 1) throw wrongDimensions();
    }

    static SqlException wrongDimensions() {
        return Errors.error(SqlState.ARRAY_SUBSCRIPT_ERROR, "wrong number of array subscripts");
    }

    private record PathEdit(List<@Nullable String> path, Edit edit, Json value) {
        /** The part at a level, edited. A path that leads through a scalar leads nowhere. */
        Json of(Json part, int level) {
            String step = path.get(level);
            if (step == null) {
                throw Errors.error(
                        SqlState.NULL_VALUE_NOT_ALLOWED, "path element at position " + (level + 1) + " is null");
            }
            return switch (part) {
                case Json.Members(var members) -> ofMembers(members, step, level);
                case Json.Array(var elements) -> ofElements(elements, step, level);
                case Json scalar -> scalar;
            };
        }

        private boolean isLast(int level) {
            return level == path.size() - 1;
        }

        private Json ofMembers(SortedMap<String, Json> members, String key, int level) {
            SortedMap<String, Json> edited = Json.members();
            edited.putAll(members);
            Json found = members.get(key);
            if (found != null && !isLast(level)) edited.put(key, of(found, level + 1));
            else if (found != null && edit.inserts()) {
                throw new SqlException(SqlError.of(SqlState.INVALID_PARAMETER_VALUE, "cannot replace existing key")
                        .withHint("Try using the function jsonb_set to replace key value."));
            } else if (found != null && edit == Edit.DELETE) edited.remove(key);
            else if (isLast(level) && (found != null || edit.adds())) edited.put(key, value);
            return new Json.Members(edited);
        }

        private Json ofElements(List<Json> elements, String step, int level) {
            Integer index = JsonAccess.index(step);
            if (index == null) {
                throw Errors.error(
                        SqlState.INVALID_TEXT_REPRESENTATION,
                        "path element at position " + (level + 1) + " is not an integer: \"" + step + "\"");
            }
            List<Json> edited = new ArrayList<>(elements);
            long at = index < 0 ? (long) elements.size() + index : index;
            if (at < 0 || at >= elements.size()) {
                if (isLast(level) && edit.adds()) edited.add(at < 0 ? 0 : edited.size(), value);
            } else if (!isLast(level)) edited.set((int) at, of(elements.get((int) at), level + 1));
            else
                switch (edit) {
                    case DELETE -> edited.remove((int) at);
                    case REPLACE, CREATE -> edited.set((int) at, value);
                    case INSERT_BEFORE -> edited.add((int) at, value);
                    case INSERT_AFTER -> edited.add((int) at + 1, value);
                }
            return new Json.Array(edited);
        }
    }
}
