package org.glassformer.engine.format;

/// A value in the metadata of a GGUF file.
public sealed interface GgufValue {
    /// A whole number of any width; an unsigned one above the largest `long` is negative here.
    record Whole(long value) implements GgufValue {}

    /// A float or a double.
    record Real(double value) implements GgufValue {}

    /// True or false.
    record Flag(boolean value) implements GgufValue {}

    /// A text.
    record Text(String value) implements GgufValue {}

    /// A list, which is checked but not read before it is asked for.
    ///
    /// @param type the number of its elements' type
    /// @param count how many
    /// @param offset the byte of the file where the first one begins
    record Items(int type, long count, long offset) implements GgufValue {}
}
