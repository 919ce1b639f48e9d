package dev.coordtest.mutants;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hunts a planted bug by each of the ways in which a bug could be found, each in a product of its own. */
final class Hunter {
    private static final String HUNT = "dev.coordtest.mutants.Hunt";

    private final List<Path> golden;
    private final List<Path> searched;

    /**
     * Who hunts with these files.
     *
     * @param golden are run as they are, against what they expect
     * @param searched are run in the orders near their own, whatever they expect
     */
    Hunter(List<Path> golden, List<Path> searched) {
        this.golden = golden;
        this.searched = searched;
    }

    /**
     * A bug that was found.
     *
     * @param what is broken: a law, a promise, an invariant, or the output of a file
     * @param where the file or the seed that shows it
     * @param runs how many runs it took
     * @param small the text of a small file that shows it, or nothing
     */
    record Trophy(String what, String where, long runs, double seconds, String small) {}

    @Nullable
    Trophy byGolden(Patch patch) {
        PatchedProduct product = new PatchedProduct(patch);
        long start = System.nanoTime();
        long runs = 0;
        for (Path file : golden) {
            runs++;
            String problem = product.run(file);
            if (!problem.isEmpty())
                return new Trophy(problem, file.getFileName().toString(), runs, seconds(start), "");
        }
        return null;
    }

    /** Files that nobody wrote, in drawn orders. */
    @Nullable
    Trophy bySampling(Patch patch, long seed, int files, int orders, boolean shrinks) {
        long start = System.nanoTime();
        String[] found = (String[]) new PatchedProduct(patch)
                .call(HUNT, "sample", new Class<?>[] {long.class, int.class, int.class, boolean.class}, new Object[] {
                    seed, files, orders, shrinks
                });
        return found[0].isEmpty()
                ? null
                : new Trophy(found[0], "sampling", Long.parseLong(found[2]), seconds(start), found[3]);
    }

    /** The orders near those of small files, those with fewest deviations first; a crash is one of them. Of each file at most {@code max} orders with as many. */
    @Nullable
    Trophy bySearch(Patch patch, int bound, long max, boolean shrinks) {
        PatchedProduct product = new PatchedProduct(patch);
        long start = System.nanoTime();
        long runs = 0;
        for (int deviations = 0; deviations <= bound; deviations++) {
            for (Path file : searched) {
                for (boolean strict : new boolean[] {true, false}) {
                    String[] found = search(product, file, deviations, max, strict, shrinks);
                    runs += Long.parseLong(found[2]);
                    if (found[0].isEmpty()) continue;
                    return new Trophy(found[0], file.getFileName().toString(), runs, seconds(start), found[3]);
                }
            }
        }
        return null;
    }

    private static String[] search(
            PatchedProduct product, Path file, int bound, long max, boolean strict, boolean shrinks) {
        Class<?>[] parameters = {String.class, int.class, long.class, boolean.class, boolean.class};
        return (String[])
                product.call(HUNT, "search", parameters, new Object[] {file.toString(), bound, max, strict, shrinks});
    }

    /** How many stanzas a small file has that shows the bug when it is run alone; 0 if it does not. */
    int stanzas(Patch patch, String small) {
        if (small.isEmpty()) return 0;
        return Integer.parseInt((String)
                new PatchedProduct(patch).call(HUNT, "stanzas", new Class<?>[] {String.class}, new Object[] {small}));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
