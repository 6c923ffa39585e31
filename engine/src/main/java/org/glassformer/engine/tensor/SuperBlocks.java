package org.glassformer.engine.tensor;

/// Blocks of 256 elements, ggml's K types, to floats, as `ggml-quants.c` defines them.
///
/// A block has a scale (and a least value) of its own, and small whole scales for groups of 16 or 32.
final class SuperBlocks {
    private SuperBlocks() {}

    /// Q2_K: scale and least value in 16 bytes, 64 bytes of elements, d, dmin.
    static void twoBits(byte[] b, float[] out, int at) {
        float d = Blocks.half(b, 80);
        float least = Blocks.half(b, 82);
        for (int group = 0; group < 16; group++) {
            float scale = d * (b[group] & 0xF);
            float minus = least * ((b[group] >> 4) & 0xF);
            for (int l = 0; l < 16; l++) {
                out[at + 16 * group + l] = scale * pair(b, 16, group, l) - minus;
            }
        }
    }

    /// Q3_K: 32 bytes of third bits, 64 bytes of elements, 12 bytes of scales, d. A third bit that is
    /// not set takes 4 away.
    static void threeBits(byte[] b, float[] out, int at) {
        float d = Blocks.half(b, 108);
        for (int group = 0; group < 16; group++) {
            int low = group < 8 ? b[96 + group] & 0xF : (b[96 + group - 8] >> 4) & 0xF;
            int high = (b[104 + group % 4] >> (2 * (group / 4))) & 3;
            float scale = d * ((low | high << 4) - 32);
            for (int l = 0; l < 16; l++) {
                boolean third = ((b[16 * (group % 2) + l] >> (group / 2)) & 1) != 0;
                out[at + 16 * group + l] = scale * (pair(b, 32, group, l) - (third ? 0 : 4));
            }
        }
    }

    /// The two bits of element `l` of a group of 16: 32 bytes hold eight groups, two beside each
    /// other in the bytes, four above each other in the bits.
    private static int pair(byte[] b, int from, int group, int l) {
        int place = from + 32 * (group / 8) + 16 * (group % 2) + l;
        return (b[place] >> (2 * (group % 8 / 2))) & 3;
    }

    /// Q4_K: d, dmin, 12 bytes of scales and least values, 128 bytes of elements.
    static void fourBits(byte[] b, float[] out, int at) {
        for (int group = 0; group < 8; group++) {
            float scale = Blocks.half(b, 0) * scale(b, group);
            float minus = Blocks.half(b, 2) * least(b, group);
            for (int l = 0; l < 32; l++) {
                int q = (b[16 + 32 * (group / 2) + l] >> (4 * (group % 2))) & 0xF;
                out[at + 32 * group + l] = scale * q - minus;
            }
        }
    }

    /// Q5_K: as Q4_K, with 32 bytes of fifth bits before the elements.
    static void fiveBits(byte[] b, float[] out, int at) {
        for (int group = 0; group < 8; group++) {
            float scale = Blocks.half(b, 0) * scale(b, group);
            float minus = Blocks.half(b, 2) * least(b, group);
            for (int l = 0; l < 32; l++) {
                int q = (b[48 + 32 * (group / 2) + l] >> (4 * (group % 2))) & 0xF;
                int fifth = (b[16 + l] >> group) & 1;
                out[at + 32 * group + l] = scale * (q + 16 * fifth) - minus;
            }
        }
    }

    /// The six-bit scale of a group: the first four lie whole in bytes 0 to 3, the others in parts.
    private static int scale(byte[] b, int group) {
        return group < 4
                ? b[4 + group] & 63
                : (b[4 + group + 4] & 0xF) | ((b[4 + group - 4] >> 6) & 3) << 4;
    }

    private static int least(byte[] b, int group) {
        return group < 4
                ? b[4 + group + 4] & 63
                : ((b[4 + group + 4] >> 4) & 0xF) | ((b[4 + group] >> 6) & 3) << 4;
    }

    /// Q6_K: 128 bytes of lower four bits, 64 bytes of upper two, 16 signed scales, d.
    static void sixBits(byte[] b, float[] out, int at) {
        float d = Blocks.half(b, 208);
        for (int group = 0; group < 16; group++) {
            float scale = d * b[192 + group];
            int part = group / 8; // of 128 elements
            int quarter = group % 8 / 2; // of 32 elements
            for (int l = 0; l < 16; l++) {
                int column = 16 * (group % 2) + l;
                int lower = b[64 * part + 32 * (quarter % 2) + column] >> (4 * (quarter / 2));
                int upper = b[128 + 32 * part + column] >> (2 * quarter);
                int q = ((lower & 0xF) | (upper & 3) << 4) - 32;
                out[at + 16 * group + l] = scale * q;
            }
        }
    }
}
