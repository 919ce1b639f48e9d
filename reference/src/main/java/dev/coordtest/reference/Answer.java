package dev.coordtest.reference;

import dev.coordtest.repr.SqlError;

/** What a query comes to. */
public sealed interface Answer {
    record Rows(Multiset rows) implements Answer {}

    /** One of the errors that evaluation met; which one, if there are several, means nothing. */
    record Failed(SqlError error) implements Answer {}
}
