package dev.coordtest.sql.ast;

import org.jspecify.annotations.Nullable;

/** {@code name [= value]} in WITH, SET or RESET. The name is folded; {@code value} is null where none was given. */
public record Option(Ident name, @Nullable Value value) {
    /** A value as written. */
    public sealed interface Value {
        int position();

        record Text(String text, int position) implements Value {}

        /** Digits with a sign perhaps. */
        record Number(String text, int position) implements Value {}

        record Bool(boolean value, int position) implements Value {}

        /** A bare word, folded. */
        record Word(String word, int position) implements Value {}

        /** {@code NULL}, or anything else that is no scalar, by its text. */
        record Other(String text, int position) implements Value {}
    }
}
