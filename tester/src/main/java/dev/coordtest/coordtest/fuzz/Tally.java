package dev.coordtest.coordtest.fuzz;

import dev.coordtest.coordtest.Promise;
import dev.coordtest.coordtest.Walk;
import dev.coordtest.coordtest.law.Law;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Counts what was run and tried. Tallies of slices add up to that of the whole. */
public final class Tally {
    private static final Pattern REFUSED = Pattern.compile("(?m)^(ERROR |blocked: |gave up )");

    private final Map<Feature, Long> features = new EnumMap<>(Feature.class);
    private final Map<Feature, Long> files = new EnumMap<>(Feature.class);
    private final Map<Promise, Long> promises = new EnumMap<>(Promise.class);
    private final Map<Law, Long> laws = new EnumMap<>(Law.class);
    private long seeds;
    private long runs;
    private long stanzas;
    private long deliveries;
    private long asked;
    private long done;
    private long refusedFiles;
    private long tooLarge;
    private long digest;

    void file(Generator.Generated generated) {
        seeds++;
        generated.features().forEach((feature, times) -> {
            features.merge(feature, times, Long::sum);
            files.merge(feature, 1L, Long::sum);
        });
    }

    void run(TestFile file, Walk.Outcome outcome) {
        runs++;
        stanzas += outcome.printed().size();
        deliveries += outcome.deliveries();
        if (outcome.isTooLarge()) tooLarge++;
        else if (outcome.refused() != null) refusedFiles++;
        outcome.promises().forEach((promise, times) -> promises.merge(promise, times, Long::sum));
        outcome.laws().forEach((law, times) -> laws.merge(law, times, Long::sum));
        for (Directive directive : file.directives()) {
            String printed = outcome.printed().get(directive.line());
            if (printed == null || !directive.name().equals("sql")) continue;
            asked++;
            if (!REFUSED.matcher(printed).find()) done++;
        }
        // A sum, so that slices may be added in any order.
        digest += outcome.digest() * 0x9E3779B97F4A7C15L;
    }

    /** Adds what another has counted. */
    public void add(Tally other) {
        other.features.forEach((feature, times) -> features.merge(feature, times, Long::sum));
        other.files.forEach((feature, times) -> files.merge(feature, times, Long::sum));
        other.promises.forEach((promise, times) -> promises.merge(promise, times, Long::sum));
        other.laws.forEach((law, times) -> laws.merge(law, times, Long::sum));
        seeds += other.seeds;
        runs += other.runs;
        stanzas += other.stanzas;
        deliveries += other.deliveries;
        asked += other.asked;
        done += other.done;
        refusedFiles += other.refusedFiles;
        tooLarge += other.tooLarge;
        digest += other.digest;
    }

    /** How many files there were. */
    public long seeds() {
        return seeds;
    }

    /** How many times one of them was run. */
    public long runs() {
        return runs;
    }

    public long stanzas() {
        return stanzas;
    }

    public long deliveries() {
        return deliveries;
    }

    /** How many {@code sql} stanzas printed something. */
    public long asked() {
        return asked;
    }

    /** How many of them printed no error. */
    public long done() {
        return done;
    }

    /** Runs that stopped at a directive that this order makes no sense of. */
    public long refusedFiles() {
        return refusedFiles;
    }

    /** Runs that were given up because there was not enough memory. */
    public long tooLarge() {
        return tooLarge;
    }

    /** Of all that was delivered, chosen and printed in all runs. */
    public long digest() {
        return digest;
    }

    public long times(Feature feature) {
        return features.getOrDefault(feature, 0L);
    }

    /** In how many files a feature was. */
    public long files(Feature feature) {
        return files.getOrDefault(feature, 0L);
    }

    public long tried(Promise promise) {
        return promises.getOrDefault(promise, 0L);
    }

    public long tried(Law law) {
        return laws.getOrDefault(law, 0L);
    }
}
