package dev.coordtest.coordtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import org.junit.jupiter.api.Test;

/** What cannot be delivered or collected any more is taken out; nothing else is. */
class MendedTest {
    private static TestFile mended(String text) {
        return Mended.of(TestFile.parse("f.ct", text, Dialect.RUST_0_6), "5");
    }

    @Test
    void linesThatFindNothingAreTakenOut() {
        TestFile mended = mended("""
                hold
                to-compute
                ----

                sql
                CREATE TABLE t (i INT)
                ----

                deliver
                statement a
                to-compute
                from-compute
                ----

                deliver
                to-compute
                ----

                await-sql session=a
                ----
                """);
        assertThat(mended.directives()).extracting(each -> each.name()).containsExactly("hold", "sql", "deliver");
        assertThat(mended.directives().getLast().input()).isEqualTo("to-compute\n");
    }

    @Test
    void aFileWithAnotherMistakeStaysAsItIs() {
        String text = """
                hold
                nonsense
                ----
                """;
        assertThat(mended(text).text()).isEqualTo(text);
    }
}
