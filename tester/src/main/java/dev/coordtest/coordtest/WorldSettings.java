package dev.coordtest.coordtest;

import dev.coordtest.coord.timestamp.Isolation;
import java.util.List;
import java.util.SortedMap;

/**
 * How a test world differs from the usual one.
 *
 * @param timePasses whether a blocked statement lets time pass; AUTO: in strict serializable sessions only
 * @param attempts how often {@code wait-sql} tries, and how far time passes
 * @param oracle how far a run is held to the {@link Promise promises} of every answer
 */
public record WorldSettings(
        Isolation isolation, TimePasses timePasses, long attempts, boolean defaultTableIndex, OracleMode oracle) {
    /** Rule 27 of a test world, or always, or never. */
    public enum TimePasses {
        AUTO,
        ON,
        OFF
    }

    /** Not at all, to all but {@link Promise#MR}, or to that as well. */
    public enum OracleMode {
        OFF,
        ON,
        MONOTONE
    }

    public static final List<String> NAMES =
            List.of("transaction_isolation", "time_passes", "attempts", "default_table_index", "oracle");

    public static final WorldSettings DEFAULT =
            new WorldSettings(Isolation.SERIALIZABLE, TimePasses.AUTO, 5_000, true, OracleMode.OFF);

    /** These settings with some changed. Throws {@link IllegalArgumentException}, saying which name or value is wrong. */
    public WorldSettings with(SortedMap<String, String> changes) {
        WorldSettings settings = this;
        for (var change : changes.entrySet()) settings = settings.with(change.getKey(), change.getValue());
        return settings;
    }

    private WorldSettings with(String name, String value) {
        return switch (name) {
            case "transaction_isolation" ->
                new WorldSettings(
                        Isolation.parse(value.replace('-', ' ').replace('_', ' '))
                                .orElseThrow(() -> bad(name, value, "serializable or strict serializable")),
                        timePasses,
                        attempts,
                        defaultTableIndex,
                        oracle);
            case "time_passes" ->
                new WorldSettings(
                        isolation,
                        switch (value) {
                            case "auto" -> TimePasses.AUTO;
                            case "on" -> TimePasses.ON;
                            case "off" -> TimePasses.OFF;
                            default -> throw bad(name, value, "auto, on or off");
                        },
                        attempts,
                        defaultTableIndex,
                        oracle);
            case "attempts" -> {
                if (!value.matches("[1-9][0-9]{0,8}")) throw bad(name, value, "a number from 1 on");
                yield new WorldSettings(isolation, timePasses, Long.parseLong(value), defaultTableIndex, oracle);
            }
            case "default_table_index" ->
                switch (value) {
                    case "on" -> new WorldSettings(isolation, timePasses, attempts, true, oracle);
                    case "off" -> new WorldSettings(isolation, timePasses, attempts, false, oracle);
                    default -> throw bad(name, value, "on or off");
                };
            case "oracle" ->
                withOracle(
                        switch (value) {
                            case "off" -> OracleMode.OFF;
                            case "on" -> OracleMode.ON;
                            case "monotone" -> OracleMode.MONOTONE;
                            default -> throw bad(name, value, "off, on or monotone");
                        });
            default -> throw new IllegalArgumentException("no setting \"" + name + "\"");
        };
    }

    WorldSettings withOracle(OracleMode mode) {
        return new WorldSettings(isolation, timePasses, attempts, defaultTableIndex, mode);
    }

    private static IllegalArgumentException bad(String name, String value, String expected) {
        return new IllegalArgumentException(name + " is " + expected + ", not \"" + value + "\"");
    }
}
