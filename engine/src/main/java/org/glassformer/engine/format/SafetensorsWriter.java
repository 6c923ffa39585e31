package org.glassformer.engine.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.glassformer.engine.tensor.DType;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Collects named tensors and writes them as safetensors, in one file or in shards with an index.
///
/// Nothing is copied when a tensor is added; values given as a supplier are asked for one tensor at
/// a time while writing, so that a model never lies in memory twice. Each file appears complete or
/// not at all: it is written under another name, forced to disk and moved.
public final class SafetensorsWriter {
    private static final int CHUNK = 1 << 18;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();

    /// A tensor to be written and the way to write its bytes.
    private record Source(String name, DType dtype, Shape shape, Body body) {
        long byteSize() {
            return dtype.byteSize(shape.elements());
        }
    }

    private interface Body {
        void writeTo(FileChannel channel) throws IOException;
    }

    /// A writer without tensors.
    public SafetensorsWriter() {}

    /// Adds a line to the metadata, for example `format` = `pt`, which other libraries expect.
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /// Adds a tensor whose values are `values`, rounded to `dtype` while writing (nearest, ties to
    /// even); the array is read when the file is written.
    ///
    /// @throws IllegalArgumentException if the name is taken, the sizes differ or the type is
    ///     quantised
    public SafetensorsWriter add(String name, DType dtype, Shape shape, float[] values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(
                    name + " " + shape + " cannot hold " + values.length + " values");
        }
        return add(name, dtype, shape, () -> values);
    }

    /// Adds a tensor whose values are asked for when it is written, once, and not kept.
    ///
    /// @throws IllegalArgumentException if the name is taken or the type is quantised
    public SafetensorsWriter add(String name, DType dtype, Shape shape, Supplier<float[]> values) {
        return add(name, dtype, shape, channel -> writeFloats(channel, name, dtype, shape, values));
    }

    /// Adds a tensor whose little-endian bytes are `data`, read when the file is written.
    ///
    /// @throws IllegalArgumentException if the name is taken, the sizes differ or the type is
    ///     quantised
    public SafetensorsWriter add(String name, DType dtype, Shape shape, MemorySegment data) {
        if (data.byteSize() != dtype.byteSize(shape.elements())) {
            throw new IllegalArgumentException(
                    dtype + " " + shape + " " + name + " is not " + data.byteSize() + " bytes");
        }
        return add(name, dtype, shape, channel -> writeBytes(channel, data));
    }

    private SafetensorsWriter add(String name, DType dtype, Shape shape, Body body) {
        if (dtype.blockSize() != 1) {
            throw new IllegalArgumentException("safetensors has no type " + dtype);
        }
        if (name.equals("__metadata__")
                || sources.putIfAbsent(name, new Source(name, dtype, shape, body)) != null) {
            throw new IllegalArgumentException("the name " + name + " is taken");
        }
        return this;
    }

    /// Writes all tensors to one file, replacing it.
    ///
    /// @throws UncheckedIOException if writing fails; an older file of that name is then untouched
    public void write(Path file) {
        writeFile(file, List.copyOf(sources.values()));
    }

    /// Writes all tensors into a folder, in files of at most `maxShardBytes` of data (more only
    /// where a single tensor is larger) and an index; in one `model.safetensors` if that suffices.
    ///
    /// The index comes last. A `model.safetensors` left over from before, which would be read
    /// instead of the shards, is deleted after it.
    ///
    /// @throws UncheckedIOException if writing fails
    public void writeSharded(Path folder, long maxShardBytes) {
        List<List<Source>> shards = cut(maxShardBytes);
        if (shards.size() == 1) {
            writeFile(folder.resolve(Checkpoints.SINGLE), shards.getFirst());
            return;
        }
        Map<String, String> weightMap = new LinkedHashMap<>();
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format("model-%05d-of-%05d.safetensors", i + 1, shards.size());
            writeFile(folder.resolve(name), shards.get(i));
            shards.get(i).forEach(source -> weightMap.put(source.name(), name));
        }
        byte[] index = index(weightMap);
        replace(
                folder.resolve(Checkpoints.INDEX),
                channel -> writeBytes(channel, MemorySegment.ofArray(index)));
        try {
            Files.deleteIfExists(folder.resolve(Checkpoints.SINGLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<List<Source>> cut(long maxShardBytes) {
        List<List<Source>> shards = new ArrayList<>();
        shards.add(new ArrayList<>());
        long size = 0;
        for (Source source : sources.values()) {
            if (size > 0 && source.byteSize() > maxShardBytes - size) {
                shards.add(new ArrayList<>());
                size = 0;
            }
            shards.getLast().add(source);
            size += source.byteSize();
        }
        return shards;
    }

    private byte[] index(Map<String, String> weightMap) {
        long total = sources.values().stream().mapToLong(Source::byteSize).sum();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeName("metadata").writeStartObject();
            json.writeNumberProperty("total_size", total);
            json.writeEndObject();
            json.writeName("weight_map").writeStartObject();
            weightMap.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Wider types first, so that with a header padded to eight bytes every element is aligned.
    private void writeFile(Path file, List<Source> tensors) {
        List<Source> ordered = new ArrayList<>(tensors);
        ordered.sort(
                Comparator.comparingInt((Source source) -> source.dtype().blockBytes()).reversed());
        byte[] header = header(ordered);
        replace(
                file,
                channel -> {
                    writeBytes(channel, MemorySegment.ofArray(header));
                    for (Source source : ordered) {
                        source.body().writeTo(channel);
                    }
                });
    }

    /// The length and the header, padded with spaces.
    private byte[] header(List<Source> tensors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeName("__metadata__").writeStartObject();
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            long begin = 0;
            for (Source source : tensors) {
                json.writeName(source.name()).writeStartObject();
                json.writeStringProperty("dtype", source.dtype().name());
                json.writeName("shape").writeStartArray();
                Arrays.stream(source.shape().toArray()).forEach(json::writeNumber);
                json.writeEndArray();
                json.writeName("data_offsets").writeStartArray();
                json.writeNumber(begin);
                begin += source.byteSize();
                json.writeNumber(begin);
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        bytes.writeBytes(" ".repeat(-bytes.size() & 7).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(8 + bytes.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.size())
                .put(bytes.toByteArray())
                .array();
    }

    private static void replace(Path file, Body body) {
        try {
            AtomicFile.write(file, body::writeTo);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file + " failed", e);
        }
    }

    private static void writeFloats(
            FileChannel channel, String name, DType dtype, Shape shape, Supplier<float[]> source)
            throws IOException {
        float[] values = source.get();
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(
                    name + " " + shape + " cannot hold " + values.length + " values");
        }
        int room = (int) Math.min(CHUNK, shape.elements()) * dtype.blockBytes();
        ByteBuffer chunk = ByteBuffer.allocateDirect(room);
        for (int from = 0; from < values.length; from += CHUNK) {
            int to = Math.min(values.length, from + CHUNK);
            chunk.clear().limit((to - from) * dtype.blockBytes());
            Packing.write(dtype, values, from, to - from, MemorySegment.ofBuffer(chunk));
            writeBytes(channel, chunk);
        }
    }

    /// Through a buffer of its own: a segment over a `float[]` has no byte buffer view.
    private static void writeBytes(FileChannel channel, MemorySegment data) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect((int) Math.min(CHUNK, data.byteSize()));
        for (long at = 0; at < data.byteSize(); at += CHUNK) {
            long length = Math.min(CHUNK, data.byteSize() - at);
            chunk.clear().limit((int) length);
            MemorySegment.copy(data, at, MemorySegment.ofBuffer(chunk), 0, length);
            writeBytes(channel, chunk);
        }
    }

    private static void writeBytes(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
