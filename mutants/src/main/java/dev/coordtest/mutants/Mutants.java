package dev.coordtest.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./coordtest mutants}: plants every bug of the {@link Museum} and every slip of {@link Targets}, and prints by what each was found. Its last line sums up.
 *
 * <p>{@code --only=TEXT} takes those whose name has the text, {@code --every=N} each N-th slip, {@code --museum} none, {@code --jobs=N} hunts for so many at a time.
 */
public final class Mutants {
    private static final int MUSEUM_FILES = 400;
    private static final int SLIP_FILES = 60;
    private static final int ORDERS = 4;
    private static final int SEARCH_ORDERS = 20;

    private final Hunter hunter;
    private String only = "";
    private int every = 1;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private boolean slips = true;

    private Mutants(Path root) {
        List<Path> examples = files(root.resolve("examples"));
        List<Path> scenarios = files(root.resolve("tester/src/test/testdata/scenarios"));
        List<Path> golden = new ArrayList<>(examples);
        golden.addAll(scenarios);
        golden.addAll(files(root.resolve("tester/src/test/testdata/regressions")));
        hunter = new Hunter(golden, golden);
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".ct"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first argument is the root of the source tree. */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        Mutants mutants = new Mutants(Path.of(arguments[0]));
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            if (!mutants.takes(argument)) {
                System.err.println("usage: coordtest mutants [--only=TEXT] [--every=N] [--jobs=N] [--museum]");
                System.exit(2);
            }
        }
        System.exit(mutants.run() ? 0 : 1);
    }

    private boolean takes(String argument) {
        if (argument.startsWith("--only=")) only = argument.substring("--only=".length());
        else if (argument.matches("--every=[1-9][0-9]{0,5}")) every = number(argument);
        else if (argument.matches("--jobs=[1-9][0-9]?")) jobs = number(argument);
        else if (argument.equals("--museum")) slips = false;
        else return false;
        return true;
    }

    private static int number(String argument) {
        return Integer.parseInt(argument.substring(argument.indexOf('=') + 1));
    }

    private boolean run() throws InterruptedException, ExecutionException {
        String museum = museum();
        if (!slips) {
            System.out.println(museum);
            return true;
        }
        Tally tally = slips();
        System.out.printf(Locale.ROOT, "%s; mutants: %d of %d killed%n", museum, tally.killed, tally.tried);
        return tally.stale.isEmpty();
    }

    // ---- the museum

    private String museum() {
        int found = 0;
        int hunted = 0;
        double seconds = 0;
        System.out.printf("%-4s %-34s %-30s %-34s%n", "bug", "by golden files", "by sampling", "by bounded search");
        for (Museum bug : Museum.values()) {
            if (!bug.name().contains(only)) continue;
            hunted++;
            Hunter.Trophy golden = hunter.byGolden(bug.patch());
            Hunter.Trophy sampled = hunter.bySampling(bug.patch(), 1, MUSEUM_FILES, ORDERS, true);
            Hunter.Trophy searched = hunter.bySearch(bug.patch(), 1, SEARCH_ORDERS, true);
            // Our files know of some of these bugs; what is drawn from seeds knows of none.
            Hunter.Trophy unaided = sampled != null ? sampled : searched;
            System.out.printf(
                    "%-4s %-34s %-30s %-34s  %s%n",
                    bug,
                    golden == null ? "-" : golden.where().replaceAll("(.{33}).*", "$1"),
                    told(sampled, bug),
                    told(searched, bug),
                    bug.fault());
            if (unaided == null) continue;
            System.out.println("       " + unaided.what());
            found++;
            seconds += unaided.seconds();
        }
        return String.format(Locale.ROOT, "museum: %d of %d found in %.0f s", found, hunted, seconds);
    }

    private String told(Hunter.@Nullable Trophy trophy, Museum bug) {
        if (trophy == null) return "-";
        int stanzas = hunter.stanzas(bug.patch(), trophy.small());
        return String.format(
                Locale.ROOT,
                "%,d runs, %.1f s, %s",
                trophy.runs(),
                trophy.seconds(),
                stanzas == 0 ? "no file" : stanzas + " stanzas");
    }

    // ---- slips

    /** What has become of the slips. */
    private static final class Tally {
        int tried;
        int killed;
        final SortedMap<String, Integer> by = new TreeMap<>();
        final List<String> stale = new ArrayList<>();
    }

    /** What has become of one slip: by what it was found, or nothing. */
    private record Fate(Patch.Found slip, String by, String what) {}

    private Tally slips() throws InterruptedException, ExecutionException {
        SortedMap<String, String> equivalent = Survivors.equivalent();
        SortedMap<String, String> unseen = new TreeMap<>(equivalent);
        List<Patch.Found> all = Targets.slips();
        Tally tally = new Tally();
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        List<Future<Fate>> fates = new ArrayList<>();
        for (int i = 0; i < all.size(); i += every) {
            Patch.Found slip = all.get(i);
            if (Survivors.name(slip.patch()).contains(only)) fates.add(workers.submit(() -> hunt(slip)));
        }
        for (Future<Fate> future : fates) {
            Fate fate = future.get();
            String name = Survivors.name(fate.slip.patch());
            String reason = equivalent.get(name);
            unseen.remove(name);
            if (fate.by.equals("invalid")) continue;
            boolean isAlive = fate.by.isEmpty();
            if (isAlive && reason == null)
                System.out.println("alive       " + name + "  line " + fate.slip.line() + " " + fate.slip.call());
            if (!isAlive && reason != null) tally.stale.add(name + " is found: " + fate.what);
            if (isAlive && reason != null) {
                System.out.println("equivalent  " + name + ": " + reason);
                continue;
            }
            tally.tried++;
            if (!isAlive) tally.killed++;
            if (!isAlive) tally.by.merge(fate.by, 1, Integer::sum);
        }
        workers.shutdown();
        if (every == 1 && only.isEmpty())
            unseen.forEach((name, reason) -> tally.stale.add(name + " cannot be made any more"));
        tally.stale.forEach(line -> System.out.println("stale       " + line));
        System.out.println("killed by   " + tally.by);
        return tally;
    }

    private Fate hunt(Patch.Found slip) {
        Patch patch = slip.patch();
        try {
            Hunter.Trophy golden = hunter.byGolden(patch);
            if (golden != null) return new Fate(slip, "golden files", golden.what());
            Hunter.Trophy sampled = hunter.bySampling(patch, 1, SLIP_FILES, ORDERS, false);
            if (sampled != null) return new Fate(slip, "sampling", sampled.what());
            return new Fate(slip, "", "");
        } catch (LinkageError e) {
            return new Fate(slip, "invalid", String.valueOf(e.getMessage()));
        }
    }
}
