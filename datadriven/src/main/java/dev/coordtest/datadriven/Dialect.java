package dev.coordtest.datadriven;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which implementation's reading of the format applies.
 *
 * <p>They agree on files of plain words, LF line ends and outputs that end in a newline. They differ in what a
 * directive line may hold, in whether the want of a final newline can be expressed, and in the odd corners of the
 * block that is written with two {@code ----} lines.
 */
public enum Dialect {
    /** The Rust crate {@code datadriven} 0.6, in which {@code .ct} files are written. The default. */
    RUST_0_6("rust-0.6"),
    /** The Rust crate {@code datadriven} 0.9: Unicode words, and outputs without a final newline. */
    RUST_0_9("rust-0.9"),
    /** Go's {@code cockroachdb/datadriven}: free-form values, continuation lines, subtests, trimmed input. */
    GO("go");

    private final String optionName;

    Dialect(String optionName) {
        this.optionName = optionName;
    }

    /** The name by which a user chooses this dialect, {@code rust-0.6} for example. */
    public String optionName() {
        return optionName;
    }

    /** The dialect a user named; empty if there is none of that name. */
    public static Optional<Dialect> named(String optionName) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.optionName.equals(optionName))
                .findFirst();
    }

    List<Stanza> read(String file, Lines lines) {
        return switch (this) {
            case RUST_0_6, RUST_0_9 -> new RustReader(file, lines, this).read();
            case GO -> new GoReader(file, lines).read();
        };
    }

    /** The output as it is compared with the expected text: Go gives it a final newline, Rust adds nothing. */
    String comparable(String output) {
        return this == GO && !output.isEmpty() && !output.endsWith("\n") ? output + "\n" : output;
    }
}
