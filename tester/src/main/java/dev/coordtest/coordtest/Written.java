package dev.coordtest.coordtest;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run as a file that says its order itself. Up to a place directives stand as they were; from there on everything is held and each message delivered by name; after the last
 * choice that was not the file's own everything is let go of again.
 */
final class Written {
    private final List<Deed> deeds;
    private final StringBuilder text = new StringBuilder();
    /** What is to be delivered next. */
    private final List<String> lines = new ArrayList<>();
    /** Sessions that were asked while everything was held, and whose answers have not been collected. */
    private final SortedSet<String> open = new TreeSet<>();

    private Written(List<Deed> deeds) {
        this.deeds = deeds;
    }

    /** The files that may do what {@code deeds} did, those that hold least first. Not all of them do: messages come by themselves where nothing is held. */
    static Stream<TestFile> candidates(String name, SortedMap<String, String> settings, List<Deed> deeds) {
        int first = deeds.size() - 1;
        int last = -1;
        for (int i = deeds.size() - 1; i >= 0; i--) {
            if (!deeds.get(i).deviates()) continue;
            first = i;
            last = Math.max(last, i);
        }
        int end = last;
        Stream<Optional<TestFile>> held = IntStream.iterate(first, from -> from >= 0, from -> from - 1)
                .filter(from -> !(deeds.get(from) instanceof Deed.Delivered))
                .boxed()
                .flatMap(from ->
                        Stream.of(end, deeds.size() - 1).map(to -> new Written(deeds).file(name, settings, from, to)));
        Stream<Optional<TestFile>> free = Stream.of(deeds).map(all -> new Written(all).file(name, settings));
        return Stream.concat(free, held).flatMap(Optional::stream);
    }

    /** The file that holds everything from the start, and says of every message when it comes. */
    static Optional<TestFile> held(String name, SortedMap<String, String> settings, List<Deed> deeds) {
        return new Written(deeds).file(name, settings, 0, deeds.size() - 1);
    }

    /** Holds nothing, and lets only those reports through that were early. */
    private Optional<TestFile> file(String name, SortedMap<String, String> settings) {
        configure(settings);
        for (Deed deed : deeds) {
            free(deed);
            if (deed instanceof Deed.Delivered(var way, var deviates) && deviates && way.startsWith("report "))
                stanza("deliver", way + "\n");
        }
        return parsed(name);
    }

    private void configure(SortedMap<String, String> settings) {
        StringBuilder changes = new StringBuilder();
        settings.forEach(
                (key, value) -> changes.append(key).append(" = ").append(value).append('\n'));
        stanza("configure", changes.toString());
    }

    private Optional<TestFile> file(String name, SortedMap<String, String> settings, int from, int to) {
        configure(settings);
        for (int i = 0; i < from; i++) free(deeds.get(i));
        stanza("hold", "");
        for (int i = from; i <= to; i++) held(deeds.get(i));
        flush();
        if (to < deeds.size() - 1) stanza("release", "");
        for (int i = to + 1; i < deeds.size(); i++) free(deeds.get(i));
        return parsed(name);
    }

    private Optional<TestFile> parsed(String name) {
        try {
            return Optional.of(TestFile.parse(name, text.toString(), Dialect.RUST_0_6));
        } catch (ParseError e) {
            return Optional.empty(); // Input that looks like the end of a stanza.
        }
    }

    private void free(Deed deed) {
        switch (deed) {
            case Deed.Delivered ignored -> {}
            case Deed.Crashed ignored -> crash();
            case Deed.Asked(var directive, var session, var deviates) -> stanza(directive);
            case Deed.Did(var directive, var free, var deviates) -> stanza(directive);
            case Deed.Collected(var directive, var session, var blocked, var ends, var deviates) -> {
                if (open.remove(session)) await(session, ends);
                else if (directive.name().equals("await-sql")) stanza(directive);
            }
        }
    }

    private void held(Deed deed) {
        if (!(deed instanceof Deed.Delivered)) flush();
        switch (deed) {
            case Deed.Delivered(var way, var deviates) -> lines.add(way);
            case Deed.Crashed ignored -> crash();
            case Deed.Asked(var directive, var session, var deviates) -> {
                String format = directive
                        .read()
                        .optional("format")
                        .map(f -> " format=" + f)
                        .orElse("");
                stanza("async-sql session=" + session + format, directive.input());
                open.add(session);
            }
            case Deed.Collected(var directive, var session, var blocked, var ends, var deviates) -> {
                open.remove(session);
                if (blocked) stanza("release", "");
                await(session, ends);
                if (blocked) stanza("hold", "");
            }
            case Deed.Did(var directive, var free, var deviates) -> {
                if (!free) stanza("release", "");
                stanza(directive);
                if (!free) stanza("hold", "");
            }
        }
    }

    private void crash() {
        stanza("crash", "");
        stanza("restart", "");
    }

    private void await(String session, boolean ends) {
        stanza("await-sql session=" + session + (ends ? "" : " keep"), "");
    }

    private void flush() {
        if (!lines.isEmpty()) stanza("deliver", String.join("\n", lines) + "\n");
        lines.clear();
    }

    private void stanza(Directive directive) {
        stanza(directive.lines().getFirst(), directive.input());
    }

    private void stanza(String line, String input) {
        if (!text.isEmpty()) text.append('\n');
        text.append(line).append('\n').append(input).append("----\n");
    }
}
