package dev.coordtest.coordtest;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides the order of one run, choice by choice. */
interface Schedule {
    /** Which of {@code open} happens next, the first of which is the default; null to go no further. */
    @Nullable
    String choose(int step, List<String> open);

    /** What was chosen last has happened, and races with these earlier events. Returns whether to go on. */
    boolean happened(int step, Causality causality, BitSet races);

    /** Whether reports that nobody waits for any more are delivered too. */
    boolean isWhole();
}
