package dev.coordtest.sql.parse;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Words with a meaning of their own, by what they may still name (PostgreSQL's manual, appendix "SQL Key Words"). */
public final class Keywords {
    /** Cannot be names of anything unless quoted. */
    private static final SortedSet<String> RESERVED = words("""
            all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
            current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
            distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
            leading limit localtime localtimestamp not null offset on only or order placing primary references returning select
            session_user some symmetric system_user table then to trailing true union unique user using variadic when where
            window with
            """);

    /** Can name functions and types, but neither columns nor tables. */
    private static final SortedSet<String> FUNCTIONS_ONLY = words("""
            authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like
            natural notnull outer overlaps right similar tablesample verbose
            """);

    /** Cannot be the name of a column without AS before it. */
    private static final SortedSet<String> NEEDS_AS = words("""
            array as char character create day except fetch filter for from grant group having hour intersect into isnull limit
            minute month notnull offset on order over overlaps precision returning second to union varying where window with
            within without year
            """);

    /** Mean something else where a parenthesis, a bracket, a string or a time follows. */
    private static final SortedSet<String> FORMS = words("""
            cube exists extract interval list map of position rollup row trim
            """);

    private Keywords() {}

    private static SortedSet<String> words(String text) {
        return new TreeSet<>(List.of(text.strip().split("\\s+")));
    }

    static boolean canName(String word) {
        return !RESERVED.contains(word) && !FUNCTIONS_ONLY.contains(word);
    }

    static boolean canNameFunction(String word) {
        return !RESERVED.contains(word);
    }

    static boolean canBeBareLabel(String word) {
        return !NEEDS_AS.contains(word);
    }

    /** Whether a column or table of this name has to be quoted. */
    public static boolean needsQuotes(String name) {
        return !isPlain(name) || !canName(name) || FORMS.contains(name);
    }

    /** Whether a function or type of this name has to be quoted. */
    public static boolean functionNeedsQuotes(String name) {
        return !isPlain(name) || !canNameFunction(name) || FORMS.contains(name);
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c == '_';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '$'))) return false;
        }
        return !name.isEmpty();
    }
}
