package dev.coordtest.coordtest.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A value as the test files write it: a word, or a name and terms in parentheses. A word in double quotes may hold
 * anything, with {@code \n}, {@code \\}, {@code \"} and {@code \}{@code uXXXX}.
 */
record Term(String name, List<Term> terms) {
    static List<Term> readAll(String text) {
        var reader = new Reader(text);
        var terms = new ArrayList<Term>();
        while (reader.more()) terms.add(reader.term());
        return terms;
    }

    static Term read(String text) {
        return readAll(text).getFirst();
    }

    Term get(int i) {
        return terms.get(i);
    }

    String word(int i) {
        return terms.get(i).name;
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean more() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
            return at < text.length() && text.charAt(at) != ')';
        }

        Term term() {
            if (!more()) throw new IllegalArgumentException("no term at " + at + " of " + text);
            if (text.charAt(at) == '"') return new Term(quoted(), List.of());
            if (text.charAt(at) != '(') return new Term(word(), List.of());
            at++;
            String name = term().name;
            var terms = new ArrayList<Term>();
            while (more()) terms.add(term());
            at++;
            return new Term(name, terms);
        }

        private String word() {
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "()".indexOf(text.charAt(at)) < 0)
                at++;
            return text.substring(start, at);
        }

        private String quoted() {
            var word = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) word.append(text.charAt(at) == '\\' ? escape() : text.charAt(at));
            at++;
            return word.toString();
        }

        private char escape() {
            char c = text.charAt(++at);
            if (c == 'n') return '\n';
            if (c != 'u') return c;
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
        }
    }
}
