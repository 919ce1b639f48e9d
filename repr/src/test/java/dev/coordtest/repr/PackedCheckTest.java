package dev.coordtest.repr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The check against its definition: a packed row is what unpacks to datums that pack to the same bytes. */
class PackedCheckTest {
    private static final List<Datum> SAMPLES = samples();

    @Test
    void whatWasPackedIsSound() {
        for (Datum datum : SAMPLES) {
            Row row = Row.of(datum);
            assertThat(row.datums()).containsExactly(datum);
            assertThat(fault(row.packed())).as("%s", row).isEqualTo(row.length());
        }
        Row all = Row.of(SAMPLES);
        assertThat(fault(all.packed())).isEqualTo(all.length());
    }

    @Test
    void aDatumThatEndsTooEarlyIsFoundWhereItStarts() {
        for (Datum datum : SAMPLES) {
            byte[] packed = Row.of(Datum.TRUE, datum).packed();
            for (int end = 2; end < packed.length; end++) {
                assertThat(PackedCheck.firstFault(packed, 0, end))
                        .as("%s up to %d", datum, end)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void bytesThatPassPackToThemselves() {
        int passed = 0;
        for (int seed = 0; seed < 200_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = Row.of(SAMPLES.get(random.nextInt(SAMPLES.size())), Datum.of(7))
                    .packed()
                    .clone();
            if (bytes.length > 500) continue;
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(Math.min(bytes.length, 24))] = (byte) (random.nextInt() >> random.nextInt(8));
            }
            if (fault(bytes) < bytes.length) continue;
            passed++;
            Row row = Row.ofPacked(bytes, 0, bytes.length);
            // A numeric of few bytes and very many digits takes its time.
            boolean isSlow = bytes[0] == Tag.NUMERIC_WIDE && seed % 50 != 0;
            if (!isSlow) assertThat(Row.of(row.datums())).as("seed %d", seed).isEqualTo(row);
        }
        assertThat(passed).isBetween(50_000, 190_000);
    }

    @Test
    void nestingEndsSomewhere() {
        Datum datum = Datum.TRUE;
        for (int depth = 0; depth < PackedCheck.NESTING_MAX; depth++) datum = new Datum.ListValue(List.of(datum));
        Row deepest = Row.of(datum);
        Row deeper = Row.of(new Datum.ListValue(List.of(datum)));
        assertThat(fault(deepest.packed())).isEqualTo(deepest.length());
        assertThat(fault(deeper.packed())).isZero();
    }

    private static int fault(byte[] bytes) {
        return PackedCheck.firstFault(bytes, 0, bytes.length);
    }

    private static List<Datum> samples() {
        List<Datum> samples = new ArrayList<>(List.of(
                Datum.NULL,
                Datum.TRUE,
                Datum.FALSE,
                new Datum.Int16((short) -3),
                Datum.of(70_000),
                Datum.of(Long.MIN_VALUE),
                new Datum.Float32(Float.NaN),
                new Datum.Float32(-0f),
                Datum.of(Double.NaN),
                Datum.of(1.5),
                new Datum.Date(Datum.Date.POSITIVE_INFINITY),
                new Datum.Time(86_400_000_000L),
                new Datum.Timestamp(1),
                new Datum.TimestampTz(Datum.TimestampTz.NEGATIVE_INFINITY),
                new Datum.Interval(1, -2, 3),
                new Datum.Uuid(new UUID(1, 2)),
                new Datum.Char("é  "),
                new Datum.Oid(-1),
                Datum.of(""),
                Datum.of("péché 𝄞"),
                Datum.of("é".repeat(128)),
                Datum.of("x".repeat(70_000)),
                new Datum.Bytes(new byte[] {0, -1}),
                new Datum.Bytes(new byte[256]),
                new Datum.Bytes(new byte[65_536]),
                new Datum.ArrayValue(List.of(), List.of()),
                new Datum.ArrayValue(
                        List.of(Datum.of(1), Datum.NULL, Datum.of(3), Datum.of(4)),
                        List.of(new Dimension(1, 2), new Dimension(-1, 2))),
                new Datum.ListValue(List.of(Datum.of("a"), new Datum.ListValue(List.of())))));
        for (String numeric : List.of("0", "0.00", "1.50", "-12345.678", "1500", "0.001", "1E200", "1E-300", "999")) {
            samples.add(Datum.of(new BigDecimal(numeric)));
        }
        samples.add(Datum.of(new BigDecimal(BigInteger.TEN.pow(400).add(BigInteger.ONE), 7)));
        samples.addAll(List.of(Datum.NumericSpecial.values()));
        TreeMap<String, Datum> entries = new TreeMap<>(DatumOrder.TEXT);
        entries.put("b", Datum.TRUE);
        entries.put("a", Datum.of("v"));
        entries.put("z".repeat(300), Datum.NULL);
        samples.add(new Datum.MapValue(entries));
        SortedMap<String, Json> members = Json.members();
        members.put("b", new Json.Array(List.of(Json.NULL, Json.TRUE, new Json.Numeric(new BigDecimal("1.50")))));
        members.put("aa", Json.of("text"));
        members.put("", new Json.Members(Json.members()));
        samples.add(Datum.of(new Json.Members(members)));
        for (Json json : List.of(Json.NULL, Json.FALSE, Json.of(""), new Json.Array(List.of())))
            samples.add(Datum.of(json));
        return samples;
    }
}
