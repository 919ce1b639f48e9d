package dev.coordtest.repr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * How a JSON value is packed: one datum inside another, spelled as SQL's values are. Null is a NULL, a number a numeric, an array a list, an object a map
 * whose keys are in {@link Json#KEYS} order. The length around it makes the end of the whole easy to find.
 */
final class PackedJson {
    private PackedJson() {}

    static void push(Json json, RowPacker packer) {
        switch (json) {
            case Json.Null ignored -> packer.pushNull();
            case Json.Bool(var value) -> packer.push(value);
            case Json.Numeric(var value) -> packer.push(new Datum.Numeric(value));
            case Json.Text(var value) -> packer.push(value);
            case Json.Array(var elements) -> {
                int start = packer.open(Tag.LIST);
                for (Json element : elements) push(element, packer);
                packer.close(start);
            }
            case Json.Members(var members) -> {
                int start = packer.open(Tag.MAP);
                members.forEach((key, value) -> push(value, packer.push(key)));
                packer.close(start);
            }
        }
    }

    static Json read(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case Tag.NULL -> Json.NULL;
            case Tag.FALSE -> Json.FALSE;
            case Tag.TRUE -> Json.TRUE;
            case Tag.NUMERIC, Tag.NUMERIC_WIDE -> new Json.Numeric(number(bytes, at));
            case Tag.TEXT_TINY, Tag.TEXT_SHORT, Tag.TEXT_LONG -> new Json.Text(RowReader.text(bytes, at));
            case Tag.LIST -> {
                List<Json> elements = new ArrayList<>();
                int end = Packed.end(bytes, at);
                for (int next = at + 5; next < end; next = Packed.end(bytes, next)) elements.add(read(bytes, next));
                yield new Json.Array(elements);
            }
            case Tag.MAP -> {
                SortedMap<String, Json> members = Json.members();
                int end = Packed.end(bytes, at);
                for (int key = at + 5; key < end; ) {
                    int value = Packed.end(bytes, key);
                    members.put(RowReader.text(bytes, key), read(bytes, value));
                    key = Packed.end(bytes, value);
                }
                yield new Json.Members(members);
            }
            default -> throw new IllegalStateException("no JSON has tag " + bytes[at] + " at " + at);
        };
    }

    private static BigDecimal number(byte[] bytes, int at) {
        return ((Datum.Numeric) PackedNumeric.decode(bytes, at)).value();
    }
}
