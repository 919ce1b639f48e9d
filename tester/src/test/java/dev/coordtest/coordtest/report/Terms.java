package dev.coordtest.coordtest.report;

import dev.coordtest.coord.session.ObjectKind;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Json;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What the terms of the test files mean. */
final class Terms {
    private Terms() {}

    static Debug debug(Term term) {
        var parts = term.terms();
        return switch (term.name()) {
            case "quoted" -> Debug.quoted(term.word(0));
            case "bool" -> Debug.word(Boolean.parseBoolean(term.word(0)));
            case "int" -> Debug.word(Long.parseLong(term.word(0)));
            case "f32" -> Debug.word(Float.parseFloat(term.word(0)));
            case "f64" -> Debug.word(Double.parseDouble(term.word(0)));
            case "tuple" -> new Debug.Tuple(term.word(0), debugs(parts.subList(1, parts.size())));
            case "struct" -> {
                var fields = new ArrayList<Debug.Field>();
                for (Term part : parts.subList(1, parts.size()))
                    fields.add(Debug.field(part.name(), debug(part.get(0))));
                yield new Debug.Struct(term.word(0), fields);
            }
            case "list" -> Debug.items(debugs(parts));
            case "map" -> {
                var entries = new ArrayList<Debug.Entry>();
                for (Term part : parts) entries.add(new Debug.Entry(Debug.quoted(part.name()), debug(part.get(0))));
                yield new Debug.Entries(entries);
            }
            case "row" -> new Debug.RowOf(debugs(parts));
            case "option" -> Debug.option(parts.isEmpty() ? Optional.empty() : Optional.of(debug(term.get(0))));
            default -> Debug.word(term.name());
        };
    }

    private static List<Debug> debugs(List<Term> terms) {
        return terms.stream().map(Terms::debug).toList();
    }

    /** {@code null}, {@code (TYPE text)}, or a value made of values. */
    static Datum datum(Term term) {
        var parts = term.terms();
        return switch (term.name()) {
            case "null" -> Datum.NULL;
            case "numeric" -> numeric(term.word(0));
            case "uuid" -> new Datum.Uuid(UUID.fromString(term.word(0)));
            case "interval" ->
                new Datum.Interval(
                        Integer.parseInt(term.word(0)), Integer.parseInt(term.word(1)), Long.parseLong(term.word(2)));
            case "time-micros" -> new Datum.Time(Long.parseLong(term.word(0)));
            case "array" -> {
                var dimensions = new ArrayList<Datum.ArrayValue.Dimension>();
                for (Term dimension : term.get(0).terms())
                    dimensions.add(new Datum.ArrayValue.Dimension(
                            Integer.parseInt(dimension.name()), Integer.parseInt(dimension.word(0))));
                yield new Datum.ArrayValue(datums(parts.subList(1, parts.size())), dimensions);
            }
            case "list" -> new Datum.ListValue(datums(parts));
            case "map" -> {
                var entries = new TreeMap<String, Datum>();
                for (Term entry : parts) entries.put(entry.name(), datum(entry.get(0)));
                yield new Datum.MapValue(entries);
            }
            default -> TextFormat.parse(term.word(0), type(term.name()));
        };
    }

    /** {@code null}, or a JSON value: {@code json-null}, a scalar of one of SQL's types, a list or a map. */
    static Datum json(Term term) {
        return term.name().equals("null") ? Datum.NULL : Datum.of(jsonValue(term));
    }

    private static Json jsonValue(Term term) {
        var parts = term.terms();
        return switch (term.name()) {
            case "json-null" -> Json.NULL;
            case "list" -> new Json.Array(parts.stream().map(Terms::jsonValue).toList());
            case "map" -> {
                var members = Json.members();
                for (Term member : parts) members.put(member.name(), jsonValue(member.get(0)));
                yield new Json.Members(members);
            }
            default ->
                switch (datum(term)) {
                    case Datum.Bool(var value) -> Json.of(value);
                    case Datum.Numeric(var value) -> new Json.Numeric(value);
                    case Datum.Text(var value) -> Json.of(value);
                    case Datum other -> throw new IllegalArgumentException("no JSON: " + other);
                };
        };
    }

    private static Datum numeric(String text) {
        return switch (text) {
            case "NaN" -> Datum.NumericSpecial.NAN;
            case "Infinity" -> Datum.NumericSpecial.POSITIVE_INFINITY;
            case "-Infinity" -> Datum.NumericSpecial.NEGATIVE_INFINITY;
            default -> Datum.of(new BigDecimal(text));
        };
    }

    static List<Datum> datums(List<Term> terms) {
        return terms.stream().map(Terms::datum).toList();
    }

    /** The name of a simple type without blanks, or {@code numeric}. */
    static ScalarType type(String name) {
        for (ScalarType.Simple simple : ScalarType.Simple.values())
            if (simple.name().equalsIgnoreCase(name)) return simple;
        if (name.equals("numeric")) return ScalarType.NUMERIC;
        throw new IllegalArgumentException("no type " + name);
    }

    /** {@code (NAME TYPE)} for each column. */
    static RelationDesc desc(Term columns) {
        return new RelationDesc(columns.terms().stream()
                .map(column -> Column.of(column.name(), type(column.word(0)), true))
                .toList());
    }

    /** A head of columns, then a row for each term; {@code (times N datums…)} is N equal rows. */
    static StatementResult.Rows rows(List<Term> terms) {
        var batch = new Batch.Builder();
        for (Term row : terms.subList(1, terms.size())) {
            boolean times = row.name().equals("times");
            var datums = times ? row.terms().subList(1, row.terms().size()) : row.terms();
            batch.add(Row.of(datums(datums)), 0, times ? Long.parseLong(row.word(0)) : 1);
        }
        return new StatementResult.Rows(desc(terms.getFirst()), batch.build());
    }

    static StatementResult result(Term term) {
        return switch (term.name()) {
            case "rows" -> rows(term.terms());
            case "failed" -> new StatementResult.ReadFailed(term.word(0));
            case "canceled" -> new StatementResult.ReadCanceled();
            case "created" ->
                new StatementResult.Created(ObjectKind.valueOf(term.word(0)), Boolean.parseBoolean(term.word(1)));
            case "dropped" -> new StatementResult.Dropped(ObjectKind.valueOf(term.word(0)));
            case "altered" -> new StatementResult.Altered(ObjectKind.valueOf(term.word(0)));
            case "inserted" -> new StatementResult.Inserted(Long.parseLong(term.word(0)));
            case "updated" -> new StatementResult.Updated(Long.parseLong(term.word(0)));
            case "deleted" -> new StatementResult.Deleted(Long.parseLong(term.word(0)));
            case "started" -> new StatementResult.StartedTransaction(Boolean.parseBoolean(term.word(0)));
            case "exited" -> new StatementResult.TransactionExited(Boolean.parseBoolean(term.word(0)), term.word(1));
            case "set" -> new StatementResult.SetVariable(term.word(0));
            case "prepare" -> new StatementResult.Prepare();
            case "deallocate" -> new StatementResult.Deallocate(Boolean.parseBoolean(term.word(0)));
            case "declare" -> new StatementResult.DeclaredCursor();
            case "close" -> new StatementResult.ClosedCursor();
            case "discard" -> new StatementResult.Discarded(Boolean.parseBoolean(term.word(0)));
            case "copy-to" -> new StatementResult.CopyTo(term.word(0), desc(term.get(1)), Batch.EMPTY);
            case "copy-from" -> new StatementResult.CopyFrom(Long.parseLong(term.word(0)), List.of(0, 2), term.word(1));
            case "empty" -> new StatementResult.EmptyQuery();
            default -> throw new IllegalArgumentException("no result " + term);
        };
    }
}
