package org.glassformer.engine.format;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.util.ByteBufferBackedInputStream;

/// JSON in UTF-8 from a file that may be hostile: no duplicate keys, no deep nesting, nothing but
/// UTF-8.
final class StrictJson {
    private static final int LONGEST_NUMBER = 100;

    private final Path file;
    private final long base;
    private final TokenStreamFactory factory;

    /// Rules for the JSON that begins at byte `base` of `file`.
    ///
    /// @param depth the most objects and arrays inside each other
    StrictJson(Path file, long base, int depth) {
        this.file = file;
        this.base = base;
        factory =
                JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(depth)
                                        .maxNumberLength(LONGEST_NUMBER)
                                        .build())
                        .build();
    }

    /// What `reader` makes of `json`.
    ///
    /// @throws ModelFormatException if it is not UTF-8 or not strict JSON
    <T> T read(ByteBuffer json, Function<JsonParser, T> reader) {
        checkUtf8(json.duplicate());
        InputStream stream = new ByteBufferBackedInputStream(json);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), stream)) {
            try {
                return reader.apply(parser);
            } catch (JacksonException e) {
                throw broken(e, parser);
            }
        }
    }

    /// The byte of the file where the current token begins.
    long offset(JsonParser parser) {
        return base + Math.max(0, parser.currentTokenLocation().getByteOffset());
    }

    /// What a parser complained about, where it says or where it stopped.
    private ModelFormatException broken(JacksonException e, JsonParser parser) {
        @Nullable TokenStreamLocation said = e.getLocation();
        TokenStreamLocation place = said == null ? parser.currentLocation() : said;
        return new ModelFormatException(
                file,
                base + Math.max(0, place.getByteOffset()),
                "well-formed JSON",
                BrokenJson.found(e),
                e);
    }

    /// Looks at every byte without keeping the text: a NUL would let a parser guess UTF-16.
    private void checkUtf8(ByteBuffer json) {
        int start = json.position();
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(4096);
        while (true) {
            int before = json.position();
            CoderResult result = decoder.decode(json, chars, true);
            for (int i = before; i < json.position(); i++) {
                if (json.get(i) == 0) {
                    throw new ModelFormatException(
                            file, base + i - start, "JSON text", "a zero byte");
                }
            }
            if (result.isError()) {
                throw new ModelFormatException(
                        file,
                        base + json.position() - start,
                        "UTF-8 text",
                        String.format("byte 0x%02x out of place", json.get(json.position())));
            }
            if (result.isUnderflow()) {
                return;
            }
            chars.clear();
        }
    }
}
