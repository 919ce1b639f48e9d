package dev.coordtest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Our own suites pass here and in PostgreSQL, record by record. What only one of both has is left to the one by {@code skipif} and {@code onlyif}. */
final class SuitesTest {
    private static final Path SUITES = Path.of("../tester/src/test/testdata/suites");
    private static final List<String> JUDGED = List.of("update-from", "recursion");
    private static final CoordTest.Options OPTIONS = new CoordTest.Options(new TreeMap<>(), null, false);

    @Test
    void postgresPassesWhatWePass() throws Exception {
        try (Judge server = Judges.started()) {
            for (String suite : JUDGED) {
                SltFile file = SltFile.read(SUITES.resolve(suite + ".slt"));
                SltTest.Result ours =
                        SltTest.run(file, OPTIONS, Rules.DEFAULT, SltTest.OnFailure.KEEP_GOING, SltTest.Listener.NONE);
                assertThat(ours.problem()).isNull();
                try (Connection connection = server.database(suite.replace('-', '_'))) {
                    PostgresSession session = new PostgresSession(connection);
                    for (SltTest.Outcome outcome : ours.outcomes()) judge(suite, outcome, session);
                }
            }
        }
    }

    private static void judge(String suite, SltTest.Outcome outcome, PostgresSession session) {
        SltRecord record = outcome.record();
        String place = suite + ":" + record.place().line() + ": ";
        if (outcome.verdict().kind() == Verdict.Kind.SKIP) return;
        assertThat(outcome.verdict().passed()).as(place + outcome.verdict()).isTrue();
        // A view of PostgreSQL is always up to date, and what it keeps is not.
        String sql = record.sql().replace("CREATE MATERIALIZED VIEW", "CREATE VIEW");
        Verdict theirs = new dev.coordtest.coordtest.slt.Judge(Rules.DEFAULT).verdict(record, session.answer(sql));
        assertThat(theirs.passed()).as(place + "PostgreSQL: " + theirs).isTrue();
    }
}
