package org.glassformer.app.ui.control;

/// The bits of a byte of UTF-8: those in front say what kind of byte it is, the others carry the character.
final class Utf8Bits {

    private Utf8Bits() {}

    /// The eight bits, highest first.
    static String text(int unsignedByte) {
        return Integer.toBinaryString(0x100 | unsignedByte).substring(1);
    }

    /// How many bits in front say what kind of byte it is: `0`, `10`, `110`, `1110` or `11110`; all of a byte that UTF-8
    /// does not have.
    static int prefixLength(int unsignedByte) {
        int ones = Integer.numberOfLeadingZeros(~(unsignedByte << 24));
        return ones > 4 ? 8 : ones + 1;
    }

    /// How many bytes the character has that begins with this byte; 0 for a byte that begins none.
    static int characterLength(int unsignedByte) {
        return switch (prefixLength(unsignedByte)) {
            case 1 -> 1;
            case 3 -> 2;
            case 4 -> 3;
            case 5 -> 4;
            default -> 0;
        };
    }
}
