package org.glassformer.engine.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object of a JSON file such as `config.json`, with getters that check.
///
/// A getter that finds the wrong thing throws a [ModelFormatException] with the file, the byte and
/// the path of the value, for example `rope_scaling.factor`. A value of `null` counts as absent:
/// configurations write it for "not set".
public final class JsonFile {
    /// More than any configuration needs.
    private static final long LARGEST = 4L << 20;

    private static final int DEPTH = 64;
    private static final int MOST_VALUES = 1_000_000;

    private final Path file;
    private final String path;
    private final JsonValue.Fields fields;

    private JsonFile(Path file, String path, JsonValue.Fields fields) {
        this.file = file;
        this.path = path;
        this.fields = fields;
    }

    /// Reads a file of at most 4 MiB.
    ///
    /// @throws ModelFormatException if it cannot be read, is larger, is not strict UTF-8 JSON, has
    ///     a key twice or holds something else than one object
    public static JsonFile read(Path file) {
        return read(file, LARGEST);
    }

    /// Reads a file of at most `largest` bytes.
    ///
    /// @throws ModelFormatException as [#read(Path)]
    public static JsonFile read(Path file, long largest) {
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "no such file";
            throw new ModelFormatException(file, -1, "a JSON file", found);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > largest) {
                throw new ModelFormatException(
                        file, -1, "a JSON file of at most " + largest + " bytes", size + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            JsonValue.Fields fields = JsonValue.read(file, bytes.flip(), DEPTH, MOST_VALUES);
            return new JsonFile(file, "", fields);
        } catch (IOException e) {
            throw new ModelFormatException(file, -1, "a readable file", String.valueOf(e), e);
        }
    }

    /// The file this was read from.
    public Path file() {
        return file;
    }

    /// Where in the file this object stands, empty for the outermost.
    public String path() {
        return path;
    }

    /// The keys, those with a `null` included, in the order of the file.
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.values().keySet());
    }

    /// Whether there is a value other than `null`.
    public boolean has(String name) {
        return value(name) != null;
    }

    /// A whole number from `min` to `max`.
    ///
    /// @throws ModelFormatException if it is absent or something else
    public int requireInt(String name, int min, int max) {
        return optInt(name, min, max)
                .orElseThrow(() -> wrong(name, "a whole number from " + min + " to " + max));
    }

    /// A whole number from `min` to `max`, or empty if absent.
    ///
    /// @throws ModelFormatException if it is something else
    public OptionalInt optInt(String name, int min, int max) {
        @Nullable JsonValue value = value(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(whole(name, value, min, max));
    }

    /// One whole number or an array of them, as `eos_token_id` may be; empty if absent.
    ///
    /// @throws ModelFormatException if it is something else or one is not from `min` to `max`
    public Optional<int[]> optInts(String name, int min, int max) {
        @Nullable JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        List<JsonValue> items =
                value instanceof JsonValue.Items array ? array.values() : List.of(value);
        int[] numbers = new int[items.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = whole(name, items.get(i), min, max);
        }
        return Optional.of(numbers);
    }

    /// A finite number.
    ///
    /// @throws ModelFormatException if it is absent or something else
    public double requireDouble(String name) {
        return optDouble(name).orElseThrow(() -> wrong(name, "a number"));
    }

    /// A finite number, or empty if absent.
    ///
    /// @throws ModelFormatException if it is something else
    public OptionalDouble optDouble(String name) {
        @Nullable JsonValue value = value(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (value instanceof JsonValue.Numeral number && Double.isFinite(number.value())) {
            return OptionalDouble.of(number.value());
        }
        throw wrong(name, "a number");
    }

    /// An array of finite numbers.
    ///
    /// @throws ModelFormatException if it is absent or something else
    public double[] requireDoubles(String name) {
        if (!(value(name) instanceof JsonValue.Items items)) {
            throw wrong(name, "an array of numbers");
        }
        double[] numbers = new double[items.values().size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonValue item = items.values().get(i);
            if (!(item instanceof JsonValue.Numeral number) || !Double.isFinite(number.value())) {
                throw wrong(name, "an array of numbers", item);
            }
            numbers[i] = number.value();
        }
        return numbers;
    }

    /// True or false, or empty if absent.
    ///
    /// @throws ModelFormatException if it is something else
    public Optional<Boolean> optBool(String name) {
        @Nullable JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonValue.Truth truth) {
            return Optional.of(truth.value());
        }
        throw wrong(name, "true or false");
    }

    /// A text.
    ///
    /// @throws ModelFormatException if it is absent or something else
    public String requireString(String name) {
        return optString(name).orElseThrow(() -> wrong(name, "a text"));
    }

    /// A text, or empty if absent.
    ///
    /// @throws ModelFormatException if it is something else
    public Optional<String> optString(String name) {
        @Nullable JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonValue.Text text) {
            return Optional.of(text.value());
        }
        throw wrong(name, "a text");
    }

    /// An array of texts such as `architectures`; empty if absent.
    ///
    /// @throws ModelFormatException if it is something else
    public List<String> optStrings(String name) {
        @Nullable JsonValue value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonValue.Items items)) {
            throw wrong(name, "an array of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue item : items.values()) {
            if (!(item instanceof JsonValue.Text text)) {
                throw wrong(name, "an array of texts", item);
            }
            texts.add(text.value());
        }
        return texts;
    }

    /// An object.
    ///
    /// @throws ModelFormatException if it is absent or something else
    public JsonFile requireChild(String name) {
        return child(name).orElseThrow(() -> wrong(name, "an object"));
    }

    /// An object, or empty if absent.
    ///
    /// @throws ModelFormatException if it is something else
    public Optional<JsonFile> child(String name) {
        @Nullable JsonValue value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof JsonValue.Fields child) {
            return Optional.of(new JsonFile(file, pathOf(name), child));
        }
        throw wrong(name, "an object");
    }

    /// The complaint that the value of `name` is not what it should be, for rules that a getter
    /// does not know; the caller throws it.
    ///
    /// @param expectation what it should be, for example `a multiple of n_head`
    public ModelFormatException wrong(String name, String expectation) {
        return wrong(name, expectation, fields.values().get(name));
    }

    private ModelFormatException wrong(String name, String expectation, @Nullable JsonValue value) {
        return new ModelFormatException(
                file,
                value == null ? fields.offset() : value.offset(),
                ModelFormatException.printable(pathOf(name)) + " to be " + expectation,
                value == null ? "none" : value.described());
    }

    /// Any scalar as a text, or empty if absent or not a scalar.
    Optional<String> scalar(String name) {
        return switch (value(name)) {
            case JsonValue.Text text -> Optional.of(text.value());
            case JsonValue.Numeral number -> Optional.of(number.text());
            case JsonValue.Truth truth -> Optional.of(Boolean.toString(truth.value()));
            case null, default -> Optional.empty();
        };
    }

    private int whole(String name, JsonValue value, int min, int max) {
        if (value instanceof JsonValue.Numeral number) {
            @Nullable Long whole = number.whole();
            if (whole != null && whole >= min && whole <= max) {
                return whole.intValue();
            }
        }
        throw wrong(name, "a whole number from " + min + " to " + max, value);
    }

    private @Nullable JsonValue value(String name) {
        @Nullable JsonValue value = fields.values().get(name);
        return value instanceof JsonValue.Null ? null : value;
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
