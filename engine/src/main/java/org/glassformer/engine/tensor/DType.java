package org.glassformer.engine.tensor;

/// The type of a tensor's elements.
///
/// Block-quantised types pack [#blockSize] elements into [#blockBytes] bytes; for the plain types a
/// block is one element.
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
    Q4_0(32, 18);

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
