package dev.coordtest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.sql.plan.ItemName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What our queries mean is what PostgreSQL's mean. */
final class QueriesTest {
    /** More with {@code -Dpostgres.seeds=N}. */
    private static final int SEEDS = Integer.getInteger("postgres.seeds", 2000);

    @Test
    void randomQueriesAnswerAsPostgresDoes() throws Exception {
        Tables tables = new Tables();
        int answered = 0;
        try (Judge judge = Judges.started()) {
            fill(judge, tables);
            for (long seed = 0; seed < SEEDS; seed++) {
                String query = new RandomSql(new SplittableRandom(seed)).query();
                Judge.Verdict theirs = judge.ask(query);
                Judge.Verdict ours = Product.ask(query, tables);
                if (isOfData(theirs) || isOfData(ours)) continue; // Who meets an error first is a matter of the plan.
                assertThat(shape(ours)).as("seed %d: %s", seed, query).isEqualTo(shape(theirs));
                if (theirs instanceof Judge.Verdict.Rows) answered++;
            }
        }
        assertThat(answered).as("queries answered").isGreaterThan(SEEDS / 2);
    }

    /** One query a line: what the rules of names, literals, types and errors make of each. */
    @Test
    void chosenQueriesAnswerAsPostgresDoes() throws Exception {
        Tables tables = new Tables();
        try (Judge judge = Judges.started()) {
            fill(judge, tables);
            List<String> differences = new ArrayList<>();
            for (String query : chosen()) {
                List<String> theirs = shape(judge.ask(query));
                List<String> ours = shape(Product.ask(query, tables));
                if (!ours.equals(theirs)) differences.add(query + "\n    PostgreSQL: " + theirs + "\n    we: " + ours);
            }
            assertThat(differences).isEmpty();
        }
    }

    private static List<String> chosen() throws IOException {
        try (InputStream text = QueriesTest.class.getResourceAsStream("/queries.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static void fill(Judge judge, Tables tables) throws Exception {
        judge.run("CREATE TABLE t1 (a int, b int)");
        judge.run("CREATE TABLE t2 (a int, n numeric)");
        judge.run("CREATE TABLE t3 (s text, f boolean)");
        String[] t1 = {"0,1", "1,1", "1,2", "2,null", "null,0", "1,1"};
        String[] t2 = {"0,1.5", "1,0.0", "1,2.5", "null,1.5", "2,null"};
        String[] t3 = {"'a',true", "'b',false", "'a',null", "null,true", "'',false"};
        insert(judge, tables, "t1", List.of(t1));
        insert(judge, tables, "t2", List.of(t2));
        insert(judge, tables, "t3", List.of(t3));
    }

    private static void insert(Judge judge, Tables tables, String table, List<String> rows) throws Exception {
        for (String row : rows) {
            judge.run("INSERT INTO " + table + " VALUES (" + row + ")");
            var types = tables.item(new ItemName("materialize", "public", table))
                    .orElseThrow()
                    .desc()
                    .types();
            String[] values = row.split(",");
            List<Datum> datums = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                String text = values[i].replace("'", "");
                datums.add(
                        values[i].equals("null")
                                ? Datum.NULL
                                : TextFormat.parse(text, types.get(i).type()));
            }
            tables.contents(table).add(Row.of(datums), 1);
        }
    }

    /** Whether a value, and not the query as such, is to blame: class 22, or a subquery with too many rows. */
    private static boolean isOfData(Judge.Verdict verdict) {
        return verdict instanceof Judge.Verdict.Refused(var state, var message)
                && (state.startsWith("22") || state.equals("21000"));
    }

    /**
     * The columns and the rows in any order; of a refusal its state. Numerics without the zeros at their end: which of several equal ones
     * stands for a group is a matter of the plan, too.
     */
    private static List<String> shape(Judge.Verdict verdict) {
        return switch (verdict) {
            case Judge.Verdict.Refused(var state, var message) -> List.of("refused", state);
            case Judge.Verdict.Rows(var columns, var rows) -> {
                List<String> lines = new ArrayList<>();
                rows.forEach(row -> lines.add(row.toString()
                        .replaceAll("(\\.[0-9]*?)0+(?=[,\\]])", "$1")
                        .replaceAll("\\.(?=[,\\]])", "")));
                lines.sort(null);
                lines.add(0, columns.toString());
                yield lines;
            }
        };
    }
}
