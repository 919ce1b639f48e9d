package dev.coordtest.datadriven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds, reads and replaces test files. Everything that goes wrong is an error about the file as a whole. */
final class Disk {
    private Disk() {}

    static String read(Path path) {
        String name = path.toString();
        if (Files.isDirectory(path)) throw error(path, "expected a test file, found a directory");
        if (!Files.exists(path)) throw error(path, "no such file");
        // A device or a pipe may never end.
        if (!Files.isRegularFile(path)) throw error(path, "expected a test file, found something that is not a file");
        try {
            if (Files.size(path) > Integer.MAX_VALUE - 8)
                throw error(path, "expected a file of less than 2 GiB, found " + Files.size(path) + " bytes");
            return Utf8.decode(name, Files.readAllBytes(path));
        } catch (IOException e) {
            throw unreadable(path, "cannot be read", e);
        }
    }

    static List<Path> walk(Path path) {
        var found = new ArrayList<Path>();
        if (!Files.exists(path)) throw error(path, "no such file or directory");
        if (Files.isDirectory(path)) walk(path, new ArrayList<>(), found);
        else found.add(path);
        return found;
    }

    /** {@code above} are the real directories on the way here: a link back to one of them is not followed. */
    private static void walk(Path directory, List<Path> above, List<Path> found) {
        List<Path> children;
        try {
            Path real = directory.toRealPath();
            if (above.contains(real)) return;
            above.add(real);
            try (var listing = Files.list(directory)) {
                children = listing.sorted(Comparator.comparing(Disk::fileName)).toList();
            }
        } catch (IOException e) {
            throw unreadable(directory, "cannot be listed", e);
        }
        for (Path child : children) {
            if (isIgnored(fileName(child))) continue;
            if (Files.isDirectory(child)) walk(child, above, found);
            else found.add(child);
        }
        above.removeLast();
    }

    private static boolean isIgnored(String name) {
        return name.startsWith(".")
                || name.endsWith("~")
                || name.length() > 1 && name.startsWith("#") && name.endsWith("#");
    }

    /**
     * Makes the file hold the text, unless it does already. The text is written beside it and moved into place, so a
     * reader sees the old file or the new one. A link stays a link, and permissions are kept.
     */
    static boolean save(Path path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.exists(path) && Arrays.equals(Files.readAllBytes(path), bytes)) return false;
            Path target = Files.exists(path) ? path.toRealPath() : path;
            Path beside = target.resolveSibling("." + fileName(target) + ".new~");
            try {
                Files.write(beside, bytes);
                copyPermissions(target, beside);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            return true;
        } catch (IOException e) {
            throw unreadable(path, "cannot be written", e);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) return;
        if (Files.getFileAttributeView(from, PosixFileAttributeView.class) == null) return;
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private static ParseError error(Path path, String problem) {
        return new ParseError(Position.wholeFile(path.toString()), problem);
    }

    private static ParseError unreadable(Path path, String problem, IOException cause) {
        String reason = cause instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : cause.getClass().getSimpleName();
        return error(path, problem + ": " + reason);
    }
}
