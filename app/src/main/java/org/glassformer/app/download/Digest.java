package org.glassformer.app.download;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What the bytes of a file must come to: SHA-256 for a large file, the object id of git for a small one.
///
/// @param kind how it is computed
/// @param hex in small letters
record Digest(Kind kind, String hex) {

    /// How a digest is computed.
    enum Kind {
        /// SHA-256 of the bytes, as Git LFS has it.
        SHA256(64, "SHA-256"),
        /// SHA-1 of `blob`, the length, a zero and the bytes, as git has it.
        GIT_BLOB(40, "SHA-1");

        private final Pattern form;
        private final String algorithm;

        Kind(int length, String algorithm) {
            form = Pattern.compile("[0-9a-f]{" + length + "}");
            this.algorithm = algorithm;
        }
    }

    Digest {
        if (!kind.form.matcher(hex).matches()) {
            throw new IllegalArgumentException(hex);
        }
    }

    /// Whether a text can be such a digest.
    static boolean isOne(Kind kind, String hex) {
        return kind.form.matcher(hex).matches();
    }

    /// Begins to compute.
    ///
    /// @param size of the whole file in bytes
    MessageDigest begin(long size) {
        try {
            MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
            if (kind == Kind.GIT_BLOB) {
                digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + kind.algorithm, e);
        }
    }

    /// Whether what was computed is this.
    boolean isThatOf(MessageDigest computed) {
        return HexFormat.of().formatHex(computed.digest()).equals(hex);
    }
}
