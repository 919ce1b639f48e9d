package dev.coordtest.coordtest.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A file that holds messages, told with fewer stanzas. */
class HoldsTest {
    private static final Piece HOLD = new Piece("hold", "");
    private static final Piece ASKED = new Piece("async-sql session=a", "SELECT 1\n");
    private static final Piece ANSWERED = new Piece("sql session=a", "SELECT 1\n");
    private static final Piece FIRST = new Piece("deliver", "statement a\n");
    private static final Piece SECOND = new Piece("deliver", "to-compute\nanswer a\n");
    private static final Piece COLLECTED = new Piece("await-sql session=a", "");
    private static final Piece OTHER = new Piece("inc-timestamp", "1\n");

    @Test
    void aStatementThatIsNotHeldIsAnsweredByItself() {
        assertThat(Holds.later(List.of(HOLD, ASKED, FIRST, COLLECTED, OTHER), 0))
                .containsExactly(
                        List.of(ANSWERED, HOLD, OTHER),
                        List.of(ANSWERED, HOLD, COLLECTED, OTHER),
                        List.of(ANSWERED, HOLD, FIRST, COLLECTED, OTHER));
    }

    @Test
    void anythingElseMayComeBeforeTheHold() {
        assertThat(Holds.later(List.of(HOLD, OTHER, ASKED), 0)).containsExactly(List.of(OTHER, HOLD, ASKED));
        assertThat(Holds.later(List.of(HOLD, HOLD), 0)).isEmpty();
    }

    @Test
    void deliveriesWithOnlyStatementsBetweenThemComeTogether() {
        assertThat(Holds.together(List.of(FIRST, ASKED, SECOND), 0))
                .containsExactly(ASKED, new Piece("deliver", "statement a\nto-compute\nanswer a\n"));
        List<Piece> apart = List.of(FIRST, OTHER, SECOND);
        assertThat(Holds.together(apart, 0)).isEqualTo(apart);
    }

    @Test
    void aHoldOfAllMayHoldOneKindAlone() {
        assertThat(Holds.narrower(List.of(HOLD, FIRST, SECOND), 0))
                .extracting(pieces -> pieces.get(0).input())
                .containsExactly("answer\n", "statement\n", "to-compute\n");
        assertThat(Holds.narrower(List.of(new Piece("hold", "to-compute\n"), SECOND), 0))
                .isEmpty();
    }
}
