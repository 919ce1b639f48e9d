package dev.coordtest.coordtest.law;

import java.util.function.Supplier;

/** Takes down how each law fared. */
@FunctionalInterface
interface Verdicts {
    /** The law was tried. Throws {@link LawViolation} with the facts if it does not hold. */
    void check(Law law, boolean holds, Supplier<String> facts);
}
