package dev.coordtest.coordtest.slt;

import dev.coordtest.coordtest.slt.Layout.Sort;
import dev.coordtest.coordtest.slt.SltRecord.Expected;
import dev.coordtest.coordtest.slt.Verdict.Kind;
import dev.coordtest.repr.type.ScalarType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds answers against records. */
public final class Judge {
    private static final Pattern ORDER_BY = Pattern.compile("\\bORDER\\s+BY\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NEEDLESS = Pattern.compile("^(CREATE UNIQUE INDEX|REINDEX)");
    private static final Pattern NO_SQL = Pattern.compile("\\A(\\s+|--[^\n]*(\n|\\z)|/\\*.*?\\*/)+", Pattern.DOTALL);
    private static final Pattern QUERY = Pattern.compile(
            "\\(|((SELECT|WITH|VALUES|TABLE)(\\s|\\z)|(SELECT|VALUES|WITH)\\b"
                    + "|CREATE\\s+(OR\\s+REPLACE\\s+)?(TEMP\\w*\\s+)?(MATERIALIZED\\s+)?VIEW\\b"
                    + "|SHOW\\s+(EXTENDED\\s+)?(INDEX|INDEXES|INDICES|KEYS)\\b)",
            Pattern.CASE_INSENSITIVE);

    private final Rules rules;

    public Judge(Rules rules) {
        this.rules = rules;
    }

    /** The verdict on a record that need not be run. */
    public Optional<Verdict> withoutRunning(SltRecord record) {
        return switch (record) {
            // Indexes that only promise or repair change no answer.
            case SltRecord.Statement statement
            when NEEDLESS.matcher(statement.sql()).find() -> Optional.of(Verdict.PASSED);
            case SltRecord.Refused refused
            when !refused.isQuery() && NEEDLESS.matcher(refused.sql()).find() -> Optional.of(Verdict.PASSED);
            case SltRecord.Refused refused
            when refused.isQuery() && !rules.everyError() && !isQuery(refused.sql()) ->
                Optional.of(new Verdict(Kind.SKIP, ""));
            case SltRecord.Statement ignored -> Optional.empty();
            case SltRecord.Refused ignored -> Optional.empty();
            case SltRecord.Query ignored -> Optional.empty();
            case SltRecord.Simple ignored -> Optional.empty();
        };
    }

    private static boolean isQuery(String sql) {
        String bare = NO_SQL.matcher(sql).replaceFirst("");
        return bare.isEmpty() || QUERY.matcher(bare).lookingAt();
    }

    /** The verdict on a record whose text was answered so. */
    public Verdict verdict(SltRecord record, Answer answer) {
        return switch (answer) {
            case Answer.Blocked(var why) -> new Verdict(Kind.BLOCKED, why);
            case Answer.Broken(var why) -> new Verdict(Kind.BROKEN, why);
            case Answer.Refused refused ->
                switch (record) {
                    case SltRecord.Statement ignored -> new Verdict(Kind.UNEXPECTED_ERROR, refused.wordsAndCode());
                    case SltRecord.Refused expected -> refused(expected, refused);
                    case SltRecord.Query ignored -> unexpected(refused);
                    case SltRecord.Simple simple -> simple(simple, Blanks.lines(refused.words()));
                };
            case Answer.Results(var answered) -> {
                List<Shown> results = answered.stream().map(Shown::of).toList();
                yield switch (record) {
                    case SltRecord.Statement statement -> statement(statement, results);
                    case SltRecord.Refused expected ->
                        new Verdict(Kind.UNEXPECTED_SUCCESS, "want error /" + expected.pattern() + "/");
                    case SltRecord.Query query -> query(query, last(results));
                    case SltRecord.Simple simple -> simple(simple, told(results));
                };
            }
        };
    }

    private Verdict refused(SltRecord.Refused expected, Answer.Refused refused) {
        if (!rules.anyError() && !ErrorPattern.isFound(expected.pattern(), refused.words()))
            return new Verdict(Kind.WRONG_ERROR, "want /" + expected.pattern() + "/\ngot  " + refused.wordsAndCode());
        if (rules.codes()
                && expected.code().isPresent()
                && !expected.code().get().equals(refused.code()))
            return new Verdict(
                    Kind.WRONG_ERROR, "want SQLSTATE " + expected.code().get() + "\ngot  " + refused.wordsAndCode());
        return Verdict.PASSED;
    }

    private static Verdict unexpected(Answer.Refused refused) {
        boolean isUnsupported =
                refused.words().contains("supported") || refused.words().contains("overload");
        return new Verdict(isUnsupported ? Kind.UNSUPPORTED : Kind.UNEXPECTED_ERROR, refused.wordsAndCode());
    }

    private static Shown last(List<Shown> results) {
        return results.isEmpty() ? Shown.count(0) : results.getLast();
    }

    private static Verdict statement(SltRecord.Statement statement, List<Shown> results) {
        if (statement.count().isEmpty()) return Verdict.PASSED;
        long want = statement.count().get().rows();
        long got = last(results).count();
        if (got == want) return Verdict.PASSED;
        return new Verdict(Kind.WRONG_ROW_COUNT, "want " + want + " rows, got " + got, Optional.of(Long.toString(got)));
    }

    private static List<String> told(List<Shown> results) {
        List<String> lines = new ArrayList<>();
        for (Shown result : results) {
            for (List<@Nullable String> row : result.rows())
                lines.add(String.join(
                        ",", row.stream().map(v -> v == null ? "NULL" : v).toList()));
            lines.add("COMPLETE " + result.count());
        }
        return lines;
    }

    private static Verdict simple(SltRecord.Simple simple, List<String> lines) {
        if (lines.equals(simple.lines())) return Verdict.PASSED;
        return new Verdict(Kind.WRONG_OUTPUT, Difference.inOrder(simple.lines(), lines), Written.lines(lines));
    }

    // ---- queries

    private Verdict query(SltRecord.Query query, Shown shown) {
        Layout layout = query.layout();
        List<String> names = shown.desc().names();
        if (!shown.rows().isEmpty()
                && query.columnNames().isPresent()
                && !query.columnNames().get().equals(names))
            return new Verdict(
                    Kind.WRONG_COLUMN_NAMES,
                    Difference.inOrder(query.columnNames().get(), names));
        List<List<String>> rows = new ArrayList<>();
        try {
            for (List<@Nullable String> row : shown.rows()) {
                if (row.size() != layout.types().length())
                    return new Verdict(
                            Kind.WRONG_COLUMN_COUNT, "want " + layout.types().length() + " columns, got " + row.size());
                rows.add(cells(row, shown, layout));
            }
        } catch (Cells.Unshowable e) {
            return new Verdict(Kind.FORMAT, String.valueOf(e.getMessage()));
        }
        List<String> values = Order.flat(rows, layout.sort());
        return switch (query.expected()) {
            case Expected.Values(var want) -> values(query, want, values);
            case Expected.Hash want -> {
                Expected.Hash got = hash(values);
                yield got.equals(want)
                        ? Verdict.PASSED
                        : new Verdict(
                                Kind.WRONG_OUTPUT,
                                "want " + Written.hash(want) + "\ngot  " + Written.hash(got),
                                Written.output(query, values));
            }
        };
    }

    private static List<String> cells(List<@Nullable String> row, Shown shown, Layout layout) throws Cells.Unshowable {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            ScalarType type = shown.desc().types().get(i).type();
            String cell = Cells.show(row.get(i), type, layout.types().charAt(i), layout.mode());
            if (layout.mode() == Layout.Mode.COCKROACH && layout.sort() != Sort.NONE)
                cells.addAll(Blanks.columns(cell, layout.types().length()));
            else cells.add(cell);
        }
        return cells;
    }

    private Verdict values(SltRecord.Query query, List<String> want, List<String> got) {
        if (got.equals(want)) return Verdict.PASSED;
        Layout layout = query.layout();
        boolean anyOrder = !rules.inOrder()
                && layout.sort() == Sort.NONE
                && !ORDER_BY.matcher(query.sql()).find();
        List<List<String>> wantRows = Order.rows(want, layout.width());
        List<List<String>> gotRows = Order.rows(got, layout.width());
        String difference = anyOrder
                ? Difference.inAnyOrder(lines(wantRows), lines(gotRows))
                : Difference.inOrder(lines(wantRows), lines(gotRows));
        if (anyOrder && sorted(wantRows).equals(sorted(gotRows))) return Verdict.PASSED;
        return new Verdict(Kind.WRONG_OUTPUT, difference, Written.output(query, got));
    }

    private static List<List<String>> sorted(List<List<String>> rows) {
        return rows.stream().sorted(Order.ROWS).toList();
    }

    private static List<String> lines(List<List<String>> rows) {
        return rows.stream().map(row -> String.join("  ", row)).toList();
    }

    static Expected.Hash hash(List<String> values) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
        for (String value : values) digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
        return new Expected.Hash(values.size(), HexFormat.of().formatHex(digest.digest()));
    }
}
