package dev.coordtest.cli;

import dev.coordtest.coordtest.CoordTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is to run, and the line up to which it does (0: to its end). */
record Selection(Path file, int line) {
    /** The files that {@code PATH} and {@code PATH:LINE} arguments name, those with {@code filter} in their path. */
    static List<Selection> of(List<String> paths, @Nullable String filter) {
        List<Selection> selected = new ArrayList<>();
        for (String given : paths) {
            String path = given;
            int line = 0;
            int colon = given.lastIndexOf(':');
            if (colon > 0 && given.substring(colon + 1).matches("[0-9]{1,9}") && !Files.exists(Path.of(given))) {
                path = given.substring(0, colon);
                line = Integer.parseInt(given.substring(colon + 1));
            }
            for (Path file : CoordTest.walk(Path.of(path))) {
                if (filter == null || file.toString().contains(filter)) selected.add(new Selection(file, line));
            }
        }
        return selected;
    }
}
