package dev.coordtest.postgres;

import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.reference.Answer;
import dev.coordtest.reference.Reference;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.Plan;
import dev.coordtest.sql.plan.QueryPlan;
import java.util.ArrayList;
import java.util.List;

/** What the product says of a query, put as the {@link Judge} puts it: our parser, binder and reference evaluator. */
final class Product {
    private static final SessionView SESSION =
            new SessionView("materialize", List.of("public"), "materialize", 0, true);

    private Product() {}

    static Judge.Verdict ask(String text, Tables tables) {
        return switch (plan(text, tables)) {
            case Sql.Result.Refused<QueryPlan>(var error) -> refused(error);
            case Sql.Result.Ok<QueryPlan>(var query) -> answer(query, tables);
        };
    }

    /** The plan of one SELECT. */
    static Sql.Result<QueryPlan> plan(String text, Tables tables) {
        switch (Sql.parse(text)) {
            case Sql.Result.Refused<?>(var error) -> {
                return new Sql.Result.Refused<>(error);
            }
            case Sql.Result.Ok<List<ParsedStatement>>(var statements) -> {
                return switch (Sql.plan(statements.get(0), tables, SESSION, null, List.of())) {
                    case Sql.Result.Refused<Plan>(var error) -> new Sql.Result.Refused<>(error);
                    case Sql.Result.Ok<Plan>(var plan) -> new Sql.Result.Ok<>(((Plan.Select) plan).query());
                };
            }
        }
    }

    static Judge.Verdict refused(SqlError error) {
        return new Judge.Verdict.Refused(error.state().code(), error.message());
    }

    private static Judge.Verdict answer(QueryPlan query, Tables tables) {
        return switch (Reference.evaluate(query.bound(), tables)) {
            case Answer.Failed(var error) -> refused(error);
            case Answer.Rows(var rows) -> {
                List<List<String>> shown = new ArrayList<>();
                for (Row row : Reference.finish(rows, query.finishing())) {
                    List<String> texts = new ArrayList<>();
                    for (Datum datum : row.datums()) texts.add(datum.isNull() ? null : TextFormat.print(datum));
                    shown.add(texts);
                }
                yield new Judge.Verdict.Rows(query.desc().names(), shown);
            }
        };
    }
}
