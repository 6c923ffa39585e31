package org.glassformer.engine.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Reads a GGUF file from front to back; nothing is read beyond the end or allocated on a claim.
final class GgufCursor {
    private static final int MOST_NESTING = 4;
    private static final int UINT8 = 0;
    private static final int INT8 = 1;
    private static final int UINT16 = 2;
    private static final int INT16 = 3;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int UINT64 = 10;
    private static final int INT64 = 11;
    private static final int FLOAT64 = 12;

    private static final ValueLayout.OfShort I16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt I32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final MemorySegment bytes;
    private long at;

    GgufCursor(Path file, MemorySegment bytes, long at) {
        this.file = file;
        this.bytes = bytes;
        this.at = at;
    }

    /// The byte that is read next.
    long at() {
        return at;
    }

    ModelFormatException wrong(long place, String expectation, String found) {
        return new ModelFormatException(file, place, expectation, found);
    }

    /// Moves on by `count` bytes, all within the file; returns where they begin.
    private long take(long count, String what) {
        if (count < 0 || count > bytes.byteSize() - at) {
            throw wrong(
                    at,
                    what + " within the file of " + bytes.byteSize() + " bytes",
                    Long.toUnsignedString(count) + " bytes");
        }
        long from = at;
        at += count;
        return from;
    }

    long u32(String what) {
        return Integer.toUnsignedLong(bytes.get(I32, take(4, what)));
    }

    /// A 64-bit number; one above the largest `long` is negative.
    long u64(String what) {
        return bytes.get(I64, take(8, what));
    }

    /// A number of things, each of which takes at least `least` bytes of what is left.
    long count(String what, int least, long most) {
        long place = at;
        long count = u64(what);
        if (count < 0 || count > most || count > (bytes.byteSize() - at) / least) {
            throw wrong(
                    place,
                    what + atMost(most, "") + " that fits in the file",
                    Long.toUnsignedString(count));
        }
        return count;
    }

    /// The limit, where it is one of ours and not that of the numbers.
    private static String atMost(long most, String unit) {
        return most < Integer.MAX_VALUE - 8 ? " of at most " + most + unit : "";
    }

    /// A text of at most `most` bytes.
    String text(String what, long most) {
        long place = at;
        long length = u64("the length of " + what);
        if (length < 0 || length > most || length > bytes.byteSize() - at) {
            throw wrong(
                    place,
                    what + atMost(most, " bytes") + " that ends within the file",
                    "a length of " + Long.toUnsignedString(length));
        }
        byte[] utf8 = new byte[(int) length];
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, take(length, what), utf8, 0, utf8.length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /// The value of a type; of a list only its place, when all of it lies in the file.
    GgufValue value(int type, String what) {
        return switch (type) {
            case UINT8 ->
                    new GgufValue.Whole(bytes.get(ValueLayout.JAVA_BYTE, take(1, what)) & 0xFF);
            case INT8 -> new GgufValue.Whole(bytes.get(ValueLayout.JAVA_BYTE, take(1, what)));
            case UINT16 -> new GgufValue.Whole(bytes.get(I16, take(2, what)) & 0xFFFF);
            case INT16 -> new GgufValue.Whole(bytes.get(I16, take(2, what)));
            case UINT32 -> new GgufValue.Whole(u32(what));
            case INT32 -> new GgufValue.Whole(bytes.get(I32, take(4, what)));
            case UINT64, INT64 -> new GgufValue.Whole(u64(what));
            case FLOAT32 -> new GgufValue.Real(Float.intBitsToFloat(bytes.get(I32, take(4, what))));
            case FLOAT64 -> new GgufValue.Real(Double.longBitsToDouble(u64(what)));
            case BOOL -> new GgufValue.Flag(flag(what));
            case STRING -> new GgufValue.Text(text(what, Integer.MAX_VALUE - 8));
            case ARRAY -> items(what, 0);
            default -> throw wrong(at, what + " of a type from 0 to 12", "type " + type);
        };
    }

    private boolean flag(String what) {
        long place = take(1, what);
        byte value = bytes.get(ValueLayout.JAVA_BYTE, place);
        if (value != 0 && value != 1) {
            throw wrong(place, what + " as 0 or 1", Integer.toString(value));
        }
        return value == 1;
    }

    private GgufValue.Items items(String what, int depth) {
        long place = at;
        int type = (int) u32("the type of the elements of " + what);
        int size = size(type);
        if (size == 0 || depth == MOST_NESTING) {
            throw wrong(
                    place,
                    what + " as a list of values of types 0 to 12, nested at most 4 deep",
                    "type " + Integer.toUnsignedString(type));
        }
        long count = count("the length of " + what, size, Long.MAX_VALUE);
        GgufValue.Items items = new GgufValue.Items(type, count, at);
        if (type == STRING) {
            for (long i = 0; i < count; i++) {
                take(u64("the length of a text in " + what), "a text in " + what);
            }
        } else if (type == ARRAY) {
            for (long i = 0; i < count; i++) {
                items(what, depth + 1);
            }
        } else {
            take(count * size, what);
        }
        return items;
    }

    /// The fewest bytes that a value takes; 0 for a type that does not exist.
    private static int size(int type) {
        return switch (type) {
            case UINT8, INT8, BOOL -> 1;
            case UINT16, INT16 -> 2;
            case UINT32, INT32, FLOAT32 -> 4;
            case UINT64, INT64, FLOAT64, STRING -> 8;
            case ARRAY -> 12;
            default -> 0;
        };
    }
}
