package dev.coordtest.expr.scalar;

import static dev.coordtest.expr.scalar.Values.bytes;
import static dev.coordtest.expr.scalar.Values.text;
import static dev.coordtest.repr.type.ScalarType.BYTEA;
import static dev.coordtest.repr.type.ScalarType.TEXT;

import dev.coordtest.repr.Datum;
import dev.coordtest.repr.type.ScalarType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Digests: PostgreSQL's own, which take bytes but for {@code md5}, and {@code digest} and {@code hmac} of its extension pgcrypto. */
final class HashFunctions {
    private HashFunctions() {}

    static List<Func> all() {
        List<Func> all = new ArrayList<>();
        for (ScalarType type : List.of(TEXT, BYTEA)) {
            all.add(Func.of("md5", TEXT, a -> Datum.of(HexFormat.of().formatHex(hash("MD5", content(a[0])))), type));
            all.add(Func.of(
                    "digest", BYTEA, a -> new Datum.Bytes(hash(algorithm(text(a[1])), content(a[0]))), type, TEXT));
            all.add(Func.of(
                    "hmac",
                    BYTEA,
                    a -> new Datum.Bytes(hmac(algorithm(text(a[2])), content(a[0]), content(a[1]))),
                    type,
                    type,
                    TEXT));
        }
        for (String size : List.of("224", "256", "384", "512")) {
            all.add(Func.of("sha" + size, BYTEA, a -> new Datum.Bytes(hash("SHA-" + size, bytes(a[0]))), BYTEA));
        }
        return all;
    }

    private static byte[] content(Datum datum) {
        return datum instanceof Datum.Bytes(var bytes) ? bytes : text(datum).getBytes(StandardCharsets.UTF_8);
    }

    /** An algorithm as Java calls it. */
    private static String algorithm(String name) {
        return switch (CharacterCase.lower(name)) {
            case "md5" -> "MD5";
            case "sha1" -> "SHA-1";
            case "sha224" -> "SHA-224";
            case "sha256" -> "SHA-256";
            case "sha384" -> "SHA-384";
            case "sha512" -> "SHA-512";
            default -> throw Errors.parameter("Cannot use \"" + name + "\": No such hash algorithm");
        };
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) digest.update(part);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without " + algorithm, e);
        }
    }

    /** RFC 2104; unlike Java's own it takes an empty key too. */
    private static byte[] hmac(String algorithm, byte[] content, byte[] key) {
        int block = algorithm.equals("SHA-384") || algorithm.equals("SHA-512") ? 128 : 64;
        byte[] inner = Arrays.copyOf(key.length > block ? hash(algorithm, key) : key, block);
        byte[] outer = inner.clone();
        for (int i = 0; i < block; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5c;
        }
        return hash(algorithm, outer, hash(algorithm, inner, content));
    }
}
