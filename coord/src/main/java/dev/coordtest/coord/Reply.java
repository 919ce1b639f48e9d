package dev.coordtest.coord;

import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.type.RelationDesc;
import org.jspecify.annotations.Nullable;

/** As what the rows of a read are answered. */
record Reply(@Nullable String copyFormat) {
    static final Reply ROWS = new Reply(null);

    static Reply copy(String format) {
        return new Reply(format);
    }

    StatementResult of(RelationDesc desc, Batch rows) {
        return copyFormat == null
                ? new StatementResult.Rows(desc, rows)
                : new StatementResult.CopyTo(copyFormat, desc, rows);
    }
}
