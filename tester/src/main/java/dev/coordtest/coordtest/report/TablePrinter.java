package dev.coordtest.coordtest.report;

import dev.coordtest.coord.session.StatementResult;
import dev.coordtest.expr.scalar.TextFormat;
import dev.coordtest.repr.Datum;
import dev.coordtest.repr.Row;
import dev.coordtest.repr.type.RelationDesc;
import dev.coordtest.repr.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints answers to read, {@code format=table}: rows as a table like that of PostgreSQL's psql, with a header, numbers
 * to the right, and the number of rows below; other answers as {@link Printer} does.
 *
 * <pre>
 *  id | name
 * ----+------
 *   1 | anna
 *  20 | NULL
 * (2 rows)
 * </pre>
 *
 * <p>Unlike psql's, the table can stand in a test file as it is: no line is blank, ends in a blank or is {@code ----}.
 * NULL is {@code NULL}; a text that could be taken for something else (the word NULL, none at all, one with blanks at
 * an end, a quote at its beginning, or a character that cannot be seen) is in single quotes, with {@code \} escapes.
 */
public final class TablePrinter {
    /** A rule of four dashes would be a separator of test files. */
    private static final int WIDTH_MIN = 3;

    private final List<ScalarType> types = new ArrayList<>();
    private final List<Boolean> toTheRight = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();

    private TablePrinter(RelationDesc desc) {
        for (var column : desc.columns()) types.add(column.type().type());
        for (var column : desc.columns()) toTheRight.add(isNumber(column.type().type()));
        lines.add(desc.columns().stream().map(column -> shown(column.name())).toList());
    }

    /** What a statement answered; no newline at the end. */
    public static String result(StatementResult result) {
        return result instanceof StatementResult.Rows(var desc, var batch)
                ? rows(desc, ResultDebug.inOrder(batch))
                : Printer.result(result);
    }

    /** A table of these rows, in the order given; no newline at the end. */
    public static String rows(RelationDesc desc, Iterable<Row> rows) {
        var table = new TablePrinter(desc);
        for (Row row : rows) table.lines.add(table.cells(row.datums()));
        return table.text();
    }

    private String text() {
        var out = new StringBuilder();
        int[] widths = widths();
        if (widths.length > 0) {
            line(out, lines.getFirst(), widths);
            for (int i = 0; i < widths.length; i++)
                out.append(i == 0 ? "" : "+").repeat('-', widths[i] + 2);
            out.append('\n');
            for (var cells : lines.subList(1, lines.size())) line(out, cells, widths);
        }
        int rows = lines.size() - 1;
        return out.append('(')
                .append(rows)
                .append(rows == 1 ? " row)" : " rows)")
                .toString();
    }

    private void line(StringBuilder out, List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            int blanks = widths[i] - width(cell);
            out.append(i == 0 ? " " : " | ");
            if (toTheRight.get(i)) out.repeat(' ', blanks).append(cell);
            else if (i < widths.length - 1) out.append(cell).repeat(' ', blanks);
            else out.append(cell);
        }
        out.append('\n');
    }

    private int[] widths() {
        int[] widths = new int[toTheRight.size()];
        for (var cells : lines)
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], Math.max(WIDTH_MIN, width(cells.get(i))));
        return widths;
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static boolean isNumber(ScalarType type) {
        return type instanceof ScalarType.Numeric
                || type instanceof ScalarType.Simple simple
                        && switch (simple) {
                            case INT2, INT4, INT8, FLOAT4, FLOAT8, OID -> true;
                            case BOOL,
                                    TEXT,
                                    NAME,
                                    CHAR,
                                    BYTEA,
                                    DATE,
                                    TIME,
                                    TIMESTAMP,
                                    TIMESTAMPTZ,
                                    INTERVAL,
                                    UUID,
                                    JSON,
                                    JSONB,
                                    REGCLASS,
                                    REGPROC,
                                    REGTYPE,
                                    UNKNOWN -> false;
                        };
    }

    private List<String> cells(List<Datum> datums) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < datums.size(); i++) cells.add(cell(datums.get(i), types.get(i)));
        return cells;
    }

    /** One value as a cell shows it, where its type is not at hand. */
    static String cell(Datum datum) {
        return cell(datum, ScalarType.UNKNOWN);
    }

    private static String cell(Datum datum, ScalarType type) {
        return datum.isNull() ? "NULL" : shown(TextFormat.print(datum, type));
    }

    private static String shown(String text) {
        boolean plain = !text.isEmpty()
                && !text.equals("NULL")
                && text.charAt(0) != '\''
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl);
        return plain ? text : "'" + escaped(text) + "'";
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\'', '\\' -> escaped.append('\\').append((char) c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
                    else escaped.append((char) c);
                }
            }
        });
        return escaped.toString();
    }
}
