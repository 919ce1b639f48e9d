package dev.coordtest.coordtest.fuzz;

import dev.coordtest.coordtest.fuzz.Clients.Client;
import dev.coordtest.coordtest.fuzz.Clients.State;
import dev.coordtest.coordtest.fuzz.Queries.Query;
import dev.coordtest.coordtest.fuzz.Relation.Column;
import java.util.ArrayList;
import java.util.List;

/** Draws one stanza after the other. */
final class Steps {
    private static final int RELATIONS_MAX = 9;

    private final Dice dice;
    private final Stanzas out;
    private final Queries queries;
    private final Things things;
    private final Clients clients = new Clients();
    /** No time that the system has chosen so far is later, but for what {@code update-upper} made up. */
    private int latest = 2;

    private int prepared;

    Steps(Dice dice, Stanzas out) {
        this.dice = dice;
        this.out = out;
        this.queries = new Queries(dice);
        this.things = new Things(dice, queries);
    }

    void begin() {
        List<String> settings = new ArrayList<>();
        if (dice.oneIn(2)) settings.add("transaction_isolation = strict serializable");
        if (dice.oneIn(6)) {
            settings.add("default_table_index = off");
            things.tablesHaveNoIndex();
        }
        settings.add("attempts = 3");
        if (dice.oneIn(4)) settings.add("time_passes = " + dice.of("on", "off"));
        out.add("configure", String.join("\n", settings));
        for (int i = dice.between(1, 3); i > 0; i--) define(Feature.TABLE);
    }

    /** Ends what is open, so that the file runs as any other does. */
    void end() {
        for (Client client : clients.in(State.BUSY)) collect(client);
        for (State state : List.of(State.READS, State.WRITES, State.FOLLOWS))
            for (Client client : clients.in(state)) ask(client, dice.of("COMMIT", "COMMIT", "ROLLBACK"));
    }

    void step() {
        latest++;
        switch (dice.below(20)) {
            case 0, 1, 2 ->
                define(dice.of(
                        Feature.TABLE,
                        Feature.SOURCE,
                        Feature.VIEW,
                        Feature.MATERIALIZED_VIEW,
                        Feature.MATERIALIZED_VIEW,
                        Feature.INDEX,
                        Feature.SINK,
                        Feature.WINDOW,
                        Feature.WINDOW,
                        Feature.DROP,
                        Feature.RENAME));
            case 3, 4, 5, 6, 7 -> write();
            case 8, 9, 10, 11 -> read();
            case 12, 13 -> converse();
            case 14, 15 -> async();
            case 16, 17 -> world();
            case 18 -> time();
            default -> odd();
        }
    }

    // ---- definitions

    private void define(Feature feature) {
        if (!dice.has(feature)) return;
        if (things.relations().size() >= RELATIONS_MAX && feature.compareTo(Feature.MATERIALIZED_VIEW) <= 0) return;
        String sql = switch (feature) {
            case TABLE -> things.table();
            case SOURCE -> {
                String file = "f" + (things.files().size() + 1);
                out.add("create-file name=" + file, lines(dice.below(4), dice.oneIn(3)));
                yield things.source(file);
            }
            case VIEW -> things.view(false);
            case MATERIALIZED_VIEW -> things.view(true);
            case INDEX -> things.index();
            case SINK -> things.sink();
            case WINDOW -> things.window();
            case DROP -> things.drop();
            case RENAME -> things.rename();
            default -> "";
        };
        if (sql.isEmpty()) return;
        dice.used(feature);
        sql(sql);
    }

    private String lines(int count, boolean pairs) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++)
            lines.add(pairs ? dice.of("a", "b") + "," + dice.below(9) : dice.of("a", "b", "c", "1", "2"));
        return String.join("\n", lines);
    }

    // ---- statements of clients that wait

    private void sql(String text) {
        out.add("sql", text);
    }

    private void ask(Client client, String text) {
        out.add("sql session=" + client.name, text);
    }

    private void write() {
        String sql = mutation(things.tables());
        if (!sql.isEmpty()) sql(sql);
    }

    private String mutation(List<Relation> tables) {
        if (tables.isEmpty()) return "";
        Relation table = dice.pick(tables);
        if (dice.uses(Feature.UPDATE, 4)) {
            Column column = dice.pick(table.columns);
            return "UPDATE " + table.name + " SET " + column.name() + " = " + queries.assigned(table, column)
                    + (dice.oneIn(4) ? "" : " WHERE " + queries.where(table));
        }
        if (dice.uses(Feature.DELETE, 4))
            return "DELETE FROM " + table.name + (dice.oneIn(5) ? "" : " WHERE " + queries.where(table));
        if (dice.uses(Feature.INSERT_SELECT, 5)) {
            List<Relation.Type> types = table.columns.stream().map(Column::type).toList();
            List<Relation> from = things.readable().stream()
                    .filter(relation -> relation.isOfTables())
                    .toList();
            // Never all of it, or tables would grow with every statement by what they have grown to.
            if (!from.isEmpty())
                return "INSERT INTO " + table.name + " "
                        + queries.query(from, types).sql() + " LIMIT " + dice.between(1, 6);
        }
        return insert(table);
    }

    private String insert(Relation table) {
        dice.used(Feature.INSERT);
        List<String> rows = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            List<String> values = new ArrayList<>();
            for (Column column : table.columns) values.add(queries.value(column.type()));
            rows.add("(" + String.join(", ", values) + ")");
        }
        return "INSERT INTO " + table.name + " VALUES " + String.join(", ", rows);
    }

    private void read() {
        List<Relation> readable = things.readable();
        if (readable.isEmpty()) return;
        if (dice.uses(Feature.TAIL, 8)) {
            sql("TAIL " + dice.pick(readable).name + asOf());
        } else if (dice.uses(Feature.EXPLAIN, 8)) {
            if (dice.oneIn(2)) out.add("explain-timestamp", select(readable));
            else sql("EXPLAIN TIMESTAMP FOR " + select(readable));
        } else if (dice.uses(Feature.PREPARE, 10)) {
            String name = "p" + ++prepared;
            sql("PREPARE " + name + " AS " + select(readable) + ";\nEXECUTE " + name + ";\nEXECUTE " + name);
        } else if (dice.uses(Feature.SHOW, 12)) {
            sql(dice.of("SHOW TABLES", "SHOW VIEWS", "SHOW SOURCES", "SHOW INDEXES FROM " + dice.pick(readable).name));
        } else sql(select(readable) + asOf());
    }

    private String select(List<Relation> readable) {
        dice.used(Feature.SELECT);
        if (dice.oneIn(4)) return "SELECT * FROM " + dice.pick(readable).name;
        Query query = queries.query(readable);
        return query.sql() + queries.finishing(query);
    }

    private String asOf() {
        return dice.uses(Feature.AS_OF, 5) ? " AS OF " + dice.between(Math.max(0, latest - 12), latest) : "";
    }

    // ---- conversations of named sessions

    private void converse() {
        List<Client> idle = clients.in(State.IDLE);
        List<Client> talking = new ArrayList<>();
        for (State state : List.of(State.READS, State.WRITES, State.FOLLOWS)) talking.addAll(clients.in(state));
        if (!talking.isEmpty() && (clients.size() > 3 || dice.oneIn(2))) {
            goOn(dice.pick(talking));
            return;
        }
        Client client = idle.isEmpty() || clients.size() < 4 && dice.oneIn(2) ? clients.open() : dice.pick(idle);
        begin(client);
    }

    private void begin(Client client) {
        List<Relation> readable = things.readable();
        if (readable.isEmpty()) return;
        if (dice.uses(Feature.READ_TRANSACTION, 2)) {
            client.state = State.READS;
            ask(client, "BEGIN" + (dice.oneIn(2) ? ";\n" + select(readable) : ""));
        } else if (dice.uses(Feature.WRITE_TRANSACTION, 2) && !things.tables().isEmpty()) {
            client.state = State.WRITES;
            ask(client, "BEGIN;\n" + insert(dice.pick(things.tables())));
        } else if (dice.uses(Feature.CURSOR, 2)) {
            boolean tails = dice.uses(Feature.TAIL, 2);
            client.state = State.FOLLOWS;
            ask(
                    client,
                    "BEGIN;\nDECLARE c CURSOR FOR "
                            + (tails
                                    ? "TAIL " + dice.pick(readable).name
                                            + (dice.oneIn(3)
                                                    ? " WITH (" + dice.of("PROGRESS", "SNAPSHOT = false") + ")"
                                                    : "")
                                            + asOf()
                                    : select(readable))
                            + (dice.oneIn(2) ? ";\n" + fetch() : ""));
        } else if (dice.uses(Feature.ISOLATION, 3)) {
            ask(client, "SET transaction_isolation = '" + dice.of("serializable", "strict serializable") + "'");
        } else {
            ask(client, select(readable) + asOf());
        }
    }

    private String fetch() {
        return "FETCH " + dice.of("ALL", "1", "2", "0") + " c WITH (timeout = '" + dice.of("0s", "1s", "5ms") + "')";
    }

    private void goOn(Client client) {
        List<Relation> readable = things.readable();
        if (dice.oneIn(3) || readable.isEmpty()) {
            ask(client, dice.of("COMMIT", "COMMIT", "ROLLBACK"));
            client.state = State.IDLE;
            return;
        }
        switch (client.state) {
            case READS -> ask(client, select(readable));
            case WRITES -> {
                if (!things.tables().isEmpty()) ask(client, insert(dice.pick(things.tables())));
            }
            case FOLLOWS -> ask(client, fetch());
            case IDLE, BUSY -> {}
        }
    }

    // ---- statements that nobody waits for

    private void async() {
        if (!dice.has(Feature.ASYNC)) return;
        List<Client> busy = clients.in(State.BUSY);
        if (!busy.isEmpty() && dice.oneIn(2)) {
            Client client = dice.pick(busy);
            if (dice.uses(Feature.CANCEL, 3)) cancel(client);
            else collect(client);
            return;
        }
        List<Relation> readable = things.readable();
        if (readable.isEmpty()) return;
        List<Client> idle = clients.in(State.IDLE);
        Client client = idle.isEmpty() || dice.oneIn(2) ? clients.open() : dice.pick(idle);
        dice.used(Feature.ASYNC);
        String text;
        if (dice.uses(Feature.TAIL, 5)) text = "TAIL " + dice.pick(readable).name + asOf();
        else if (dice.uses(Feature.AS_OF, 4)) text = select(readable) + " AS OF " + (latest + dice.below(12));
        else if (dice.oneIn(2)) text = mutation(things.tables());
        else text = select(readable) + asOf();
        if (text.isEmpty()) text = select(readable);
        client.state = State.BUSY;
        out.add("async-sql session=" + client.name, text);
    }

    private void cancel(Client client) {
        dice.used(Feature.CANCEL);
        client.cancelled = true;
        out.add("async-cancel session=" + client.name, "");
    }

    /** What is not answered by now is cancelled first; nothing waits for ever. */
    private void collect(Client client) {
        if (!client.cancelled && dice.oneIn(2)) cancel(client);
        out.add("await-sql session=" + client.name, "");
        clients.forget(client);
    }

    // ---- the world around

    private void time() {
        if (!dice.uses(Feature.CLOCK, 1)) return;
        int by = dice.of(1, 1, 2, 5, 20);
        latest += by;
        out.add("inc-timestamp", Integer.toString(by));
    }

    private void world() {
        if (dice.uses(Feature.WAIT, 4)) {
            latest += 3;
            String excluded = !things.reporting().isEmpty() && dice.oneIn(3)
                    ? " exclude-uppers=" + dice.pick(things.reporting())
                    : "";
            List<Relation> readable = things.readable();
            String text = readable.isEmpty() || dice.oneIn(2)
                    ? "SELECT true"
                    : "SELECT count(*) >= 0 FROM " + dice.pick(readable).name;
            out.add("wait-sql" + excluded, text);
        } else if (!things.files().isEmpty() && dice.uses(Feature.GROW, 2)) {
            String torn = dice.uses(Feature.TORN, 4) ? " torn" : "";
            out.add("append-file name=" + dice.pick(things.files()) + torn, lines(dice.between(1, 2), dice.oneIn(3)));
            if (dice.oneIn(2)) time();
        } else if (!things.reporting().isEmpty() && dice.uses(Feature.UPDATE_UPPER, 3)) {
            String index = dice.pick(things.reporting());
            int upper = things.nextUpper(index, latest + dice.below(6));
            out.add("update-upper", index + " " + upper);
        } else if (!things.reporting().isEmpty() && dice.uses(Feature.CLOSE_UPPER, 20)) {
            String index = dice.pick(things.reporting());
            things.closed(index);
            out.add("close-upper", index);
        } else if (!things.reporting().isEmpty() && dice.uses(Feature.UPPER_FILTER, 8)) {
            out.add("set-upper-filter", dice.oneIn(3) ? "" : dice.pick(things.reporting()));
        } else time();
    }

    /** Something breaks. */
    private boolean fault() {
        if (dice.uses(Feature.CRASH, 4)) {
            crash();
            return true;
        }
        if (dice.uses(Feature.FAIL_WRITE, 6)) {
            out.add("fail-write", "");
            return true;
        }
        if (clients.size() > 0 && dice.uses(Feature.DISCONNECT, 4)) {
            Client client = clients.any(dice.below(clients.size()));
            out.add("disconnect session=" + client.name, "");
            clients.forget(client);
            return true;
        }
        if (!things.files().isEmpty() && dice.uses(Feature.REPLACE, 8)) {
            out.add("create-file name=" + dice.pick(things.files()), lines(dice.below(5), dice.oneIn(3)));
            return true;
        }
        return false;
    }

    /** The system stops, where it is or in the middle of a write, and starts again. */
    private void crash() {
        String write = dice.oneIn(3) ? mutation(things.tables()) : "";
        if (!write.isEmpty()) {
            out.add("crash at-commit=" + dice.of("lost", "kept"), "");
            sql(write);
        } else if (dice.oneIn(2)) {
            out.add("crash", "");
            if (!things.files().isEmpty() && dice.oneIn(2))
                out.add("append-file name=" + dice.pick(things.files()), lines(dice.between(1, 2), dice.oneIn(3)));
            if (dice.oneIn(3)) time();
        }
        out.add("restart", "");
        clients.lost();
    }

    private void odd() {
        if (fault()) return;
        if (dice.uses(Feature.INSPECT, 4)) out.add(dice.of("show-frontiers", "show-frontiers", "print-catalog"), "");
        else if (dice.uses(Feature.MISTAKE, 3)) {
            sql(dice.of(
                    "SELECT * FROM nothing",
                    "SELECT 1 +",
                    "COMMIT",
                    "FETCH ALL c",
                    "INSERT INTO nothing VALUES (1)",
                    "DROP VIEW nothing",
                    "SELECT 1 AS OF 'never'",
                    "BEGIN;\nSELECT 1 / 0;\nSELECT 1"));
        } else if (dice.uses(Feature.TEMPORARY, 3)) {
            List<Relation> readable = things.readable();
            if (readable.isEmpty()) return;
            sql("CREATE TEMPORARY VIEW temp AS " + queries.query(readable).sql() + ";\nSELECT * FROM temp");
        }
    }
}
