package dev.coordtest.coord.session;

import dev.coordtest.coord.catalog.Bodies;
import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogChange;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.durable.CommitCodec;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.protocol.storage.FileDescription;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.sql.SessionView;
import dev.coordtest.sql.Sql.Result;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Adds up the commits that a crash has left. Each item is planned again from its text, over the catalog as it was when the item was added; since texts are canonical it does not matter which
 * session had said it.
 */
public final class Recovery {
    private static final SessionView ANYBODY =
            new SessionView(Catalog.DEFAULT_DATABASE, List.of(Catalog.DEFAULT_SCHEMA), Catalog.DEFAULT_ROLE, 0, false);

    private final Planning planning;
    private final long frequencyMillis;
    private Catalog catalog = Catalog.initial();

    private Recovery(Planning planning, long frequencyMillis) {
        this.planning = planning;
        this.frequencyMillis = frequencyMillis;
    }

    /**
     * The sum of {@code commits}, oldest first. Throws {@link IllegalStateException} if one of them cannot have been written by this version.
     *
     * @param frequencyMillis the width of a time of a source that does not say
     */
    public static Restored recover(List<byte[]> commits, Planning planning, long frequencyMillis) {
        Recovery recovery = new Recovery(planning, frequencyMillis);
        Restored restored = Restored.NOTHING;
        for (byte[] bytes : commits) {
            CommitCodec.Read commit = CommitCodec.read(bytes);
            if (!commit.changes().isEmpty()) recovery.apply(commit.changes());
            restored = new Restored(recovery.catalog, commit.nextId(), commit.reached(), commit.closed());
        }
        return restored;
    }

    private void apply(List<CommitCodec.Change> changes) {
        List<CatalogChange> plain = new ArrayList<>();
        for (CommitCodec.Change change : changes) {
            switch (change) {
                case CommitCodec.Plain(var one) -> plain.add(one);
                case CommitCodec.Added added -> {
                    // What it names may have been added by the same commit.
                    if (!plain.isEmpty()) catalog = catalog.apply(plain);
                    plain.clear();
                    plain.add(new CatalogChange.AddItem(item(added)));
                }
            }
        }
        catalog = catalog.apply(plain);
    }

    private CatalogItem item(CommitCodec.Added added) {
        SortedSet<GlobalId> uses = new TreeSet<>();
        CatalogItem.Body body = switch (plan(added)) {
            case Plan.CreateTable plan -> {
                uses.addAll(plan.types());
                yield Bodies.table(plan);
            }
            case Plan.CreateType plan -> {
                uses.addAll(plan.types());
                yield Bodies.type(added.id(), plan);
            }
            case Plan.CreateSource plan -> Bodies.source(plan, frequencyMillis);
            case Plan.CreateView plan -> {
                uses.addAll(plan.query().references());
                uses.addAll(plan.types());
                yield Bodies.view(plan);
            }
            case Plan.CreateIndex plan -> {
                uses.add(plan.on());
                CatalogItem.Index index = Bodies.index(plan.on(), plan.index());
                if (added.window() == null) throw new IllegalStateException("no window: " + added);
                yield new CatalogItem.Index(index.on(), index.key(), index.keyTexts(), added.window());
            }
            case Plan.CreateSink plan -> {
                uses.add(plan.from());
                yield Bodies.sink(plan);
            }
            case Plan other -> throw new IllegalStateException("makes no item: " + other);
        };
        return new CatalogItem(added.id(), added.name(), added.sql(), uses, null, body);
    }

    private Plan plan(CommitCodec.Added added) {
        ParsedStatement statement = switch (planning.parse(added.sql())) {
            case Result.Ok<List<ParsedStatement>>(var statements) when statements.size() == 1 -> statements.getFirst();
            case Result<List<ParsedStatement>> other ->
                throw new IllegalStateException(added.sql() + " was one statement, and is " + other);
        };
        FileDescription file = added.found() == null ? null : new FileDescription(added.found());
        return switch (planning.plan(statement, catalog, ANYBODY, file, Collections.emptyList())) {
            case Result.Ok<Plan>(var plan) -> plan;
            case Result.Refused<Plan>(var error) ->
                throw new IllegalStateException(added.sql() + " could be planned, and is refused: " + error);
        };
    }
}
