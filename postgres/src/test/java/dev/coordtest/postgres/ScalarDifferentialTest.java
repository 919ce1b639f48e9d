package dev.coordtest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.reference.Answer;
import dev.coordtest.reference.Reference;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A scalar expression has the type, the value and the SQLSTATE that it has in PostgreSQL. */
final class ScalarDifferentialTest {
    /** More with {@code -Dpostgres.scalars=N}, others with {@code -Dpostgres.seed=N}. */
    private static final int COUNT = Integer.getInteger("postgres.scalars", 8000);

    private static final long SEED = Long.getLong("postgres.seed", 1);
    private static final int BATCH = 500;
    private static final int SHOWN_MAX = Integer.getInteger("postgres.shown", 40);
    /** One round trip for a batch: each expression is evaluated by itself, and what it fails with is its answer. */
    private static final String VERDICTS = """
            CREATE FUNCTION verdicts(expressions text[]) RETURNS TABLE (type text, value text, state text, message text) AS $body$
            DECLARE expression text;
            BEGIN
              FOREACH expression IN ARRAY expressions LOOP
                BEGIN
                  state := NULL;
                  message := NULL;
                  EXECUTE 'SELECT pg_typeof(x)::text, CASE WHEN x IS NOT NULL THEN format(''%s'', x) END FROM (SELECT ' || expression || ' AS x OFFSET 0) AS s'
                    INTO type, value;
                EXCEPTION WHEN OTHERS THEN
                  type := NULL;
                  value := NULL;
                  state := SQLSTATE;
                  message := SQLERRM;
                END;
                RETURN NEXT;
              END LOOP;
            END $body$ LANGUAGE plpgsql""";

    private static final List<String> TYPES =
            ScalarValues.TYPES.stream().map(ScalarType::sqlName).toList();

    private static final Pattern LATE_TIMESTAMP = Pattern.compile("^(29424[7-9]|2942[5-7][0-9])-");
    /** Operators of {@code timetz}. */
    private static final Pattern UNBUILT = Pattern.compile(".*time without time zone.* AT TIME ZONE .*");

    private static final Pattern JSON = Pattern.compile("\\bjson('| )|::json\\b|AS json\\)|json_|to_json\\(");

    private static final List<Pattern> DELIBERATE = List.of(
            Pattern.compile("(?s)\\((NULL|'.*') (@>|<@|&&) .*|.* (@>|<@|&&) (NULL|'.*')\\)"),
            Pattern.compile("(?s)\\((NULL|'.*') \\?\\| .*\\)"),
            Pattern.compile(".*(ANY|ALL|SOME)\\(ARRAY\\[NULL, NULL\\]\\)\\)"),
            Pattern.compile("(?s).*\"char\".*bpchar\\[\\].*|.*bpchar\\[\\].*\"char\".*"),
            Pattern.compile("trunc\\(('.*'|NULL)\\)"),
            Pattern.compile("(?s).*[^\\x00-\\x7F].*name.*|.*name.*[^\\x00-\\x7F].*"),
            Pattern.compile(".* AT TIME ZONE .*(0x80000000|2147483648).*"),
            Pattern.compile(".*'P[^']*0[xX].*interval|interval 'P[^']*0[xX].*"),
            Pattern.compile(
                    ".*92233720368547758.*time without time zone.*|.*time without time zone.*92233720368547758.*"));

    /** What one side says of one expression: a type and a value, NULL as null, or a state. */
    private record Verdict(
            @Nullable String type,
            @Nullable String value,
            @Nullable String state,
            @Nullable String message) {
        boolean agreesWith(Verdict that, boolean approximate) {
            if (state != null) return state.equals(that.state);
            if (type == null || !type.equals(that.type)) return false;
            if (value == null || that.value == null) return value == that.value;
            return value.equals(that.value) || approximate && isNear(value, that.value);
        }

        private static boolean isNear(String a, String b) {
            double x = Double.parseDouble(a);
            double y = Double.parseDouble(b);
            return Math.abs(x - y) <= 1e-13 * Math.max(Math.abs(x), Math.abs(y));
        }

        @Override
        public String toString() {
            return state != null ? state + " " + message : value + " :: " + type;
        }
    }

    @Test
    void scalarsHaveTheValuesOfPostgres() throws Exception {
        RandomScalars scalars = new RandomScalars(new SplittableRandom(SEED));
        List<String> differences = new ArrayList<>();
        int[] outcomes = new int[4];
        Tables tables = new Tables();
        try (Judge judge = Judges.started()) {
            judge.run("SET TimeZone = 'UTC'");
            judge.run(VERDICTS);
            List<RandomScalars.Drawn> batch = RandomScalars.literals();
            for (int done = 0; done < COUNT; done += batch.size(), batch = drawn(scalars)) {
                List<Verdict> theirs = theirs(judge, batch);
                for (int i = 0; i < batch.size(); i++) {
                    RandomScalars.Drawn scalar = batch.get(i);
                    Verdict ours = ours(scalar.text(), tables);
                    Verdict judged = theirs.get(i);
                    if (ours.agreesWith(judged, scalar.approximate())) {
                        outcomes[ours.state == null ? 0 : ours.state.startsWith("22") ? 1 : 2]++;
                    } else if ("0A000".equals(ours.state)) {
                        outcomes[3]++; // Refused by name: not built.
                    } else if (!isDeliberate(scalar.text(), ours, judged)) {
                        differences.add(scalar.text() + "\n    PostgreSQL: " + judged + "\n    we:         " + ours);
                    }
                    boolean same = ours.value != null && ours.value.equals(judged.value);
                    if (same) scalars.offer(scalar.text(), String.valueOf(ours.type), ours.value);
                }
            }
        }
        System.out.printf(
                "scalars of seed %d: %d have a value, %d fail on it, %d are refused, %d are not built, %d differ%n",
                SEED, outcomes[0], outcomes[1], outcomes[2], outcomes[3], differences.size());
        assertThat(differences.stream().limit(SHOWN_MAX))
                .as("%d differences with seed %d", differences.size(), SEED)
                .isEmpty();
        assertThat(outcomes[0]).as("expressions that have a value").isGreaterThan(COUNT / 2);
        assertThat(outcomes[1]).as("expressions that fail").isGreaterThan(COUNT / 20);
        assertThat(outcomes[3]).as("expressions that are not built").isLessThan(COUNT / 50);
    }

    /** The differences of {@code docs/sql-differences.md}. */
    private static boolean isDeliberate(String expression, Verdict ours, Verdict judged) {
        boolean typeUnbuilt = judged.type != null && !TYPES.contains(judged.type)
                || "42883".equals(ours.state) && UNBUILT.matcher(expression).matches();
        boolean lateTimestamp =
                judged.value != null && LATE_TIMESTAMP.matcher(judged.value).find();
        boolean typeName = expression.contains("regtype") && ours.state != null && judged.state != null;
        boolean jsonAsJsonb = JSON.matcher(expression).find() && judged.state != null && judged.state.startsWith("42");
        boolean zeroByte = expression.contains("\"char\"")
                && "".equals(judged.value)
                && ours.value != null
                && ours.value.isBlank();
        return typeUnbuilt
                || typeName
                || zeroByte
                || jsonAsJsonb
                || lateTimestamp
                || DELIBERATE.stream().anyMatch(p -> p.matcher(expression).matches());
    }

    private static List<RandomScalars.Drawn> drawn(RandomScalars scalars) {
        List<RandomScalars.Drawn> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) batch.add(scalars.next());
        return batch;
    }

    private static List<Verdict> theirs(Judge judge, List<RandomScalars.Drawn> batch) {
        StringBuilder call = new StringBuilder("SELECT * FROM verdicts(ARRAY[");
        for (int i = 0; i < batch.size(); i++) {
            call.append(i == 0 ? "" : ", ")
                    .append("$x$")
                    .append(batch.get(i).text())
                    .append("$x$");
        }
        List<Verdict> verdicts = new ArrayList<>();
        switch (judge.ask(call.append("])").toString())) {
            case Judge.Verdict.Refused refused -> throw new IllegalStateException(refused.toString());
            case Judge.Verdict.Rows(var columns, var rows) ->
                rows.forEach(row -> verdicts.add(new Verdict(row.get(0), row.get(1), row.get(2), row.get(3))));
        }
        return verdicts;
    }

    private static Verdict ours(String expression, Tables tables) {
        try {
            return answer(expression, tables);
        } catch (RuntimeException e) {
            StackTraceElement at = e.getStackTrace().length == 0 ? null : e.getStackTrace()[0];
            return new Verdict(null, null, "crash", e + " at " + at);
        }
    }

    private static Verdict answer(String expression, Tables tables) {
        return switch (Product.plan("SELECT " + expression + " AS x", tables)) {
            case Sql.Result.Refused<QueryPlan>(var error) ->
                new Verdict(null, null, error.state().code(), error.message());
            case Sql.Result.Ok<QueryPlan>(var query) ->
                switch (Reference.evaluate(query.bound(), tables)) {
                    case Answer.Failed(var error) ->
                        new Verdict(null, null, error.state().code(), error.message());
                    case Answer.Rows(var rows) ->
                        verdict(
                                Reference.finish(rows, query.finishing())
                                        .get(0)
                                        .datums()
                                        .get(0),
                                query.desc().types().get(0).type());
                };
        };
    }

    private static Verdict verdict(Datum datum, ScalarType type) {
        String text = null;
        if (!datum.isNull()) text = TextFormat.print(datum, type);
        return new Verdict(type.sqlName(), text, null, null);
    }
}
