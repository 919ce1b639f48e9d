package dev.coordtest.coordtest;

import dev.coordtest.coord.Explanations;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.SessionOutput;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.timestamp.ReadHolds;
import dev.coordtest.coordtest.report.Printer;
import dev.coordtest.datadriven.Arguments;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.Nearest;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.ItemName;
import dev.coordtest.storage.Files;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The test language: each directive is carried out on a {@link World} and gives its output. */
final class Directives {
    static final List<String> NAMES = List.of(
            "sql",
            "wait-sql",
            "async-sql",
            "async-cancel",
            "disconnect",
            "await-sql",
            "update-upper",
            "close-upper",
            "set-upper-filter",
            "inc-timestamp",
            "create-file",
            "append-file",
            "crash",
            "restart",
            "fail-write",
            "print-catalog",
            "configure",
            "show-frontiers",
            "explain-timestamp",
            "expect-blocked",
            "hold",
            "release",
            "deliver",
            "step");

    /** Says that what a directive prints may depend on the order of deliveries. */
    static final String ORDER_DEPENDENT = "order-dependent";

    static final String STOPPED = "the system has stopped: begin again with restart";

    /** What can be done while the system has stopped. */
    private static final List<String> WITHOUT_SYSTEM =
            List.of("create-file", "append-file", "inc-timestamp", "await-sql", "hold", "release", "restart");

    private static final List<String> PRINTING =
            List.of("sql", "wait-sql", "await-sql", "print-catalog", "show-frontiers", "explain-timestamp");

    private final World world;
    private final Files files;
    private final TestDirectory directory;
    private final Blocked blocked;
    private final Clients clients;
    private final Steering steering;
    private final SortedMap<String, TestSession> named = new TreeMap<>();
    private final SortedSet<GlobalId> filtered = new TreeSet<>();

    Directives(World world, Files files, TestDirectory directory, Readers readers) {
        this.world = world;
        this.files = files;
        this.directory = directory;
        Ways ways = new Ways(world, this::name);
        this.steering = new Steering(world, ways);
        this.blocked = new Blocked(world, this::sessionName, ways);
        this.clients = new Clients(world, blocked, readers);
    }

    String run(Directive directive) {
        Arguments arguments = directive.read();
        if (PRINTING.contains(directive.name())) arguments.flag(ORDER_DEPENDENT);
        if (world.isStopped() && NAMES.contains(directive.name()) && !WITHOUT_SYSTEM.contains(directive.name()))
            throw directive.error(STOPPED);
        String output = switch (directive.name()) {
            case "sql" -> sql(directive, arguments);
            case "wait-sql" -> waitSql(directive, arguments);
            case "async-sql" -> asyncSql(directive, arguments);
            case "async-cancel" -> asyncCancel(directive, arguments);
            case "disconnect" -> disconnect(directive, arguments);
            case "await-sql" -> awaitSql(directive, arguments);
            case "update-upper" -> updateUpper(directive, arguments);
            case "close-upper" -> closeUpper(directive, arguments);
            case "set-upper-filter" -> setUpperFilter(directive, arguments);
            case "inc-timestamp" -> incTimestamp(directive, arguments);
            case "create-file" -> createFile(directive, arguments);
            case "append-file" -> appendFile(directive, arguments);
            case "crash" -> crash(directive, arguments);
            case "restart" -> restart(directive, arguments);
            case "fail-write" -> failWrite(directive, arguments);
            case "print-catalog" -> printCatalog(directive, arguments);
            case "show-frontiers" -> showFrontiers(directive, arguments);
            case "explain-timestamp" -> explainTimestamp(directive, arguments);
            case "expect-blocked" -> expectBlocked(directive, arguments);
            case "hold", "release", "deliver", "step" -> steering.run(directive, arguments);
            case "configure" -> throw directive.error("configure must be the first directive of a file");
            default ->
                throw directive.error(
                        "no directive \"" + directive.name() + "\"" + Nearest.suggestion(directive.name(), NAMES));
        };
        clients.noteAnswers();
        clients.hangUp();
        return shown(output);
    }

    /** The sessions that are open, by the names that the file gives them. */
    SortedMap<String, TestSession> named() {
        return named;
    }

    /** With {@code <TEMP>} in place of the directory. */
    String shown(String output) {
        return output.replace(directory.path(), "<TEMP>");
    }

    private String text(Directive directive) {
        return text(directive.input());
    }

    /** With the directory in place of {@code <TEMP>}. */
    String text(String input) {
        return input.contains("<TEMP>") ? input.replace("<TEMP>", directory.use()) : input;
    }

    private static void expectNoInput(Directive directive) {
        if (!directive.input().isBlank()) throw directive.inputError(1, directive.name() + " takes no input");
    }

    private static void expectInput(Directive directive, String what) {
        if (directive.input().isBlank()) throw directive.inputError(1, "expected " + what);
    }

    // ---- SQL

    private String sql(Directive directive, Arguments arguments) {
        Optional<String> name = arguments.optional("session");
        boolean table =
                arguments.oneOf("format", List.of("debug", "table"), "debug").equals("table");
        arguments.expectEmpty();
        TestSession session = name.map(this::named).orElseGet(clients::open);
        session.table = table;
        refuseIfBusy(session, directive, name.orElse(""));
        clients.start(session, text(directive));
        clients.letTimePass(session);
        List<String> blocks = session.takeBlocks();
        boolean streaming = streamed(session, blocks);
        if (session.isRunning() && !streaming) {
            if (world.isHolding()) throw directive.error(heldBack(session));
            blocks.add(blocked.text(session.session()));
            world.cancel(session.session());
            session.takeBlocks();
        }
        if (name.isEmpty()) {
            clients.end(session);
            blocks.addAll(session.takeBlocks());
        }
        return join(blocks);
    }

    /** The session of that name; a new one if there is none, or if its connection is lost. */
    private TestSession named(String name) {
        TestSession session = named.get(name);
        if (session != null && !(session.isLost() && session.uncollectedLine == 0)) return session;
        TestSession opened = clients.open();
        named.put(name, opened);
        return opened;
    }

    private String heldBack(TestSession session) {
        return "the answer cannot come while messages are held back: begin with async-sql, deliver, and collect with await-sql\n"
                + blocked.text(session.session());
    }

    private static void refuseIfBusy(TestSession session, Directive directive, String name) {
        if (session.uncollectedLine > 0 || session.isRunning()) {
            throw directive.error("session " + name + " is still busy; collect its answer with await-sql first");
        }
    }

    /** Adds the rows that a TAIL has streamed so far; returns whether one runs. */
    private static boolean streamed(TestSession session, List<String> blocks) {
        StatementResult.Rows rows = session.session().takeStreamed();
        if (rows == null) return false;
        blocks.add(session.print(rows));
        return true;
    }

    private static String join(List<String> blocks) {
        return blocks.isEmpty() ? "" : String.join("\n", blocks) + "\n";
    }

    private String asyncSql(Directive directive, Arguments arguments) {
        String name = arguments.required("session");
        boolean table =
                arguments.oneOf("format", List.of("debug", "table"), "debug").equals("table");
        arguments.expectEmpty();
        TestSession session = named(name);
        refuseIfBusy(session, directive, name);
        session.table = table;
        session.uncollectedLine = directive.line();
        clients.start(session, text(directive));
        return "";
    }

    private TestSession existing(Directive directive, Arguments arguments, String name) {
        arguments.expectEmpty();
        expectNoInput(directive);
        TestSession session = named.get(name);
        if (session == null) {
            throw arguments.error("session", "no session \"" + name + "\"" + Nearest.suggestion(name, named.keySet()));
        }
        return session;
    }

    private String asyncCancel(Directive directive, Arguments arguments) {
        TestSession session = existing(directive, arguments, arguments.required("session"));
        if (!session.isLost()) world.cancel(session.session());
        return "";
    }

    private String disconnect(Directive directive, Arguments arguments) {
        String name = arguments.required("session");
        TestSession session = existing(directive, arguments, name);
        named.remove(name);
        if (!session.isLost()) world.disconnect(session.session());
        world.settle();
        return "";
    }

    private String awaitSql(Directive directive, Arguments arguments) {
        String name = arguments.required("session");
        boolean keep = arguments.flag("keep");
        TestSession session = existing(directive, arguments, name);
        world.settle();
        clients.expire(session);
        clients.letTimePass(session);
        List<String> blocks = session.takeBlocks();
        if (streamed(session, blocks)) {
            session.uncollectedLine = 0;
            return join(blocks);
        }
        if (session.isRunning()) {
            blocks.add(blocked.text(session.session()));
            return join(blocks);
        }
        session.uncollectedLine = 0;
        if (!keep) {
            named.values().remove(session);
            clients.end(session);
            blocks.addAll(session.takeBlocks());
        }
        return join(blocks);
    }

    private String expectBlocked(Directive directive, Arguments arguments) {
        TestSession session = existing(directive, arguments, arguments.required("session"));
        if (!session.isRunning()) throw directive.error("the session has been answered");
        return blocked.text(session.session()) + "\n";
    }

    /** What the file calls a session; those without a name have only a number. */
    private String name(SessionId id) {
        for (var entry : named.entrySet()) if (entry.getValue().session().id().equals(id)) return entry.getKey();
        return id.toString();
    }

    private String sessionName(SessionId id) {
        return "session " + name(id);
    }

    // ---- waiting

    private String waitSql(Directive directive, Arguments arguments) {
        SortedSet<GlobalId> excluded = new TreeSet<>(filtered);
        excluded.addAll(steering.heldReports());
        for (String item : arguments.list("exclude-uppers")) {
            excluded.add(reporting(item, problem -> arguments.error("exclude-uppers", problem)));
        }
        long attempts = arguments.unsigned("attempts", world.settings().attempts());
        if (attempts == 0) throw arguments.error("attempts", "expected at least one attempt");
        arguments.expectEmpty();
        String text = text(directive);
        switch (Sql.parse(text)) {
            case Sql.Result.Refused<List<ParsedStatement>>(var error) -> {
                return Printer.error(error) + "\n";
            }
            case Sql.Result.Ok<List<ParsedStatement>>(var statements) -> {
                for (ParsedStatement statement : statements) {
                    if (!Sql.returnsRows(statement.statement())) {
                        throw directive.error(
                                "wait-sql takes statements that return rows, not " + Blocked.oneLine(statement.text()));
                    }
                }
            }
        }
        String failure = "";
        for (long attempt = 1; attempt <= attempts; attempt++) {
            world.deliverReports(excluded);
            TestSession session = clients.open();
            clients.start(session, text);
            boolean unreachable = false;
            if (session.isRunning()) {
                failure = blocked.text(session.session());
                OptionalLong needed = blocked.neededTime(session.session());
                unreachable = needed.isPresent() && clients.isOutOfReach(needed.getAsLong(), attempts - attempt);
            } else {
                failure = failure(session.outputs());
            }
            clients.end(session);
            if (failure.isEmpty()) return "";
            if (unreachable) return "gave up after " + attempt + " attempts: " + failure + "\n";
            if (attempt < attempts) world.advance(1);
        }
        return "gave up after " + attempts + " attempts: " + failure + "\n";
    }

    /** Why what was answered is not true throughout, or empty if it is. */
    private static String failure(List<SessionOutput> outputs) {
        for (SessionOutput output : outputs) {
            switch (output) {
                case SessionOutput.Failed(SqlError error) -> {
                    return Printer.error(error);
                }
                case SessionOutput.Answered(StatementResult.Rows(var desc, var rows)) -> {
                    if (!allTrue(rows)) return "datum != true";
                }
                case SessionOutput.Answered(var other) -> {
                    return Printer.result(other);
                }
                case SessionOutput.Ready ignored -> {}
            }
        }
        return "";
    }

    private static boolean allTrue(Batch rows) {
        return IntStream.range(0, rows.size())
                .allMatch(i -> rows.row(i).datums().stream().allMatch(Datum.TRUE::equals));
    }

    // ---- reports and the clock

    /** How a complaint about a name is made into an error at the right place. */
    private interface Complaint {
        ParseError at(String problem);
    }

    /** The id of something whose progress is reported, by its full name. */
    private GlobalId reporting(String name, Complaint complaint) {
        String[] parts = name.split("\\.", -1);
        if (parts.length != 3) throw complaint.at("expected database.schema.item, found \"" + name + "\"");
        var catalog = world.coordinator().catalog();
        Optional<CatalogItem> item = catalog.find(new ItemName(parts[0], parts[1], parts[2]));
        if (item.isEmpty()) {
            List<String> names =
                    catalog.all().values().stream().map(i -> i.name().full()).toList();
            throw complaint.at("no item \"" + name + "\"" + Nearest.suggestion(name, names));
        }
        boolean reports = switch (item.get().body()) {
            case CatalogItem.Index ignored -> true;
            case CatalogItem.Source ignored -> true;
            case CatalogItem.Sink ignored -> true;
            case CatalogItem.Table ignored -> false;
            case CatalogItem.View ignored -> false;
            case CatalogItem.Type ignored -> false;
        };
        if (!reports) {
            List<String> indexes = catalog.indexesOn(item.get().id()).stream()
                    .map(index -> index.name().full())
                    .toList();
            throw complaint.at("a " + item.get().kind().word() + " has no reports; its indexes are "
                    + (indexes.isEmpty() ? "none" : String.join(", ", indexes)));
        }
        return item.get().id();
    }

    private String updateUpper(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        expectInput(directive, "database.schema.item N");
        List<FrontierReport> reports = new ArrayList<>();
        List<String> lines = directive.input().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            String[] words = lines.get(i).strip().split("\\s+", -1);
            if (words.length != 2) throw directive.inputError(line, "expected database.schema.item N");
            GlobalId id = reporting(words[0], problem -> directive.inputError(line, problem));
            int column = 1 + lines.get(i).lastIndexOf(words[1]);
            long time = upper(words[1], problem -> directive.inputError(line, column, problem));
            Frontier known = world.coordinator().holds().known(id);
            if (known.isBeyond(Frontier.at(time))) {
                throw directive.inputError(
                        line, column, "the known upper of " + words[0] + " is already " + Explanations.show(known));
            }
            reports.add(new FrontierReport(id, Frontier.at(time)));
        }
        world.report(reports);
        return "";
    }

    private static long upper(String text, Complaint complaint) {
        long time = 0;
        try {
            if (text.matches("[0-9]{1,20}")) time = Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw complaint.at("expected a number from 2 to 18446744073709551615, found " + text);
        }
        if (Times.lessEqual(time, 1)) {
            throw complaint.at("expected a number from 2 to 18446744073709551615, found " + text);
        }
        return time;
    }

    private String closeUpper(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        List<FrontierReport> reports = new ArrayList<>();
        expectInput(directive, "database.schema.item");
        for (GlobalId id : items(directive)) reports.add(new FrontierReport(id, Frontier.CLOSED));
        world.report(reports);
        return "";
    }

    private String setUpperFilter(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        List<GlobalId> ids = items(directive);
        filtered.clear();
        filtered.addAll(ids);
        return "";
    }

    private List<GlobalId> items(Directive directive) {
        List<GlobalId> ids = new ArrayList<>();
        List<String> lines = directive.input().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            ids.add(reporting(lines.get(i).strip(), problem -> directive.inputError(line, problem)));
        }
        return ids;
    }

    private String incTimestamp(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        world.advance(milliseconds(directive));
        return "";
    }

    /** The number of milliseconds that is the input. */
    static long milliseconds(Directive directive) {
        String number = directive.input().strip();
        if (!number.matches("[0-9]{1,18}"))
            throw directive.inputError(1, "expected a number of milliseconds, found \"" + number + "\"");
        return Long.parseLong(number);
    }

    // ---- files

    private String createFile(Directive directive, Arguments arguments) {
        String path = directory.use() + "/" + arguments.required("name");
        byte[] bytes = bytes(directive, arguments);
        try {
            files.create(path);
            files.append(path, bytes);
        } catch (IOException e) {
            throw directive.error("cannot create file: " + e.getMessage());
        }
        return "";
    }

    private String appendFile(Directive directive, Arguments arguments) {
        String name = arguments.required("name");
        byte[] bytes = bytes(directive, arguments);
        try {
            files.append(directory.use() + "/" + name, bytes);
        } catch (IOException e) {
            throw arguments.error("name", "cannot append to file " + name + ": " + e.getMessage());
        }
        return "";
    }

    /** The input, for {@code torn} without the end of its last line. */
    private static byte[] bytes(Directive directive, Arguments arguments) {
        boolean torn = arguments.flag("torn");
        arguments.expectEmpty();
        String text = directive.input();
        if (torn && text.endsWith("\n")) text = text.substring(0, text.length() - 1);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    // ---- crash and restart

    private String crash(Directive directive, Arguments arguments) {
        Optional<String> record = arguments.optional("at-commit");
        arguments.expectEmpty();
        expectNoInput(directive);
        if (record.isEmpty()) {
            world.crash();
            return "";
        }
        Disk.Fate fate = switch (record.get()) {
            case "lost" -> Disk.Fate.LOST;
            case "kept" -> Disk.Fate.KEPT;
            default -> throw arguments.error("at-commit", "expected lost or kept, found \"" + record.get() + "\"");
        };
        world.crashAtCommit(fate);
        return "";
    }

    private String failWrite(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        expectNoInput(directive);
        world.failNextWrite();
        return "";
    }

    private String restart(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        expectNoInput(directive);
        world.restart();
        return "";
    }

    // ---- to look inside

    private String printCatalog(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        expectNoInput(directive);
        return Printer.catalog(world.coordinator().catalog()) + "\n";
    }

    private String showFrontiers(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        expectNoInput(directive);
        ReadHolds holds = world.coordinator().holds();
        SortedMap<String, String> lines = new TreeMap<>();
        for (GlobalId id : holds.ids()) {
            String name = world.coordinator().catalog().get(id).name().full();
            Frontier known = holds.known(id);
            Frontier truth = world.trueUpper(id).orElse(known);
            List<String> times = holds.holdsOn(id).stream()
                    .map(hold -> Times.toString(hold.time()))
                    .toList();
            Long window = holds.window(id);
            lines.put(
                    name,
                    name + ": upper " + Explanations.show(truth)
                            + (truth.equals(known) ? "" : " (known " + Explanations.show(known) + ")")
                            + ", since " + Explanations.show(holds.since(id))
                            + ", holds " + (times.isEmpty() ? "none" : String.join(" ", times))
                            + ", window " + (window == null ? "off" : window + " ms"));
        }
        return join(List.copyOf(lines.values()));
    }

    private String explainTimestamp(Directive directive, Arguments arguments) {
        arguments.expectEmpty();
        List<String> lines = new ArrayList<>();
        for (SessionOutput output : explanation(directive)) {
            if (output instanceof SessionOutput.Answered(StatementResult.Rows(var desc, var rows))) {
                lines.addAll(lines(rows));
            } else if (output instanceof SessionOutput.Failed(var error)) {
                lines.add(Printer.error(error));
            }
        }
        return join(lines);
    }

    /** The same for a directive that has run a single query; nothing if it was something else. */
    List<String> why(Directive directive) {
        if (!directive.name().equals("sql") && !directive.name().equals("wait-sql")) return List.of();
        List<String> lines = new ArrayList<>();
        for (SessionOutput output : explanation(directive)) {
            if (output instanceof SessionOutput.Answered(StatementResult.Rows(var desc, var rows))) {
                lines.addAll(lines(rows));
            } else if (output instanceof SessionOutput.Failed) {
                return List.of();
            }
        }
        return lines;
    }

    private List<SessionOutput> explanation(Directive directive) {
        TestSession session = clients.open();
        clients.start(session, "EXPLAIN TIMESTAMP FOR " + text(directive));
        List<SessionOutput> outputs = List.copyOf(session.outputs());
        clients.end(session);
        return outputs;
    }

    private static List<String> lines(Batch rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach(update -> lines.add(((Datum.Text) update.row().datums().get(0)).value()));
        return lines;
    }

    // ---- the end of the file

    /** The line of an {@code async-sql} that nobody collected, if there is one. */
    OptionalLong uncollectedLine() {
        return named.values().stream()
                .mapToLong(session -> session.uncollectedLine)
                .filter(line -> line > 0)
                .min();
    }
}
