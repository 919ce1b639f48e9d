package dev.coordtest.coordtest.shrink;

import dev.coordtest.sql.Sql;
import dev.coordtest.sql.ast.Statement;
import dev.coordtest.sql.parse.ParsedStatement;
import dev.coordtest.sql.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which a stanza can be made a little smaller, those that cut most first. */
final class Cuts {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern ARGUMENT = Pattern.compile(" [a-z-]+(=[^ ]*)?");

    private Cuts() {}

    static List<Piece> of(Piece piece) {
        List<Piece> cuts = new ArrayList<>();
        switch (piece.name()) {
            case "sql", "async-sql", "wait-sql", "explain-timestamp" -> sql(piece, cuts);
            default -> {
                lines(piece, cuts);
                numbers(piece, cuts);
            }
        }
        arguments(piece, cuts);
        return cuts;
    }

    private static void lines(Piece piece, List<Piece> cuts) {
        List<String> lines = piece.input().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(i);
            cuts.add(piece.with(String.join("\n", rest)));
        }
    }

    /** Each number becomes 0, 1, its half or one less, whichever is smaller than it. */
    private static void numbers(Piece piece, List<Piece> cuts) {
        Matcher found = NUMBER.matcher(piece.input());
        while (found.find()) {
            for (String smaller : Numbers.smaller(found.group()))
                cuts.add(piece.with(piece.input().substring(0, found.start())
                        + smaller
                        + piece.input().substring(found.end())));
        }
    }

    private static void arguments(Piece piece, List<Piece> cuts) {
        Matcher found = ARGUMENT.matcher(piece.line());
        while (found.find())
            cuts.add(new Piece(
                    piece.line().substring(0, found.start()) + piece.line().substring(found.end()), piece.input()));
        if (piece.name().equals("async-sql")) cuts.add(piece.answered());
    }

    private static void sql(Piece piece, List<Piece> cuts) {
        if (!(Sql.parse(piece.input()) instanceof Sql.Result.Ok<List<ParsedStatement>>(var statements))) return;
        if (statements.size() > 1) {
            for (int i = 0; i < statements.size(); i++) {
                List<String> rest = texts(statements);
                rest.remove(i);
                cuts.add(piece.with(String.join(";\n", rest)));
            }
        }
        for (int i = 0; i < statements.size(); i++) {
            String before = statements.get(i).text().strip();
            for (Statement cut : StatementCuts.of(statements.get(i).statement())) {
                String text = Renderer.render(cut, Renderer.Names.PLAIN);
                // Rendering puts parentheses and key words in a form of its own; that alone is no progress, and might
                // go on for ever.
                if (text.length() > before.length() || text.equals(before)) continue;
                List<String> all = texts(statements);
                all.set(i, text);
                cuts.add(piece.with(String.join(";\n", all)));
            }
        }
    }

    private static List<String> texts(List<ParsedStatement> statements) {
        return new ArrayList<>(
                statements.stream().map(each -> each.text().strip()).toList());
    }
}
