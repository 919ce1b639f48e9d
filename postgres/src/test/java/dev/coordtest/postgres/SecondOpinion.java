package dev.coordtest.postgres;

import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coordtest.CoordTest;
import dev.coordtest.coordtest.SltTest;
import dev.coordtest.coordtest.slt.Answer;
import dev.coordtest.coordtest.slt.Rules;
import dev.coordtest.coordtest.slt.SltFile;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.Verdict;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final int QUERY_SECONDS_MAX = 10;

    private static final Map<String, ScalarType> TYPES = Map.ofEntries(
            Map.entry("bool", ScalarType.BOOL),
            Map.entry("int2", ScalarType.INT2),
            Map.entry("int4", ScalarType.INT4),
            Map.entry("int8", ScalarType.INT8),
            Map.entry("oid", ScalarType.Simple.OID),
            Map.entry("float4", ScalarType.FLOAT4),
            Map.entry("float8", ScalarType.FLOAT8),
            Map.entry("numeric", ScalarType.NUMERIC),
            Map.entry("bytea", ScalarType.BYTEA),
            Map.entry("date", ScalarType.DATE),
            Map.entry("time", ScalarType.TIME),
            Map.entry("timestamp", ScalarType.TIMESTAMP),
            Map.entry("timestamptz", ScalarType.TIMESTAMPTZ),
            Map.entry("interval", ScalarType.INTERVAL),
            Map.entry("jsonb", ScalarType.Simple.JSONB));

    private final Connection connection;
    private final dev.coordtest.coordtest.slt.Judge judge = new dev.coordtest.coordtest.slt.Judge(Rules.DEFAULT);

    private SecondOpinion(Connection connection) {
        this.connection = connection;
    }

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
            SecondOpinion second = new SecondOpinion(connection);
            second.answer("SET TimeZone = 'UTC'");
            for (SltTest.Outcome our : ours) {
                SltRecord record = our.record();
                Verdict own = our.verdict();
                if (own.kind() == Verdict.Kind.SKIP) continue;
                Verdict theirs = second.judge.verdict(record, second.answer(record.sql()));
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

    // ---- asking

    private Answer answer(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setQueryTimeout(QUERY_SECONDS_MAX);
            List<StatementResult> results = new ArrayList<>();
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) results.add(rows(statement.getResultSet()));
                else results.add(new StatementResult.Inserted(statement.getUpdateCount()));
                rows = statement.getMoreResults();
            }
            return new Answer.Results(results);
        } catch (SQLException e) {
            return new Answer.Refused("db error: " + e.getMessage(), String.valueOf(e.getSQLState()));
        } catch (SqlException e) {
            return new Answer.Broken("what we cannot read: " + e.getMessage());
        }
    }

    private static StatementResult rows(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            ScalarType type = TYPES.getOrDefault(meta.getColumnTypeName(i), ScalarType.TEXT);
            columns.add(Column.of(meta.getColumnLabel(i), type, true));
        }
        Batch.Builder batch = new Batch.Builder();
        while (rows.next()) {
            Datum[] datums = new Datum[columns.size()];
            for (int i = 0; i < datums.length; i++) {
                String text = rows.getString(i + 1);
                ScalarType type = columns.get(i).type().type();
                datums[i] = text == null ? Datum.NULL : TextFormat.parse(text, type);
            }
            batch.add(Row.of(datums), 0, 1);
        }
        return new StatementResult.Rows(new RelationDesc(columns), batch.build());
    }
}
