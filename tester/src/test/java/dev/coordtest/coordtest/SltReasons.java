package dev.coordtest.coordtest;

import dev.coordtest.coordtest.SltCorpus.FileFigures;
import dev.coordtest.coordtest.SltCorpus.Judged;
import dev.coordtest.coordtest.slt.SltRecord;
import dev.coordtest.coordtest.slt.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why records of the corpus fail, the most frequent reason first, with examples. A record that misses what an earlier one of its file was to create or to
 * change fails for that one's reason.
 */
final class SltReasons {
    private static final int EXAMPLES = 4;
    private static final Pattern CREATES = Pattern.compile(
            "CREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:TEMP\\w*\\s+)?(?:MATERIALIZED\\s+)?(?:TABLE|VIEW|TYPE|SOURCE)\\s+"
                    + "(?:IF\\s+NOT\\s+EXISTS\\s+)?\"?([\\w.]+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGES =
            Pattern.compile("(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern MISSING = Pattern.compile("(?:relation|type) \"([^\"]+)\" does not exist");

    private final SortedMap<String, List<String>> examples = new TreeMap<>();
    private final SortedMap<String, Integer> inPostgres = new TreeMap<>();
    private final SortedMap<String, Integer> consequences = new TreeMap<>();
    /** Records that PostgreSQL passes and we answer otherwise, without saying that we cannot. */
    private final List<String> wrong = new ArrayList<>();

    static SltReasons of(List<FileFigures> files) {
        SltReasons reasons = new SltReasons();
        for (FileFigures file : files) reasons.add(file);
        return reasons;
    }

    private void add(FileFigures file) {
        SortedMap<String, String> missing = new TreeMap<>();
        SortedMap<String, String> stale = new TreeMap<>();
        for (Judged each : file.judged()) {
            if (each.passed() || each.isExplain()) continue;
            SltRecord record = each.outcome().record();
            Verdict verdict = each.outcome().verdict();
            Optional<String> cause = isWrong(verdict.kind()) ? stale(record, stale) : missing(verdict, missing);
            String reason = cause.orElseGet(() -> reason(file.name(), verdict));
            Matcher creates = CREATES.matcher(record.sql());
            boolean shouldWork = !(record instanceof SltRecord.Refused);
            if (shouldWork && creates.find()) missing.put(creates.group(1).toLowerCase(Locale.ROOT), reason);
            Matcher changes = CHANGES.matcher(record.sql());
            if (shouldWork && changes.find()) stale.put(changes.group(1).toLowerCase(Locale.ROOT), reason);
            String example = (each.passesInPostgres() ? "  pg " : "     ") + file.name() + ":"
                    + record.place().line() + "  " + brief(record.sql(), 160) + "\n            -> "
                    + brief(verdict.detail(), 240);
            List<String> known = examples.computeIfAbsent(reason, ignored -> new ArrayList<>());
            if (cause.isPresent()) {
                consequences.merge(reason, 1, Integer::sum);
                known.addLast(example);
            } else {
                known.addFirst(example);
            }
            if (each.passesInPostgres()) inPostgres.merge(reason, 1, Integer::sum);
            if (each.passesInPostgres() && isWrong(verdict.kind()) && cause.isEmpty()) wrong.add(example);
        }
    }

    /** Why a table that the record names has not the rows that it should. */
    private static Optional<String> stale(SltRecord record, SortedMap<String, String> stale) {
        return stale.entrySet().stream()
                .filter(table -> Pattern.compile("\\b" + table.getKey() + "\\b", Pattern.CASE_INSENSITIVE)
                        .matcher(record.sql())
                        .find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Why something that the record names is not there. */
    private static Optional<String> missing(Verdict verdict, SortedMap<String, String> missing) {
        Matcher names = MISSING.matcher(verdict.detail());
        return names.find() ? Optional.ofNullable(missing.get(names.group(1))) : Optional.empty();
    }

    private static boolean isWrong(Verdict.Kind kind) {
        return switch (kind) {
            case PASS, SKIP, UNSUPPORTED, UNEXPECTED_ERROR, WRONG_ERROR, BLOCKED -> false;
            case UNEXPECTED_SUCCESS,
                    WRONG_ROW_COUNT,
                    WRONG_COLUMN_COUNT,
                    WRONG_COLUMN_NAMES,
                    WRONG_OUTPUT,
                    FORMAT,
                    BROKEN -> true;
        };
    }

    private static String reason(String file, Verdict verdict) {
        String first = verdict.detail().lines().findFirst().orElse("");
        return switch (verdict.kind()) {
            case PASS, SKIP -> throw new IllegalStateException("no failure");
            case UNSUPPORTED, UNEXPECTED_ERROR, BROKEN, FORMAT ->
                "error: " + brief(first.replace("db error: ERROR: ", "").replaceAll("[0-9]+", "#"), 160);
            case UNEXPECTED_SUCCESS,
                    WRONG_ERROR,
                    WRONG_ROW_COUNT,
                    WRONG_COLUMN_COUNT,
                    WRONG_COLUMN_NAMES,
                    WRONG_OUTPUT,
                    BLOCKED -> verdict.kind() + " in " + file;
        };
    }

    List<String> lines() {
        List<String> reasons = examples.keySet().stream()
                .sorted(Comparator.comparing(reason -> -examples.get(reason).size()))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(
                "Records that fail, how many of them PostgreSQL passes, how many only miss what a record before them was to create or change, and why");
        for (String reason : reasons) lines.add(line(reason));
        lines.add("");
        lines.add("Records that PostgreSQL passes and that are answered otherwise: " + wrong.size());
        lines.addAll(wrong);
        lines.add("");
        lines.add("Examples");
        for (String reason : reasons) {
            lines.add(line(reason));
            List<String> known = examples.get(reason);
            lines.addAll(known.subList(0, Math.min(EXAMPLES, known.size())));
        }
        return lines;
    }

    private String line(String reason) {
        return String.format(
                Locale.ROOT,
                "%5d %5d %5d  %s",
                examples.get(reason).size(),
                inPostgres.getOrDefault(reason, 0),
                consequences.getOrDefault(reason, 0),
                reason);
    }

    private static String brief(String text, int max) {
        String line = Blocked.oneLine(" " + text.replace('\n', ' '));
        return line.length() <= max ? line : line.substring(0, max) + "…";
    }
}
