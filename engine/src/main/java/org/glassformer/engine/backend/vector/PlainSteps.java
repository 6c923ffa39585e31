package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.ALL;
import static org.glassformer.engine.backend.vector.Lanes.V;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.glassformer.engine.backend.Activation;

/// Activations and dot products in plain loops over arrays, with the very numbers of [Activations] and [Dots], for as
/// long as a program starts.
///
/// Vectors that are not compiled yet are objects, and compiling them takes the cores from the start. Sums are added as
/// the vectors add theirs, lane by lane: nobody can tell from the numbers which one ran.
final class PlainSteps {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private PlainSteps() {}

    /// out = activation(x), for `n` elements.
    static void activation(Activation activation, long out, long x, int n) {
        float[] values = floats(x, n);
        switch (activation) {
            case GELU_TANH -> geluTanh(values);
            case GELU_ERF -> geluErf(values);
            case SILU -> silu(values);
            case RELU -> relu(values);
        }
        MemorySegment.copy(values, 0, ALL, FLOAT, out, n);
    }

    private static void geluTanh(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Activations.geluTanh(values[i]);
        }
    }

    private static void geluErf(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Activations.geluErf(values[i]);
        }
    }

    private static void silu(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Activations.silu(values[i]);
        }
    }

    private static void relu(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0f, values[i]);
        }
    }

    /// out[r][j] = x[r] . w[j] + bias[j] for j = `from` to `to`.
    ///
    /// @param out (n, o)
    /// @param x (n, i)
    /// @param w (o, i)
    /// @param bias (o), or 0
    static void dots(long out, long x, long w, long bias, int n, int o, int i, int from, int to) {
        float[] lanes = new float[2 * V];
        float[] weights = new float[i];
        float[][] rows = new float[n][];
        for (int r = 0; r < n; r++) {
            rows[r] = floats(x + r * (i * 4L), i);
        }
        float[][] sums = new float[n][to - from];
        float[] first = bias == 0 ? new float[0] : floats(bias + from * 4L, to - from);
        for (int j = 0; j < to - from; j++) {
            MemorySegment.copy(ALL, FLOAT, w + (from + j) * (i * 4L), weights, 0, i);
            for (int r = 0; r < n; r++) {
                float sum = dot(rows[r], weights, lanes);
                sums[r][j] = bias == 0 ? sum : sum + first[j];
            }
        }
        for (int r = 0; r < n; r++) {
            MemorySegment.copy(sums[r], 0, ALL, FLOAT, out + (r * (long) o + from) * 4L, to - from);
        }
    }

    /// Even and odd vectors apart, then the lanes, then the tail.
    private static float dot(float[] x, float[] y, float[] lanes) {
        Arrays.fill(lanes, 0);
        int n = x.length;
        int i = 0;
        for (; i + 2 * V <= n; i += 2 * V) {
            multiplyAdd(lanes, 2 * V, x, y, i);
        }
        if (i + V <= n) {
            multiplyAdd(lanes, V, x, y, i);
            i += V;
        }
        for (int distance = V; distance > 0; distance /= 2) {
            for (int lane = 0; lane < distance; lane++) {
                lanes[lane] += lanes[lane + distance];
            }
        }
        float sum = lanes[0];
        for (; i < n; i++) {
            sum = Math.fma(x[i], y[i], sum);
        }
        return sum;
    }

    private static void multiplyAdd(float[] lanes, int count, float[] x, float[] y, int from) {
        for (int lane = 0; lane < count; lane++) {
            lanes[lane] = Math.fma(x[from + lane], y[from + lane], lanes[lane]);
        }
    }

    private static float[] floats(long address, int n) {
        float[] values = new float[n];
        MemorySegment.copy(ALL, FLOAT, address, values, 0, n);
        return values;
    }
}
