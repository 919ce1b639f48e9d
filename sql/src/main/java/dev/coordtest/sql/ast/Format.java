package dev.coordtest.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How bytes become rows, or rows bytes. */
public sealed interface Format {
    int position();

    record Text(int position) implements Format {}

    record Bytes(int position) implements Format {}

    record Json(int position) implements Format {}

    /** Either {@code count} &gt; 0, or {@code header} with {@code names} if any. */
    record Csv(int count, boolean header, List<String> names, char delimiter, int position) implements Format {}

    record Regex(String pattern, int position) implements Format {}

    record Avro(Schema schema, int position) implements Format {}

    record Protobuf(@Nullable String message, Schema schema, int position) implements Format {}

    /** Where a schema comes from. */
    sealed interface Schema {}

    record Inline(String text, List<Option> options) implements Schema {}

    record InFile(String path, List<Option> options) implements Schema {}

    /** A schema registry by its address. */
    record Registry(String url, List<Option> options) implements Schema {}
}
