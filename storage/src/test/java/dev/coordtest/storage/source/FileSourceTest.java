package dev.coordtest.storage.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.FileFormat.CsvColumns;
import dev.coordtest.protocol.storage.SourceDesc;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Utf8;
import dev.coordtest.repr.type.Column;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import dev.coordtest.storage.Files;
import dev.coordtest.storage.MemoryFiles;
import dev.coordtest.storage.source.FileSource.Look;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FileSourceTest {
    private static final String PATH = "/d/s";
    private static final FileFormat TEXT = new FileFormat.Text();

    private final Files files = new MemoryFiles("/d");

    @Test
    void eachLookBindsWhatIsNewToTheClock() throws IOException {
        write("1\n2\n");
        FileSource source = tailed(TEXT, 1);
        Look first = source.look(0);
        assertThat(rows(first)).containsExactly("(1, 1)@0", "(2, 2)@0");
        assertThat(first.kept().upper()).isEqualTo(Frontier.at(1));
        assertThat(source.isDue(0)).isFalse();
        append("3\n");
        Look second = source.look(5);
        assertThat(rows(second)).containsExactly("(3, 3)@5");
        assertThat(second.kept().upper()).isEqualTo(Frontier.at(6));
        assertThat(second.kept().offset()).isEqualTo(6);
    }

    @Test
    void theUpperIsAMultipleOfTheFrequency() throws IOException {
        write("");
        FileSource source = tailed(TEXT, 1000);
        assertThat(source.look(1).kept().upper()).isEqualTo(Frontier.at(1000));
        assertThat(source.isDue(999)).isFalse();
        assertThat(source.look(1000).kept().upper()).isEqualTo(Frontier.at(2000));
    }

    @Test
    void aFileReadOnceIsClosedAndItsTornLineIsARecord() throws IOException {
        write("a\n\nb");
        Look look = once(TEXT).look(7);
        assertThat(rows(look)).containsExactly("(a, 1)@7", "(, 2)@7", "(b, 3)@7");
        assertThat(look.kept().upper()).isEqualTo(Frontier.CLOSED);
    }

    @Test
    void anEmptyFileHasNoRows() throws IOException {
        write("");
        assertThat(rows(once(TEXT).look(0))).isEmpty();
        assertThat(rows(tailed(TEXT, 1).look(0))).isEmpty();
    }

    @Test
    void aTailedFilesTornLineWaitsForItsEnd() throws IOException {
        write("ab");
        FileSource source = tailed(TEXT, 1);
        assertThat(rows(source.look(0))).isEmpty();
        append("c");
        assertThat(rows(source.look(1))).isEmpty();
        append("\nd\n");
        assertThat(rows(source.look(2))).containsExactly("(abc, 1)@2", "(d, 2)@2");
    }

    @Test
    void aTailedFileThatIsGoneClosesTheSource() throws IOException {
        write("a\nb");
        FileSource source = tailed(TEXT, 1);
        source.look(0);
        files.delete(PATH);
        Look last = source.look(1);
        assertThat(rows(last)).containsExactly("(b, 2)@1");
        assertThat(errors(last)).isEmpty();
        assertThat(last.kept().upper()).isEqualTo(Frontier.CLOSED);
        assertThat(source.isDue(2)).isFalse();
    }

    @Test
    void aTailedFileThatGotShorterIsAnErrorForGood() throws IOException {
        write("abc\n");
        FileSource source = tailed(TEXT, 1);
        source.look(0);
        write("x\n");
        Look last = source.look(1);
        assertThat(rows(last)).isEmpty();
        assertThat(errors(last))
                .containsExactly("Source error: d.public.s: file IO: file source: file at path /d/s was truncated");
        assertThat(source.isDue(2)).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        Look look = tailed(TEXT, 1).look(3);
        assertThat(errors(look))
                .containsExactly("Source error: d.public.s: file IO: file source: unable to open file at path /d/s: "
                        + "No such file or directory");
        assertThat(look.kept().upper()).isEqualTo(Frontier.CLOSED);
    }

    @Test
    void carriageReturnsAndZeroBytesAreText() throws IOException {
        write("a\r\nb\0c\n");
        assertThat(rows(once(TEXT).look(0))).containsExactly("(a\r, 1)@0", "(b\0c, 2)@0");
    }

    @Test
    void aLineThatIsNotUtf8IsOneErrorAndCounts() throws IOException {
        files.create(PATH);
        files.append(
                PATH,
                new byte[] {'a', '\n', (byte) 0xC3, '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '\n', 'b', '\n'});
        Look look = once(TEXT).look(0);
        assertThat(rows(look)).containsExactly("(a, 1)@0", "(b, 4)@0");
        assertThat(errors(look))
                .containsExactly(
                        "Decode error: Text: Failed to decode UTF-8", "Decode error: Text: Failed to decode UTF-8");
    }

    @Test
    void wellFormedUtf8IsWhatTheJdkSaysItIs() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(3) == 0 ? 0x80 + random.nextInt(0x80) : random.nextInt(0x80));
            }
            boolean expected = java.util.Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
            assertThat(Utf8.isWellFormed(bytes, 0, bytes.length))
                    .as("case %d", i)
                    .isEqualTo(expected);
        }
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            byte[] bytes = Character.toString(point).getBytes(UTF_8);
            assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isTrue();
        }
    }

    @Test
    void bytesAreKeptAsTheyAre() throws IOException {
        files.create(PATH);
        files.append(PATH, new byte[] {(byte) 0xFF, 0, '\n'});
        Batch rows = once(new FileFormat.Bytes()).look(0).part().rows();
        assertThat(rows.row(0).datums().toString()).isEqualTo("[Bytes[-1, 0], Int64[value=1]]");
    }

    @Test
    void csvHasQuotesWithEmbeddedLinesAndDelimiters() throws IOException {
        write("a,\"b,\"\"x\"\"\nc\"\r\n\n1,\"\"\n\"q\"z,it's 5\" tall\n,\n");
        assertThat(rows(once(csv(2)).look(0)))
                .containsExactly("(a, b,\"x\"\nc, 1)@0", "(1, , 2)@0", "(qz, it's 5\" tall, 3)@0", "(, , 4)@0");
    }

    @Test
    void aCsvRecordOfTheWrongWidthIsOneErrorAndTheNextIsRight() throws IOException {
        write("a,b\nc,d,e\nf,g\nh\n");
        Look look = once(csv(2)).look(0);
        assertThat(rows(look)).containsExactly("(a, b, 1)@0", "(f, g, 3)@0");
        assertThat(errors(look))
                .containsExactlyInAnyOrder(
                        "Decode error: Text: CSV error at record number 2: expected 2 columns, got 3.",
                        "Decode error: Text: CSV error at record number 4: expected 2 columns, got 1.");
    }

    @Test
    void aHeaderIsNoRecordAndMustAgreeWithTheNamesGiven() throws IOException {
        write("a,b\n1,2\n");
        FileFormat named = new FileFormat.Csv(true, new CsvColumns.Named(List.of("a", "c")), ',');
        Look look = once(named).look(0);
        assertThat(errors(look))
                .containsExactly(
                        "Decode error: Text: source file contains incorrect columns '[a, b]', first mismatched "
                                + "column at index 2 expected=c actual=b");
        FileFormat right = new FileFormat.Csv(true, new CsvColumns.Named(List.of("a", "b")), ',');
        assertThat(rows(once(right).look(0))).containsExactly("(1, 2, 1)@0");
    }

    @Test
    void whatIsReadDoesNotDependOnWhereThePiecesEnd() throws IOException {
        byte[] alphabet = "a\"\n,\r \u00e9".getBytes(UTF_8);
        for (long seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(30)];
            for (int i = 0; i < bytes.length; i++) bytes[i] = alphabet[random.nextInt(alphabet.length)];
            for (FileFormat format : List.of(TEXT, csv(2))) {
                files.create(PATH);
                files.append(PATH, bytes);
                Look whole = once(format).look(0);
                files.create(PATH);
                FileSource tailed = tailed(format, 1);
                List<String> pieces = new ArrayList<>();
                tailed.look(0);
                for (byte b : bytes) {
                    files.append(PATH, new byte[] {b});
                    Look look = tailed.look(0);
                    pieces.addAll(rows(look));
                    pieces.addAll(errors(look));
                }
                files.delete(PATH);
                Look look = tailed.look(0);
                pieces.addAll(rows(look));
                pieces.addAll(errors(look));
                List<String> expected = new ArrayList<>(rows(whole));
                expected.addAll(errors(whole));
                assertThat(pieces).as("seed %d, %s", seed, format).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void aLineOfAHundredMegabytesIsOneRow() throws IOException {
        files.create(PATH);
        byte[] piece = "x".repeat(1 << 20).getBytes(UTF_8);
        for (int i = 0; i < 100; i++) files.append(PATH, piece);
        Batch rows = once(TEXT).look(0).part().rows();
        assertThat(rows.size()).isEqualTo(1);
        assertThat(rows.end(0)).isGreaterThan(100 << 20);
    }

    @Test
    void gzipIsReadThroughAllItsMembers() throws IOException {
        files.create(PATH);
        files.append(PATH, gzip("a\n"));
        files.append(PATH, gzip("b"));
        assertThat(rows(new FileSource(desc(TEXT, false, 1, true), files).look(0)))
                .containsExactly("(a, 1)@0", "(b, 2)@0");
        write("not gzip");
        assertThat(errors(new FileSource(desc(TEXT, false, 1, true), files).look(0)))
                .hasSize(1);
    }

    @Test
    void aHeaderNamesTheColumns() throws IOException {
        write("\"a,1\",b\r\n1,2\n");
        FileFormat fromHeader = new FileFormat.Csv(true, new CsvColumns.FromHeader(), ',');
        assertThat(Describer.describe(files, PATH, fromHeader).columns().names())
                .containsExactly("a,1", "b");
        assertThat(Describer.describe(files, PATH, csv(2)).columns().names()).containsExactly("column1", "column2");
        write("");
        assertThatThrownBy(() -> Describer.describe(files, PATH, fromHeader))
                .hasMessageContaining("CSV header of file \"/d/s\" is missing");
    }

    @Test
    void whatCannotBeReadIsRefusedWhenDescribed() throws IOException {
        write("");
        assertThatThrownBy(() -> Describer.describe(files, "/d", TEXT))
                .hasMessage("Expected a regular file, but /d is a directory.");
        assertThatThrownBy(() -> Describer.describe(files, "/d/none", TEXT))
                .hasMessage("could not open file \"/d/none\": No such file or directory");
    }

    private FileSource tailed(FileFormat format, long frequency) {
        return new FileSource(desc(format, true, frequency, false), files);
    }

    private FileSource once(FileFormat format) {
        return new FileSource(desc(format, false, 1, false), files);
    }

    private static SourceDesc desc(FileFormat format, boolean tail, long frequency, boolean gzip) {
        List<Column> columns = new ArrayList<>();
        int width = format instanceof FileFormat.Csv ? 2 : 1;
        for (int i = 0; i < width; i++) columns.add(Column.of("c" + i, ScalarType.TEXT, false));
        columns.add(Column.of("mz_line_no", ScalarType.INT8, false));
        return new SourceDesc("d.public.s", PATH, format, new RelationDesc(columns), tail, frequency, gzip);
    }

    private static FileFormat csv(int columns) {
        return new FileFormat.Csv(false, new CsvColumns.Count(columns), ',');
    }

    private void write(String text) throws IOException {
        files.create(PATH);
        append(text);
    }

    private void append(String text) throws IOException {
        files.append(PATH, text.getBytes(UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<String> rows(Look look) {
        List<String> rows = new ArrayList<>();
        look.part().rows().forEach(update -> {
            assertThat(update.diff()).isEqualTo(1);
            List<String> columns = new ArrayList<>();
            for (var datum : update.row().datums()) {
                columns.add(datum.toString().replaceFirst("(?s)^\\w+\\[value=(.*)]$", "$1"));
            }
            rows.add("(" + String.join(", ", columns) + ")@" + update.time());
        });
        return rows;
    }

    private static List<String> errors(Look look) {
        List<String> errors = new ArrayList<>();
        look.part()
                .errors()
                .forEach(update -> errors.add(DataflowError.of(update.row()).text()));
        return errors;
    }
}
