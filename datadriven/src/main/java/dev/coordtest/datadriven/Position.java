package dev.coordtest.datadriven;

/**
 * A place in a test file.
 *
 * @param file the name the file was given
 * @param line counted from 1; 0 means the file as a whole
 * @param column counted from 1, in Unicode characters; 0 means the line as a whole
 */
public record Position(String file, int line, int column) {
    static Position wholeFile(String file) {
        return new Position(file, 0, 0);
    }

    /** {@code file:line:column}, without the parts that are 0. */
    @Override
    public String toString() {
        if (line == 0) return file;
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
