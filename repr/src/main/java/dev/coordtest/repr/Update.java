package dev.coordtest.repr;

/** One change: {@code diff} more copies of {@code row} (fewer, if negative) from {@code time} on. */
public record Update(Row row, long time, long diff) {
    public static Update insert(Row row, long time) {
        return new Update(row, time, 1);
    }

    public static Update delete(Row row, long time) {
        return new Update(row, time, -1);
    }

    @Override
    public String toString() {
        return "(" + row + " @" + Times.toString(time) + " " + (diff > 0 ? "+" : "") + diff + ")";
    }
}
