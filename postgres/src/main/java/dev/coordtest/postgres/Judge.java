package dev.coordtest.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that says what a statement means. Orders text by code points, and knows Unicode's upper and lower case. */
public final class Judge implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Connection connection;

    private Judge(EmbeddedPostgres server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /** Starts a server of its own. */
    public static Judge start() throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .start();
        return new Judge(server, server.getPostgresDatabase().getConnection());
    }

    /** What it says of one statement. */
    public sealed interface Verdict {
        /** Rows as text, NULL as null, in the order in which they came. */
        record Rows(List<String> columns, List<List<@Nullable String>> rows) implements Verdict {}

        record Refused(String state, String message) implements Verdict {}
    }

    /** Runs a statement that answers with nothing. */
    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement that changes rows. Returns how many. */
    public int change(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    public Verdict ask(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            ResultSetMetaData meta = rows.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) columns.add(meta.getColumnLabel(i));
            List<List<@Nullable String>> all = new ArrayList<>();
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) row.add(rows.getString(i));
                all.add(row);
            }
            return new Verdict.Rows(columns, all);
        } catch (SQLException e) {
            return new Verdict.Refused(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
        }
    }

    /** A connection to a new and empty database of this server. A text of several statements is run as one query, as the simple protocol has it. */
    public Connection database(String name) throws SQLException {
        run("CREATE DATABASE " + name);
        return server.getDatabase("postgres", name, Map.of("preferQueryMode", "simple"))
                .getConnection();
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}
