package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.tensor.DType;

/// How blocks of a type lie on the device: their numbers in one plane, their binary16 scales, where these
/// would leave the numbers off the words, in another.
///
/// @param numbers bytes of a block in the first plane, whole words unless a block is a single number
/// @param numbersAt where these begin in a block of a file
/// @param scaleAt where the scale is in a block of a file
/// @param split whether there is a second plane
record Planes(int numbers, int numbersAt, int scaleAt, boolean split) {

    /// The planes of a type that kernels read.
    static Planes of(DType dtype) {
        int bytes = dtype.blockBytes();
        return switch (dtype) {
            case Q8_0, Q4_0 -> new Planes(bytes - Short.BYTES, Short.BYTES, 0, true);
            case Q6_K -> new Planes(bytes - Short.BYTES, 0, bytes - Short.BYTES, true);
            case F64, F32, F16, BF16, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q4_K, Q5_K ->
                    new Planes(bytes, 0, 0, false);
        };
    }
}
