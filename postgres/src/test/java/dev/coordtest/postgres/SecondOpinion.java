package dev.coordtest.postgres;

import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL about the records of sqllogictest files that fail here. Where it fails them with the very same answer, its dialect and ours are one, and the
 * record belongs to another. The program writes a list of these records:
 *
 * <pre>{@code java -cp … dev.coordtest.postgres.SecondOpinion OUTPUT FOLDER…}</pre>
 */
final class SecondOpinion {
    private SecondOpinion() {}

    /** What PostgreSQL does with a record that fails here. */
    enum Opinion {
        /** It gives the answer that is given here, and the record wants another, or none. */
        ANSWERS,
        /** It refuses it with the SQLSTATE that is given here. */
        REFUSES
    }

    public static void main(String[] arguments) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Judge server = Judge.start()) {
            int databases = 0;
            for (String folder : List.of(arguments).subList(1, arguments.length)) {
                for (Path path : CoordTest.walk(Path.of(folder))) {
                    if (!SltFile.isOne(path)) continue;
                    String name = path.toString().substring(path.toString().indexOf("sqllogictest/"));
                    SortedMap<Integer, Opinion> opinions = opinions(server, path, "file" + databases++);
                    opinions.forEach((line, opinion) ->
                            lines.add(name + ":" + line + " " + opinion.name().toLowerCase(java.util.Locale.ROOT)));
                    System.err.println(name + ": " + opinions.size());
                }
            }
        }
        Files.write(Path.of(arguments[0]), lines);
        System.exit(0);
    }

    private static SortedMap<Integer, Opinion> opinions(Judge server, Path path, String database)
            throws IOException, SQLException {
        SortedMap<Integer, Opinion> opinions = new TreeMap<>();
        SltFile file = SltFile.read(path);
        CoordTest.Options options = new CoordTest.Options(new TreeMap<>(), null, false);
        List<SltTest.Outcome> ours = SltTest.run(
                        file, options, Rules.DEFAULT, SltTest.OnFailure.KEEP_GOING, SltTest.Listener.NONE)
                .outcomes();
        if (ours.stream().allMatch(outcome -> outcome.verdict().passed())) return opinions;
        try (Connection connection = server.database(database)) {
            PostgresSession session = new PostgresSession(connection);
            dev.coordtest.coordtest.slt.Judge judge = new dev.coordtest.coordtest.slt.Judge(Rules.DEFAULT);
            for (SltTest.Outcome our : ours) {
                SltRecord record = our.record();
                Verdict own = our.verdict();
                if (own.kind() == Verdict.Kind.SKIP) continue;
                Verdict theirs = judge.verdict(record, session.answer(record.sql()));
                Opinion opinion = own.passed() ? null : opinion(own, theirs);
                if (opinion != null) opinions.put(record.place().sqlLine(), opinion);
            }
        }
        return opinions;
    }

    private static @Nullable Opinion opinion(Verdict ours, Verdict theirs) {
        boolean refused = code(ours).length() == 5 && code(ours).equals(code(theirs));
        if (refused) return Opinion.REFUSES;
        boolean same = ours.kind() == theirs.kind() && code(ours).isEmpty() && ours.equals(theirs);
        return same ? Opinion.ANSWERS : null;
    }

    /** The SQLSTATE of an error that was not expected; empty if the verdict is another. */
    private static String code(Verdict verdict) {
        boolean error = verdict.kind() == Verdict.Kind.UNEXPECTED_ERROR || verdict.kind() == Verdict.Kind.UNSUPPORTED;
        int open = verdict.detail().lastIndexOf('[');
        return error && open >= 0
                ? verdict.detail().substring(open + 1, verdict.detail().length() - 1)
                : "";
    }
}
