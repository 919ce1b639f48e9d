package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;

/** What is inside a datum that is known not to be NULL and of a type that holds such a thing. */
final class Values {
    private Values() {}

    static long integer(Datum datum) {
        return switch (datum) {
            case Datum.Int16(var x) -> x;
            case Datum.Int32(var x) -> x;
            case Datum.Int64(var x) -> x;
            default -> throw new IllegalStateException("not an integer: " + datum);
        };
    }

    static int int4(Datum datum) {
        return ((Datum.Int32) datum).value();
    }

    /** A float of either width. */
    static double floating(Datum datum) {
        return switch (datum) {
            case Datum.Float32(var x) -> x;
            case Datum.Float64(var x) -> x;
            default -> throw new IllegalStateException("not a float: " + datum);
        };
    }

    /** Any kind of text; of a {@code char} with the blanks that fill it up. */
    static String text(Datum datum) {
        return switch (datum) {
            case Datum.Text(var text) -> text;
            case Datum.Char(var text) -> text;
            default -> throw new IllegalStateException("no text: " + datum);
        };
    }

    static byte[] bytes(Datum datum) {
        return ((Datum.Bytes) datum).value();
    }

    static Datum.Date date(Datum datum) {
        return (Datum.Date) datum;
    }

    static Datum.Interval interval(Datum datum) {
        return (Datum.Interval) datum;
    }

    /** The microseconds of a time or timestamp. */
    static long micros(Datum datum) {
        return switch (datum) {
            case Datum.Timestamp(var micros) -> micros;
            case Datum.TimestampTz(var micros) -> micros;
            case Datum.Time(var micros) -> micros;
            default -> throw new IllegalStateException("no time: " + datum);
        };
    }
}
