package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlException;
import dev.coordtest.repr.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL 18's functions by their names and numbers, whether or not they are built here: what a {@code regproc} is written as. */
final class FunctionCatalog {
    /** A name, or one in a schema, each in quotes or not. */
    private static final Pattern NAME =
            Pattern.compile("(?:(PART)\\.)?(PART)".replace("PART", "\"[^\"]+\"|[^\\s\".]+"));

    private static final SortedMap<String, List<Integer>> NUMBERS = new TreeMap<>();
    private static final SortedMap<Integer, String> NAMES = new TreeMap<>();

    static {
        read().forEach(line -> {
            String[] words = line.split(" ", -1);
            List<Integer> numbers =
                    Stream.of(words).skip(1).map(Integer::valueOf).toList();
            NUMBERS.put(words[0], numbers);
            for (int number : numbers) NAMES.put(number, words[0]);
        });
    }

    private FunctionCatalog() {}

    private static List<String> read() {
        try (InputStream stream = FunctionCatalog.class.getResourceAsStream("pg_proc.txt")) {
            if (stream == null) throw new IllegalStateException("no functions beside " + FunctionCatalog.class);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of a function by a number or a name, of which there must be but one function. */
    static int parse(String text) {
        if (text.equals("-")) return 0;
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ((Datum.Oid) OidText.parse(text)).bits();
        }
        Matcher parts = NAME.matcher(Blanks.trim(text));
        if (!parts.matches()) throw new SqlException(SqlState.INVALID_NAME, "invalid name syntax");
        boolean here = parts.group(1) == null || plain(parts.group(1)).equals("pg_catalog");
        List<Integer> numbers = here ? NUMBERS.getOrDefault(plain(parts.group(2)), List.of()) : List.of();
        if (numbers.isEmpty()) {
            throw new SqlException(SqlState.UNDEFINED_FUNCTION, "function \"" + text + "\" does not exist");
        }
        if (numbers.size() > 1) {
            throw new SqlException(SqlState.AMBIGUOUS_FUNCTION, "more than one function named \"" + text + "\"");
        }
        return numbers.getFirst();
    }

    private static String plain(String part) {
        return part.startsWith("\"") ? part.substring(1, part.length() - 1) : CharacterCase.lower(part);
    }

    /** A function of this number as SQL writes it, with its schema where its name is that of several; the number itself if there is none. */
    static String name(int oid) {
        if (oid == 0) return "-";
        String name = NAMES.get(oid);
        if (name == null) return Integer.toUnsignedString(oid);
        String quoted = Values.text(Functions.bySignature("quote_ident(text)").apply(Datum.of(name)));
        boolean alone = NUMBERS.getOrDefault(name, List.of()).size() == 1;
        return alone ? quoted : "pg_catalog." + quoted;
    }
}
