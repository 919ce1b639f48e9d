package dev.coordtest.coordtest.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coord.session.ObjectKind;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.datadriven.Arguments;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.SqlError;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code testdata/slt/verdicts.test}: records, answers, and the verdicts that the suites' own runner gives. No database is asked. */
class VerdictTableTest {
    private static final Map<String, ScalarType> TYPES = Map.ofEntries(
            Map.entry("bool", ScalarType.BOOL),
            Map.entry("int2", ScalarType.INT2),
            Map.entry("int4", ScalarType.INT4),
            Map.entry("int8", ScalarType.INT8),
            Map.entry("float4", ScalarType.FLOAT4),
            Map.entry("float8", ScalarType.FLOAT8),
            Map.entry("numeric", ScalarType.NUMERIC),
            Map.entry("text", ScalarType.TEXT),
            Map.entry("varchar", new ScalarType.VarChar(-1)),
            Map.entry("bytea", ScalarType.BYTEA),
            Map.entry("date", ScalarType.DATE),
            Map.entry("timestamp", ScalarType.TIMESTAMP),
            Map.entry("interval", ScalarType.INTERVAL));

    @Test
    void verdictsAreThoseOfTheTable() {
        TestFile table = TestFile.read(Path.of("src/test/testdata/slt/verdicts.test"), Dialect.RUST_0_6);
        assertThat(table.directives()).hasSizeGreaterThan(100);
        assertThat(table.run(VerdictTableTest::verdict).report()).isEmpty();
    }

    private static String verdict(Directive directive) {
        if (!directive.name().equals("verdict")) throw directive.error("no such directive");
        Arguments arguments = directive.read();
        String rules =
                arguments.oneOf("rules", List.of("any-error", "codes", "every-error", "in-order", "usual"), "usual");
        arguments.expectEmpty();
        List<String> lines = directive.input().lines().toList();
        String text = lines.stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining("", "", "\n"));
        List<SltRecord> records;
        try {
            records = SltFile.parse("record", text).records();
        } catch (ParseError e) {
            return "refused\n";
        }
        assertThat(records).hasSize(1);
        Answer answer =
                answer(lines.stream().filter(line -> !line.startsWith("|")).toList());
        Judge judge = new Judge(new Rules(
                rules.equals("any-error"),
                rules.equals("codes"),
                rules.equals("every-error"),
                rules.equals("in-order")));
        Verdict verdict =
                judge.withoutRunning(records.getFirst()).orElseGet(() -> judge.verdict(records.getFirst(), answer));
        return verdict.kind() + "\n";
    }

    private static Answer answer(List<String> lines) {
        List<StatementResult> results = new ArrayList<>();
        @Nullable SqlError error = null;
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", 2);
            String rest = words.length == 2 ? words[1] : "";
            switch (words[0]) {
                case "columns" -> {
                    RelationDesc desc = desc(rest);
                    Batch.Builder rows = new Batch.Builder();
                    while (i + 1 < lines.size() && lines.get(i + 1).startsWith("row "))
                        rows.add(row(lines.get(++i).substring("row ".length()), desc), 0, 1);
                    results.add(new StatementResult.Rows(desc, rows.build()));
                }
                case "inserted" -> results.add(new StatementResult.Inserted(Long.parseLong(rest)));
                case "created" -> results.add(new StatementResult.Created(ObjectKind.TABLE, false));
                case "error" -> {
                    String[] parts = rest.split(" ", 2);
                    error = SqlError.of(SqlState.ofCode(parts[0]), parts[1]);
                }
                case "detail" ->
                    error = Optional.ofNullable(error).orElseThrow().withDetail(rest);
                case "hint" -> error = Optional.ofNullable(error).orElseThrow().withHint(rest);
                default -> throw new IllegalArgumentException(lines.get(i));
            }
        }
        return error == null ? new Answer.Results(results) : Answer.Refused.of(error);
    }

    private static RelationDesc desc(String text) {
        List<Column> columns = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            String[] parts = word.split(":", 2);
            columns.add(
                    Column.of(parts[0], Optional.ofNullable(TYPES.get(parts[1])).orElseThrow(), true));
        }
        return new RelationDesc(columns);
    }

    private static Row row(String text, RelationDesc desc) {
        String[] values = text.split("\\|", -1);
        Datum[] datums = new Datum[values.length];
        for (int i = 0; i < values.length; i++) {
            String value = values[i].equals("''") ? "" : values[i].replace("\\n", "\n");
            datums[i] = value.equals("NULL")
                    ? Datum.NULL
                    : TextFormat.parse(value, desc.columns().get(i).type().type());
        }
        return Row.of(datums);
    }
}
