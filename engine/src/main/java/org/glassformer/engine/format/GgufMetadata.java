package org.glassformer.engine.format;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a GGUF file says about itself: keys such as `llama.context_length` and their values.
///
/// A value of another type or out of range is a [ModelFormatException] that names its key and place.
public final class GgufMetadata {
    /// A value and the byte of the file where its key stands.
    record Entry(GgufValue value, long offset) {}

    private final Path file;
    private final MemorySegment bytes;
    private final Map<String, Entry> entries;

    GgufMetadata(Path file, MemorySegment bytes, Map<String, Entry> entries) {
        this.file = file;
        this.bytes = bytes;
        this.entries = entries;
    }

    /// The file.
    public Path file() {
        return file;
    }

    /// All keys, in the order of the file.
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /// Whether there is such a key.
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /// The value of a key.
    public Optional<GgufValue> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /// A text, if the key is there.
    public Optional<String> text(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof GgufValue.Text(String text)) {
                        return text;
                    }
                    throw wrong(key, "a text");
                });
    }

    /// A whole number, if the key is there.
    ///
    /// @param least the smallest that is believed
    /// @param most the largest
    public Optional<Integer> whole(String key, int least, int most) {
        return value(key)
                .map(value -> {
                    if (value instanceof GgufValue.Whole(long whole)
                            && whole >= least
                            && whole <= most) {
                        return (int) whole;
                    }
                    throw wrong(key, "a whole number from " + least + " to " + most);
                });
    }

    /// A whole number that has to be there.
    public int requireWhole(String key, int least, int most) {
        return whole(key, least, most)
                .orElseThrow(() -> wrong(key, "a whole number from " + least + " to " + most));
    }

    /// A finite number, if the key is there.
    public Optional<Double> real(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof GgufValue.Real(double real) && Double.isFinite(real)) {
                        return real;
                    }
                    if (value instanceof GgufValue.Whole(long whole)) {
                        return (double) whole;
                    }
                    throw wrong(key, "a finite number");
                });
    }

    /// True or false, if the key is there.
    public Optional<Boolean> flag(String key) {
        return value(key)
                .map(value -> {
                    if (value instanceof GgufValue.Flag(boolean flag)) {
                        return flag;
                    }
                    throw wrong(key, "true or false");
                });
    }

    /// A list of texts; empty without the key.
    public List<String> texts(String key) {
        GgufValue.@Nullable Items items = items(key);
        List<String> texts = new ArrayList<>();
        if (items != null) {
            if (items.type() != GgufCursor.STRING) {
                throw wrong(key, "a list of texts");
            }
            GgufCursor cursor = new GgufCursor(file, bytes, items.offset());
            for (long i = 0; i < items.count(); i++) {
                texts.add(cursor.text(key, Integer.MAX_VALUE - 8));
            }
        }
        return texts;
    }

    /// A list of numbers; empty without the key.
    public float[] numbers(String key) {
        GgufValue.@Nullable Items items = items(key);
        if (items == null) {
            return new float[0];
        }
        if (items.count() > Integer.MAX_VALUE - 8) {
            throw wrong(key, "at most " + (Integer.MAX_VALUE - 8) + " numbers");
        }
        GgufCursor cursor = new GgufCursor(file, bytes, items.offset());
        float[] numbers = new float[(int) items.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                    switch (cursor.value(items.type(), key)) {
                        case GgufValue.Whole(long whole) -> whole;
                        case GgufValue.Real(double real) -> (float) real;
                        case GgufValue.Flag _, GgufValue.Text _, GgufValue.Items _ ->
                                throw wrong(key, "a list of numbers");
                    };
        }
        return numbers;
    }

    private GgufValue.@Nullable Items items(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (entry.value() instanceof GgufValue.Items items) {
            return items;
        }
        throw wrong(key, "a list");
    }

    /// The complaint that a key should be something else; the caller throws it.
    ///
    /// @param expectation what it should be, such as `a text`
    public ModelFormatException wrong(String key, String expectation) {
        Entry entry = entries.get(key);
        return new ModelFormatException(
                file,
                entry == null ? -1 : entry.offset(),
                key + " to be " + expectation,
                entry == null ? "none" : shown(entry.value()));
    }

    private static String shown(GgufValue value) {
        return switch (value) {
            case GgufValue.Whole(long whole) -> Long.toString(whole);
            case GgufValue.Real(double real) -> Double.toString(real);
            case GgufValue.Flag(boolean flag) -> Boolean.toString(flag);
            case GgufValue.Text(String text) -> "\"" + text + "\"";
            case GgufValue.Items items -> "a list of " + items.count();
        };
    }
}
