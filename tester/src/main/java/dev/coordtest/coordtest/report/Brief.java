package dev.coordtest.coordtest.report;

import dev.coordtest.coord.Event;
import dev.coordtest.coord.session.SessionId;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.coord.session.ToCoordinator;
import dev.coordtest.coord.session.ToSession;
import dev.coordtest.protocol.Compaction;
import dev.coordtest.protocol.FrontierReport;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.Dataflow;
import dev.coordtest.protocol.compute.PeekResult;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import dev.coordtest.sql.plan.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Messages in a few words each, for people. Nothing is compared by it. */
public final class Brief {
    private Brief() {}

    public static String of(Object message) {
        return switch (message) {
            case Event event -> event(event);
            case ComputeCommand command -> command(command);
            case StorageCommand command -> command(command);
            case ComputeResponse response -> response(response);
            case StorageResponse response -> response(response);
            default -> String.valueOf(message); // Any object: no sealed type.
        };
    }

    private static String event(Event event) {
        return switch (event) {
            case Event.Boot ignored -> "Boot";
            case Event.Tick ignored -> "Tick";
            case Event.FromSession(var message) -> request(message);
            case Event.FromCompute(var response) -> response(response);
            case Event.FromStorage(var response) -> response(response);
        };
    }

    private static String request(ToCoordinator message) {
        return switch (message) {
            case ToCoordinator.Open(var id, var secret) -> "Open{" + id + "}";
            case ToCoordinator.Execute(var id, var plan, var revision, var context) ->
                "Execute{" + id + ", " + plan(plan) + ", catalog r" + revision + "}";
            case ToCoordinator.DescribeFile(var id, var path, var format) -> "DescribeFile{" + id + ", " + path + "}";
            case ToCoordinator.EndTransaction(var id, var commit) ->
                "EndTransaction{" + id + ", " + (commit ? "commit" : "roll back") + "}";
            case ToCoordinator.StopTail(var id, var tail) -> "StopTail{" + id + ", u" + tail + "}";
            case ToCoordinator.Cancel(var id, var secret) -> "Cancel{" + id + "}";
            case ToCoordinator.Close(var id) -> "Close{" + id + "}";
        };
    }

    private static String plan(Plan plan) {
        return switch (plan) {
            case Plan.Select(var query, var when) -> "Select " + query(query, when);
            case Plan.CopyTo(var query, var when, var format) -> "CopyTo " + query(query, when);
            case Plan.Tail tail -> "Tail " + query(tail.query(), tail.when());
            case Plan.ExplainTimestamp(var query, var when) -> "ExplainTimestamp " + query(query, when);
            case Plan.InsertValues insert -> "Insert " + rows(insert.rowCount()) + " into " + insert.table();
            case Plan.ReadThenWrite mutation -> word(mutation.kind().name()) + " of " + mutation.table();
            case Plan.CreateType create -> "CreateType " + create.name();
            case Plan.CreateTable create -> "CreateTable " + create.name();
            case Plan.CreateSource create -> "CreateSource " + create.name();
            case Plan.CreateView create -> "CreateView " + create.name();
            case Plan.CreateIndex create -> "CreateIndex " + create.index().name();
            case Plan.CreateSink create -> "CreateSink " + create.name();
            case Plan.DropItems drop -> "Drop " + ids(drop.ids());
            case Plan.DdlPlan ddl -> ddl.getClass().getSimpleName();
            case Plan.SessionPlan own -> own.getClass().getSimpleName();
        };
    }

    private static String query(QueryPlan query, When when) {
        String of = query.references().isEmpty() ? "of constants" : "of " + ids(List.copyOf(query.references()));
        return switch (when) {
            case When.Immediately ignored -> of;
            case When.At(var time) -> of + " as of " + Times.toString(time);
        };
    }

    private static String command(ComputeCommand command) {
        return switch (command) {
            case ComputeCommand.CreateDataflow(var dataflow, var asOf) ->
                "CreateDataflow{" + dataflow.name() + ", as of " + Times.toString(asOf) + ", " + imports(dataflow)
                        + " → " + exports(dataflow) + "}";
            case ComputeCommand.AllowCompaction(var compactions) -> compactions(compactions);
            case ComputeCommand.Peek peek ->
                "Peek{" + peek.id() + ", " + peek.target() + ", time " + Times.toString(peek.time()) + "}";
            case ComputeCommand.CancelPeeks(var ids) -> "CancelPeeks" + braces(ids, Object::toString);
        };
    }

    private static String imports(Dataflow dataflow) {
        List<GlobalId> imports = new ArrayList<>();
        dataflow.sources().forEach(source -> imports.add(source.id()));
        dataflow.indexImports().forEach(source -> imports.add(source.index()));
        return imports.isEmpty() ? "nothing" : ids(imports);
    }

    private static String exports(Dataflow dataflow) {
        List<GlobalId> exports = new ArrayList<>();
        dataflow.indexes().forEach(index -> exports.add(index.index()));
        dataflow.tails().forEach(tail -> exports.add(tail.tail()));
        dataflow.sinks().forEach(sink -> exports.add(sink.sink()));
        return ids(exports);
    }

    private static String command(StorageCommand command) {
        return switch (command) {
            case StorageCommand.DescribeFile(var request, var path, var format) ->
                "DescribeFile{" + request + ", " + path + "}";
            case StorageCommand.CreateTable(var id, var desc) -> "CreateTable{" + id + "}";
            case StorageCommand.CreateSource(var id, var source) -> "CreateSource{" + id + ", " + source.path() + "}";
            case StorageCommand.CreateSink(var request, var id, var sink) ->
                "CreateSink{" + request + ", " + id + ", " + sink.path() + "}";
            case StorageCommand.StartSink(var id, var asOf) ->
                "StartSink{" + id + ", as of " + Times.toString(asOf) + "}";
            case StorageCommand.InitializationComplete() -> "InitializationComplete";
            case StorageCommand.AppendTables append ->
                "AppendTables{" + append.request() + writes(append) + ", close to " + append.upper() + "}";
            case StorageCommand.AllowCompaction(var compactions) -> compactions(compactions);
        };
    }

    private static String writes(StorageCommand.AppendTables append) {
        StringBuilder text = new StringBuilder();
        for (StorageCommand.TableWrite write : append.writes()) {
            text.append(", ").append(updates(write.updates())).append(" to ").append(write.table());
        }
        return append.writes().isEmpty() ? "" : text + " at " + Times.toString(append.time());
    }

    private static String compactions(List<Compaction> compactions) {
        return "AllowCompaction"
                + braces(compactions, c -> c.since().closed() ? "drop " + c.id() : c.id() + " up to " + c.since());
    }

    private static String response(ComputeResponse response) {
        return switch (response) {
            case ComputeResponse.Frontiers(var uppers) -> frontiers(uppers);
            case ComputeResponse.PeekDone(var id, var result) -> "PeekDone{" + id + ", " + found(result) + "}";
            case ComputeResponse.TailBatch(var id, var updates, var upper) ->
                "TailBatch{" + id + ", " + updates(updates) + ", to " + upper + "}";
            case ComputeResponse.TailFailed(var id, var error) -> "TailFailed{" + id + ", " + error.text() + "}";
        };
    }

    private static String found(PeekResult result) {
        return switch (result) {
            case PeekResult.Rows(var rows) -> rows(count(rows));
            case PeekResult.Failed(var error) -> error.text();
            case PeekResult.EvaluationFailed(var error) -> error.message();
        };
    }

    private static String response(StorageResponse response) {
        return switch (response) {
            case StorageResponse.Frontiers(var uppers) -> frontiers(uppers);
            case StorageResponse.Bindings(var bindings) ->
                "Bindings"
                        + braces(
                                bindings,
                                b -> "bytes before " + b.offset() + " of " + b.source() + " by "
                                        + Times.toString(b.time()));
            case StorageResponse.FileDescribed(var request, var file) -> "FileDescribed{" + request + "}";
            case StorageResponse.DescribeFailed(var request, var error) ->
                "DescribeFailed{" + request + ", " + error(error) + "}";
            case StorageResponse.SinkReady(var request, var id, var path) ->
                "SinkReady{" + request + ", " + id + ", " + path + "}";
            case StorageResponse.SinkFailed(var request, var id, var error) ->
                "SinkFailed{" + request + ", " + id + ", " + error(error) + "}";
            case StorageResponse.Appended(var request, var upper) -> "Appended{" + request + ", " + upper + "}";
            case StorageResponse.AppendFailed(var request, var upper, var error) ->
                "AppendFailed{" + request + ", upper " + upper + ", " + error(error) + "}";
        };
    }

    private static String frontiers(List<FrontierReport> uppers) {
        return "Frontiers" + braces(uppers, report -> report.id() + " " + report.upper());
    }

    /** What a session is told. */
    public static String answer(SessionId session, ToSession message) {
        String text = switch (message) {
            case ToSession.Done(var result) -> result(result);
            case ToSession.Refused(var error) -> "Refused, " + error(error);
            case ToSession.Canceled ignored -> "Canceled";
            case ToSession.PlanAgain ignored -> "PlanAgain";
            case ToSession.FileDescribed ignored -> "FileDescribed";
            case ToSession.TransactionEnded(var error) ->
                error == null ? "TransactionEnded" : "TransactionEnded, " + error(error);
            case ToSession.TailStarted(var tail, var asOf) ->
                "TailStarted, u" + tail + " as of " + Times.toString(asOf);
            case ToSession.TailBatch(var tail, var updates, var upper) ->
                "TailBatch, u" + tail + ", " + updates(updates) + ", to " + upper;
            case ToSession.TailEnded(var tail, var error) ->
                "TailEnded, u" + tail + (error == null ? "" : ", " + error(error));
        };
        int comma = text.indexOf(", ");
        return comma < 0
                ? text + "{" + session + "}"
                : text.substring(0, comma) + "{" + session + text.substring(comma) + "}";
    }

    private static String result(StatementResult result) {
        return switch (result) {
            case StatementResult.Rows(var desc, var rows) -> "Rows, " + shown(rows);
            case StatementResult.ReadFailed(var text) -> "ReadFailed, " + text;
            case StatementResult.Created(var kind, var existed) ->
                "Created, " + word(kind.name()) + (existed ? ", existed" : "");
            case StatementResult.Dropped(var kind) -> "Dropped, " + word(kind.name());
            case StatementResult.Altered(var kind) -> "Altered, " + word(kind.name());
            case StatementResult.Inserted(var rows) -> "Inserted, " + rows(rows);
            case StatementResult.Updated(var rows) -> "Updated, " + rows(rows);
            case StatementResult.Deleted(var rows) -> "Deleted, " + rows(rows);
            case StatementResult.CopyTo(var format, var desc, var rows) -> "CopyTo, " + rows(count(rows));
            case StatementResult.ReadCanceled ignored -> "ReadCanceled";
            case StatementResult.StartedTransaction ignored -> "StartedTransaction";
            case StatementResult.TransactionExited ignored -> "TransactionExited";
            case StatementResult.SetVariable ignored -> "SetVariable";
            case StatementResult.Prepare ignored -> "Prepare";
            case StatementResult.Deallocate ignored -> "Deallocate";
            case StatementResult.DeclaredCursor ignored -> "DeclaredCursor";
            case StatementResult.ClosedCursor ignored -> "ClosedCursor";
            case StatementResult.Discarded ignored -> "Discarded";
            case StatementResult.CopyFrom ignored -> "CopyFrom";
            case StatementResult.EmptyQuery ignored -> "EmptyQuery";
        };
    }

    /** One row is shown as it is, more are counted. */
    private static String shown(Batch rows) {
        if (rows.size() != 1 || rows.diff(0) != 1) return rows(count(rows));
        return rows.row(0).datums().stream().map(TablePrinter::cell).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String error(SqlError error) {
        return error.state().code() + " " + error.message();
    }

    private static long count(Batch rows) {
        long count = 0;
        for (int i = 0; i < rows.size(); i++) count += rows.diff(i);
        return count;
    }

    private static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    private static String updates(Batch updates) {
        return updates.size() + (updates.size() == 1 ? " update" : " updates");
    }

    private static String ids(List<GlobalId> ids) {
        return ids.stream().map(GlobalId::toString).collect(Collectors.joining(" "));
    }

    private static <T> String braces(List<T> all, Function<T, String> word) {
        return all.stream().map(word).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
