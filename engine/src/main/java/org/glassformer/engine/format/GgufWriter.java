package org.glassformer.engine.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.glassformer.engine.tensor.Packing;
import org.glassformer.engine.tensor.Shape;

/// Writes a GGUF file of version 3 with tensors of any type that [Packing] writes.
///
/// Values are asked for one tensor at a time while writing. The file appears complete or not at all.
public final class GgufWriter {
    private static final int ALIGNMENT = 32;

    private final Bytes keys = new Bytes();
    private final List<Source> sources = new ArrayList<>();
    private int keyCount;

    private record Source(String name, GgufType type, Shape shape, Supplier<float[]> values) {
        long size() {
            return type.byteSize(shape.elements());
        }
    }

    /// Little-endian numbers in a growing array.
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes number(long value, int bytes) {
            for (int i = 0; i < bytes; i++) {
                out.write((int) (value >>> (8 * i)));
            }
            return this;
        }

        Bytes text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(utf8.length, 8);
            out.writeBytes(utf8);
            return this;
        }
    }

    /// A file without keys and tensors.
    public GgufWriter() {}

    private Bytes key(String key, int type) {
        keyCount++;
        return keys.text(key).number(type, 4);
    }

    /// Adds a text.
    public GgufWriter text(String key, String value) {
        key(key, 8).text(value);
        return this;
    }

    /// Adds a whole number from 0, of 32 bits.
    public GgufWriter whole(String key, int value) {
        key(key, 4).number(value, 4);
        return this;
    }

    /// Adds a number.
    public GgufWriter real(String key, double value) {
        key(key, 6).number(Float.floatToRawIntBits((float) value), 4);
        return this;
    }

    /// Adds true or false.
    public GgufWriter flag(String key, boolean value) {
        key(key, 7).number(value ? 1 : 0, 1);
        return this;
    }

    /// Adds a list of texts.
    public GgufWriter texts(String key, List<String> values) {
        key(key, 9).number(8, 4).number(values.size(), 8);
        values.forEach(keys::text);
        return this;
    }

    /// Adds a list of whole numbers of 32 bits.
    public GgufWriter wholes(String key, int[] values) {
        key(key, 9).number(5, 4).number(values.length, 8);
        for (int value : values) {
            keys.number(value, 4);
        }
        return this;
    }

    /// Adds a list of numbers.
    public GgufWriter reals(String key, float[] values) {
        key(key, 9).number(6, 4).number(values.length, 8);
        for (float value : values) {
            keys.number(Float.floatToRawIntBits(value), 4);
        }
        return this;
    }

    /// Adds a tensor whose values are asked for when it is written.
    ///
    /// @param shape rows first
    /// @throws IllegalArgumentException if its rows are not whole blocks
    public GgufWriter tensor(String name, GgufType type, Shape shape, Supplier<float[]> values) {
        if (shape.dim(shape.rank() - 1) % type.blockSize() != 0) {
            throw new IllegalArgumentException(name + " " + shape + " has no whole " + type);
        }
        sources.add(new Source(name, type, shape, values));
        return this;
    }

    /// Writes the file.
    public void write(Path file) throws IOException {
        write(file, part -> {});
    }

    /// Writes the file.
    ///
    /// @param progress is told the part of the tensors' bytes that has been written, 0 to 1, and may throw to
    ///     give up; then an older file stays as it was
    public void write(Path file, DoubleConsumer progress) throws IOException {
        Bytes head = new Bytes();
        head.number(0x46554747, 4).number(3, 4).number(sources.size(), 8).number(keyCount, 8);
        head.out.writeBytes(keys.out.toByteArray());
        long offset = 0;
        for (Source source : sources) {
            head.text(source.name).number(source.shape.rank(), 4);
            for (int i = source.shape.rank() - 1; i >= 0; i--) {
                head.number(source.shape.dim(i), 8);
            }
            head.number(source.type.number(), 4).number(offset, 8);
            offset = aligned(offset + source.size());
        }
        pad(head);
        long total = Math.max(1, offset);
        AtomicFile.write(
                file,
                channel -> {
                    write(channel, ByteBuffer.wrap(head.out.toByteArray()));
                    long done = 0;
                    for (Source source : sources) {
                        write(channel, body(source));
                        done += aligned(source.size());
                        progress.accept((double) done / total);
                    }
                });
    }

    private static ByteBuffer body(Source source) {
        float[] values = source.values.get();
        if (values.length != source.shape.elements()) {
            throw new IllegalArgumentException(source.name + " has other values than its shape");
        }
        ByteBuffer body = ByteBuffer.allocate(Math.toIntExact(aligned(source.size())));
        Packing.write(source.type.dtype(), values, 0, values.length, MemorySegment.ofBuffer(body));
        return body;
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long aligned(long offset) {
        return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void pad(Bytes bytes) {
        while (bytes.out.size() % ALIGNMENT != 0) {
            bytes.number(0, 1);
        }
    }
}
