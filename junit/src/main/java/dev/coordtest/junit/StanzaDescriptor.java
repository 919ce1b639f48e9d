package dev.coordtest.junit;

import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** One stanza of a test file. Its id is its place in the file, which stays when lines above it change. */
final class StanzaDescriptor extends AbstractTestDescriptor {
    private static final int NAME_LENGTH = 60;

    StanzaDescriptor(FileDescriptor<?> file, FileDescriptor.Stanza stanza, int ordinal) {
        super(
                file.getUniqueId().append("stanza", ordinal + "-" + stanza.word()),
                name(stanza),
                FileSource.from(file.path().toFile(), FilePosition.from(stanza.line())));
    }

    private static String name(FileDescriptor.Stanza stanza) {
        String name = "L" + stanza.line() + " " + stanza.text().strip().replaceAll("\\s+", " ");
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH) + "…";
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
