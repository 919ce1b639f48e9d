package dev.coordtest.coordtest.shrink;

import dev.coordtest.datadriven.TestFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Shrinks test files: drops stanzas (delta debugging; Zeller and Hildebrandt, 2002), holds messages later and delivers them together, then drops lines, statements and parts of statements, then arguments, numbers and times, and begins again until nothing
 * can be cut. Each cut is kept only if the file still shows the same.
 */
public final class Shrinker {
    /** How many smaller files are tried at most. */
    private static final int TRIES_MAX = 20_000;

    private final String name;
    private final Predicate<TestFile> shows;
    private final UnaryOperator<TestFile> mended;
    private final Set<List<Piece>> tried = new HashSet<>();
    private List<Piece> pieces;
    private int tries;

    private Shrinker(TestFile file, Predicate<TestFile> shows, UnaryOperator<TestFile> mended) {
        this.name = file.name();
        this.shows = shows;
        this.mended = mended;
        this.pieces = Piece.of(file);
    }

    /** The smallest file that was found of those that {@code shows} says show the same; {@code file} itself if none does. Without comments and outputs. */
    public static TestFile shrink(TestFile file, Predicate<TestFile> shows) {
        return shrink(file, shows, UnaryOperator.identity());
    }

    /** As {@link #shrink(TestFile, Predicate)}; {@code mended} takes out of a file what can no longer be done after something was held later. */
    public static TestFile shrink(TestFile file, Predicate<TestFile> shows, UnaryOperator<TestFile> mended) {
        return new Shrinker(file, shows, mended).shrink(file);
    }

    private TestFile shrink(TestFile file) {
        if (!tries(pieces)) return file;
        boolean smaller;
        do {
            smaller = dropStanzas();
            smaller |= holdLater();
            smaller |= holdLess();
            smaller |= deliverTogether();
            for (int i = 0; i < pieces.size(); i++) smaller |= cut(i);
        } while (smaller && tries < TRIES_MAX);
        return Piece.file(name, pieces).orElse(file);
    }

    /** Drops runs of stanzas, long ones first. */
    private boolean dropStanzas() {
        boolean smaller = false;
        for (int length = Math.max(1, pieces.size() / 2); length >= 1; length /= 2) {
            for (int from = pieces.size() - length; from >= 0; ) {
                List<Piece> rest = new ArrayList<>(pieces.subList(0, from));
                rest.addAll(pieces.subList(Math.min(from + length, pieces.size()), pieces.size()));
                if (keep(rest)) smaller = true;
                from -= length;
                from = Math.min(from, pieces.size() - 1);
            }
        }
        return smaller;
    }

    /** What need not be held yet is asked and answered as in any file: a statement that is held takes two stanzas, one that is not takes one. */
    private boolean holdLater() {
        boolean smaller = false;
        for (int i = 0; i < pieces.size() - 1; i++) {
            if (!pieces.get(i).name().equals("hold")) continue;
            for (List<Piece> later : Holds.later(pieces, i)) {
                if (!keep(mended(later))) continue;
                smaller = true;
                break;
            }
        }
        return smaller;
    }

    private boolean holdLess() {
        boolean smaller = false;
        for (int i = 0; i < pieces.size(); i++) {
            if (!pieces.get(i).name().equals("hold")) continue;
            for (List<Piece> narrower : Holds.narrower(pieces, i)) {
                if (!keep(mended(narrower))) continue;
                smaller = true;
                break;
            }
        }
        return smaller;
    }

    private boolean deliverTogether() {
        boolean smaller = false;
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (!pieces.get(i).name().equals("deliver")) continue;
            smaller |= keep(Holds.together(pieces, i));
        }
        return smaller;
    }

    private List<Piece> mended(List<Piece> candidate) {
        return Piece.file(name, candidate).map(mended).map(Piece::of).orElse(candidate);
    }

    /** Takes the first cut of a stanza that still shows the same, again and again. */
    private boolean cut(int index) {
        boolean smaller = false;
        boolean again = true;
        while (again) {
            again = false;
            for (Piece cut : Cuts.of(pieces.get(index))) {
                List<Piece> changed = new ArrayList<>(pieces);
                changed.set(index, cut);
                if (keep(changed)) {
                    again = true;
                    smaller = true;
                    break;
                }
            }
        }
        return smaller;
    }

    private boolean keep(List<Piece> candidate) {
        if (!tries(candidate)) return false;
        pieces = List.copyOf(candidate);
        return true;
    }

    private boolean tries(List<Piece> candidate) {
        if (!tried.add(candidate) || tries++ >= TRIES_MAX) return false;
        return Piece.file(name, candidate).filter(shows).isPresent();
    }
}
