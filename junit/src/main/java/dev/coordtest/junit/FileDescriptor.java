package dev.coordtest.junit;

import dev.coordtest.datadriven.Directive;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;

/** A test file. Its stanzas are known once it has been read. */
final class FileDescriptor extends AbstractTestDescriptor {
    private final Path path;

    FileDescriptor(UniqueId engine, Path path) {
        super(engine.append("file", path.toString()), path.getFileName().toString(), FileSource.from(path.toFile()));
        this.path = path;
    }

    Path path() {
        return path;
    }

    void addStanzas(TestFile file) {
        int ordinal = 0;
        for (Directive directive : file.directives()) addChild(new StanzaDescriptor(this, directive, ++ordinal));
    }

    List<StanzaDescriptor> stanzas() {
        return getChildren().stream().map(child -> (StanzaDescriptor) child).toList();
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public boolean mayRegisterTests() {
        return true;
    }
}
