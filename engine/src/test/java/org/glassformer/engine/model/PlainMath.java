package org.glassformer.engine.model;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The formulas of published models in plain double loops, apart from the engine's own kernels. Rows are
/// positions.
final class PlainMath {
    private PlainMath() {}

    /// x w^T + b.
    ///
    /// @param w (out, in)
    /// @param b (out), or null
    static double[][] linear(double[][] x, float[] w, float @Nullable [] b) {
        int in = x[0].length;
        int out = w.length / in;
        double[][] y = new double[x.length][out];
        for (int t = 0; t < x.length; t++) {
            for (int o = 0; o < out; o++) {
                double sum = b == null ? 0 : b[o];
                for (int i = 0; i < in; i++) {
                    sum += x[t][i] * w[o * in + i];
                }
                y[t][o] = sum;
            }
        }
        return y;
    }

    /// x / sqrt(mean(x^2) + eps) (offset + w), over groups of as many channels as w has.
    static double[][] rmsNorm(double[][] x, float[] w, double offset, double eps) {
        double[][] y = new double[x.length][x[0].length];
        int size = w.length;
        for (int t = 0; t < x.length; t++) {
            for (int from = 0; from < x[t].length; from += size) {
                double square = 0;
                for (int i = 0; i < size; i++) {
                    square += x[t][from + i] * x[t][from + i] / size;
                }
                for (int i = 0; i < size; i++) {
                    y[t][from + i] = x[t][from + i] / Math.sqrt(square + eps) * (offset + w[i]);
                }
            }
        }
        return y;
    }

    /// (x - mean) / sqrt(var + eps) w + b.
    static double[][] layerNorm(double[][] x, float[] w, float[] b, double eps) {
        double[][] y = new double[x.length][w.length];
        for (int t = 0; t < x.length; t++) {
            double mean = 0;
            for (double value : x[t]) {
                mean += value / w.length;
            }
            double variance = 0;
            for (double value : x[t]) {
                variance += (value - mean) * (value - mean) / w.length;
            }
            for (int i = 0; i < w.length; i++) {
                y[t][i] = (x[t][i] - mean) / Math.sqrt(variance + eps) * w[i] + b[i];
            }
        }
        return y;
    }

    static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    static double geluTanh(double x) {
        return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
    }

    /// x Phi(x), Phi by its series.
    static double gelu(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= x * x / (2 * n + 1);
            sum += term;
        }
        return x * (0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI));
    }

    static double[][] each(double[][] x, DoubleUnaryOperator f) {
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = Arrays.stream(x[t]).map(f).toArray();
        }
        return y;
    }

    static double[][] add(double[][] a, double[][] b) {
        double[][] y = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < y[t].length; i++) {
                y[t][i] = a[t][i] + b[t][i];
            }
        }
        return y;
    }

    static double[][] multiply(double[][] a, double[][] b) {
        double[][] y = new double[a.length][a[0].length];
        for (int t = 0; t < a.length; t++) {
            for (int i = 0; i < y[t].length; i++) {
                y[t][i] = a[t][i] * b[t][i];
            }
        }
        return y;
    }

    static double[][] columns(double[][] x, int from, int to) {
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = Arrays.copyOfRange(x[t], from, to);
        }
        return y;
    }

    static double[] softmax(double[] x) {
        double max = Arrays.stream(x).max().orElse(0);
        double[] y = Arrays.stream(x).map(v -> Math.exp(v - max)).toArray();
        double sum = Arrays.stream(y).sum();
        return Arrays.stream(y).map(v -> v / sum).toArray();
    }

    /// x cos + rotate_half(x) sin over the first 2 frequencies.length channels of every head, cos and sin
    /// times `factor`.
    static double[][] rope(double[][] x, int headSize, double[] frequencies, double factor) {
        int half = frequencies.length;
        double[][] y = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            y[t] = x[t].clone();
            for (int h = 0; h < x[t].length; h += headSize) {
                for (int i = 0; i < half; i++) {
                    double cos = factor * Math.cos(t * frequencies[i]);
                    double sin = factor * Math.sin(t * frequencies[i]);
                    y[t][h + i] = x[t][h + i] * cos - x[t][h + half + i] * sin;
                    y[t][h + half + i] = x[t][h + half + i] * cos + x[t][h + i] * sin;
                }
            }
        }
        return y;
    }

    /// base^(-2 i / size).
    static double[] frequencies(double base, int size) {
        double[] frequencies = new double[size / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = 1 / Math.pow(base, 2.0 * i / size);
        }
        return frequencies;
    }

    /// Causal attention over heads that share keys; `cap` and `window` 0 for none.
    static double[][] attend(
            double[][] q,
            double[][] k,
            double[][] v,
            int headSize,
            double scale,
            double cap,
            int window) {
        int heads = q[0].length / headSize;
        int group = q[0].length / k[0].length;
        double[][] z = new double[q.length][q[0].length];
        for (int t = 0; t < q.length; t++) {
            for (int h = 0; h < heads; h++) {
                int kv = h / group * headSize;
                double[] scores = new double[t + 1];
                for (int j = 0; j <= t; j++) {
                    for (int i = 0; i < headSize; i++) {
                        scores[j] += scale * q[t][h * headSize + i] * k[j][kv + i];
                    }
                    scores[j] = cap > 0 ? Math.tanh(scores[j] / cap) * cap : scores[j];
                    if (window > 0 && t - j >= window) {
                        scores[j] = -1e300;
                    }
                }
                double[] pattern = softmax(scores);
                for (int j = 0; j <= t; j++) {
                    for (int i = 0; i < headSize; i++) {
                        z[t][h * headSize + i] += pattern[j] * v[j][kv + i];
                    }
                }
            }
        }
        return z;
    }
}
