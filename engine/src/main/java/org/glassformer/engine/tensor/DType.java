package org.glassformer.engine.tensor;

/// The type of a tensor's elements.
///
/// Block-quantised types pack [#blockSize] elements into [#blockBytes] bytes, laid out as in GGUF files
/// (ggml's `ggml-common.h`); for the plain types a block is one element. [Blocks] reads all of them,
/// [Packing] writes some.
public enum DType {
    /// IEEE 754 binary64; only the scalar backend computes in it.
    F64(1, 8),
    /// IEEE 754 binary32.
    F32(1, 4),
    /// IEEE 754 binary16.
    F16(1, 2),
    /// The upper half of a binary32.
    BF16(1, 2),
    /// 32 signed bytes and one binary16 scale.
    Q8_0(32, 34),
    /// 32 four-bit numbers and one binary16 scale.
    Q4_0(32, 18),
    /// 32 four-bit numbers, a binary16 scale and a binary16 least value.
    Q4_1(32, 20),
    /// 32 five-bit numbers and one binary16 scale.
    Q5_0(32, 22),
    /// 32 five-bit numbers, a binary16 scale and a binary16 least value.
    Q5_1(32, 24),
    /// 256 two-bit numbers, with four-bit scales and least values for each 16.
    Q2_K(256, 84),
    /// 256 three-bit numbers, with six-bit scales for each 16.
    Q3_K(256, 110),
    /// 256 four-bit numbers, with six-bit scales and least values for each 32.
    Q4_K(256, 144),
    /// 256 five-bit numbers, with six-bit scales and least values for each 32.
    Q5_K(256, 176),
    /// 256 six-bit numbers, with eight-bit scales for each 16.
    Q6_K(256, 210);

    private final int blockSize;
    private final int blockBytes;

    DType(int blockSize, int blockBytes) {
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
    }

    /// Elements in a block.
    public int blockSize() {
        return blockSize;
    }

    /// Bytes of a block.
    public int blockBytes() {
        return blockBytes;
    }

    /// Whether several elements share a block, and with it a scale.
    public boolean quantised() {
        return blockSize > 1;
    }

    /// Bytes that `elements` elements take.
    ///
    /// @throws IllegalArgumentException if `elements` is not a whole number of blocks
    /// @throws ArithmeticException if the size exceeds a `long`
    public long byteSize(long elements) {
        if (elements % blockSize != 0) {
            throw new IllegalArgumentException(
                    elements
                            + " elements are not whole blocks of "
                            + blockSize
                            + " ("
                            + this
                            + ")");
        }
        return Math.multiplyExact(elements / blockSize, (long) blockBytes);
    }
}
