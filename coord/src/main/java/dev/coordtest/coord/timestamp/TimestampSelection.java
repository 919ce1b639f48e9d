package dev.coordtest.coord.timestamp;

import dev.coordtest.coord.timestamp.Choice.Input;
import dev.coordtest.coord.timestamp.Choice.Reason;
import dev.coordtest.repr.Frontier;
import dev.coordtest.repr.Times;
import dev.coordtest.sql.plan.When;
import java.util.List;
import java.util.function.LongSupplier;

/** Chooses the time of a read. */
public final class TimestampSelection {
    private TimestampSelection() {}

    /**
     * Chooses the time of a read of {@code inputs}.
     *
     * <p>A strictly serializable read must see every write acknowledged and every time seen before it began, so it may not precede the
     * oracle. A serializable read of tables takes the time of tables too; without tables it takes the freshest time that is known to be complete, so
     * that it does not wait. None may precede since, before which history is forgotten: an {@code AS OF} that does is not valid, others are
     * raised to it and may have to wait.
     *
     * @param tables whether a table is among what is read, at whatever remove
     * @param oracle takes the time of tables; asked only where it counts, since asking moves it
     */
    public static Choice choose(
            Isolation isolation, When when, List<Input> inputs, boolean tables, LongSupplier oracle) {
        if (when instanceof When.At(var time)) return new Choice(time, Reason.AS_OF, isolation, inputs, 0);
        if (tables || isolation == Isolation.STRICT_SERIALIZABLE && !inputs.isEmpty()) {
            long time = oracle.getAsLong();
            return raise(time, Reason.ORACLE, isolation, inputs, time);
        }
        Frontier upper = Frontier.CLOSED;
        for (Input input : inputs) upper = upper.meet(input.known());
        return upper.closed()
                ? raise(Times.MAX, Reason.CLOSED, isolation, inputs, 0)
                : raise(Times.saturatingPrevious(upper.time()), Reason.UPPER, isolation, inputs, 0);
    }

    /** The join of the sinces: no time before it can be read at all inputs. */
    public static Frontier since(List<Input> inputs) {
        Frontier since = Frontier.MINIMUM;
        for (Input input : inputs) since = since.join(input.since());
        return since;
    }

    /** Whether every input still has its history at the time. */
    public static boolean isReadable(Choice choice) {
        return choice.inputs().stream().noneMatch(input -> input.since().isPast(choice.time()));
    }

    private static Choice raise(long time, Reason reason, Isolation isolation, List<Input> inputs, long oracle) {
        Frontier since = since(inputs);
        if (since.closed()) throw new IllegalStateException("unreadable inputs " + inputs);
        return Times.lessThan(time, since.time())
                ? new Choice(since.time(), Reason.SINCE, isolation, inputs, oracle)
                : new Choice(time, reason, isolation, inputs, oracle);
    }
}
