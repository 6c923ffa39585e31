package org.glassformer.engine.format;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassformer.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The JSON at the head of a safetensors file: `{"name": {"dtype": "F32", "shape": [2, 3],
/// "data_offsets": [0, 24]}, "__metadata__": {"format": "pt"}}`.
///
/// Parsed token by token, so that a hostile header costs no more than its own tensors.
final class SafetensorsHeader {
    /// Where a tensor says it lies; `begin` and `end` count from the end of the header, `offset` is
    /// the byte of the file where its entry stands.
    record Entry(String name, StoredType type, Shape shape, long begin, long end, long offset) {}

    /// Object, entry and array: nothing lies deeper.
    private static final int DEPTH = 4;

    private static final int MOST_TENSORS = 1_000_000;
    private static final int MOST_AXES = 16;

    private final Path file;
    private final StrictJson json;
    private final JsonParser parser;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    private SafetensorsHeader(Path file, StrictJson json, JsonParser parser) {
        this.file = file;
        this.json = json;
        this.parser = parser;
    }

    /// Reads the header that lies in `bytes`, which begin at byte `base` of the file.
    static SafetensorsHeader read(Path file, long base, ByteBuffer bytes) {
        StrictJson json = new StrictJson(file, base, DEPTH);
        return json.read(
                bytes,
                parser -> {
                    SafetensorsHeader header = new SafetensorsHeader(file, json, parser);
                    header.readAll();
                    return header;
                });
    }

    /// The tensors by name, in the order of the file.
    Map<String, Entry> entries() {
        return entries;
    }

    /// What stands under `__metadata__`.
    Map<String, String> metadata() {
        return metadata;
    }

    private void readAll() {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "a JSON object of tensors");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (name.equals("__metadata__")) {
                readMetadata();
            } else if (entries.size() == MOST_TENSORS) {
                throw wrong("at most " + MOST_TENSORS + " tensors", "more");
            } else {
                entries.put(name, readEntry(name));
            }
        }
        if (parser.nextToken() != null) {
            throw wrong("nothing but spaces after the header", "more JSON");
        }
    }

    private void readMetadata() {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "__metadata__ to be an object");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "a text in __metadata__");
            metadata.put(key, parser.getString());
        }
    }

    private Entry readEntry(String name) {
        String tensor = "tensor \"" + ModelFormatException.printable(name) + "\"";
        long offset = json.offset(parser);
        @Nullable StoredType type = null;
        @Nullable Shape shape = null;
        long @Nullable [] range = null;
        expect(parser.nextToken(), JsonToken.START_OBJECT, tensor + " to be an object");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            switch (key) {
                case "dtype" -> type = readType(tensor);
                case "shape" -> shape = readShape(tensor);
                case "data_offsets" -> range = readOffsets(tensor);
                default ->
                        throw wrong(
                                tensor + " to have dtype, shape and data_offsets",
                                "\"" + key + "\"");
            }
        }
        if (type == null || shape == null || range == null) {
            String missing = type == null ? "dtype" : shape == null ? "shape" : "data_offsets";
            throw new ModelFormatException(
                    file,
                    offset,
                    tensor + " to have dtype, shape and data_offsets",
                    "no " + missing);
        }
        return new Entry(name, type, shape, range[0], range[1], offset);
    }

    private StoredType readType(String tensor) {
        String expectation = "the dtype of " + tensor + " to be a known one such as F32";
        expect(parser.nextToken(), JsonToken.VALUE_STRING, expectation);
        String name = parser.getString();
        return StoredType.named(name).orElseThrow(() -> wrong(expectation, "\"" + name + "\""));
    }

    private Shape readShape(String tensor) {
        expect(
                parser.nextToken(),
                JsonToken.START_ARRAY,
                "the shape of " + tensor + " as an array");
        int[] dims = new int[MOST_AXES];
        int rank = 0;
        long elements = 1;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (rank == MOST_AXES) {
                throw wrong("at most " + MOST_AXES + " axes in " + tensor, "more");
            }
            long dim =
                    whole("a size from 0 to " + Integer.MAX_VALUE + " in the shape of " + tensor);
            if (dim > Integer.MAX_VALUE) {
                throw wrong(
                        "a size from 0 to " + Integer.MAX_VALUE + " in the shape of " + tensor,
                        Long.toString(dim));
            }
            if (dim != 0 && elements > Long.MAX_VALUE / 64 / dim) {
                throw wrong("the elements of " + tensor + " to fit in 64 bits", "more");
            }
            elements *= dim;
            dims[rank++] = (int) dim;
        }
        return Shape.of(Arrays.copyOf(dims, rank));
    }

    private long[] readOffsets(String tensor) {
        String expectation = "two whole numbers as data_offsets of " + tensor;
        expect(parser.nextToken(), JsonToken.START_ARRAY, expectation);
        parser.nextToken();
        long begin = whole(expectation);
        parser.nextToken();
        long end = whole(expectation);
        expect(parser.nextToken(), JsonToken.END_ARRAY, expectation);
        return new long[] {begin, end};
    }

    /// The current token as a whole number of at least 0.
    private long whole(String expectation) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(expectation, found());
        }
        JsonParser.NumberType size = parser.getNumberType();
        if (size == JsonParser.NumberType.BIG_INTEGER || parser.getLongValue() < 0) {
            throw wrong(expectation, found());
        }
        return parser.getLongValue();
    }

    private void expect(@Nullable JsonToken token, JsonToken wanted, String expectation) {
        if (token != wanted) {
            throw wrong(expectation, found());
        }
    }

    private String found() {
        @Nullable JsonToken token = parser.currentToken();
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "\"" + parser.getString() + "\"";
            default -> parser.getString();
        };
    }

    private ModelFormatException wrong(String expectation, String found) {
        return new ModelFormatException(file, json.offset(parser), expectation, found);
    }
}
