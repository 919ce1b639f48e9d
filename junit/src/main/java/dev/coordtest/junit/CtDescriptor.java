package dev.coordtest.junit;

import dev.coordtest.datadriven.Dialect;
import dev.coordtest.datadriven.TestFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.UniqueId;

/** A file of directives. */
final class CtDescriptor extends FileDescriptor<TestFile> {
    CtDescriptor(UniqueId engine, Path path) {
        super(engine, path);
    }

    @Override
    TestFile parse(Path path) {
        return TestFile.read(path, Dialect.RUST_0_6);
    }

    @Override
    TestFile until(TestFile file, int line) {
        return file.until(line);
    }

    @Override
    List<Stanza> stanzas(TestFile file) {
        return file.directives().stream()
                .map(directive -> new Stanza(
                        directive.line(),
                        directive.name(),
                        directive.lines().getFirst().strip() + " " + directive.input()))
                .toList();
    }
}
