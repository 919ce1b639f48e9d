package dev.coordtest.coordtest.shrink;

import java.util.ArrayList;
import java.util.List;

/** How a {@code hold} can come later, after a stanza that it was before. */
final class Holds {
    private Holds() {}

    /** The stanzas with the {@code hold} at {@code index} behind the next one, in the forms that may show the same, the shortest first. */
    static List<List<Piece>> later(List<Piece> pieces, int index) {
        Piece hold = pieces.get(index);
        Piece next = pieces.get(index + 1);
        List<Piece> rest = pieces.subList(index + 2, pieces.size());
        List<List<Piece>> forms = new ArrayList<>();
        if (next.name().equals("async-sql")) {
            // Nobody has to deliver its messages or to collect its answer.
            Piece asked = next.answered();
            int told = 0;
            while (told < rest.size() && List.of("deliver", "await-sql").contains(rest.get(told).name())) told++;
            for (int dropped = told; dropped >= 0; dropped--)
                forms.add(with(pieces, index, List.of(asked, hold), rest.subList(dropped, rest.size())));
        } else if (!next.name().equals("hold")) {
            forms.add(with(pieces, index, List.of(next, hold), rest));
        }
        return forms;
    }

    private static List<Piece> with(List<Piece> pieces, int index, List<Piece> changed, List<Piece> rest) {
        List<Piece> all = new ArrayList<>(pieces.subList(0, index));
        all.addAll(changed);
        all.addAll(rest);
        return all;
    }
}
