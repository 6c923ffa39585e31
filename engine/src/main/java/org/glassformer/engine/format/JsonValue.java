package org.glassformer.engine.format;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A JSON value that remembers the byte of the file where it begins, so that a complaint about it
/// can say so.
sealed interface JsonValue {
    /// The byte of the file where the value begins.
    long offset();

    /// What it is, for a message.
    String described();

    record Fields(long offset, Map<String, JsonValue> values) implements JsonValue {
        @Override
        public String described() {
            return "an object";
        }
    }

    record Items(long offset, List<JsonValue> values) implements JsonValue {
        @Override
        public String described() {
            return "an array";
        }
    }

    record Text(long offset, String value) implements JsonValue {
        @Override
        public String described() {
            return "\"" + value + "\"";
        }
    }

    /// `whole` is null for a number with a point or an exponent, or beyond 64 bits.
    record Numeral(long offset, String text, @Nullable Long whole, double value)
            implements JsonValue {
        @Override
        public String described() {
            return text;
        }
    }

    record Truth(long offset, boolean value) implements JsonValue {
        @Override
        public String described() {
            return Boolean.toString(value);
        }
    }

    record Null(long offset) implements JsonValue {
        @Override
        public String described() {
            return "null";
        }
    }

    /// Reads the one object that `bytes`, a whole file, should hold.
    ///
    /// @param depth the most objects and arrays inside each other
    /// @param most the most values, each of which costs memory
    static Fields read(Path file, ByteBuffer bytes, int depth, int most) {
        StrictJson json = new StrictJson(file, 0, depth);
        return json.read(bytes, parser -> new Reader(file, json, parser, most).whole());
    }

    /// Turns the tokens of one file into values.
    final class Reader {
        private final Path file;
        private final StrictJson json;
        private final JsonParser parser;
        private int left;

        private Reader(Path file, StrictJson json, JsonParser parser, int most) {
            this.file = file;
            this.json = json;
            this.parser = parser;
            this.left = most;
        }

        private Fields whole() {
            @Nullable JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new ModelFormatException(
                        file, 0, "a JSON object", first == null ? "nothing" : parser.getString());
            }
            Fields fields = fields();
            if (parser.nextToken() != null) {
                throw new ModelFormatException(
                        file, json.offset(parser), "the end of the file", "more JSON");
            }
            return fields;
        }

        private Fields fields() {
            long offset = json.offset(parser);
            Map<String, JsonValue> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                values.put(name, value(parser.nextToken()));
            }
            return new Fields(offset, values);
        }

        private Items items() {
            long offset = json.offset(parser);
            List<JsonValue> values = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY) {
                values.add(value(token));
                token = parser.nextToken();
            }
            return new Items(offset, values);
        }

        private JsonValue value(@Nullable JsonToken token) {
            long offset = json.offset(parser);
            if (left-- == 0) {
                throw new ModelFormatException(file, offset, "fewer values", "too many");
            }
            return switch (token) {
                case START_OBJECT -> fields();
                case START_ARRAY -> items();
                case VALUE_STRING -> new Text(offset, parser.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numeral(offset, token);
                case VALUE_TRUE -> new Truth(offset, true);
                case VALUE_FALSE -> new Truth(offset, false);
                case VALUE_NULL -> new Null(offset);
                case null, default ->
                        throw new ModelFormatException(file, offset, "a JSON value", "the end");
            };
        }

        private Numeral numeral(long offset, JsonToken token) {
            boolean fits =
                    token == JsonToken.VALUE_NUMBER_INT
                            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            @Nullable Long whole = fits ? (Long) parser.getLongValue() : null;
            return new Numeral(offset, parser.getString(), whole, parser.getDoubleValue());
        }
    }
}
