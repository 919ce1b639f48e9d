package dev.coordtest.sql;

import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import dev.coordtest.sql.ast.Definition;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.bind.Constants;
import dev.coordtest.sql.bind.Names;
import dev.coordtest.sql.bind.QueryBinder;
import dev.coordtest.sql.bind.Scalars;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.parse.Parser;
import dev.coordtest.sql.plan.BoundScalar;
import dev.coordtest.sql.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From text to plans. Refusals are values: nothing here throws for what a user wrote. */
public final class Sql {
    private Sql() {}

    /** What came of parsing or planning. */
    public sealed interface Result<T> {
        record Ok<T>(T value) implements Result<T> {}

        record Refused<T>(SqlError error) implements Result<T> {}
    }

    /** The statements of a text, all or none. */
    public static Result<List<ParsedStatement>> parse(String text) {
        try {
            return new Result.Ok<>(Parser.parse(text));
        } catch (SqlException e) {
            return new Result.Refused<>(e.error());
        } catch (StackOverflowError e) {
            return new Result.Refused<>(SqlError.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded"));
        }
    }

    /** A file that has to be looked at before a statement can be planned. */
    public record FileRequest(String path, FileFormat format) {}

    /** The file that has to be looked at, if any; of a source that is going to be refused, none. */
    public static Optional<FileRequest> needsFile(Statement statement) {
        if (!(statement instanceof Definition.CreateSource source)) return Optional.empty();
        try {
            String path = Ingestion.file(source).path();
            return Optional.of(new FileRequest(path, Formats.of(Ingestion.format(source))));
        } catch (SqlException e) {
            return Optional.empty(); // Planning says why.
        }
    }

    /**
     * Plans one statement.
     *
     * @param file what was found where {@link #needsFile} asked to look
     * @param parameters the values of {@code $1}, {@code $2}, …, as text
     */
    public static Result<Plan> plan(
            ParsedStatement statement,
            CatalogView catalog,
            SessionView session,
            @Nullable FileDescription file,
            List<Datum> parameters) {
        try {
            return new Result.Ok<>(new Planner(catalog, session, parameters).plan(statement, file));
        } catch (SqlException e) {
            return new Result.Refused<>(e.error());
        } catch (StackOverflowError e) {
            return new Result.Refused<>(SqlError.of(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded"));
        }
    }

    /** The value of an argument of EXECUTE, as text; NULL stays NULL. Throws {@link SqlException} if it has none. */
    public static Datum argument(String text, CatalogView catalog, SessionView session) {
        QueryBinder binder = new QueryBinder(new Names(catalog, session), session, false, List.of());
        BoundScalar scalar = Scalars.bindUnsettled(binder, Parser.parseExpr(text), "EXECUTE");
        Datum datum = Constants.evaluate(scalar, 0);
        return datum.isNull()
                ? datum
                : Datum.of(TextFormat.print(datum, scalar.type().type()));
    }

    /** Whether the statement answers with rows. */
    public static boolean returnsRows(Statement statement) {
        return statement instanceof Statement.Select
                || statement instanceof Statement.ShowVariable
                || statement instanceof Statement.ShowObjects
                || statement instanceof Statement.ShowColumns
                || statement instanceof Statement.ShowIndexes
                || statement instanceof Statement.ShowCreate
                || statement instanceof Statement.Explain;
    }
}
