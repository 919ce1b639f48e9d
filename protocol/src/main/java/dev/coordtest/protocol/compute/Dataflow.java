package dev.coordtest.protocol.compute;

import dev.coordtest.expr.RelExpr;
import dev.coordtest.expr.scalar.ScalarExpr;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.type.ColumnType;
import java.util.List;

/**
 * A computation to build and keep up to date.
 *
 * <p>{@code builds} are evaluated in order. A {@code Get(id)} in one refers to an earlier build of that id or to an import of it. Exports name a
 * build or an import.
 *
 * @param name for people: the full name of what it serves
 */
public record Dataflow(
        String name,
        List<SourceImport> sources,
        List<IndexImport> indexImports,
        List<Build> builds,
        List<IndexExport> indexes,
        List<TailExport> tails,
        List<SinkExport> sinks) {
    public Dataflow {
        sources = List.copyOf(sources);
        indexImports = List.copyOf(indexImports);
        builds = List.copyOf(builds);
        indexes = List.copyOf(indexes);
        tails = List.copyOf(tails);
        sinks = List.copyOf(sinks);
    }

    /** Reads the table or source {@code id} from the collections. */
    public record SourceImport(GlobalId id, List<ColumnType> types) {}

    /** Reads the relation {@code on} through its index, sharing the arrangement. */
    public record IndexImport(GlobalId index, GlobalId on, List<ScalarExpr> key, List<ColumnType> types) {}

    /** Lets {@code id} mean {@code expr} from here on. */
    public record Build(GlobalId id, RelExpr expr) {}

    /** Arranges the relation {@code on} by {@code key} under the id {@code index}, to be peeked and imported. */
    public record IndexExport(GlobalId index, GlobalId on, List<ScalarExpr> key) {}

    /** Streams the changes of {@code on}; with {@code snapshot} also what it holds at the as-of, else only what comes after it. */
    public record TailExport(GlobalId tail, GlobalId on, boolean snapshot) {}

    /** Appends the changes of {@code on} to the collection {@code sink}, from where storage writes them; {@code snapshot} as for TAIL. */
    public record SinkExport(GlobalId sink, GlobalId on, boolean snapshot) {}
}
