package org.glassformer.engine.cli;

import java.io.Writer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes one JSON object as it goes, whatever its size.
///
/// JSON has no infinities: what is not finite, such as a masked score, becomes `null`.
final class Json {
    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /// Writes one object whose members `body` adds; the writer stays open.
    static void write(Writer out, Consumer<Json> body) {
        try (JsonGenerator generator =
                JsonMapper.builder()
                        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                        .build()
                        .createGenerator(out)) {
            generator.writeStartObject();
            body.accept(new Json(generator));
            generator.writeEndObject();
        }
    }

    /// A text.
    void text(String name, String value) {
        generator.writeStringProperty(name, value);
    }

    /// True or false.
    void flag(String name, boolean value) {
        generator.writeBooleanProperty(name, value);
    }

    /// A whole number.
    void whole(String name, long value) {
        generator.writeNumberProperty(name, value);
    }

    /// A number.
    void number(String name, double value) {
        generator.writeName(name);
        if (Double.isFinite(value)) {
            generator.writeNumber(value);
        } else {
            generator.writeNull();
        }
    }

    /// Whole numbers.
    void wholes(String name, int[] values) {
        generator.writeName(name);
        generator.writeStartArray();
        for (int value : values) {
            generator.writeNumber(value);
        }
        generator.writeEndArray();
    }

    /// Numbers.
    void numbers(String name, float[] values) {
        generator.writeName(name);
        row(values, 0, values.length);
    }

    /// Numbers in rows of `width`.
    void rows(String name, float[] values, int width) {
        generator.writeName(name);
        generator.writeStartArray();
        for (int from = 0; from < values.length; from += width) {
            row(values, from, from + width);
        }
        generator.writeEndArray();
    }

    /// An object whose members `body` adds.
    void object(String name, Runnable body) {
        generator.writeName(name);
        generator.writeStartObject();
        body.run();
        generator.writeEndObject();
    }

    /// An array of objects, one for each item, whose members `body` adds.
    <T> void objects(String name, Iterable<T> items, Consumer<T> body) {
        generator.writeName(name);
        generator.writeStartArray();
        for (T item : items) {
            generator.writeStartObject();
            body.accept(item);
            generator.writeEndObject();
        }
        generator.writeEndArray();
    }

    private void row(float[] values, int from, int to) {
        generator.writeStartArray();
        for (int i = from; i < to; i++) {
            if (Float.isFinite(values[i])) {
                generator.writeNumber(values[i]);
            } else {
                generator.writeNull();
            }
        }
        generator.writeEndArray();
    }
}
