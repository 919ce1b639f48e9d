package dev.coordtest.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planted is found. {@code -Dmutants.every=N} takes each N-th slip; {@code ./coordtest mutants} takes all, and hunts longer. */
class MuseumTest {
    private static final Hunter HUNTER = hunter();

    private static Hunter hunter() {
        List<Path> files = new ArrayList<>(files("../examples"));
        files.addAll(files("../tester/src/test/testdata/scenarios"));
        return new Hunter(files, files);
    }

    private static List<Path> files(String directory) {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(".ct"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyBugOfTheMuseumFailsSomeFile(Museum bug) {
        assertThat(HUNTER.byGolden(bug.patch())).as(bug.fault()).isNotNull();
    }

    /** Those that files nobody wrote show soonest. */
    @ParameterizedTest
    @EnumSource(names = {"M7", "M10", "M12", "M13", "M15"})
    void aBugIsFoundByThoseWhoWereNotToldOfIt(Museum bug) {
        Hunter.Trophy trophy = HUNTER.bySampling(bug.patch(), 1, 60, 4, true);
        assertThat(trophy).as(bug.fault()).isNotNull();
        assertThat(HUNTER.stanzas(bug.patch(), trophy.small())).isBetween(1, 12);
    }

    /** Some need drawn files; those are hunted by the command. */
    @Test
    void mostSlipsFailSomeFile() {
        List<Patch.Found> slips = Targets.slips();
        assertThat(slips).hasSizeGreaterThan(300);
        SortedMap<String, String> equivalent = Survivors.equivalent();
        int every = Integer.getInteger("mutants.every", 40);
        List<String> missed = new ArrayList<>();
        int hunted = 0;
        for (int i = 0; i < slips.size(); i += every) {
            Patch.Found slip = slips.get(i);
            String name = Survivors.name(slip.patch());
            if (equivalent.containsKey(name)) continue;
            hunted++;
            if (HUNTER.byGolden(slip.patch()) == null) missed.add(name + " line " + slip.line());
        }
        assertThat(hunted).isPositive();
        assertThat(missed.size() * 100 / hunted).as("%s of %d", missed, hunted).isLessThan(20);
    }
}
