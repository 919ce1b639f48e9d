package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.coord.session.ObjectKind;
import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import dev.coordtest.repr.Datum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a test file can have printed, one of the project's own has printed. */
class PrintsTest {
    @Test
    void everyAnswerOfAStatementIsPrintedByAFile() {
        assertThat(missing(StatementResult.class, PrintsTest::answers)).isEmpty();
    }

    @Test
    void everyKindOfValueIsPrintedByAFile() {
        assertThat(missing(Datum.class, PrintsTest::values)).isEmpty();
    }

    /** Lines that show that an answer of this type was printed. None: no file can reach it. */
    private static List<String> answers(String answer) {
        return switch (answer) {
            case "Rows" -> List.of("Rows(", "    [],");
            case "ReadFailed" -> List.of("Error(");
            case "ReadCanceled" -> List.of("Canceled");
            case "Created" -> created();
            // CREATE TYPE is refused so far.
            case "Dropped" ->
                kinds(ObjectKind.TYPE).map(kind -> "Dropped" + kind.title()).toList();
            case "Altered" ->
                kinds(ObjectKind.TYPE, ObjectKind.DATABASE, ObjectKind.SCHEMA, ObjectKind.ROLE)
                        .map(kind -> "    " + kind.title() + ",")
                        .toList();
            case "Inserted", "Updated", "Deleted" -> List.of(answer + "(");
            case "StartedTransaction" -> List.of("    duplicated: false,", "    duplicated: true,");
            case "TransactionExited" ->
                List.of(
                        "    was_implicit: false,",
                        "    was_implicit: true,",
                        "    tag: \"COMMIT\",",
                        "    tag: \"ROLLBACK\",");
            case "SetVariable" -> List.of("SetVariable {");
            case "Prepare", "DeclaredCursor", "ClosedCursor", "EmptyQuery" -> List.of(answer);
            case "Deallocate" -> List.of("    all: false,", "    all: true,");
            case "Discarded" -> List.of("DiscardedTemp", "DiscardedAll");
            case "CopyTo" -> List.of("    format: Text,", "    format: Binary,", "    resp: SendingRows,");
            // COPY FROM is refused: a file has no way to send its data.
            case "CopyFrom" -> List.of();
            default -> throw new IllegalStateException("how does a file print " + answer + "?");
        };
    }

    private static List<String> created() {
        List<String> lines = new ArrayList<>(List.of("CreatedRole", "    existed: false,", "    existed: true,"));
        kinds(ObjectKind.TYPE, ObjectKind.ROLE).forEach(kind -> lines.add("Created" + kind.title() + " {"));
        return lines;
    }

    private static Stream<ObjectKind> kinds(ObjectKind... without) {
        return Arrays.stream(ObjectKind.values())
                .filter(kind -> !List.of(without).contains(kind));
    }

    /** Lines that show that a value of this type was printed. None: no expression makes one so far. */
    private static List<String> values(String datum) {
        return switch (datum) {
            case "Null" -> List.of("Null,");
            case "Bool" -> List.of("True,", "False,");
            case "Int16", "Int32", "Int64", "Float32", "Float64", "Numeric", "Bytes", "Date", "Time", "Timestamp" ->
                List.of(datum + "(");
            case "TimestampTz", "Interval" -> List.of(datum + "(");
            case "NumericSpecial" -> List.of("NaN,", "Infinity,", "-Infinity,");
            case "Text", "Char" -> List.of("String(");
            case "Oid" -> List.of("Int32(");
            case "Uuid" -> List.of("Uuid(");
            // Of types that are refused by name.
            case "ArrayValue", "ListValue", "MapValue", "JsonValue" -> List.of();
            default -> throw new IllegalStateException("how does a file print " + datum + "?");
        };
    }

    /** What was to be printed for the cases of a sealed type and is in no expected output. */
    private static TreeSet<String> missing(Class<?> type, java.util.function.Function<String, List<String>> lines) {
        TreeSet<String> expected = new TreeSet<>();
        for (Class<?> each : cases(type)) {
            lines.apply(each.getSimpleName()).forEach(line -> expected.add(line.strip()));
        }
        assertThat(expected).isNotEmpty();
        Path root = Places.root();
        for (String folder : List.of("examples", "tester/src/test/testdata")) {
            for (Path path : CoordTest.walk(root.resolve(folder))) {
                if (!path.toString().endsWith(".ct")) continue;
                TestFile.read(path, Dialect.RUST_0_6)
                        .directives()
                        .forEach(directive ->
                                directive.expected().lines().forEach(line -> expected.remove(line.strip())));
            }
        }
        return expected;
    }

    private static List<Class<?>> cases(Class<?> type) {
        if (!type.isInterface()) return List.of(type);
        List<Class<?>> cases = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) cases.addAll(cases(permitted));
        return cases;
    }
}
