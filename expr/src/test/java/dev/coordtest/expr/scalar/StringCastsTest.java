package dev.coordtest.expr.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.DatumOrder;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.type.ScalarType;
import org.junit.jupiter.api.Test;

class StringCastsTest {
    private static final ScalarType THREE = new ScalarType.Char(3);

    @Test
    void aCharIsFilledUpWithBlanksThatMakeNoDifferenceToItsOrder() {
        Datum padded = cast("a", THREE);
        assertThat(padded).isEqualTo(new Datum.Char("a  "));
        assertThat(DatumOrder.ORDER.compare(padded, new Datum.Char("a"))).isZero();
        assertThat(DatumOrder.canonical(padded)).isEqualTo(new Datum.Char("a"));
        // A tab comes before a blank, and after no character at all.
        assertThat(DatumOrder.ORDER.compare(padded, new Datum.Char("a\t "))).isNegative();
    }

    @Test
    void aCharAsTextLosesItsBlanks() {
        assertThat(Casts.apply(new Datum.Char("a  "), THREE, ScalarType.TEXT)).isEqualTo(Datum.of("a"));
    }

    @Test
    void aCastThatWasAskedForCutsAndAnotherOneCutsBlanksAlone() {
        assertThat(cast("abcd", THREE)).isEqualTo(new Datum.Char("abc"));
        assertThat(StringCasts.varying(Datum.of("abc  "), 3, false)).isEqualTo(Datum.of("abc"));
        assertThatThrownBy(() -> StringCasts.varying(Datum.of("abcd"), 3, false))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("value too long for type character varying(3)");
    }

    @Test
    void aNameIsCutWhereACharacterEnds() {
        String name = Values.text(cast("é".repeat(40), ScalarType.Simple.NAME));
        assertThat(name).isEqualTo("é".repeat(31));
    }

    @Test
    void typesAreFormattedWithTheirModifiers() {
        Func format = Functions.bySignature("format_type(oid, integer)");
        Datum none = Datum.NULL;
        assertThat(format.apply(new Datum.Oid(1042), none)).isEqualTo(Datum.of("character"));
        assertThat(format.apply(new Datum.Oid(1042), Datum.of(-1))).isEqualTo(Datum.of("bpchar"));
        assertThat(format.apply(new Datum.Oid(1014), Datum.of(9))).isEqualTo(Datum.of("character(5)[]"));
        assertThat(format.apply(new Datum.Oid(1700), Datum.of(327_686))).isEqualTo(Datum.of("numeric(5,2)"));
        assertThat(format.apply(new Datum.Oid(999_999), none)).isEqualTo(Datum.of("???"));
        assertThat(format.apply(none, Datum.of(1))).isEqualTo(Datum.NULL);
    }

    private static Datum cast(String text, ScalarType to) {
        return Casts.apply(Datum.of(text), ScalarType.TEXT, to);
    }
}
