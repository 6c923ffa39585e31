package org.glassformer.engine.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The types of tensors in GGUF files that are read here, each with the number and the block that
/// ggml gives it.
public enum GgufType {
    /// IEEE 754 binary32.
    F32(0, 1, 4),
    /// IEEE 754 binary16.
    F16(1, 1, 2),
    /// Four bits and a scale for 32.
    Q4_0(2, 32, 18),
    /// Four bits, a scale and a least value for 32.
    Q4_1(3, 32, 20),
    /// Five bits and a scale for 32.
    Q5_0(6, 32, 22),
    /// Five bits, a scale and a least value for 32.
    Q5_1(7, 32, 24),
    /// Eight bits and a scale for 32.
    Q8_0(8, 32, 34),
    /// Two bits, with scales for each 16 of 256.
    Q2_K(10, 256, 84),
    /// Three bits, with scales for each 16 of 256.
    Q3_K(11, 256, 110),
    /// Four bits, with scales for each 32 of 256.
    Q4_K(12, 256, 144),
    /// Five bits, with scales for each 32 of 256.
    Q5_K(13, 256, 176),
    /// Six bits, with scales for each 16 of 256.
    Q6_K(14, 256, 210),
    /// The upper half of a binary32.
    BF16(30, 1, 2);

    private final int number;
    private final int blockSize;
    private final int blockBytes;

    GgufType(int number, int blockSize, int blockBytes) {
        this.number = number;
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
    }

    /// The type of a number in a file, if it is one of these.
    static Optional<GgufType> of(long number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }

    /// All names, for a sentence.
    static String names() {
        return Arrays.stream(values()).map(GgufType::name).collect(Collectors.joining(", "));
    }

    int number() {
        return number;
    }

    /// Elements of a block, which always lie in one row.
    public int blockSize() {
        return blockSize;
    }

    /// Bytes of a block.
    public int blockBytes() {
        return blockBytes;
    }

    /// Bytes that whole blocks of `elements` elements take.
    ///
    /// @throws ArithmeticException if that is more than a `long` holds
    public long byteSize(long elements) {
        return Math.multiplyExact(elements / blockSize, (long) blockBytes);
    }
}
