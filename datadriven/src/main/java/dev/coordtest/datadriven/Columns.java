package dev.coordtest.datadriven;

/** Counts columns in Unicode characters, from 1. Going forward through a line costs its length once in all. */
final class Columns {
    private String line = "";
    private int offset;
    private int column = 1;

    int at(String line, int offset) {
        if (line != this.line || offset < this.offset) {
            this.line = line;
            this.offset = 0;
            column = 1;
        }
        column += line.codePointCount(this.offset, offset);
        this.offset = offset;
        return column;
    }
}
