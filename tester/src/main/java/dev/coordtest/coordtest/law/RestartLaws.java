package dev.coordtest.coordtest.law;

import dev.coordtest.coord.catalog.Catalog;
import dev.coordtest.coord.catalog.CatalogItem;
import dev.coordtest.coord.durable.Restored;
import dev.coordtest.coordtest.law.Observation.Chose;
import dev.coordtest.coordtest.law.Observation.Effect;
import dev.coordtest.coordtest.law.Observation.SentToStorage;
import dev.coordtest.coordtest.law.Observation.Step;
import dev.coordtest.protocol.storage.StorageCommand;
import dev.coordtest.repr.GlobalId;
import dev.coordtest.repr.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a crash may not take: laws O5 and G4. It remembers across restarts, as clients do. */
final class RestartLaws implements Watch {
    private final Verdicts verdicts;
    /** The latest time that was given to read or to write at. */
    private long given;

    RestartLaws(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    @Override
    public void effect(Step step, Effect effect) {
        if (effect instanceof Chose(var session, var choice)) {
            given = Times.max(given, choice.oracle());
            if (Reads.isStrict(choice)) given = Times.max(given, choice.time());
        } else if (effect instanceof SentToStorage(StorageCommand.AppendTables append)
                && !append.writes().isEmpty()) {
            given = Times.max(given, append.time());
        }
    }

    void restarted(Catalog durable, Restored restored) {
        verdicts.check(
                Law.O5,
                Times.lessEqual(given, restored.reached()),
                () -> Times.toString(given) + " was given, and the oracle starts at "
                        + Times.toString(restored.reached()));
        List<String> before = contents(durable);
        List<String> after = contents(restored.catalog());
        verdicts.check(Law.G4, before.equals(after), () -> difference(before, after));
    }

    /** All that lasts in a catalog, a line each. */
    private static List<String> contents(Catalog catalog) {
        List<String> lines = new ArrayList<>();
        lines.add("databases " + catalog.databaseMap());
        SortedMap<GlobalId, CatalogItem> items = new TreeMap<>(catalog.all());
        items.values().removeIf(item -> item.owner() != null);
        for (CatalogItem item : items.values()) {
            lines.add(item.id() + " " + item.name() + " " + item.sql() + " uses " + item.uses() + " " + body(item));
        }
        return lines;
    }

    private static String body(CatalogItem item) {
        return item.body() instanceof CatalogItem.View(var query)
                ? query.desc() + " " + query.lowered()
                : item.body().toString();
    }

    private static String difference(List<String> before, List<String> after) {
        for (String line : before) if (!after.contains(line)) return "lost is " + line + "; there is " + after;
        return "there is " + after + ", and there was " + before;
    }
}
