package dev.coordtest.junit;

import dev.coordtest.datadriven.ParseError;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;

/**
 * A test file and as many of its stanzas as are selected. One that cannot be read is a test that fails when it is run.
 *
 * @param <F> a file of its language, parsed
 */
abstract sealed class FileDescriptor<F> extends AbstractTestDescriptor permits CtDescriptor, SltDescriptor {
    private final Path path;
    private @Nullable F parsed;
    private @Nullable ParseError error;

    FileDescriptor(UniqueId engine, Path path) {
        super(engine.append("file", path.toString()), path.getFileName().toString(), FileSource.from(path.toFile()));
        this.path = path;
    }

    /** A stanza of the file: where it begins, its first word, and what people see of it. */
    record Stanza(int line, String word, String text) {}

    /** Throws {@link ParseError} if it cannot be read. */
    abstract F parse(Path path);

    /** The file up to the stanza on a line. */
    abstract F until(F file, int line);

    abstract List<Stanza> stanzas(F file);

    Path path() {
        return path;
    }

    /** What is to run. Fails for a file that cannot be read. */
    F parsed() {
        if (error != null) throw error;
        if (parsed == null) throw new IllegalStateException("not read: " + path);
        return parsed;
    }

    /** Selects the stanzas up to the one that {@code line} is in; all where it is 0. */
    void read(int line) {
        read(file -> line == 0 ? file : until(file, line));
    }

    /** Selects the stanzas up to the one with this id; all where none has it. */
    void readTo(UniqueId id) {
        read(file -> {
            int ordinal = 0;
            for (Stanza stanza : stanzas(file)) {
                if (new StanzaDescriptor(this, stanza, ++ordinal).getUniqueId().equals(id))
                    return until(file, stanza.line());
            }
            return file;
        });
    }

    private void read(UnaryOperator<F> selection) {
        int known = children.size();
        try {
            F selected = selection.apply(parse(path));
            List<Stanza> stanzas = stanzas(selected);
            if (parsed == null || stanzas.size() > known) parsed = selected;
            for (int i = known; i < stanzas.size(); i++) addChild(new StanzaDescriptor(this, stanzas.get(i), i + 1));
        } catch (ParseError e) {
            error = e;
        }
    }

    List<StanzaDescriptor> selected() {
        return getChildren().stream().map(child -> (StanzaDescriptor) child).toList();
    }

    @Override
    public Type getType() {
        return error == null ? Type.CONTAINER : Type.TEST;
    }
}
