package dev.coordtest.coordtest.slt;

import dev.coordtest.coordtest.slt.SltRecord.Span;
import java.util.List;
import java.util.Optional;

/** Puts actual outputs in place of the expected ones, and touches nothing else. */
public final class SltRewriter {
    private SltRewriter() {}

    /**
     * The text of the file with the outputs of the verdicts, one per record, in it. A record that no output makes pass keeps what it has: what a text is
     * for, and which errors are right, is for people to say. So does one whose output cannot be written so that it reads back.
     */
    public static String rewrite(SltFile file, List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder(file.text());
        for (int i = Math.min(file.records().size(), verdicts.size()) - 1; i >= 0; i--) {
            Optional<String> output = verdicts.get(i).output();
            Optional<Span> span = span(file.records().get(i));
            if (output.isEmpty() || span.isEmpty()) continue;
            text.replace(span.get().start(), span.get().end(), output.get());
        }
        return text.toString();
    }

    private static Optional<Span> span(SltRecord record) {
        return switch (record) {
            case SltRecord.Statement(var place, var sql, var count) -> count.map(SltRecord.Count::span);
            case SltRecord.Refused ignored -> Optional.empty();
            case SltRecord.Query query -> Optional.of(query.output());
            case SltRecord.Simple simple -> Optional.of(simple.output());
        };
    }
}
