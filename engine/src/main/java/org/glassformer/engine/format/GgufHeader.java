package org.glassformer.engine.format;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.format.GgufMetadata.Entry;
import org.glassformer.engine.tensor.Shape;

/// Everything before the data of one GGUF file, and where each tensor's data lies.
///
/// As <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md> defines it.
final class GgufHeader {
    private static final long MAGIC = 0x46554747; // GGUF
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_TENSORS = 200_000;
    private static final int LONGEST_NAME = 65_535;
    private static final int MOST_AXES = 4;
    private static final int LARGEST_ALIGNMENT = 1 << 20;

    private final Path file;
    private final MemorySegment bytes;
    private final GgufCursor in;
    private final Map<String, GgufTensor> tensors = new LinkedHashMap<>();
    private final GgufMetadata metadata;
    private final int version;

    /// A tensor and where the file says its data begins.
    private record Claim(
            String name, GgufType type, Shape shape, long begin, long size, long offset) {}

    GgufHeader(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
        this.in = new GgufCursor(file, bytes, 0);
        if (in.u32("a GGUF file") != MAGIC) {
            throw in.wrong(0, "a GGUF file, which begins with GGUF", "something else");
        }
        long claimed = in.u32("the version");
        if (claimed != 2 && claimed != 3) {
            boolean swapped = claimed != 0 && (claimed & 0xFFFF) == 0;
            throw in.wrong(
                    4,
                    "GGUF of version 2 or 3, little endian",
                    swapped ? "big endian" : "version " + claimed);
        }
        this.version = (int) claimed;
        long tensorCount = in.count("a number of tensors", 24, MOST_TENSORS);
        long keyCount = in.count("a number of keys", 13, MOST_KEYS);
        this.metadata = new GgufMetadata(file, bytes, keys(keyCount));
        List<Claim> claims = new ArrayList<>();
        for (long i = 0; i < tensorCount; i++) {
            claims.add(claim());
        }
        place(claims);
    }

    int version() {
        return version;
    }

    GgufMetadata metadata() {
        return metadata;
    }

    Map<String, GgufTensor> tensors() {
        return tensors;
    }

    private Map<String, Entry> keys(long count) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            long offset = in.at();
            String key = in.text("a key", LONGEST_NAME);
            String shown = ModelFormatException.printable(key);
            int type = (int) in.u32("the type of " + shown);
            if (entries.put(key, new Entry(in.value(type, shown), offset)) != null) {
                throw in.wrong(offset, "each key once", "\"" + key + "\" again");
            }
        }
        return entries;
    }

    private Claim claim() {
        long offset = in.at();
        String name = in.text("the name of a tensor", LONGEST_NAME);
        String tensor = "tensor \"" + ModelFormatException.printable(name) + "\"";
        long axes = in.u32("the axes of " + tensor);
        if (axes < 1 || axes > MOST_AXES) {
            throw in.wrong(offset, tensor + " with 1 to 4 axes", Long.toString(axes));
        }
        int[] dims = new int[(int) axes];
        long elements = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            long dim = in.u64("an axis of " + tensor);
            if (dim < 1 || dim > Integer.MAX_VALUE || elements > Long.MAX_VALUE / 64 / dim) {
                throw in.wrong(
                        offset,
                        tensor + " with axes from 1 to " + Integer.MAX_VALUE,
                        Long.toUnsignedString(dim));
            }
            elements *= dim;
            dims[i] = (int) dim;
        }
        long number = in.u32("the type of " + tensor);
        GgufType type =
                GgufType.of(number)
                        .orElseThrow(() ->
                                in.wrong(
                                        offset,
                                        tensor + " of one of the types " + GgufType.names(),
                                        "type number " + number));
        if (dims[dims.length - 1] % type.blockSize() != 0) {
            throw in.wrong(
                    offset,
                    tensor + " with rows of whole " + type + " blocks of " + type.blockSize(),
                    "rows of " + dims[dims.length - 1]);
        }
        long begin = in.u64("where " + tensor + " begins");
        return new Claim(name, type, Shape.of(dims), begin, type.byteSize(elements), offset);
    }

    /// Checks that all lie aligned within the data and apart.
    private void place(List<Claim> claims) {
        int alignment = metadata.whole("general.alignment", 1, LARGEST_ALIGNMENT).orElse(32);
        if (Integer.bitCount(alignment) != 1) {
            throw metadata.wrong("general.alignment", "a power of two");
        }
        long start = (in.at() + alignment - 1) / alignment * alignment;
        long room = Math.max(0, bytes.byteSize() - start);
        for (Claim claim : claims) {
            String tensor = "tensor \"" + ModelFormatException.printable(claim.name) + "\"";
            if (claim.begin % alignment != 0) {
                throw in.wrong(
                        claim.offset,
                        tensor + " to begin at a multiple of " + alignment,
                        Long.toUnsignedString(claim.begin));
            }
            if (claim.begin < 0 || claim.begin > room || claim.size > room - claim.begin) {
                throw in.wrong(
                        claim.offset,
                        tensor + " to lie within the " + room + " bytes of data",
                        claim.size + " bytes from " + Long.toUnsignedString(claim.begin));
            }
            MemorySegment data = bytes.asSlice(start + claim.begin, claim.size);
            GgufTensor placed =
                    new GgufTensor(claim.name, claim.type, claim.shape, data, file, claim.offset);
            if (tensors.put(claim.name, placed) != null) {
                throw in.wrong(claim.offset, "each tensor once", tensor + " again");
            }
        }
        List<Claim> sorted = new ArrayList<>(claims);
        sorted.sort(Comparator.comparingLong(Claim::begin));
        long end = 0;
        for (Claim claim : sorted) {
            if (claim.begin < end) {
                throw in.wrong(
                        claim.offset,
                        "tensors that lie apart",
                        "\"" + claim.name + "\" over the one before it");
            }
            end = claim.begin + claim.size;
        }
    }
}
