package org.glassformer.engine.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.glassformer.engine.tensor.DType;

/// The types of tensors in GGUF files that are read here, each with the number and the block that
/// ggml gives it.
public enum GgufType {
    /// IEEE 754 binary32.
    F32(0, DType.F32),
    /// IEEE 754 binary16.
    F16(1, DType.F16),
    /// Four bits and a scale for 32.
    Q4_0(2, DType.Q4_0),
    /// Four bits, a scale and a least value for 32.
    Q4_1(3, DType.Q4_1),
    /// Five bits and a scale for 32.
    Q5_0(6, DType.Q5_0),
    /// Five bits, a scale and a least value for 32.
    Q5_1(7, DType.Q5_1),
    /// Eight bits and a scale for 32.
    Q8_0(8, DType.Q8_0),
    /// Two bits, with scales for each 16 of 256.
    Q2_K(10, DType.Q2_K),
    /// Three bits, with scales for each 16 of 256.
    Q3_K(11, DType.Q3_K),
    /// Four bits, with scales for each 32 of 256.
    Q4_K(12, DType.Q4_K),
    /// Five bits, with scales for each 32 of 256.
    Q5_K(13, DType.Q5_K),
    /// Six bits, with scales for each 16 of 256.
    Q6_K(14, DType.Q6_K),
    /// The upper half of a binary32.
    BF16(30, DType.BF16);

    private final int number;
    private final DType dtype;

    GgufType(int number, DType dtype) {
        this.number = number;
        this.dtype = dtype;
    }

    /// The type whose elements are packed as `dtype`.
    ///
    /// @throws IllegalArgumentException for F64, which is not read
    public static GgufType of(DType dtype) {
        return Arrays.stream(values())
                .filter(type -> type.dtype == dtype)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(dtype + " is no type of GGUF"));
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

    /// The same type as tensors have it.
    public DType dtype() {
        return dtype;
    }

    /// Elements of a block, which always lie in one row.
    public int blockSize() {
        return dtype.blockSize();
    }

    /// Bytes of a block.
    public int blockBytes() {
        return dtype.blockBytes();
    }

    /// Bytes that whole blocks of `elements` elements take.
    ///
    /// @throws ArithmeticException if that is more than a `long` holds
    public long byteSize(long elements) {
        return Math.multiplyExact(elements / blockSize(), (long) blockBytes());
    }
}
