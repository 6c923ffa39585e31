package org.glassformer.engine.backend.scalar;

/// Layer norm (Ba et al. 2016) and RMS norm (Zhang and Sennrich 2019).
final class Norms {
    private Norms() {}

    /// Each row is shifted to mean 0 and scaled to variance 1, then scaled and shifted per channel:
    ///
    ///     mean   = sum over c of x[c] / C
    ///     var    = sum over c of (x[c] - mean)^2 / C
    ///     rstd   = 1 / sqrt(var + eps)
    ///     out[c] = (x[c] - mean) rstd weight[c] + bias[c]
    ///
    /// @param out (N, C)
    /// @param mean (N)
    /// @param rstd (N)
    /// @param x (N, C)
    /// @param weight (C)
    /// @param bias (C)
    static void layerNorm(
            Matrix out,
            Matrix mean,
            Matrix rstd,
            Matrix x,
            Matrix weight,
            Matrix bias,
            double eps) {
        int width = x.cols();
        for (int n = 0; n < x.rows(); n++) {
            double sum = 0;
            for (int c = 0; c < width; c++) {
                sum += x.get(n, c);
            }
            double m = sum / width;

            double squares = 0;
            for (int c = 0; c < width; c++) {
                double centred = x.get(n, c) - m;
                squares += centred * centred;
            }
            double r = 1 / Math.sqrt(squares / width + eps);

            for (int c = 0; c < width; c++) {
                out.set(n, c, (x.get(n, c) - m) * r * weight.get(c) + bias.get(c));
            }
            mean.set(n, m);
            rstd.set(n, r);
        }
    }

    /// With h[c] = (x[c] - mean) rstd and dh[c] = dOut[c] weight[c], per row:
    ///
    ///     dx[c]      += rstd (dh[c] - avg(dh) - h[c] avg(dh h))
    ///     dWeight[c] += dOut[c] h[c]
    ///     dBias[c]   += dOut[c]
    ///
    /// The two averages are what the mean and the variance pass back: a step along the row's mean, or
    /// along h itself, does not change the normalised row.
    ///
    /// @param dx (N, C)
    /// @param dWeight (C)
    /// @param dBias (C)
    /// @param dOut (N, C)
    /// @param x (N, C)
    /// @param weight (C)
    /// @param mean (N)
    /// @param rstd (N)
    static void layerNormBackward(
            Matrix dx,
            Matrix dWeight,
            Matrix dBias,
            Matrix dOut,
            Matrix x,
            Matrix weight,
            Matrix mean,
            Matrix rstd) {
        int width = x.cols();
        Matrix dWeightSum = Matrix.zeros(1, width);
        Matrix dBiasSum = Matrix.zeros(1, width);
        for (int n = 0; n < x.rows(); n++) {
            double m = mean.get(n);
            double r = rstd.get(n);

            double sumDh = 0;
            double sumDhH = 0;
            for (int c = 0; c < width; c++) {
                double dh = dOut.get(n, c) * weight.get(c);
                sumDh += dh;
                sumDhH += dh * (x.get(n, c) - m) * r;
            }
            double avgDh = sumDh / width;
            double avgDhH = sumDhH / width;

            for (int c = 0; c < width; c++) {
                double h = (x.get(n, c) - m) * r;
                double dh = dOut.get(n, c) * weight.get(c);
                dWeightSum.add(c, dOut.get(n, c) * h);
                dBiasSum.add(c, dOut.get(n, c));
                dx.add(n, c, r * (dh - avgDh - h * avgDhH));
            }
        }
        dWeight.addAll(dWeightSum);
        dBias.addAll(dBiasSum);
    }

    /// Each row is scaled to mean square 1, then scaled per channel:
    ///
    ///     rstd   = 1 / sqrt(sum over c of x[c]^2 / C + eps)
    ///     out[c] = x[c] rstd weight[c]
    ///
    /// @param out (N, C)
    /// @param rstd (N)
    /// @param x (N, C)
    /// @param weight (C)
    static void rmsNorm(Matrix out, Matrix rstd, Matrix x, Matrix weight, double eps) {
        int width = x.cols();
        for (int n = 0; n < x.rows(); n++) {
            double r = 1 / Math.sqrt(x.dot(n, x, n) / width + eps);
            for (int c = 0; c < width; c++) {
                out.set(n, c, x.get(n, c) * r * weight.get(c));
            }
            rstd.set(n, r);
        }
    }

    /// With dh[c] = dOut[c] weight[c], per row:
    ///
    ///     dx[c]      += rstd (dh[c] - x[c] rstd^2 avg(dh x))
    ///     dWeight[c] += dOut[c] x[c] rstd
    ///
    /// @param dx (N, C)
    /// @param dWeight (C)
    /// @param dOut (N, C)
    /// @param x (N, C)
    /// @param weight (C)
    /// @param rstd (N)
    static void rmsNormBackward(
            Matrix dx, Matrix dWeight, Matrix dOut, Matrix x, Matrix weight, Matrix rstd) {
        int width = x.cols();
        Matrix dWeightSum = Matrix.zeros(1, width);
        for (int n = 0; n < x.rows(); n++) {
            double r = rstd.get(n);

            double sumDhX = 0;
            for (int c = 0; c < width; c++) {
                sumDhX += dOut.get(n, c) * weight.get(c) * x.get(n, c);
            }
            double avgDhX = sumDhX / width;

            for (int c = 0; c < width; c++) {
                double dh = dOut.get(n, c) * weight.get(c);
                dWeightSum.add(c, dOut.get(n, c) * x.get(n, c) * r);
                dx.add(n, c, r * (dh - x.get(n, c) * r * r * avgDhX));
            }
        }
        dWeight.addAll(dWeightSum);
    }
}
