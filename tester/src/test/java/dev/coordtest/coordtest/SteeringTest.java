package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the directives refuse that say which message comes when; what they do is in the scenario messages-come-when-the-file-says. */
class SteeringTest {
    private static void run(String text) {
        try (CoordTest test = new CoordTest(new CoordTest.Options(new TreeMap<>(), null, false))) {
            for (Directive directive :
                    TestFile.parse("steered.ct", text, Dialect.RUST_0_6).directives()) test.run(directive);
            assertThat(test.finish()).isNull();
        }
    }

    private static void refuses(String text, String problem) {
        assertThatThrownBy(() -> run(text)).isInstanceOf(ParseError.class).hasMessageContaining(problem);
    }

    @Test
    void thereMustBeSomethingToDeliver() {
        refuses("deliver\nstatement a\n----\n", "nothing to deliver from statement a; no message is on its way");
        refuses(
                "hold\n----\n\nasync-sql session=a\nSELECT 1\n----\n\ndeliver\nanswer a\n----\n",
                "nothing to deliver from answer a; there are messages in statement a");
        refuses("step\n----\n", "nothing is left to deliver after 0 steps");
        refuses("deliver\n----\n", "expected KIND");
    }

    @Test
    void kindsAreSuggested() {
        refuses("hold\nstatment a\n----\n", "no kind of messages \"statment\"; did you mean \"statement\"?");
    }

    @Test
    void onlyWhatIsHeldCanBeReleased() {
        refuses(
                "hold\nstatement a\n----\n\nrelease\nstatement b\n----\n",
                "statement b is not held; held are statement a");
    }

    @Test
    void anAnswerThatCannotComeIsNotWaitedFor() {
        refuses("hold\n----\n\nsql\nSELECT 1\n----\n", "the answer cannot come while messages are held back");
    }

    @Test
    void aSessionThatHasBeenAnsweredIsNotBlocked() {
        refuses(
                "async-sql session=a\nSELECT 1\n----\n\nexpect-blocked session=a\n----\n",
                "the session has been answered");
    }

    @Test
    void theEndOfAFileReleasesEverything() {
        run(
                "hold\n----\n\nasync-sql session=a\nSELECT 1\n----\n\nawait-sql session=a keep\n----\n\nrelease\n----\n\nawait-sql session=a\n----\n");
        run("hold\n----\n\ninc-timestamp\n5\n----\n");
    }
}
