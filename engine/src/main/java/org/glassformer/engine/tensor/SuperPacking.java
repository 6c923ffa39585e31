package org.glassformer.engine.tensor;

import java.util.Arrays;

/// Floats to blocks of 256 elements, by the searches of ggml's reference (`quantize_row_q4_K_ref` and
/// `quantize_row_q6_K_ref`): the scale of a group is the best of some twenty near the obvious one.
final class SuperPacking {
    private static final float TINY = 1e-15f;
    private static final int TRIALS = 20;

    private SuperPacking() {}

    /// A scale and a least value that a group is measured by.
    private record Fit(float scale, float least) {}

    /// Q4_K: d, dmin, 12 bytes of scales and least values, 128 bytes of elements.
    static void fourBits(float[] x, int at, byte[] b) {
        Arrays.fill(b, (byte) 0);
        Fit[] fits = new Fit[8];
        float largest = 0;
        float lowest = 0;
        for (int group = 0; group < 8; group++) {
            fits[group] = fit(x, at + 32 * group);
            largest = Math.max(largest, fits[group].scale);
            lowest = Math.max(lowest, fits[group].least);
        }
        float d = Packing.half(b, 0, largest / 63);
        float dmin = Packing.half(b, 2, lowest / 63);
        for (int group = 0; group < 8; group++) {
            int scale = largest > 0 ? Math.min(63, round(63 / largest * fits[group].scale)) : 0;
            int least = lowest > 0 ? Math.min(63, round(63 / lowest * fits[group].least)) : 0;
            scales(b, group, scale, least);
            if (d * scale == 0) {
                continue;
            }
            for (int l = 0; l < 32; l++) {
                float q = (x[at + 32 * group + l] + dmin * least) / (d * scale);
                int place = 16 + 32 * (group / 2) + l;
                b[place] |= (byte) (clamp(round(q), 0, 15) << (4 * (group % 2)));
            }
        }
    }

    /// The first four groups' six bits lie whole in bytes 4 to 11, the others' in parts.
    private static void scales(byte[] b, int group, int scale, int least) {
        if (group < 4) {
            b[4 + group] |= (byte) scale;
            b[8 + group] |= (byte) least;
        } else {
            b[8 + group] = (byte) ((scale & 0xF) | (least & 0xF) << 4);
            b[group] |= (byte) (scale >> 4 << 6);
            b[4 + group] |= (byte) (least >> 4 << 6);
        }
    }

    /// Scale s and least value m <= 0 with which 32 elements are s q + m, q from 0 to 15: of the trials,
    /// each followed by least squares, that with the smallest error weighted by size.
    private static Fit fit(float[] x, int at) {
        float squares = 0;
        float min = 0;
        float max = x[at];
        for (int l = 0; l < 32; l++) {
            squares += x[at + l] * x[at + l];
            min = Math.min(min, x[at + l]);
            max = Math.max(max, x[at + l]);
        }
        if (max == min) {
            return new Fit(0, -min);
        }
        float usual = (float) Math.sqrt(squares / 32);
        float[] weights = new float[32];
        float sumW = 0;
        float sumX = 0;
        for (int l = 0; l < 32; l++) {
            weights[l] = usual + Math.abs(x[at + l]);
            sumW += weights[l];
            sumX += weights[l] * x[at + l];
        }
        float scale = (max - min) / 15;
        float least = min;
        float best = error(x, at, weights, 15 / (max - min), min, scale, least);
        for (int trial = 0; trial <= TRIALS; trial++) {
            float inverse = (-1 + 0.1f * trial + 15) / (max - min);
            float sumL = 0;
            float sumLl = 0;
            float sumXl = 0;
            for (int l = 0; l < 32; l++) {
                int q = clamp(round(inverse * (x[at + l] - min)), 0, 15);
                sumL += weights[l] * q;
                sumLl += weights[l] * q * q;
                sumXl += weights[l] * q * x[at + l];
            }
            float determinant = sumW * sumLl - sumL * sumL;
            if (determinant > 0) {
                float newScale = (sumW * sumXl - sumX * sumL) / determinant;
                float newLeast = (sumLl * sumX - sumL * sumXl) / determinant;
                if (newLeast > 0) {
                    newLeast = 0;
                    newScale = sumXl / sumLl;
                }
                float error = error(x, at, weights, inverse, min, newScale, newLeast);
                if (error < best) {
                    best = error;
                    scale = newScale;
                    least = newLeast;
                }
            }
        }
        return new Fit(scale, -least);
    }

    private static float error(
            float[] x, int at, float[] weights, float inverse, float min, float s, float m) {
        float error = 0;
        for (int l = 0; l < 32; l++) {
            int q = clamp(round(inverse * (x[at + l] - min)), 0, 15);
            float off = s * q + m - x[at + l];
            error += weights[l] * off * off;
        }
        return error;
    }

    /// Q6_K: 128 bytes of lower four bits, 64 bytes of upper two, 16 signed scales, d.
    static void sixBits(float[] x, int at, byte[] b) {
        Arrays.fill(b, (byte) 0);
        float[] fits = new float[16];
        float largest = 0;
        for (int group = 0; group < 16; group++) {
            fits[group] = signedFit(x, at + 16 * group);
            if (Math.abs(fits[group]) > Math.abs(largest)) {
                largest = fits[group];
            }
        }
        if (Math.abs(largest) < TINY) {
            return;
        }
        float d = Packing.half(b, 208, largest / -128);
        for (int group = 0; group < 16; group++) {
            int scale = Math.min(127, round(-128 / largest * fits[group]));
            b[192 + group] = (byte) scale;
            float step = d * scale;
            int part = group / 8;
            int quarter = group % 8 / 2;
            for (int l = 0; l < 16; l++) {
                int q = step == 0 ? 32 : 32 + clamp(round(x[at + 16 * group + l] / step), -32, 31);
                int column = 16 * (group % 2) + l;
                b[64 * part + 32 * (quarter % 2) + column] |=
                        (byte) ((q & 0xF) << (4 * (quarter / 2)));
                b[128 + 32 * part + column] |= (byte) (q >> 4 << (2 * quarter));
            }
        }
    }

    /// The scale s, of either sign, with which 16 elements are s q, q from -32 to 31.
    private static float signedFit(float[] x, int at) {
        float max = 0;
        for (int l = 0; l < 16; l++) {
            if (Math.abs(x[at + l]) > Math.abs(max)) {
                max = x[at + l];
            }
        }
        if (Math.abs(max) < TINY) {
            return 0;
        }
        float scale = 0;
        float best = -1;
        for (int trial = -9; trial <= 9; trial++) {
            float inverse = -(32 + 0.1f * trial) / max;
            float sumXl = 0;
            float sumLl = 0;
            for (int l = 0; l < 16; l++) {
                int q = clamp(round(inverse * x[at + l]), -32, 31);
                float weight = x[at + l] * x[at + l];
                sumXl += weight * x[at + l] * q;
                sumLl += weight * q * q;
            }
            if (sumLl > 0 && sumXl * sumXl / sumLl > best) {
                scale = sumXl / sumLl;
                best = sumXl * scale;
            }
        }
        return scale;
    }

    private static int round(float value) {
        return (int) Math.rint(value);
    }

    private static int clamp(int value, int low, int high) {
        return Math.max(low, Math.min(high, value));
    }
}
