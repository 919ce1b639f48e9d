package dev.coordtest.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * Where slips are made: the choice of times, holds, compaction, reads, transactions, TAIL, and what frontiers are made of, on both sides of the protocol. What is left out is made of SQL, files and
 * printing, which other judges look at.
 */
final class Targets {
    private static final List<String> TYPES = List.of(
            "coord.timestamp.Oracle",
            "coord.timestamp.ReadHolds",
            "coord.timestamp.ReadPolicy",
            "coord.timestamp.TimestampSelection",
            "coord.Coordinator",
            "coord.CoordinatorState",
            "coord.DataflowBuilder",
            "coord.Selects",
            "coord.Sinks",
            "coord.Tails",
            "coord.TimeDomains",
            "coord.Writes",
            "compute.Compute",
            "compute.PeekJob",
            "compute.RunningDataflow",
            "storage.Storage",
            "storage.collection.MemoryCollections",
            "storage.collection.Stored");

    private Targets() {}

    /** Every slip that can be made there, in order. */
    static List<Patch.Found> slips() {
        List<Patch.Found> slips = new ArrayList<>();
        for (String type : TYPES) {
            String full = "dev.coordtest." + type;
            slips.addAll(Patch.slips(PatchedProduct.classFile(full), full));
        }
        return slips;
    }
}
