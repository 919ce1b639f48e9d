package dev.coordtest.junit;

import dev.coordtest.datadriven.Directive;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** One directive of a test file. Its id is its place in the file, which stays when lines above it change. */
final class StanzaDescriptor extends AbstractTestDescriptor {
    private static final int NAME_LENGTH = 60;

    StanzaDescriptor(FileDescriptor file, Directive directive, int ordinal) {
        super(
                file.getUniqueId().append("stanza", ordinal + "-" + directive.name()),
                name(directive),
                FileSource.from(file.path().toFile(), FilePosition.from(directive.line())));
    }

    private static String name(Directive directive) {
        String input = directive.input().strip().replaceAll("\\s+", " ");
        String name = "L" + directive.line() + " "
                + directive.lines().getFirst().strip() + (input.isEmpty() ? "" : " " + input);
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH) + "…";
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }
}
