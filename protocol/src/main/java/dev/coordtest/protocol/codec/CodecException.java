package dev.coordtest.protocol.codec;

/** Bytes that are no message, or a value that has no binary form. Says at which byte reading stopped. */
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1;

    CodecException(String message) {
        super(message);
    }

    CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
