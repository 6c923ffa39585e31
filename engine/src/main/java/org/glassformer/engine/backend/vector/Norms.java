package org.glassformer.engine.backend.vector;

import static org.glassformer.engine.backend.vector.Lanes.F;
import static org.glassformer.engine.backend.vector.Lanes.V;
import static org.glassformer.engine.backend.vector.Lanes.get;
import static org.glassformer.engine.backend.vector.Lanes.load;
import static org.glassformer.engine.backend.vector.Lanes.set;
import static org.glassformer.engine.backend.vector.Lanes.store;

import jdk.incubator.vector.FloatVector;

/// Layer norm and RMS norm: rows are shared out, and for the gradients of weight and bias columns.
final class Norms {
    private static final long FLOAT = Float.BYTES;

    private Norms() {}

    /// out = (x - mean) rstd weight + bias, per row of `c`.
    static void layer(
            Workers workers,
            long out,
            long mean,
            long rstd,
            long x,
            long weight,
            long bias,
            int n,
            int c,
            float eps) {
        workers.run(
                n,
                Workers.grain(0.3 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        float m = sum(x + at, c) / c;
                        float r = (float) (1 / Math.sqrt(squares(x + at, m, c) / c + eps));
                        affine(out + at, x + at, m, r, weight, bias, c);
                        set(mean + row * FLOAT, m);
                        set(rstd + row * FLOAT, r);
                    }
                });
    }

    /// out = x rstd weight, per row of `c`.
    static void rms(
            Workers workers, long out, long rstd, long x, long weight, int n, int c, float eps) {
        workers.run(
                n,
                Workers.grain(0.2 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        float r = (float) (1 / Math.sqrt(squares(x + at, 0, c) / c + eps));
                        affine(out + at, x + at, 0, r, weight, 0, c);
                        set(rstd + row * FLOAT, r);
                    }
                });
    }

    /// The gradients of [#layer].
    static void layerBackward(
            Workers workers,
            long dx,
            long dWeight,
            long dBias,
            long dOut,
            long x,
            long weight,
            long mean,
            long rstd,
            int n,
            int c) {
        workers.run(
                n,
                Workers.grain(0.5 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        float m = get(mean + row * FLOAT);
                        float r = get(rstd + row * FLOAT);
                        layerRow(dx + at, dOut + at, x + at, weight, m, r, c);
                    }
                });
        columns(workers, dWeight, dBias, dOut, x, mean, rstd, n, c);
    }

    /// The gradients of [#rms].
    static void rmsBackward(
            Workers workers,
            long dx,
            long dWeight,
            long dOut,
            long x,
            long weight,
            long rstd,
            int n,
            int c) {
        workers.run(
                n,
                Workers.grain(0.4 * c),
                (from, to, own) -> {
                    for (int row = from; row < to; row++) {
                        long at = (long) row * c * FLOAT;
                        rmsRow(dx + at, dOut + at, x + at, weight, get(rstd + row * FLOAT), c);
                    }
                });
        columns(workers, dWeight, 0, dOut, x, 0, rstd, n, c);
    }

    private static float sum(long x, int c) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int bound = c & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            s0 = s0.add(load(x + i * FLOAT));
            s1 = s1.add(load(x + (i + V) * FLOAT));
        }
        float sum = VectorMath.sum(s0.add(s1));
        for (; i < c; i++) {
            sum += get(x + i * FLOAT);
        }
        return sum;
    }

    /// The sum of (x - m)^2.
    private static float squares(long x, float m, int c) {
        FloatVector s0 = FloatVector.zero(F);
        FloatVector s1 = s0;
        int bound = c & -(2 * V);
        int i = 0;
        for (; i < bound; i += 2 * V) {
            FloatVector a = load(x + i * FLOAT).sub(m);
            FloatVector b = load(x + (i + V) * FLOAT).sub(m);
            s0 = a.fma(a, s0);
            s1 = b.fma(b, s1);
        }
        float sum = VectorMath.sum(s0.add(s1));
        for (; i < c; i++) {
            float a = get(x + i * FLOAT) - m;
            sum = Math.fma(a, a, sum);
        }
        return sum;
    }

    /// out = (x - m) r weight + bias.
    private static void affine(long out, long x, float m, float r, long weight, long bias, int c) {
        int bound = Lanes.bound(c);
        int i = 0;
        if (bias == 0) {
            for (; i < bound; i += V) {
                FloatVector h = load(x + i * FLOAT).sub(m).mul(r);
                store(out + i * FLOAT, h.mul(load(weight + i * FLOAT)));
            }
        } else {
            for (; i < bound; i += V) {
                FloatVector h = load(x + i * FLOAT).sub(m).mul(r);
                store(out + i * FLOAT, h.fma(load(weight + i * FLOAT), load(bias + i * FLOAT)));
            }
        }
        for (; i < c; i++) {
            float h = (get(x + i * FLOAT) - m) * r;
            float b = bias == 0 ? 0 : get(bias + i * FLOAT);
            set(out + i * FLOAT, Math.fma(h, get(weight + i * FLOAT), b));
        }
    }

    /// dx += r (dh - avg(dh) - h avg(dh h)) with h = (x - m) r and dh = dOut weight.
    private static void layerRow(long dx, long dOut, long x, long weight, float m, float r, int c) {
        FloatVector s = FloatVector.zero(F);
        FloatVector sh = s;
        int bound = Lanes.bound(c);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector dh = load(dOut + i * FLOAT).mul(load(weight + i * FLOAT));
            FloatVector h = load(x + i * FLOAT).sub(m).mul(r);
            s = s.add(dh);
            sh = dh.fma(h, sh);
        }
        float sum = VectorMath.sum(s);
        float sumH = VectorMath.sum(sh);
        for (; i < c; i++) {
            float dh = get(dOut + i * FLOAT) * get(weight + i * FLOAT);
            sum += dh;
            sumH += dh * (get(x + i * FLOAT) - m) * r;
        }
        float average = sum / c;
        float averageH = sumH / c;
        for (i = 0; i < bound; i += V) {
            FloatVector dh = load(dOut + i * FLOAT).mul(load(weight + i * FLOAT));
            FloatVector h = load(x + i * FLOAT).sub(m).mul(r);
            FloatVector d = dh.sub(average).sub(h.mul(averageH)).mul(r);
            store(dx + i * FLOAT, load(dx + i * FLOAT).add(d));
        }
        for (; i < c; i++) {
            float dh = get(dOut + i * FLOAT) * get(weight + i * FLOAT);
            float h = (get(x + i * FLOAT) - m) * r;
            set(dx + i * FLOAT, get(dx + i * FLOAT) + (dh - average - h * averageH) * r);
        }
    }

    /// dx += r (dh - x r^2 avg(dh x)) with dh = dOut weight.
    private static void rmsRow(long dx, long dOut, long x, long weight, float r, int c) {
        FloatVector s = FloatVector.zero(F);
        int bound = Lanes.bound(c);
        int i = 0;
        for (; i < bound; i += V) {
            FloatVector dh = load(dOut + i * FLOAT).mul(load(weight + i * FLOAT));
            s = dh.fma(load(x + i * FLOAT), s);
        }
        float sum = VectorMath.sum(s);
        for (; i < c; i++) {
            sum += get(dOut + i * FLOAT) * get(weight + i * FLOAT) * get(x + i * FLOAT);
        }
        float factor = r * r * (sum / c);
        for (i = 0; i < bound; i += V) {
            FloatVector dh = load(dOut + i * FLOAT).mul(load(weight + i * FLOAT));
            FloatVector d = dh.sub(load(x + i * FLOAT).mul(factor)).mul(r);
            store(dx + i * FLOAT, load(dx + i * FLOAT).add(d));
        }
        for (; i < c; i++) {
            float dh = get(dOut + i * FLOAT) * get(weight + i * FLOAT);
            float d = (dh - get(x + i * FLOAT) * factor) * r;
            set(dx + i * FLOAT, get(dx + i * FLOAT) + d);
        }
    }

    /// dWeight += sum over rows of dOut (x - mean) rstd, dBias += sum over rows of dOut.
    private static void columns(
            Workers workers,
            long dWeight,
            long dBias,
            long dOut,
            long x,
            long mean,
            long rstd,
            int n,
            int c) {
        int bands = (c + V - 1) / V;
        workers.run(
                bands,
                Math.max(4, Workers.grain(4.0 * n)),
                (from, to, own) -> {
                    for (int band = from; band < to; band++) {
                        int col = band * V;
                        long at = col * FLOAT;
                        long bias = dBias == 0 ? 0 : dBias + at;
                        if (col + V <= c) {
                            column(dWeight + at, bias, dOut + at, x + at, mean, rstd, n, c);
                        } else {
                            tailColumns(
                                    dWeight + at,
                                    bias,
                                    dOut + at,
                                    x + at,
                                    mean,
                                    rstd,
                                    n,
                                    c,
                                    c - col);
                        }
                    }
                });
    }

    private static void column(
            long dWeight, long dBias, long dOut, long x, long mean, long rstd, int n, int c) {
        FloatVector sumW = FloatVector.zero(F);
        FloatVector sumB = sumW;
        for (int row = 0; row < n; row++) {
            long at = (long) row * c * FLOAT;
            float m = mean == 0 ? 0 : get(mean + row * FLOAT);
            FloatVector d = load(dOut + at);
            sumW = load(x + at).sub(m).mul(get(rstd + row * FLOAT)).fma(d, sumW);
            sumB = sumB.add(d);
        }
        store(dWeight, load(dWeight).add(sumW));
        if (dBias != 0) {
            store(dBias, load(dBias).add(sumB));
        }
    }

    private static void tailColumns(
            long dWeight,
            long dBias,
            long dOut,
            long x,
            long mean,
            long rstd,
            int n,
            int c,
            int cols) {
        for (int j = 0; j < cols; j++) {
            float sumW = 0;
            float sumB = 0;
            for (int row = 0; row < n; row++) {
                long at = ((long) row * c + j) * FLOAT;
                float m = mean == 0 ? 0 : get(mean + row * FLOAT);
                float d = get(dOut + at);
                sumW = Math.fma((get(x + at) - m) * get(rstd + row * FLOAT), d, sumW);
                sumB += d;
            }
            set(dWeight + j * FLOAT, get(dWeight + j * FLOAT) + sumW);
            if (dBias != 0) {
                set(dBias + j * FLOAT, get(dBias + j * FLOAT) + sumB);
            }
        }
    }
}
