package org.glassformer.engine.backend.vulkan;

import org.glassformer.engine.tensor.DType;

/// A tensor as kernels see it: rows of numbers at an address.
///
/// @param address of the first element; of the memory's start for types other than F32
/// @param first the first element, counted from `address`; 0 for F32
/// @param scales where quantised blocks have their scales, else 0
/// @param start the first byte that a command may touch
/// @param end one past the last
/// @param rows all axes but the last
/// @param cols the last axis
/// @param dtype the type of the elements
record Operand(
        long address,
        int first,
        long scales,
        long start,
        long end,
        int rows,
        int cols,
        DType dtype) {

    /// The number of elements.
    int size() {
        return rows * cols;
    }

    /// Some of the rows of an F32 operand.
    Operand slice(int from, int count) {
        long at = address + 4L * from * cols;
        return new Operand(at, 0, 0, at, at + 4L * count * cols, count, cols, dtype);
    }

    /// Some of the elements of an F32 operand, as one row.
    Operand part(int from, int count) {
        long at = address + 4L * from;
        return new Operand(at, 0, 0, at, at + 4L * count, 1, count, dtype);
    }

    /// Whether four elements in a row can be read at once, from every fourth element on.
    boolean fours() {
        return dtype == DType.F32 ? address % 16 == 0 : first % 4 == 0;
    }

    /// The number by which `weights.glsl` knows the type.
    int code() {
        return switch (dtype) {
            case F32 -> 0;
            case F16 -> 1;
            case BF16 -> 2;
            case Q8_0 -> 3;
            case Q4_0 -> 4;
            case Q4_K -> 5;
            case Q6_K -> 6;
            case F64, Q4_1, Q5_0, Q5_1, Q2_K, Q3_K, Q5_K ->
                    throw new IllegalStateException("no tensor of this device is " + dtype);
        };
    }
}
