package dev.coordtest.expr.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Datum.ArrayValue;
import dev.coordtest.repr.Datum.ArrayValue.Dimension;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Arrays are written and read as PostgreSQL does. */
final class ArrayTextTest {
    private static final ScalarType INTS = new ScalarType.Array(ScalarType.INT4);
    private static final ScalarType TEXTS = new ScalarType.Array(ScalarType.TEXT);

    @Test
    void whatIsWrittenIsReadBack() {
        for (long seed = 0; seed < 5_000; seed++) {
            ArrayValue array = array(new SplittableRandom(seed));
            String text = TextFormat.print(array);
            assertThat(TextFormat.parse(text, TEXTS))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(array);
        }
    }

    @Test
    void quotesStandWhereTheyAreNeeded() {
        assertThat(read("{ a , \"a b\",null, \"null\",\"\", c d ,e\\,f}"))
                .isEqualTo("{a,\"a b\",NULL,\"null\",\"\",\"c d\",\"e,f\"}");
    }

    @Test
    void boundsAreShownWhereCountingDoesNotBeginAtOne() {
        assertThat(TextFormat.print(TextFormat.parse("[1:2]={1,2}", INTS))).isEqualTo("{1,2}");
        assertThat(TextFormat.print(TextFormat.parse(" [0:1][2] = {{1,2},{3,4}} ", INTS)))
                .isEqualTo("[0:1][1:2]={{1,2},{3,4}}");
        assertThat(TextFormat.print(TextFormat.parse("{{},{}}", INTS))).isEqualTo("{}");
    }

    @Test
    void aMalformedLiteralIsToldWhatIsWrongWithIt() {
        assertThat(fault("")).isEqualTo("Array value must start with \"{\" or dimension information.");
        assertThat(fault("{1,")).isEqualTo("Unexpected end of input.");
        assertThat(fault("{1,}")).isEqualTo("Unexpected \"}\" character.");
        assertThat(fault("{,1}")).isEqualTo("Unexpected \",\" character.");
        assertThat(fault("{1}2")).isEqualTo("Junk after closing right brace.");
        assertThat(fault("{{1},{2,3}}"))
                .isEqualTo("Multidimensional arrays must have sub-arrays with matching dimensions.");
        assertThat(fault("[1:2]={1}")).isEqualTo("Specified array dimensions do not match array contents.");
        assertThat(fault("[1:2]{1}")).isEqualTo("Missing \"=\" after array dimensions.");
        assertThat(fault("[]={1}")).isEqualTo("\"[\" must introduce explicitly-specified array dimensions.");
        assertThat(fault("{\"1\"2}")).isEqualTo("Incorrectly quoted array element.");
        assertThatThrownBy(() -> TextFormat.parse("{1,x}", INTS))
                .hasMessageContaining("invalid input syntax for type integer: \"x\"");
    }

    @Test
    void elementsDecideTheOrderBeforeDimensionsDo() {
        List<String> ascending = List.of(
                "{}", "{1}", "{1,1}", "{1,2}", "[2:3]={1,2}", "{{1},{2}}", "{1,2,3}", "{1,NULL}", "{2}", "{NULL}");
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                Datum left = TextFormat.parse(ascending.get(i), INTS);
                Datum right = TextFormat.parse(ascending.get(j), INTS);
                assertThat(Integer.signum(DatumOrder.ORDER.compare(left, right)))
                        .as("%s and %s", ascending.get(i), ascending.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    private static String read(String text) {
        return TextFormat.print(TextFormat.parse(text, TEXTS));
    }

    private static String fault(String text) {
        try {
            throw new AssertionError(text + " is read as " + TextFormat.parse(text, INTS));
        } catch (SqlException e) {
            assertThat(e.error().message()).isEqualTo("malformed array literal: \"" + text + "\"");
            return e.error().detail();
        }
    }

    private static ArrayValue array(SplittableRandom random) {
        List<Dimension> dimensions = new ArrayList<>();
        int count = 1;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            dimensions.add(new Dimension(random.nextInt(-1, 3), random.nextInt(1, 4)));
            count *= dimensions.getLast().length();
        }
        List<Datum> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(random.nextInt(5) == 0 ? Datum.NULL : Datum.of(text(random)));
        }
        return new ArrayValue(elements, dimensions);
    }

    private static String text(SplittableRandom random) {
        String signs = "aN ,{}\"\\[]=:\t\u00e9";
        if (random.nextInt(8) == 0) return "NULL";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) text.append(signs.charAt(random.nextInt(signs.length())));
        return text.toString();
    }
}
