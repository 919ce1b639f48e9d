package dev.coordtest.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The run as the XML that build servers read: a suite for each file, a case for each stanza. */
final class JUnitXml {
    private final List<FileReport> reports = new ArrayList<>();

    void file(FileReport report) {
        reports.add(report);
    }

    void write(Path path) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (FileReport report : reports) suite(report, xml);
        try {
            Files.writeString(path, xml.append("</testsuites>\n"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + path, e);
        }
    }

    private static void suite(FileReport report, StringBuilder xml) {
        long failures = report.outcomes().stream().filter(StanzaReport::failed).count();
        boolean whole = !report.passed() && failures == 0;
        xml.append(String.format(
                Locale.ROOT,
                "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" time=\"%.3f\">%n",
                escaped(report.file()),
                report.outcomes().size() + (whole ? 1 : 0),
                failures + (whole ? 1 : 0),
                report.millis() / 1e3));
        for (StanzaReport stanza : report.outcomes()) test(report, stanza, xml);
        // What is wrong with no stanza in particular: the file could not be read, a law was broken, an answer was never
        // collected.
        if (whole) test(report, "the file as a whole", 1, true, xml);
        xml.append("  </testsuite>\n");
    }

    private static void test(FileReport report, StanzaReport stanza, StringBuilder xml) {
        String name = "L" + stanza.line() + " " + stanza.word() + " " + stanza.input();
        test(report, name.strip(), stanza.line(), stanza.failed(), xml);
    }

    private static void test(FileReport report, String name, int line, boolean failed, StringBuilder xml) {
        String type = report.file().replaceAll("\\.[^./]*$", "").replace('/', '.');
        xml.append(String.format(
                Locale.ROOT,
                "    <testcase classname=\"%s\" name=\"%s\" file=\"%s\" line=\"%d\"",
                escaped(type),
                escaped(name),
                escaped(report.file()),
                line));
        if (!failed) {
            xml.append("/>\n");
            return;
        }
        xml.append("><failure>")
                .append(escaped(String.join("\n", report.text())))
                .append("</failure></testcase>\n");
    }

    /** XML has no way to write most control characters; they are shown as a question mark. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> {
                    boolean allowed =
                            c == '\t' || c >= ' ' && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
                    escaped.appendCodePoint(allowed ? c : '?');
                }
            }
        });
        return escaped.toString();
    }
}
