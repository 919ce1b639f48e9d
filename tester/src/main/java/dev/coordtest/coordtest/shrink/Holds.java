package dev.coordtest.coordtest.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** How a file that holds messages can do with fewer stanzas: hold them later, hold fewer of them, and deliver more of them at once. */
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
            while (told < rest.size()
                    && List.of("deliver", "await-sql").contains(rest.get(told).name())) told++;
            for (int dropped = told; dropped >= 0; dropped--)
                forms.add(with(pieces, index, List.of(asked, hold), rest.subList(dropped, rest.size())));
        } else if (!next.name().equals("hold")) {
            forms.add(with(pieces, index, List.of(next, hold), rest));
        }
        return forms;
    }

    /** The stanzas with the {@code deliver} at {@code index} made part of the next one, after what is asked between them; as they are if there is none. */
    static List<Piece> together(List<Piece> pieces, int index) {
        int next = index + 1;
        while (next < pieces.size() && pieces.get(next).name().endsWith("sql")) next++;
        if (next == pieces.size() || !pieces.get(next).name().equals("deliver")) return pieces;
        Piece first = pieces.get(index);
        List<Piece> all = new ArrayList<>(pieces);
        all.set(next, first.with(first.input() + pieces.get(next).input()));
        all.remove(index);
        return all;
    }

    /** The stanzas with a {@code hold} of all at {@code index} holding one kind of message alone, for each kind that is delivered after it. */
    static List<List<Piece>> narrower(List<Piece> pieces, int index) {
        Piece hold = pieces.get(index);
        if (!hold.input().isEmpty()) return List.of();
        SortedSet<String> kinds = new TreeSet<>();
        for (Piece piece : pieces.subList(index, pieces.size())) {
            if (!piece.name().equals("deliver")) continue;
            piece.input().lines().forEach(line -> kinds.add(line.strip().split(" ", 2)[0]));
        }
        return kinds.stream()
                .map(kind -> {
                    List<Piece> all = new ArrayList<>(pieces);
                    all.set(index, hold.with(kind));
                    return all;
                })
                .toList();
    }

    private static List<Piece> with(List<Piece> pieces, int index, List<Piece> changed, List<Piece> rest) {
        List<Piece> all = new ArrayList<>(pieces.subList(0, index));
        all.addAll(changed);
        all.addAll(rest);
        return all;
    }
}
