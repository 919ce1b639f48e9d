package dev.coordtest.coord.session;

import dev.coordtest.coord.timestamp.Isolation;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A session's variables. SET takes part in the transaction: a rollback undoes it, and what was SET LOCAL ends with the transaction either way.
 */
final class Variables {
    /** How a variable may be set. */
    private enum Rule {
        ANY,
        READ_ONLY,
        /** Only to what it is already, in any case of letters. */
        FIXED,
        INTEGER,
        BOOLEAN,
        ISOLATION
    }

    private static final String SEARCH_PATH = "mz_catalog, pg_catalog, public, mz_temp";

    private record Variable(String name, String initial, Rule rule, String description) {}

    private static final SortedMap<String, Variable> KNOWN = new TreeMap<>();

    static {
        define("application_name", "", Rule.ANY, "Sets the application name to be reported in statistics and logs.");
        define("bytea_output", "hex", Rule.FIXED, "Sets the output format for bytea.");
        define("client_encoding", "UTF8", Rule.READ_ONLY, "Sets the client's character set encoding.");
        define("database", "materialize", Rule.ANY, "Sets the current database.");
        define("DateStyle", "ISO, MDY", Rule.FIXED, "Sets the display format for date and time values.");
        define(
                "extra_float_digits",
                "3",
                Rule.INTEGER,
                "Adjusts the number of digits displayed for floating-point values.");
        define("integer_datetimes", "on", Rule.READ_ONLY, "Reports whether dates and times are 64-bit integers.");
        define("search_path", SEARCH_PATH, Rule.ANY, "Sets the schema search order.");
        define("server_version", "9.5.0", Rule.READ_ONLY, "Shows the version of the protocol.");
        define("server_version_num", "90500", Rule.READ_ONLY, "Shows the version of the protocol as an integer.");
        define("sql_safe_updates", "off", Rule.BOOLEAN, "Prohibits statements that may be overly destructive.");
        define(
                "standard_conforming_strings",
                "on",
                Rule.READ_ONLY,
                "Causes '...' strings to treat backslashes literally.");
        define("TimeZone", "UTC", Rule.FIXED, "Sets the time zone for displaying and interpreting time stamps.");
        define("transaction_isolation", "serializable", Rule.ISOLATION, "Sets the isolation level of transactions.");
    }

    private final SortedMap<String, String> session = new TreeMap<>();
    private final SortedMap<String, @Nullable String> staged = new TreeMap<>();
    private final SortedMap<String, String> local = new TreeMap<>();

    Variables(Isolation isolation) {
        session.put("transaction_isolation", isolation.toString());
    }

    private static void define(String name, String initial, Rule rule, String description) {
        KNOWN.put(name.toLowerCase(Locale.ROOT), new Variable(name, initial, rule, description));
    }

    private static Variable known(String name) {
        Variable variable = KNOWN.get(name.toLowerCase(Locale.ROOT));
        if (variable == null) {
            throw new SqlException(SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
        }
        return variable;
    }

    String get(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        Variable variable = known(name);
        if (local.containsKey(key)) return local.get(key);
        String value = staged.containsKey(key) ? staged.get(key) : session.get(key);
        return value == null ? variable.initial : value;
    }

    /** The schemas that the session asks for; unless it has set them, the public one. Its own schema, which {@code "$user"} stands for, it does not have. */
    List<String> searchPath() {
        String path = get("search_path");
        if (path.equals(SEARCH_PATH)) return List.of("public");
        return Arrays.stream(path.split(",", -1))
                .map(String::strip)
                .filter(schema -> !schema.isEmpty() && !schema.equals("$user"))
                .toList();
    }

    Isolation isolation() {
        return Isolation.parse(get("transaction_isolation")).orElseThrow();
    }

    void set(String name, @Nullable String value, boolean isLocal) {
        Variable variable = known(name);
        String key = name.toLowerCase(Locale.ROOT);
        String checked = value == null ? null : check(variable, value);
        if (!isLocal) staged.put(key, checked);
        else local.put(key, checked == null ? variable.initial : checked);
    }

    private static String check(Variable variable, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (variable.rule) {
            case ANY -> value;
            case READ_ONLY ->
                throw new SqlException(
                        SqlState.CANT_CHANGE_RUNTIME_PARAM, "parameter \"" + variable.name + "\" cannot be changed");
            case FIXED -> {
                if (!variable.initial.toLowerCase(Locale.ROOT).contains(lower)) {
                    throw new SqlException(
                            SqlState.INVALID_PARAMETER_VALUE,
                            "parameter \"" + variable.name + "\" can only be set to \"" + variable.initial + "\"");
                }
                yield variable.initial;
            }
            case INTEGER -> {
                if (!value.matches("-?[0-9]{1,9}")) throw wrongType(variable, "integer");
                yield value;
            }
            case BOOLEAN ->
                switch (lower) {
                    case "on", "t", "true" -> "on";
                    case "off", "f", "false" -> "off";
                    default -> throw wrongType(variable, "boolean");
                };
            case ISOLATION ->
                Isolation.parse(value)
                        .map(Isolation::toString)
                        .orElseThrow(() -> new SqlException(
                                SqlState.INVALID_PARAMETER_VALUE,
                                "parameter \"" + variable.name
                                        + "\" can only be set to \"serializable\" or \"strict serializable\""));
        };
    }

    private static SqlException wrongType(Variable variable, String type) {
        return new SqlException(
                SqlState.INVALID_PARAMETER_VALUE,
                "parameter \"" + variable.name + "\" requires a \"" + type + "\" value");
    }

    void endTransaction(boolean commit) {
        if (commit) {
            staged.forEach((key, value) -> {
                if (value == null) session.remove(key);
                else session.put(key, value);
            });
        }
        staged.clear();
        local.clear();
    }

    /** The answer to SHOW of one variable, or of all. */
    StatementResult.Rows show(String name) {
        Batch.Builder rows = new Batch.Builder();
        if (!name.equals("all")) {
            RelationDesc desc = RelationDesc.of(Column.of(known(name).name, ScalarType.TEXT, false));
            return new StatementResult.Rows(
                    desc, rows.add(Row.of(Datum.of(get(name))), 0, 1).build());
        }
        for (Variable variable : KNOWN.values()) {
            Row row = Row.of(Datum.of(variable.name), Datum.of(get(variable.name)), Datum.of(variable.description));
            rows.add(row, 0, 1);
        }
        RelationDesc desc = RelationDesc.of(
                Column.of("name", ScalarType.TEXT, false),
                Column.of("setting", ScalarType.TEXT, false),
                Column.of("description", ScalarType.TEXT, false));
        return new StatementResult.Rows(desc, rows.build());
    }
}
