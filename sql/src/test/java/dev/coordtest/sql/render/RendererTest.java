package dev.coordtest.sql.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordtest.sql.Shape;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.parse.Parser;
import org.junit.jupiter.api.Test;

/** Rendering is the inverse of parsing. */
class RendererTest {
    private static final long SEEDS = Long.getLong("render.seeds", 5_000);

    @Test
    void whatIsRenderedReadsBackTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Statement statement = new AstGenerator(seed).statement();
            for (Renderer.Names names : Renderer.Names.values()) {
                String text = Renderer.render(statement, names);
                assertThat(Shape.of(read(text, seed)))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(Shape.of(statement));
            }
        }
    }

    private static Statement read(String text, long seed) {
        try {
            return Parser.parse(text).getFirst().statement();
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }
}
