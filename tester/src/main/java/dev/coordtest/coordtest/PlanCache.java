package dev.coordtest.coordtest;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.session.Planning;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.Datum;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql.Result;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the plans of a file that is run many times: the same statement over the same catalog, asked in the same session state, has the same plan. Worlds that share a cache behave
 * as if each planned for itself, since plans never change once made.
 */
final class PlanCache implements Planning {
    /** A file has far fewer; one whose plans depend on the time of day in every run must not fill the memory. */
    private static final int PLANS_MAX = 50_000;

    private final Map<String, Result<List<ParsedStatement>>> texts = new HashMap<>();
    /** By the statements of {@link #texts}, which are told apart by identity. */
    private final IdentityHashMap<ParsedStatement, Map<Question, Result<Plan>>> plans = new IdentityHashMap<>();
    /** One of all catalogs that hold the same, by revision and viewer. */
    private final Map<Long, List<Catalog>> catalogs = new HashMap<>();

    private int size;
    private @Nullable Catalog seen;
    private @Nullable Catalog asKept;

    /** All that a plan depends on but its statement; the catalog is one that is kept, and equal only to itself. */
    private record Question(
            Catalog catalog, SessionView session, @Nullable FileDescription file, List<Datum> parameters) {}

    @Override
    public Result<List<ParsedStatement>> parse(String text) {
        return texts.computeIfAbsent(text, DIRECT::parse);
    }

    @Override
    public Result<Plan> plan(
            ParsedStatement statement,
            Catalog catalog,
            SessionView session,
            @Nullable FileDescription file,
            List<Datum> parameters) {
        if (size > PLANS_MAX) forget();
        Question question = new Question(kept(catalog), session, file, parameters);
        Map<Question, Result<Plan>> known = plans.computeIfAbsent(statement, ignored -> new HashMap<>());
        Result<Plan> plan = known.get(question);
        if (plan == null) {
            plan = DIRECT.plan(statement, catalog, session, file, parameters);
            known.put(question, plan);
            size++;
        }
        return plan;
    }

    private Catalog kept(Catalog catalog) {
        if (asKept != null && seen != null && catalog.isSame(seen)) return asKept;
        seen = catalog;
        List<Catalog> alike = catalogs.computeIfAbsent(catalog.revision(), ignored -> new ArrayList<>());
        for (Catalog kept : alike) {
            if (kept.holdsSame(catalog)) {
                asKept = kept;
                return kept;
            }
        }
        alike.add(catalog);
        asKept = catalog;
        return catalog;
    }

    private void forget() {
        plans.clear();
        catalogs.clear();
        texts.clear();
        asKept = null;
        size = 0;
    }
}
