package dev.coordtest.coordtest.fuzz;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import java.util.Map;

/**
 * Writes the test file of a seed. It keeps a model of what there is, so that most of what it writes is done and not refused; it does not know what the system does, so that the same seed
 * gives the same file whatever becomes of it.
 */
public final class Generator {
    /** How many stanzas a file has at least, unless somebody says how many. */
    public static final int STANZAS = 30;

    private static final int STANZAS_SPREAD = 25;

    private Generator() {}

    /**
     * A file and what is in it.
     *
     * @param features how often each was drawn
     */
    public record Generated(TestFile file, Map<Feature, Long> features) {}

    /** The file of a seed. */
    public static Generated generate(long seed) {
        Dice dice = new Dice(seed);
        return generate(seed, dice, STANZAS + dice.below(STANZAS_SPREAD));
    }

    /** The file of a seed with so many stanzas, or a few more. */
    public static Generated generate(long seed, int stanzas) {
        return generate(seed, new Dice(seed), stanzas);
    }

    private static Generated generate(long seed, Dice dice, int stanzas) {
        Stanzas out = new Stanzas();
        Steps steps = new Steps(dice, out);
        steps.begin();
        while (out.count() < stanzas) steps.step();
        steps.end();
        return new Generated(TestFile.parse("seed-" + seed + ".ct", out.text(), Dialect.RUST_0_6), dice.used());
    }
}
