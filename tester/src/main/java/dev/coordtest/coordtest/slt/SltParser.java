package dev.coordtest.coordtest.slt;

import dev.coordtest.coordtest.slt.Layout.Mode;
import dev.coordtest.coordtest.slt.Layout.Sort;
import dev.coordtest.coordtest.slt.SltRecord.Count;
import dev.coordtest.coordtest.slt.SltRecord.Expected;
import dev.coordtest.coordtest.slt.SltRecord.Place;
import dev.coordtest.coordtest.slt.SltRecord.Span;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads records. A line of directions ends at its newline or at a {@code #}; a text ends at a blank line, that of a query at {@code ----}, its output
 * at a blank line.
 */
final class SltParser {
    /** The database that {@code skipif} and {@code onlyif} compare with: suites written for PostgreSQL run here as they do there. */
    private static final String DATABASE = "postgresql";

    private static final Pattern COMMENT_AND_LINE = Pattern.compile("(#[^\n]*)?\r?(\n|\\z)");
    private static final Pattern BLANK_LINE = Pattern.compile("(\n|\r\n|\\z)(\n|\r\n|\\z)");
    private static final Pattern LINE = Pattern.compile("\r?(\n|\\z)");
    private static final Pattern OUTPUT_FOLLOWS = Pattern.compile("\r?\n----");
    private static final Pattern END_OF_OUTPUT = Pattern.compile("(\n|\r\n)EOF(\n|\r\n)");
    private static final Pattern HASHED = Pattern.compile("(\\S+) values hashing to (\\S+)");
    private static final Pattern ERROR = Pattern.compile("(statement|query) error( pgcode ([a-zA-Z0-9]{5}))? ?");

    private final String name;
    private final String text;
    private int position;
    private int line = 1;
    /** Where the piece that was read last begins and ends. */
    private Span piece = new Span(0, 0);

    private Mode mode = Mode.STANDARD;
    private int hashThreshold;
    /** How many of the records to come are for other databases. */
    private int skips;

    SltParser(String name, String text) {
        this.name = name;
        this.text = text;
    }

    List<SltRecord> records() {
        List<SltRecord> records = new ArrayList<>();
        for (SltRecord record = next(); record != null; record = next()) {
            if (skips == 0) records.add(record);
            else skips--;
        }
        return records;
    }

    /** The next record, or null at the end. */
    private @Nullable SltRecord next() {
        while (position < text.length()) {
            int start = line;
            String directions = Blanks.strip(upTo(COMMENT_AND_LINE, "the end of the line"));
            if (directions.isEmpty()) continue;
            String[] words = directions.split(" ", -1);
            Place place = new Place(start, line);
            switch (words[0]) {
                case "statement" -> {
                    return statement(place, words, directions);
                }
                case "query" -> {
                    return query(place, words, directions);
                }
                case "simple" -> {
                    return simple(place, words);
                }
                case "hash-threshold" -> hashThreshold = number(start, word(start, words, 1));
                case "skipif" -> {
                    if (word(start, words, 1).equals(DATABASE)) skips++;
                }
                case "onlyif" -> {
                    if (!word(start, words, 1).equals(DATABASE)) skips++;
                }
                case "halt" -> position = text.length();
                case "subtest", "user", "kv-batch-size" -> {}
                case "mode" ->
                    mode = switch (word(start, words, 1)) {
                        case "cockroach" -> Mode.COCKROACH;
                        case "standard", "sqlite" -> Mode.STANDARD;
                        default -> throw error(start, "expected mode cockroach or standard, found " + words[1]);
                    };
                default -> throw error(start, "expected the start of a record, found: " + directions);
            }
        }
        return null;
    }

    private SltRecord statement(Place place, String[] words, String directions) {
        String disposition = word(place.line(), words, 1);
        switch (disposition) {
            case "ok", "OK" -> {
                return new SltRecord.Statement(place, sql(), Optional.empty());
            }
            case "count" -> {
                String word = word(place.line(), words, 2);
                int start = text.indexOf(word, text.indexOf("count", piece.start()) + "count".length());
                Count count = new Count(number(place.line(), word), new Span(start, start + word.length()));
                return new SltRecord.Statement(place, sql(), Optional.of(count));
            }
            case "error" -> {
                return refused(place, directions, false);
            }
            default ->
                throw error(
                        place.line(),
                        "expected statement ok, statement count or statement error, found: " + directions);
        }
    }

    private SltRecord refused(Place place, String directions, boolean isQuery) {
        Matcher matcher = ERROR.matcher(directions);
        if (!matcher.find()) throw error(place.line(), "expected an error, found: " + directions);
        String pattern = directions.substring(matcher.end());
        return new SltRecord.Refused(place, sql(), isQuery, pattern, Optional.ofNullable(matcher.group(3)));
    }

    private String sql() {
        return upTo(BLANK_LINE, "the end of the text");
    }

    private SltRecord query(Place place, String[] words, String directions) {
        if (words.length > 1 && words[1].equals("error")) return refused(place, directions, true);
        String types = words.length > 1 ? words[1] : "";
        for (int i = 0; i < types.length(); i++) {
            if ("TIRBO".indexOf(types.charAt(i)) < 0)
                throw error(place.line(), "expected types of T, I, R, B and O, found " + types);
        }
        Sort sort = Sort.NONE;
        boolean named = false;
        boolean multiline = false;
        for (String option : words.length > 2 ? words[2].split(",", -1) : new String[0]) {
            if (option.startsWith("partialsort")) {
                // Its columns are parted by commas too. That all columns are sorted instead loses nothing that is said
                // of the rows.
                sort = Sort.ROWS;
                break;
            }
            switch (option) {
                case "nosort" -> sort = Sort.NONE;
                case "rowsort" -> sort = Sort.ROWS;
                case "valuesort" -> sort = Sort.VALUES;
                case "colnames" -> named = true;
                case "multiline" -> multiline = true;
                default -> throw error(place.line(), "no option \"" + option + "\" of query");
            }
        }
        if (multiline && (named || sort != Sort.NONE))
            throw error(place.line(), "multiline excludes other options of query");
        Optional<String> label = words.length > 3 ? Optional.of(words[3]) : Optional.empty();
        Layout layout = new Layout(types, sort, multiline, mode, label, hashThreshold);
        String sql = upTo(OUTPUT_FOLLOWS, "---- after the text of a query");
        String output = Blanks.stripLeading(
                multiline
                        ? upTo(END_OF_OUTPUT, "a line EOF after the output")
                        : upTo(BLANK_LINE, "the end of the output"));
        Span span = piece;
        Optional<List<String>> names = Optional.empty();
        if (named) {
            Matcher first = LINE.matcher(output);
            if (!first.find()) throw error(place.line(), "expected names of columns");
            names = Optional.of(names(output.substring(0, first.start())));
            output = output.substring(first.end());
        }
        return new SltRecord.Query(place, sql, layout, names, expected(place, layout, output), span);
    }

    private static List<String> names(String line) {
        List<String> names = new ArrayList<>();
        for (String name : line.split(" ", -1)) if (!name.isEmpty()) names.add(name.replace(Blanks.WRITTEN, " "));
        return names;
    }

    private Expected expected(Place place, Layout layout, String output) {
        Matcher hashed = HASHED.matcher(output);
        if (hashed.find()) return new Expected.Hash(number(place.line(), hashed.group(1)), hashed.group(2));
        if (layout.multiline()) return new Expected.Values(List.of(output));
        if (output.startsWith("\r") || output.startsWith("\n")) return new Expected.Values(List.of());
        List<String> lines = Blanks.lines(output);
        return new Expected.Values(layout.mode() == Mode.STANDARD ? lines : rows(place, layout, lines));
    }

    private List<String> rows(Place place, Layout layout, List<String> lines) {
        int width = layout.types().length();
        List<List<String>> rows = new ArrayList<>();
        for (String each : lines) {
            List<String> columns = Blanks.columns(each, width);
            if (layout.sort() != Sort.NONE && columns.size() != width)
                throw error(place.line(), "expected " + width + " columns, found " + columns.size() + ": " + each);
            rows.add(columns.stream()
                    .map(value -> value.replace(Blanks.WRITTEN, " "))
                    .toList());
        }
        return Order.flat(rows, layout.sort());
    }

    private SltRecord simple(Place place, String[] words) {
        Optional<String> connection = Optional.empty();
        for (String option : words.length > 1 ? words[1].split(",", -1) : new String[0]) {
            if (!option.startsWith("conn=")) throw error(place.line(), "no option \"" + option + "\" of simple");
            connection = Optional.of(option.substring("conn=".length()));
        }
        String sql = upTo(OUTPUT_FOLLOWS, "---- after the text of simple");
        String output = upTo(BLANK_LINE, "the end of the output");
        return new SltRecord.Simple(place, sql, connection, Blanks.lines(Blanks.stripLeading(output)), piece);
    }

    /** What stands before the next match of a pattern, and goes on after it. */
    private String upTo(Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find(position)) throw error(line, "expected " + what);
        piece = new Span(position, matcher.start());
        for (int i = position; i < matcher.end(); i++) if (text.charAt(i) == '\n') line++;
        position = matcher.end();
        return text.substring(piece.start(), piece.end());
    }

    private String word(int where, String[] words, int index) {
        if (words.length <= index) throw error(where, "expected another word after " + String.join(" ", words));
        return words[index];
    }

    private int number(int where, String word) {
        if (!word.matches("[0-9]{1,9}")) throw error(where, "expected a number, found " + word);
        return Integer.parseInt(word);
    }

    private ParseError error(int where, String problem) {
        return new ParseError(new Position(name, where, 0), problem, "");
    }
}
