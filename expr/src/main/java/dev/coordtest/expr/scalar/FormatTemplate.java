package dev.coordtest.expr.scalar;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.SqlState;
import dev.coordtest.repr.type.ScalarType;
import java.util.List;

/** The template of {@code format}, PostgreSQL's section 9.4.1: {@code %[position$][-][width]type}, where the type is {@code s}, {@code I} or {@code L}. */
final class FormatTemplate {
    private static final int NEXT = -1;

    private final String template;
    private final Datum[] arguments;
    private final List<ScalarType> types;
    private final StringBuilder result = new StringBuilder();
    private int at;
    /** The argument that was last used; the template itself is number 0. */
    private int last;

    FormatTemplate(String template, Datum[] arguments, List<ScalarType> types) {
        this.template = template;
        this.arguments = arguments;
        this.types = types;
    }

    String filled() {
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '%') result.append(c);
            else if (next() == '%') result.append(template.charAt(at++));
            else specifier();
        }
        return result.toString();
    }

    private char next() {
        if (at < template.length()) return template.charAt(at);
        throw Errors.parameter("unterminated format() type specifier");
    }

    private void specifier() {
        int position = position();
        boolean left = false;
        int width = 0;
        while (next() == '-') {
            left = true;
            at++;
        }
        if (next() == '*') {
            at++;
            int of = position();
            width = width(use(of));
        } else if (Character.isDigit(next())) {
            width = number();
        }
        if (width < 0) {
            // A negative width asks for what a minus sign does.
            left = true;
            width = Math.abs(width);
        }
        char type = next();
        at++;
        if (type != 's' && type != 'I' && type != 'L') {
            String shown = Character.toString(template.codePointAt(at - 1));
            throw Errors.parameter("unrecognized format() type specifier \"" + shown + "\"");
        }
        pad(shown(type, use(position)), width, left);
    }

    /** Digits and a dollar sign, if they are next; digits alone are the width. */
    private int position() {
        int start = at;
        if (!Character.isDigit(next())) return NEXT;
        int position = number();
        if (next() != '$') {
            at = start;
            return NEXT;
        }
        at++;
        if (position == 0) throw Errors.parameter("format specifies argument 0, but arguments are numbered from 1");
        return position;
    }

    private int number() {
        long value = 0;
        while (next() >= '0' && next() <= '9') {
            value = 10 * value + next() - '0';
            at++;
            if (value > Integer.MAX_VALUE) {
                throw Errors.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
            }
        }
        return (int) value;
    }

    /** The number of an argument that is there. */
    private int use(int position) {
        last = position == NEXT ? last + 1 : position;
        if (last >= arguments.length) throw Errors.parameter("too few arguments for format()");
        return last;
    }

    /** A width that is an argument; NULL asks for none. */
    private int width(int argument) {
        if (arguments[argument].isNull()) return 0;
        String text = TextFormat.print(arguments[argument], types.get(argument));
        int width = Values.int4(IntegerText.parseInt4(text));
        if (width == Integer.MIN_VALUE) {
            throw Errors.error(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, "number is out of range");
        }
        return width;
    }

    private String shown(char type, int argument) {
        Datum datum = arguments[argument];
        if (datum.isNull()) {
            if (type == 'I') {
                throw Errors.error(
                        SqlState.NULL_VALUE_NOT_ALLOWED, "null values cannot be formatted as an SQL identifier");
            }
            return type == 'L' ? "NULL" : "";
        }
        String text = TextFormat.print(datum, types.get(argument));
        return type == 's' ? text : type == 'I' ? QuoteFunctions.identifier(text) : Texts.quotedLiteral(text);
    }

    private void pad(String text, int width, boolean left) {
        Texts.checkLength(result.length() + (long) width);
        String blanks = " ".repeat(Math.max(0, width - Texts.length(text)));
        result.append(left ? text + blanks : blanks + text);
    }
}
