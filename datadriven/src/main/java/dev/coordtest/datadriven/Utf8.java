package dev.coordtest.datadriven;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8, and says where a text is not. */
final class Utf8 {
    private Utf8() {}

    static String decode(String file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Only a text with a replacement character can have been invalid; it may also hold one that is meant.
        if (text.indexOf('\uFFFD') >= 0 && text.indexOf('\0') < 0) checkValid(file, bytes);
        return text;
    }

    private static void checkValid(String file, byte[] bytes) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var input = ByteBuffer.wrap(bytes);
        var output = CharBuffer.allocate(8192);
        int line = 1;
        int column = 1;
        CoderResult result;
        do {
            result = decoder.decode(input, output.clear(), true);
            output.flip();
            while (output.hasRemaining()) {
                char c = output.get();
                if (c == '\n') {
                    line++;
                    column = 1;
                } else if (!Character.isLowSurrogate(c)) column++;
            }
        } while (result.isOverflow());
        if (result.isError())
            throw new ParseError(
                    new Position(file, line, column),
                    "expected UTF-8 text, found the byte 0x" + Integer.toHexString(bytes[input.position()] & 0xff));
    }
}
