package dev.coordtest.coord.session;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Datum;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.Sql.Result;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a session comes from text to plans: through {@link Sql}, or through somebody who remembers what {@link Sql} said to the same question. */
public interface Planning {
    /** Asks {@link Sql} each time. */
    Planning DIRECT = new Planning() {
        @Override
        public Result<List<ParsedStatement>> parse(String text) {
            return Sql.parse(text);
        }

        @Override
        public Result<Plan> plan(
                ParsedStatement statement,
                Catalog catalog,
                SessionView session,
                @Nullable FileDescription file,
                List<Datum> parameters) {
            return Sql.plan(statement, catalog, session, file, parameters);
        }
    };

    /** As {@link Sql#parse}. */
    Result<List<ParsedStatement>> parse(String text);

    /** As {@link Sql#plan}. */
    Result<Plan> plan(
            ParsedStatement statement,
            Catalog catalog,
            SessionView session,
            @Nullable FileDescription file,
            List<Datum> parameters);
}
