package dev.coordtest.postgres;

import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coordtest.slt.Answer;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection to PostgreSQL that answers records of sqllogictest files as a session of ours does. */
final class PostgresSession {
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

    PostgresSession(Connection connection) {
        this.connection = connection;
        answer("SET TimeZone = 'UTC'");
    }

    /** What it says to a text of statements, its values read as ours. */
    Answer answer(String sql) {
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
