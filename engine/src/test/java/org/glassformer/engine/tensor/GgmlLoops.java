package org.glassformer.engine.tensor;

/// The loops of `ggml-quants.c` in double, pointers and all.
final class GgmlLoops {
    private GgmlLoops() {}

    static void read(DType type, byte[] b, double[] y) {
        switch (type) {
            case F64 -> throw new IllegalArgumentException("no type of ggml here");
            case F32 -> y[0] = Float.intBitsToFloat((int) word(b, 0));
            case F16 -> y[0] = half(b, 0);
            case BF16 -> y[0] = Float.intBitsToFloat((u(b, 1) << 8 | u(b, 0)) << 16);
            case Q4_0 -> four(b, y, 2, 8, 0);
            case Q4_1 -> four(b, y, 4, 0, half(b, 2));
            case Q5_0 -> five(b, y, 2, 16, 0);
            case Q5_1 -> five(b, y, 4, 0, half(b, 2));
            case Q8_0 -> {
                for (int j = 0; j < 32; j++) {
                    y[j] = half(b, 0) * b[2 + j];
                }
            }
            case Q2_K -> q2(b, y);
            case Q3_K -> q3(b, y);
            case Q4_K -> q45(b, y, 16, -1);
            case Q5_K -> q45(b, y, 48, 16);
            case Q6_K -> q6(b, y);
        }
    }

    private static void four(byte[] b, double[] y, int qs, int zero, double m) {
        for (int j = 0; j < 16; j++) {
            y[j] = ((u(b, qs + j) & 15) - zero) * half(b, 0) + m;
            y[j + 16] = ((u(b, qs + j) >> 4) - zero) * half(b, 0) + m;
        }
    }

    private static void five(byte[] b, double[] y, int at, int zero, double m) {
        long qh = word(b, at);
        for (int j = 0; j < 16; j++) {
            long xh0 = ((qh >> j) << 4) & 0x10;
            long xh1 = (qh >> (j + 12)) & 0x10;
            y[j] = (((u(b, at + 4 + j) & 15) | xh0) - zero) * half(b, 0) + m;
            y[j + 16] = (((u(b, at + 4 + j) >> 4) | xh1) - zero) * half(b, 0) + m;
        }
    }

    private static void q2(byte[] b, double[] y) {
        int q = 16;
        int is = 0;
        int at = 0;
        for (int n = 0; n < 256; n += 128) {
            for (int shift = 0; shift < 8; shift += 2) {
                for (int part = 0; part < 32; part += 16) {
                    int sc = u(b, is++);
                    double dl = half(b, 80) * (sc & 0xF);
                    double ml = half(b, 82) * (sc >> 4);
                    for (int l = 0; l < 16; l++) {
                        y[at++] = dl * ((u(b, q + l + part) >> shift) & 3) - ml;
                    }
                }
            }
            q += 32;
        }
    }

    private static void q3(byte[] b, double[] y) {
        long[] aux = {word(b, 96), word(b, 100), word(b, 104), 0};
        long k1 = 0x03030303L;
        long k2 = 0x0f0f0f0fL;
        long tmp = aux[2];
        aux[2] = ((aux[0] >> 4) & k2) | (((tmp >> 4) & k1) << 4);
        aux[3] = ((aux[1] >> 4) & k2) | (((tmp >> 6) & k1) << 4);
        aux[0] = (aux[0] & k2) | ((tmp & k1) << 4);
        aux[1] = (aux[1] & k2) | (((tmp >> 2) & k1) << 4);
        int q = 32;
        int is = 0;
        int at = 0;
        int m = 1;
        for (int n = 0; n < 256; n += 128) {
            for (int shift = 0; shift < 8; shift += 2) {
                for (int part = 0; part < 32; part += 16) {
                    long sc = (aux[is / 4] >> (8 * (is % 4))) & 0xFF;
                    is++;
                    for (int l = 0; l < 16; l++) {
                        int low = (u(b, q + l + part) >> shift) & 3;
                        int high = (u(b, l + part) & m) != 0 ? 0 : 4;
                        y[at++] = half(b, 108) * (sc - 32) * (low - high);
                    }
                }
                m <<= 1;
            }
            q += 32;
        }
    }

    private static void q45(byte[] b, double[] y, int quants, int fifths) {
        int q = quants;
        int is = 0;
        int at = 0;
        int bit = 1;
        for (int j = 0; j < 256; j += 64) {
            for (int shift = 0; shift < 8; shift += 4) {
                int sc = is < 4 ? u(b, 4 + is) & 63 : (u(b, 8 + is) & 0xF) | ((u(b, is) >> 6) << 4);
                int m =
                        is < 4
                                ? u(b, 8 + is) & 63
                                : (u(b, 8 + is) >> 4) | ((u(b, 4 + is) >> 6) << 4);
                is++;
                for (int l = 0; l < 32; l++) {
                    int low = (u(b, q + l) >> shift) & 0xF;
                    int high = fifths >= 0 && (u(b, fifths + l) & bit) != 0 ? 16 : 0;
                    y[at++] = half(b, 0) * sc * (low + high) - half(b, 2) * m;
                }
                bit <<= 1;
            }
            q += 32;
        }
    }

    private static void q6(byte[] b, double[] y) {
        int ql = 0;
        int qh = 128;
        int sc = 192;
        double d = half(b, 208);
        for (int n = 0; n < 256; n += 128) {
            for (int l = 0; l < 32; l++) {
                int is = l / 16;
                int h = u(b, qh + l);
                int q1 = ((u(b, ql + l) & 0xF) | ((h & 3) << 4)) - 32;
                int q2 = ((u(b, ql + l + 32) & 0xF) | (((h >> 2) & 3) << 4)) - 32;
                int q3 = ((u(b, ql + l) >> 4) | (((h >> 4) & 3) << 4)) - 32;
                int q4 = ((u(b, ql + l + 32) >> 4) | (((h >> 6) & 3) << 4)) - 32;
                y[n + l] = d * b[sc + is] * q1;
                y[n + l + 32] = d * b[sc + is + 2] * q2;
                y[n + l + 64] = d * b[sc + is + 4] * q3;
                y[n + l + 96] = d * b[sc + is + 6] * q4;
            }
            ql += 64;
            qh += 32;
            sc += 8;
        }
    }

    private static double half(byte[] b, int at) {
        return Float.float16ToFloat((short) (u(b, at) | u(b, at + 1) << 8));
    }

    private static long word(byte[] b, int at) {
        return (u(b, at) | u(b, at + 1) << 8 | u(b, at + 2) << 16) | (long) u(b, at + 3) << 24;
    }

    private static int u(byte[] b, int at) {
        return b[at] & 0xFF;
    }
}
