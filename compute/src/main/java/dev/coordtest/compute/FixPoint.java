package dev.coordtest.compute;

import dev.coordtest.expr.RecursionLimit;
import dev.coordtest.expr.RelExpr;
import dev.coordtest.protocol.collection.Part;
import dev.coordtest.repr.Batch;
import dev.coordtest.repr.DataflowError;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * One run of a recursion, from its beginning to where nothing changes any more. Its rounds are the times of a graph of its own, into which the changes of a round
 * are fed as those of the next: so a round does the work of what the round before has changed (semi-naive evaluation), whatever operators there are in it.
 */
final class FixPoint {
    private final RelExpr.Recursion recursion;
    private final Graph graph = new Graph(0);
    private final List<Import.OfFeed> feeds = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    /** @param collections what the values read, and {@code locals} what they name, of around the recursion; all at time 0 */
    FixPoint(RelExpr.Recursion recursion, SortedMap<GlobalId, Part> collections, SortedMap<Integer, Part> locals) {
        this.recursion = recursion;
        collections.forEach((id, part) -> graph.addImport(id, new Import.OfConstant(part, 0)));
        locals.forEach((local, part) -> graph.bindImport(local, new Import.OfConstant(part, 0)));
        for (int local : recursion.locals()) {
            feeds.add(new Import.OfFeed());
            graph.bindImport(local, feeds.getLast());
        }
        for (int i = 0; i < feeds.size(); i++) {
            places.add(graph.bind(recursion.locals().get(i), recursion.values().get(i)));
        }
    }

    /** What the relation asked for is in the end, at time 0; errors and no rows if there were any in any round. */
    Part run() {
        try {
            return rounds();
        } catch (SqlException e) {
            DataflowError error = DataflowError.evaluation(e.error());
            return new Part(
                    Batch.EMPTY, new Batch.Builder().add(error.toRow(), 0, 1).build());
        } finally {
            graph.close();
        }
    }

    private Part rounds() {
        RecursionLimit limit = recursion.limit();
        Batch.Builder result = new Batch.Builder();
        long rows = 0;
        for (long round = 0; ; round++) {
            boolean last = round == limit.rounds();
            if (last && limit.returns()) break;
            List<Part> outputs = graph.retire(Frontier.at(round), Frontier.at(round + 1));
            List<Batch> changes = new ArrayList<>();
            Batch.Builder errors = new Batch.Builder();
            for (int place : places) {
                changes.add(outputs.get(place).rows().consolidate());
                errors.add(outputs.get(place).errors().at(0));
            }
            Batch failures = errors.build().consolidate();
            if (!failures.isEmpty()) return new Part(Batch.EMPTY, failures);
            if (changes.stream().allMatch(Batch::isEmpty)) break;
            if (last) throw limit.passed();
            for (int i = 0; i < changes.size(); i++) {
                Batch change = changes.get(i);
                for (int j = 0; j < change.size(); j++) rows += change.diff(j);
                feeds.get(i).feed(Part.rows(change.at(round + 1)));
            }
            RecursionLimit.checkRows(rows);
            result.add(changes.get(recursion.result()).at(0));
        }
        return Part.rows(result.build().consolidate());
    }
}
