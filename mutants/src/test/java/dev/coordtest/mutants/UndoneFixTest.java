package dev.coordtest.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scenario passes because of the fix it was written for: with the fix undone it fails. */
class UndoneFixTest {
    private static final PatchedProduct WHOLE = new PatchedProduct(null);
    private static final Path SCENARIOS = Path.of("../tester/src/test/testdata/scenarios");

    @ParameterizedTest
    @EnumSource
    void withoutItsFixAScenarioFails(UndoneFix fix) {
        Path file = SCENARIOS.resolve(fix.file());
        assertThat(WHOLE.run(file)).isEmpty();
        PatchedProduct broken = new PatchedProduct(fix.patch());
        assertThat(broken.run(file)).as(fix.whatWentWrong()).isNotEmpty();
        assertThat(broken.hasUsedPatch()).isTrue();
    }

    @Test
    void aPatchThatFindsNothingToChangeSaysSo() {
        Patch stale = new Patch("dev.coordtest.coord.Sinks", "start", new Edit.Skip("Frontier", "noSuchMethod", 0));
        PatchedProduct product = new PatchedProduct(stale);
        Path file = SCENARIOS.resolve(UndoneFix.A_SINK_STARTS_AT_SINCE.file());
        assertThatThrownBy(() -> product.run(file)).hasStackTraceContaining("nothing to patch");
    }
}
