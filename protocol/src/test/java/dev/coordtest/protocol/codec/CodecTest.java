package dev.coordtest.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.expr.Finishing;
import dev.coordtest.expr.MapFilterProject;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.Func;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.protocol.collection.Chunk;
import dev.coordtest.protocol.compute.ComputeCommand;
import dev.coordtest.protocol.compute.ComputeResponse;
import dev.coordtest.protocol.compute.PeekId;
import dev.coordtest.protocol.storage.FileFormat;
import dev.coordtest.protocol.storage.RequestId;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.protocol.storage.StorageResponse;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ScalarType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every message is read back as it was written, and nothing else is read as a message. */
class CodecTest {
    private static final int MESSAGES = 1_000;

    @Test
    void everyMessageIsReadBackAsItWasWritten() throws Exception {
        roundTrips(Codec.COMPUTE_COMMANDS, ComputeCommand.class);
        roundTrips(Codec.COMPUTE_RESPONSES, ComputeResponse.class);
        roundTrips(Codec.STORAGE_COMMANDS, StorageCommand.class);
        roundTrips(Codec.STORAGE_RESPONSES, StorageResponse.class);
        roundTrips(Codec.CHUNKS, Chunk.class);
    }

    private static <T> void roundTrips(Codec<T> codec, Class<T> type) throws Exception {
        RandomMessages messages = new RandomMessages(new SplittableRandom(1));
        for (int i = 0; i < MESSAGES; i++) {
            T message = type.cast(messages.of(type));
            byte[] bytes = codec.encode(message);
            T read = codec.decode(bytes);
            assertThat(read).as("message %d", i).isEqualTo(message);
            assertThat(codec.encode(read)).as("message %d: %s", i, message).isEqualTo(bytes);
        }
        assertThat(notDrawn(messages, type)).isEmpty();
        if (type == ComputeCommand.class) {
            assertThat(notDrawn(messages, RelExpr.class)).isEmpty();
            assertThat(notDrawn(messages, ScalarExpr.class)).isEmpty();
            assertThat(notDrawn(messages, ScalarType.class)).isEmpty();
        }
        if (type == StorageCommand.class)
            assertThat(notDrawn(messages, FileFormat.class)).isEmpty();
    }

    private static TreeSet<String> notDrawn(RandomMessages messages, Class<?> type) {
        TreeSet<String> missing = new TreeSet<>();
        addAll(type, missing);
        missing.removeAll(messages.drawn().keySet());
        return missing;
    }

    /** The names of all records and enumerations that a sealed interface stands for. */
    private static void addAll(Class<?> type, TreeSet<String> names) {
        if (type.isRecord() || type.isEnum()) names.add(type.getName());
        else for (Class<?> permitted : type.getPermittedSubclasses()) addAll(permitted, names);
    }

    @Test
    void bytesThatWereCutOrChangedAreNoMessage() throws Exception {
        RandomMessages messages = new RandomMessages(new SplittableRandom(2));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = Codec.COMPUTE_COMMANDS.encode((ComputeCommand) messages.of(ComputeCommand.class));
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThatThrownBy(() -> Codec.COMPUTE_COMMANDS.decode(cut)).isInstanceOf(CodecException.class);
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> Codec.COMPUTE_COMMANDS.decode(changed)).isInstanceOf(CodecException.class);
        }
    }

    /** Without the checksum there are only the lengths and the numbers of cases to go by: enough for an error, or another message. */
    @Test
    void withoutTheChecksumTooWrongBytesGiveAnErrorOrAMessage() throws Exception {
        RandomMessages messages = new RandomMessages(new SplittableRandom(4));
        SplittableRandom random = new SplittableRandom(5);
        int errors = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = Codec.COMPUTE_COMMANDS.encode((ComputeCommand) messages.of(ComputeCommand.class));
            byte[] changed =
                    Arrays.copyOf(bytes, random.nextInt(10) == 0 ? random.nextInt(4, bytes.length) : bytes.length);
            for (int flips = random.nextInt(1, 4); flips > 0 && changed.length > 4; flips--) {
                changed[random.nextInt(4, changed.length)] = (byte) random.nextInt();
            }
            try {
                Reader reader = new Reader(changed);
                reader.fixedInt();
                assertThat(Codec.COMPUTE_COMMANDS.decodeChecked(reader)).isNotNull();
            } catch (CodecException e) {
                assertThat(e).hasMessageStartingWith("at byte ");
                errors++;
            }
        }
        assertThat(errors).isBetween(500, 2_999);
    }

    /** The form itself: if this changes, processes of different builds do not understand each other. */
    @Test
    void theFormIsAsDescribed() throws Exception {
        byte[] bytes =
                Codec.COMPUTE_COMMANDS.encode(new ComputeCommand.CancelPeeks(List.of(new PeekId(5), new PeekId(258))));
        assertThat(HexFormat.of().formatHex(bytes, 4, bytes.length))
                .isEqualTo("03" + "02" + "0500000000000000" + "0201000000000000");
    }

    @Test
    void whatIsNestedTooDeepHasNoForm() {
        ScalarExpr deep = ScalarExpr.column(0);
        for (int i = 0; i < 10_000; i++) deep = new ScalarExpr.Not(deep);
        ComputeCommand peek = peek(deep);
        assertThatThrownBy(() -> Codec.COMPUTE_COMMANDS.encode(peek)).hasMessage("nested more than 1000 deep");
    }

    @Test
    void aFunctionOfNoRegistryHasNoForm() {
        Func own = new Func("own", List.of(ScalarType.INT4), ScalarType.INT4, true, true, arguments -> Datum.NULL);
        ComputeCommand peek = peek(new ScalarExpr.Call(own, List.of(ScalarExpr.column(0))));
        assertThatThrownBy(() -> Codec.COMPUTE_COMMANDS.encode(peek))
                .hasMessage("a function that is in no registry: own(integer)");
    }

    private static ComputeCommand peek(ScalarExpr scalar) {
        MapFilterProject mfp = new MapFilterProject(List.of(scalar), List.of(), List.of(0));
        return new ComputeCommand.Peek(new PeekId(1), GlobalId.user(1), 0, null, mfp, Finishing.trivial(1));
    }

    @Test
    void textThatIsNotUnicodeHasNoForm() {
        StorageCommand sink = new StorageCommand.DescribeFile(new RequestId(1), "a\ud800b", new FileFormat.Text());
        assertThatThrownBy(() -> Codec.STORAGE_COMMANDS.encode(sink))
                .hasMessage("text that is not Unicode: half a character");
    }

    @Test
    void directionsHaveFingerprintsOfTheirOwn() {
        assertThat(List.of(
                        Codec.COMPUTE_COMMANDS.fingerprint(),
                        Codec.COMPUTE_RESPONSES.fingerprint(),
                        Codec.STORAGE_COMMANDS.fingerprint(),
                        Codec.STORAGE_RESPONSES.fingerprint(),
                        Codec.CHUNKS.fingerprint()))
                .doesNotHaveDuplicates();
    }
}
