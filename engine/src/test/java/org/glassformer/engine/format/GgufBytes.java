package org.glassformer.engine.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// GGUF files byte by byte, right or wrong.
final class GgufBytes {
    private GgufBytes() {}

    static ByteBuffer text(ByteBuffer out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return out.putLong(utf8.length).put(utf8);
    }

    static ByteBuffer key(ByteBuffer out, String key, int type) {
        return text(out, key).putInt(type);
    }

    static void write(Path file, ByteBuffer bytes) {
        try {
            byte[] content = new byte[bytes.position()];
            bytes.duplicate().flip().get(content);
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
