package org.glassformer.engine.tokenizer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// GPT-2's printable stand-ins for the 256 bytes: vocabulary files write a space as `Ġ`, a line break
/// as `Ċ`. Printable Latin-1 stands for itself, every other byte for a character from U+0100 on.
final class ByteAlphabet {
    private static final char[] CHARS = new char[256];
    private static final short[] BYTES = new short[324];

    static {
        Arrays.fill(BYTES, (short) -1);
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b > ' ' && b < 0x7F) || (b > 0xA0 && b != 0xAD);
            CHARS[b] = (char) (printable ? b : next++);
            BYTES[CHARS[b]] = (short) b;
        }
    }

    private ByteAlphabet() {}

    /// The character that stands for a byte.
    static char character(int unsignedByte) {
        return CHARS[unsignedByte];
    }

    /// The byte a character stands for, 0 to 255, or -1.
    static int unsignedByte(char character) {
        return character < BYTES.length ? BYTES[character] : -1;
    }

    /// The bytes that a text of stand-ins spells, or null if a character is none.
    static byte @Nullable [] bytes(String standIns) {
        byte[] bytes = new byte[standIns.length()];
        for (int i = 0; i < bytes.length; i++) {
            int b = unsignedByte(standIns.charAt(i));
            if (b < 0) {
                return null;
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }

    /// Bytes written in stand-ins.
    static String spell(byte[] bytes) {
        return spell(bytes, 0, bytes.length);
    }

    static String spell(byte[] bytes, int from, int to) {
        char[] chars = new char[to - from];
        for (int i = from; i < to; i++) {
            chars[i - from] = CHARS[bytes[i] & 0xFF];
        }
        return new String(chars);
    }
}
