package org.glassformer.engine.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassformer.engine.format.SafetensorsHeader.Entry;
import org.glassformer.engine.tensor.DType;
import org.jspecify.annotations.Nullable;

/// A safetensors file: eight bytes of header length, a JSON header, the data.
///
/// As <https://github.com/huggingface/safetensors> defines it, and as strict: the header is at most
/// 100 MB and begins with `{`, the tensors fill the data without overlap, hole or rest, every size
/// equals type times shape. Types without a [DType] are checked and listed like the others and
/// refused by [#tensor(String)] only, because GPT-2 files carry boolean masks that nobody needs.
public final class Safetensors implements Checkpoint {
    /// The limit of the reference implementation.
    static final long LONGEST_HEADER = 100_000_000;

    private static final int LENGTH_BYTES = 8;
    private static final ValueLayout.OfLong U64 =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final Arena arena;
    private final MemorySegment data;
    private final long dataStart;
    private final SafetensorsHeader header;

    private Safetensors(
            Path file, Arena arena, MemorySegment mapped, long dataStart, SafetensorsHeader head) {
        this.file = file;
        this.arena = arena;
        this.data = mapped.asSlice(dataStart).asReadOnly();
        this.dataStart = dataStart;
        this.header = head;
    }

    /// Maps a file and checks all of its header; the caller closes it.
    ///
    /// @throws ModelFormatException if it cannot be read or anything in it is wrong
    public static Safetensors open(Path file) {
        if (!Files.isRegularFile(file)) {
            String found = Files.isDirectory(file) ? "a folder" : "no such file";
            throw new ModelFormatException(file, -1, "a safetensors file", found);
        }
        Arena arena = Arena.ofShared();
        boolean done = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment mapped =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Safetensors checkpoint = read(file, arena, mapped);
            done = true;
            return checkpoint;
        } catch (IOException e) {
            throw new ModelFormatException(file, -1, "a readable file", String.valueOf(e), e);
        } finally {
            if (!done) {
                arena.close();
            }
        }
    }

    private static Safetensors read(Path file, Arena arena, MemorySegment mapped) {
        long size = mapped.byteSize();
        if (size < LENGTH_BYTES + 2) {
            throw new ModelFormatException(
                    file, 0, "8 bytes of header length and a header", size + " bytes in all");
        }
        long length = mapped.get(U64, 0);
        if (length < 2 || length > LONGEST_HEADER) {
            throw new ModelFormatException(
                    file,
                    0,
                    "a header of 2 to " + LONGEST_HEADER + " bytes",
                    "a length of " + Long.toUnsignedString(length));
        }
        if (length > size - LENGTH_BYTES) {
            throw new ModelFormatException(
                    file,
                    0,
                    "a header that ends within the file of " + size + " bytes",
                    "a length of " + length);
        }
        if (mapped.get(ValueLayout.JAVA_BYTE, LENGTH_BYTES) != '{') {
            throw new ModelFormatException(
                    file, LENGTH_BYTES, "a header that begins with {", "something else");
        }
        SafetensorsHeader header =
                SafetensorsHeader.read(
                        file, LENGTH_BYTES, mapped.asSlice(LENGTH_BYTES, length).asByteBuffer());
        checkLayout(file, header, LENGTH_BYTES + length, size);
        return new Safetensors(file, arena, mapped, LENGTH_BYTES + length, header);
    }

    /// Every tensor has the size it should have, and together they fill the data exactly.
    private static void checkLayout(
            Path file, SafetensorsHeader header, long dataStart, long fileSize) {
        long dataSize = fileSize - dataStart;
        List<Entry> entries = new ArrayList<>(header.entries().values());
        for (Entry entry : entries) {
            String tensor = "tensor \"" + ModelFormatException.printable(entry.name()) + "\"";
            String claim = "data_offsets " + entry.begin() + " to " + entry.end();
            if (entry.begin() > entry.end() || entry.end() > dataSize) {
                throw new ModelFormatException(
                        file,
                        entry.offset(),
                        tensor + " to lie within the " + dataSize + " bytes of data",
                        claim);
            }
            long bits = entry.shape().elements() * entry.type().bits();
            if (bits % 8 != 0 || bits / 8 != entry.end() - entry.begin()) {
                throw new ModelFormatException(
                        file,
                        entry.offset(),
                        tensor
                                + " of "
                                + entry.type().name()
                                + " "
                                + entry.shape()
                                + " to take "
                                + (bits + 7) / 8
                                + " bytes",
                        claim);
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long next = 0;
        for (Entry entry : entries) {
            if (entry.begin() != next) {
                throw new ModelFormatException(
                        file,
                        entry.offset(),
                        "tensor \""
                                + ModelFormatException.printable(entry.name())
                                + "\" to begin at "
                                + next
                                + ", where the one before it ends",
                        (entry.begin() < next ? "an overlap" : "a hole")
                                + ", data_offsets "
                                + entry.begin()
                                + " to "
                                + entry.end());
            }
            next = entry.end();
        }
        if (next != dataSize) {
            throw new ModelFormatException(
                    file,
                    dataStart + next,
                    "the end of the file after the last tensor",
                    dataSize - next + " more bytes");
        }
    }

    @Override
    public Path path() {
        return file;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    @Override
    public boolean has(String name) {
        return header.entries().containsKey(name);
    }

    @Override
    public StoredTensor tensor(String name) {
        @Nullable Entry entry = header.entries().get(name);
        if (entry == null) {
            throw wrong(name, "a tensor \"" + name + "\"", "none");
        }
        @Nullable DType dtype = entry.type().dtype();
        if (dtype == null) {
            throw wrong(
                    name, "tensor \"" + name + "\" as F64, F32, F16 or BF16", entry.type().name());
        }
        MemorySegment bytes = data.asSlice(entry.begin(), entry.end() - entry.begin());
        return new StoredTensor(name, dtype, entry.shape(), bytes);
    }

    @Override
    public ModelFormatException wrong(String name, String expectation, String found) {
        @Nullable Entry entry = header.entries().get(name);
        long offset = entry == null ? LENGTH_BYTES : entry.offset();
        return new ModelFormatException(file, offset, expectation, found);
    }

    /// The byte of the file where the data of all tensors begins.
    public long dataStart() {
        return dataStart;
    }

    @Override
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public synchronized void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
