package dev.coordtest.repr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One JSON value as {@code jsonb} has it (PostgreSQL's manual, section 8.14): numbers are exact and keep the zeros they were written with, the keys of an
 * object are unique and in {@link #KEYS} order, blanks are nobody's business.
 *
 * <p>Two values are {@code equals} if they are the same representation: {@code 1.0} and {@code 1} are not. SQL's notion of equality and order is {@link
 * #ORDER}.
 */
public sealed interface Json {
    /** How deep arrays and objects may stand in each other: little of a stack. */
    int DEPTH_MAX = 1000;

    /** The order of an object's members: shorter keys first, by bytes of UTF-8, then bytewise. */
    Comparator<String> KEYS = Comparator.<String>comparingInt(Utf8::length).thenComparing(DatumOrder.TEXT);

    /**
     * The order of jsonb's B-tree: null, then strings, numbers, booleans, arrays, objects; of arrays and objects the shorter ones first, then by members.
     * An array without elements that is not inside of anything comes before all else.
     */
    Comparator<Json> ORDER = Json::compareOutermost;

    Json NULL = new Null();
    Json TRUE = new Bool(true);
    Json FALSE = new Bool(false);

    /** JSON's null, which is a value. */
    record Null() implements Json {}

    record Text(String value) implements Json {}

    /** A finite decimal whose {@link BigDecimal#scale()}, never negative, is the number of fractional digits shown. */
    record Numeric(BigDecimal value) implements Json {
        public Numeric {
            if (value.scale() < 0) value = value.setScale(0);
        }
    }

    record Bool(boolean value) implements Json {}

    record Array(List<Json> elements) implements Json {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** An object. The map is owned by the value and sorted by {@link #KEYS}. */
    record Members(SortedMap<String, Json> members) implements Json {}

    static Json of(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Json of(String value) {
        return new Text(value);
    }

    /** An empty map for the members of an object. */
    static SortedMap<String, Json> members() {
        return new TreeMap<>(KEYS);
    }

    /** Whether it is neither an array nor an object. */
    static boolean isScalar(Json json) {
        return !(json instanceof Array) && !(json instanceof Members);
    }

    /** How deep arrays and objects stand in each other; 0 for a scalar. */
    static int depth(Json json) {
        int inner = 0;
        for (Json part : parts(json)) inner = Math.max(inner, depth(part));
        return isScalar(json) ? 0 : inner + 1;
    }

    private static Iterable<Json> parts(Json json) {
        return switch (json) {
            case Array(var elements) -> elements;
            case Members(var members) -> members.values();
            case Null ignored -> List.of();
            case Text ignored -> List.of();
            case Numeric ignored -> List.of();
            case Bool ignored -> List.of();
        };
    }

    /** The one representation that stands for all values equal to this one: numbers without the zeros at their ends. */
    static Json canonical(Json json) {
        return switch (json) {
            case Numeric(var value) -> new Numeric(DatumOrder.stripZeros(value));
            case Array(var elements) -> {
                List<Json> canonical = new ArrayList<>(elements.size());
                for (Json element : elements) canonical.add(canonical(element));
                yield new Array(canonical);
            }
            case Members(var members) -> {
                SortedMap<String, Json> canonical = members();
                members.forEach((key, value) -> canonical.put(key, canonical(value)));
                yield new Members(canonical);
            }
            case Null same -> same;
            case Text same -> same;
            case Bool same -> same;
        };
    }

    /** The place of a value's kind in the order. */
    static int rank(Json json) {
        return switch (json) {
            case Null ignored -> 1;
            case Text ignored -> 2;
            case Numeric ignored -> 3;
            case Bool ignored -> 4;
            case Array ignored -> 5;
            case Members ignored -> 6;
        };
    }

    /** The place of the kind of a value that is not inside of anything. */
    static int outermostRank(Json json) {
        return json instanceof Array(var elements) && elements.isEmpty() ? 0 : rank(json);
    }

    private static int compareOutermost(Json a, Json b) {
        int byRank = Integer.compare(outermostRank(a), outermostRank(b));
        return byRank != 0 ? byRank : compare(a, b);
    }

    private static int compare(Json a, Json b) {
        return switch (a) {
            case Null ignored when b instanceof Null -> 0;
            case Text(var x) when b instanceof Text(var y) -> DatumOrder.TEXT.compare(x, y);
            case Numeric(var x) when b instanceof Numeric(var y) -> x.compareTo(y);
            case Bool(var x) when b instanceof Bool(var y) -> Boolean.compare(x, y);
            case Array(var x) when b instanceof Array(var y) -> compareElements(x, y);
            case Members(var x) when b instanceof Members(var y) -> compareMembers(x, y);
            default -> Integer.compare(rank(a), rank(b));
        };
    }

    private static int compareElements(List<Json> a, List<Json> b) {
        int compared = Integer.compare(a.size(), b.size());
        for (int i = 0; i < a.size() && compared == 0; i++) compared = compare(a.get(i), b.get(i));
        return compared;
    }

    private static int compareMembers(SortedMap<String, Json> a, SortedMap<String, Json> b) {
        int compared = Integer.compare(a.size(), b.size());
        Iterator<Map.Entry<String, Json>> others = b.entrySet().iterator();
        for (Map.Entry<String, Json> member : a.entrySet()) {
            if (compared != 0) return compared;
            Map.Entry<String, Json> other = others.next();
            compared = DatumOrder.TEXT.compare(member.getKey(), other.getKey());
            if (compared == 0) compared = compare(member.getValue(), other.getValue());
        }
        return compared;
    }
}
