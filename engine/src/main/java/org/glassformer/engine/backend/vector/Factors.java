package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.VB;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

/// The factors of a product in the order in which a kernel meets the packed numbers.
///
/// A word of 32 bits holds eight numbers of four bits. A kernel leaves one of them where it is in the
/// word, so that it is 16^k times too large, and multiplies it with a factor that is 16^k times too
/// small, which costs neither a shift nor a digit. So the factors of the k-th numbers of a vector of words lie
/// together, divided by 16^k; the last ones are shifted down, because they hold the sign.
final class Factors {
    /// Numbers of four bits in a word.
    static final int FOURS = 8;

    /// Numbers of two bits in a word.
    static final int TWOS = 16;

    private static final long FLOAT = Float.BYTES;

    private Factors() {}

    /// Every factor times a power of two.
    static void times(long x, int n, float by, long to) {
        int bound = Lanes.bound(n);
        int i = 0;
        for (; i < bound; i += V) {
            store(to + i * FLOAT, load(x + i * FLOAT).mul(by));
        }
        for (; i < n; i++) {
            set(to + i * FLOAT, get(x + i * FLOAT) * by);
        }
    }

    /// Vectors of words of a row in which half a unit lies in the lower bits of `half` bytes and half in the upper.
    static int groups(int n, int half) {
        int words = n / (2 * half) * (half / 4);
        return (words + V - 1) / V;
    }

    /// The factors of numbers of four bits: `half` bytes hold the first `half` numbers of a unit in their
    /// lower bits, the next `half` in their upper bits. What is missing in the last vector is 0.
    ///
    /// @param to for each vector of words [#FOURS] vectors, `stride` bytes from one to the next
    static void fours(long x, int n, int half, long to, long stride) {
        int words = half / 4;
        int units = n / (2 * half);
        zeros(units * words, FOURS, to, stride);
        for (int unit = 0; unit < units; unit++) {
            for (int w = 0; w < words; w++) {
                int word = unit * words + w;
                long at = to + word / V * stride + word % V * FLOAT;
                long low = x + (2L * half * unit + 4L * w) * FLOAT;
                long high = low + half * FLOAT;
                set(at, get(low));
                set(at + VB, get(high) * 0x1p-4f);
                set(at + 2 * VB, get(low + FLOAT) * 0x1p-8f);
                set(at + 3 * VB, get(high + FLOAT) * 0x1p-12f);
                set(at + 4 * VB, get(low + 2 * FLOAT) * 0x1p-16f);
                set(at + 5 * VB, get(high + 2 * FLOAT) * 0x1p-20f);
                set(at + 6 * VB, get(low + 3 * FLOAT) * 0x1p-24f);
                set(at + 7 * VB, get(high + 3 * FLOAT));
            }
        }
    }

    /// The factors of the upper two bits of Q6_K, with their worth of 16: 32 bytes hold four times 32 numbers, from the lowest
    /// bits up.
    ///
    /// @param n whole units of 128
    /// @param to for each vector of words [#TWOS] vectors, one after the other
    static void twos(long x, int n, long to) {
        long stride = TWOS * VB;
        for (int word = 0; word < n / 16; word++) {
            long at = to + word / V * stride + word % V * FLOAT;
            long from = x + (128L * (word / 8) + 4L * (word % 8)) * FLOAT;
            float worth = 16;
            for (int k = 0; k < 4; k++) {
                for (int quarter = 0; quarter < 4; quarter++) {
                    boolean last = k == 3 && quarter == 3;
                    float value = get(from + (32 * quarter + k) * FLOAT);
                    set(at + (4 * k + quarter) * VB, value * (last ? 16 : worth));
                    worth *= 0.25f;
                }
            }
        }
    }

    /// The sums of each `size` factors times `by`; 0 behind them up to a whole vector.
    static void sums(long x, int n, int size, float by, long to) {
        int count = n / size;
        for (int i = 0; i < (count + V - 1) / V * V; i++) {
            float sum = 0;
            for (int k = 0; k < (i < count ? size : 0); k++) {
                sum += get(x + ((long) i * size + k) * FLOAT);
            }
            set(to + i * FLOAT, sum * by);
        }
    }

    /// In each lane the sum of its factors in every `step`-th vector from `first` on, times `by`: what the
    /// numbers of these lanes add to a product if each is `by`.
    ///
    /// @param x [#FOURS] vectors as of [#fours]
    static void offsets(long x, int first, int step, float by, long to) {
        for (int lane = 0; lane < V; lane++) {
            float sum = 0;
            float worth = first == 0 ? 1 : 16;
            for (int k = first; k < FOURS; k += step) {
                float value = get(x + k * VB + lane * FLOAT);
                sum += k == FOURS - 1 ? value : value * worth;
                worth *= step == 1 ? 16 : 256;
            }
            set(to + lane * FLOAT, sum * by);
        }
    }

    private static void zeros(int words, int vectors, long to, long stride) {
        if (words % V == 0) {
            return;
        }
        long last = to + words / V * stride;
        for (int i = 0; i < vectors * V; i++) {
            set(last + i * FLOAT, 0);
        }
    }
}
