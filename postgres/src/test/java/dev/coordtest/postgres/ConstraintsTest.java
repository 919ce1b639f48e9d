package dev.coordtest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What random statements write to a table with constraints, and which of them are refused and with what words, is what PostgreSQL says: it runs them first, and what it
 * says becomes what a sqllogictest file expects of us.
 *
 * <p>Only one row of an UPDATE may break a rule: of several, PostgreSQL names the first in the order of its heap.
 */
final class ConstraintsTest {
    /** More with {@code -Dpostgres.tables=N}. */
    private static final int TABLES = Integer.getInteger("postgres.tables", 25);

    private static final int STATEMENTS = 60;
    private static final CoordTest.Options OPTIONS = new CoordTest.Options(new TreeMap<>(), null, false);

    private int written;
    private int refused;

    @Test
    void randomWritesKeepConstraintsAsInPostgres() throws Exception {
        try (Judge judge = Judges.started()) {
            for (long seed = 0; seed < TABLES; seed++) {
                String text = script(judge, new SplittableRandom(seed));
                SltTest.Result result = SltTest.run(
                        SltFile.parse("seed " + seed, text),
                        OPTIONS,
                        Rules.DEFAULT,
                        SltTest.OnFailure.KEEP_GOING,
                        SltTest.Listener.NONE);
                assertThat(result.problem()).isNull();
                for (SltTest.Outcome outcome : result.outcomes()) {
                    assertThat(outcome.verdict().passed())
                            .as("seed %d: %s: %s", seed, outcome.record().sql(), outcome.verdict())
                            .isTrue();
                }
            }
        }
        assertThat(written).as("statements that wrote").isGreaterThan(TABLES * STATEMENTS / 5);
        assertThat(refused).as("statements refused").isGreaterThan(TABLES * STATEMENTS / 5);
    }

    private String script(Judge judge, SplittableRandom random) throws SQLException {
        StringBuilder text = new StringBuilder();
        judge.run("DROP TABLE IF EXISTS t");
        String table = table(random);
        judge.run(table);
        text.append("statement ok\n").append(table).append("\n\n");
        for (int i = 0; i < STATEMENTS; i++) {
            String statement = statement(random);
            text.append(expectation(judge, statement))
                    .append('\n')
                    .append(statement)
                    .append("\n\n");
            text.append(contents(judge));
        }
        return text.toString();
    }

    private String expectation(Judge judge, String statement) {
        try {
            int rows = judge.change(statement);
            if (rows > 0) written++;
            return "statement count " + rows;
        } catch (SQLException e) {
            refused++;
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElseThrow();
            return "statement error pgcode " + e.getSQLState() + " " + message.replaceFirst("^ERROR: ", "");
        }
    }

    private static String contents(Judge judge) {
        String query = "SELECT k || '|' || coalesce(u, '-') || '|' || a || '|' || coalesce(n::text, '-') || '|'"
                + " || coalesce(c::text, '-') FROM t";
        if (!(judge.ask(query) instanceof Judge.Verdict.Rows(var columns, var rows))) {
            throw new IllegalStateException("PostgreSQL does not show its table");
        }
        StringBuilder text = new StringBuilder("query T rowsort\n" + query + "\n----\n");
        rows.stream()
                .map(row -> row.get(0))
                .sorted()
                .forEach(row -> text.append(row).append('\n'));
        return text.append('\n').toString();
    }

    // ---- statements

    private static String table(SplittableRandom random) {
        String key = random.nextBoolean() ? "k int PRIMARY KEY" : "k int NOT NULL CONSTRAINT own_name UNIQUE";
        String unique = random.nextBoolean() ? " UNIQUE" : "";
        String check = random.nextBoolean() ? " CHECK (n > 0)" : " CONSTRAINT positive CHECK (n > 0 OR k = 0)";
        String pair = random.nextBoolean() ? ", UNIQUE (a, n)" : ", UNIQUE (c), UNIQUE (n, c)";
        String little = random.nextBoolean() ? ", CHECK (a < k + 6)" : ", CHECK (a < 7), CHECK (a > -1)";
        return "CREATE TABLE t (" + key + ", u text" + unique + ", a int NOT NULL DEFAULT 1, n numeric" + check
                + ", c char(3)" + pair + little + ")";
    }

    private static String statement(SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0 -> "DELETE FROM t WHERE a = " + random.nextInt(8);
            case 1 -> "DELETE FROM t WHERE k > " + random.nextInt(20);
            case 2 -> "INSERT INTO t (k, n) VALUES (" + random.nextInt(20) + ", " + numeric(random) + ")";
            case 3 ->
                "INSERT INTO t SELECT k + " + random.nextInt(4) + ", u || 'x', a, n + 1, c FROM t WHERE k = "
                        + random.nextInt(20);
            case 4 ->
                "UPDATE t SET k = k + " + random.nextInt(3) + ", n = " + numeric(random) + " WHERE k = "
                        + random.nextInt(20);
            case 5 -> "UPDATE t SET " + assignment(random) + " WHERE k = " + random.nextInt(20);
            default -> {
                StringBuilder rows = new StringBuilder("INSERT INTO t VALUES ");
                int count = 1 + random.nextInt(3);
                for (int i = 0; i < count; i++) rows.append(i == 0 ? "" : ", ").append(row(random));
                yield rows.toString();
            }
        };
    }

    private static String assignment(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> "u = " + text(random);
            case 1 -> "a = " + (random.nextInt(6) == 0 ? "NULL" : "a + " + (random.nextInt(5) - 2));
            case 2 -> "c = " + text(random);
            default -> "n = DEFAULT, u = " + text(random);
        };
    }

    private static String row(SplittableRandom random) {
        String key = random.nextInt(12) == 0 ? "NULL" : String.valueOf(random.nextInt(20));
        String a = random.nextInt(12) == 0 ? "NULL" : random.nextInt(4) == 0 ? "DEFAULT" : "" + random.nextInt(7);
        return "(" + key + ", " + text(random) + ", " + a + ", " + numeric(random) + ", " + text(random) + ")";
    }

    private static String text(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> "NULL";
            case 2 -> "'b" + random.nextInt(3) + " '";
            default -> "'b" + random.nextInt(6) + "'";
        };
    }

    /** Equal numbers come at several scales. */
    private static String numeric(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> "NULL";
            case 2 -> "-1";
            case 3 -> "2.50";
            case 4 -> "2.5";
            default -> random.nextInt(1, 9) + (random.nextBoolean() ? ".0" : "");
        };
    }
}
