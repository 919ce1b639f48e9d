package dev.coordtest.coordtest.slt;

import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A sqllogictest file, parsed: its records, in order, but those that are skipped or stand after {@code halt}. */
public record SltFile(String name, String text, List<SltRecord> records) {
    public SltFile {
        records = List.copyOf(records);
    }

    /** Parses a text; {@code name} is what positions call the file. Throws {@link ParseError} at the first record that cannot be understood. */
    public static SltFile parse(String name, String text) {
        return new SltFile(name, text, new SltParser(name, text).records());
    }

    /** Parses a file of UTF-8 text. One that cannot be read or is not text is a {@link ParseError}. */
    public static SltFile read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw unreadable(path, "cannot be read: " + e.getMessage());
        }
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return parse(path.toString(), decoded.toString());
        } catch (CharacterCodingException e) {
            throw unreadable(path, "expected text in UTF-8");
        }
    }

    /** Whether a file is one of these, by its name. */
    public static boolean isOne(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".slt");
    }

    /** This file up to and including the record that begins at or before a line; places stay what they are. */
    public SltFile until(int line) {
        return new SltFile(
                name,
                text,
                records.stream().filter(record -> record.place().line() <= line).toList());
    }

    private static ParseError unreadable(Path path, String problem) {
        return new ParseError(new Position(path.toString(), 0, 0), problem, "");
    }
}
