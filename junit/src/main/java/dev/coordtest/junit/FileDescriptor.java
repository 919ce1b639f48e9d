package dev.coordtest.junit;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.ParseError;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;

/** A test file and as many of its directives as are selected. One that cannot be read is a test that fails when it is run. */
final class FileDescriptor extends AbstractTestDescriptor {
    private final Path path;
    private @Nullable TestFile parsed;
    private @Nullable ParseError error;

    FileDescriptor(UniqueId engine, Path path) {
        super(engine.append("file", path.toString()), path.getFileName().toString(), FileSource.from(path.toFile()));
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** What is to run. Fails for a file that cannot be read. */
    TestFile parsed() {
        if (error != null) throw error;
        if (parsed == null) throw new IllegalStateException("not read: " + path);
        return parsed;
    }

    /** Selects the directives up to the one that {@code line} is in; all where it is 0. */
    void read(int line) {
        read(file -> line == 0 ? file : file.until(line));
    }

    /** Selects the directives up to the one with this id; all where none has it. */
    void readTo(UniqueId stanza) {
        read(file -> {
            int ordinal = 0;
            for (Directive directive : file.directives()) {
                UniqueId id = new StanzaDescriptor(this, directive, ++ordinal).getUniqueId();
                if (id.equals(stanza)) return file.until(directive.line());
            }
            return file;
        });
    }

    private void read(UnaryOperator<TestFile> selection) {
        int known = children.size();
        try {
            TestFile selected = selection.apply(TestFile.read(path, Dialect.RUST_0_6));
            List<Directive> directives = selected.directives();
            if (parsed == null || directives.size() > known) parsed = selected;
            for (int i = known; i < directives.size(); i++)
                addChild(new StanzaDescriptor(this, directives.get(i), i + 1));
        } catch (ParseError e) {
            error = e;
        }
    }

    List<StanzaDescriptor> stanzas() {
        return getChildren().stream().map(child -> (StanzaDescriptor) child).toList();
    }

    @Override
    public Type getType() {
        return error == null ? Type.CONTAINER : Type.TEST;
    }
}
