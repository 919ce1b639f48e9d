package dev.coordtest.junit;

import dev.coordtest.coordtest.slt.SltFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.engine.UniqueId;

/** A sqllogictest file; its records are its stanzas. */
final class SltDescriptor extends FileDescriptor<SltFile> {
    SltDescriptor(UniqueId engine, Path path) {
        super(engine, path);
    }

    @Override
    SltFile parse(Path path) {
        return SltFile.read(path);
    }

    @Override
    SltFile until(SltFile file, int line) {
        return file.until(line);
    }

    @Override
    List<Stanza> stanzas(SltFile file) {
        return file.records().stream()
                .map(record -> new Stanza(record.place().line(), record.word(), record.word() + " " + record.sql()))
                .toList();
    }
}
