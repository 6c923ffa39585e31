package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.analysis.Contribution.Part;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.HookNames.OfBlock;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;

/// Direct logit attribution (Elhage et al. 2021): what each head, each MLP and the embeddings add to
/// a logit on the straight way, through the residual stream to the head.
///
/// The last residual x is a sum of parts, and the logit of a token with head row u is linear in it
/// once the scale s of the last norm is taken as it was at this position:
///
/// - LayerNorm: logit = s (x - mean(x)) . (w u) + b . u = s x . (w u - mean(w u)) + b . u, with weight
///   w and bias b; removing the mean from x or from w u is the same.
/// - RMSNorm: logit = s x . (w u).
///
/// So every part adds s times its product with one direction, exactly. What the parts do by way of s,
/// and by way of later blocks, is not in it: to see that, take the part out of the running model.
///
/// Where what attention adds goes through a norm first (Gemma 2), a head's part goes through it too, at
/// the scale that it had for all heads together; what a head does by way of that scale is left out
/// likewise, and the parts still add up. Where logits are capped, it is the logit before the cap.
///
/// Sums are in double precision; they meet the model's F32 logit within its rounding.
public final class LogitAttribution {
    private static final int STRIP = 1024;

    private final Transformer model;
    private final ActivationCache cache;

    /// Attribution of one run.
    ///
    /// @param model it stays the caller's; this belongs to the thread that uses it
    /// @param cache with the activations of [#filter]
    public LogitAttribution(Transformer model, ActivationCache cache) {
        this.model = model;
        this.cache = cache;
    }

    /// The activations that a run has to keep.
    public static HookFilter filter(ModelConfig config) {
        return filter(config.nLayer());
    }

    /// The activations that a run of a model with so many blocks has to keep.
    public static HookFilter filter(int nLayer) {
        List<String> names = new ArrayList<>();
        names.add(HookNames.EMBED);
        names.add(HookNames.POS_EMBED);
        for (int layer = 0; layer < nLayer; layer++) {
            OfBlock of = HookNames.block(layer);
            names.add(of.z());
            names.add(of.mlpOut());
        }
        names.add(HookNames.block(nLayer - 1).residPost());
        names.add(HookNames.LN_FINAL);
        return HookFilter.of(names);
    }

    /// The token with the largest logit after `position`.
    ///
    /// @param breath called often; it may throw to give up
    /// @throws IllegalArgumentException if an activation is missing, or there is no such position
    public int likeliest(int position, Runnable breath) {
        float[] x = row(HookNames.LN_FINAL, position);
        Tensor head = model.parameter(headName()).value();
        int v = model.config().vocabSize();
        float[] rows = new float[Math.min(STRIP, v) * x.length];
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int first = 0; first < v; first += STRIP) {
            int count = Math.min(STRIP, v - first);
            model.backend().read(head, (long) first * x.length, rows, 0, count * x.length);
            for (int i = 0; i < count; i++) {
                double logit = 0;
                for (int k = 0; k < x.length; k++) {
                    logit += (double) x[k] * rows[i * x.length + k];
                }
                if (logit > largest) {
                    largest = logit;
                    best = first + i;
                }
            }
            breath.run();
        }
        return best;
    }

    /// What every part adds to the logit of `token` after `position`.
    ///
    /// @throws IllegalArgumentException if an activation is missing, or there is no such token or
    ///     position
    public Contributions of(int position, int token) {
        return attribute(position, token, -1, headRow(token));
    }

    /// What every part adds to the logit of `token` less that of `other` after `position`.
    ///
    /// @throws IllegalArgumentException if an activation is missing, or there is no such token or
    ///     position
    public Contributions ofDifference(int position, int token, int other) {
        double[] u = headRow(token);
        double[] minus = headRow(other);
        for (int i = 0; i < u.length; i++) {
            u[i] -= minus[i];
        }
        return attribute(position, token, other, u);
    }

    private Contributions attribute(int position, int token, int other, double[] u) {
        ModelConfig config = model.config();
        double logit = dot(row(HookNames.LN_FINAL, position), u);
        float[] x = row(HookNames.block(config.nLayer() - 1).residPost(), position);
        double scale = scale(x);
        double[] along = direction(u, scale);
        List<Contribution> parts = new ArrayList<>();
        double embedding = dot(row(HookNames.EMBED, position), along);
        parts.add(new Contribution(Part.TOKEN_EMBEDDING, -1, -1, embedding));
        if (config.learnedPositions()) {
            double added = dot(row(HookNames.POS_EMBED, position), along);
            parts.add(new Contribution(Part.POSITION_EMBEDDING, -1, -1, added));
        }
        for (int layer = 0; layer < config.nLayer(); layer++) {
            addBlock(parts, layer, position, along);
        }
        if (!config.rmsNorm()) {
            double bias = dot(weights("lnfb"), u);
            parts.add(new Contribution(Part.FINAL_NORM_BIAS, -1, -1, bias));
        }
        double sum = parts.stream().mapToDouble(Contribution::value).sum();
        return new Contributions(position, token, other, logit, scale, parts, logit - sum);
    }

    private void addBlock(List<Contribution> parts, int layer, int position, double[] along) {
        ModelConfig config = model.config();
        String block = "blocks." + layer + ".";
        float[] z = row(HookNames.block(layer).z(), position); // (NH HS)
        float[] wo = weights(block + "wo");
        float[] bo = config.attnOutBias() ? weights(block + "bo") : new float[along.length];
        double[] before = throughNorm(along, block, wo, bo, z);
        double[] reads = throughRows(wo, before, z.length); // (NH HS)
        for (int head = 0; head < config.nHead(); head++) {
            double value = 0;
            for (int i = head * config.headSize(); i < (head + 1) * config.headSize(); i++) {
                value += reads[i] * z[i];
            }
            parts.add(new Contribution(Part.HEAD, layer, head, value));
        }
        if (config.attnOutBias()) {
            double bias = dot(bo, before);
            parts.add(new Contribution(Part.ATTENTION_BIAS, layer, -1, bias));
        }
        double mlp = dot(row(HookNames.block(layer).mlpOut(), position), along);
        double bias = config.mlpBias() ? dot(weights(block + "b2"), along) : 0;
        parts.add(new Contribution(Part.MLP, layer, -1, mlp - bias));
        if (config.mlpBias()) {
            parts.add(new Contribution(Part.MLP_BIAS, layer, -1, bias));
        }
    }

    /// `along` seen from before the norm of what attention adds: w s along, with the norm's weight w and
    /// its scale s at this position, 1 / root mean square of what the heads give together.
    private double[] throughNorm(double[] along, String block, float[] wo, float[] bo, float[] z) {
        if (!model.config().variant().postNorms()) {
            return along;
        }
        double square = 0;
        for (int c = 0; c < along.length; c++) {
            double given = bo[c];
            for (int i = 0; i < z.length; i++) {
                given += (double) wo[c * z.length + i] * z[i];
            }
            square += given * given;
        }
        double scale = 1 / Math.sqrt(square / along.length + model.config().normEps());
        float[] w = weights(block + "ln1pw");
        double[] before = new double[along.length];
        for (int c = 0; c < along.length; c++) {
            before[c] = scale * w[c] * along[c];
        }
        return before;
    }

    /// The direction whose product with a part is what the part adds: s (w u), less its mean for
    /// LayerNorm.
    private double[] direction(double[] u, double scale) {
        float[] w = weights("lnfw");
        double[] along = new double[u.length];
        double mean = 0;
        for (int i = 0; i < u.length; i++) {
            along[i] = scale * w[i] * u[i];
            mean += along[i] / u.length;
        }
        if (!model.config().rmsNorm()) {
            for (int i = 0; i < u.length; i++) {
                along[i] -= mean;
            }
        }
        return along;
    }

    /// 1 / sqrt(var(x) + eps), or 1 / sqrt(avg(x^2) + eps).
    private double scale(float[] x) {
        double mean = 0;
        if (!model.config().rmsNorm()) {
            for (float value : x) {
                mean += value;
            }
            mean /= x.length;
        }
        double square = 0;
        for (float value : x) {
            square += (value - mean) * (value - mean);
        }
        return 1 / Math.sqrt(square / x.length + model.config().normEps());
    }

    private double[] headRow(int token) {
        ModelConfig config = model.config();
        if (token < 0 || token >= config.vocabSize()) {
            throw new IllegalArgumentException(
                    "token " + token + " is not among the model's " + config.vocabSize());
        }
        float[] row = new float[config.nEmbd()];
        long start = (long) token * row.length;
        model.backend().read(model.parameter(headName()).value(), start, row, 0, row.length);
        double[] u = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            u[i] = row[i];
        }
        return u;
    }

    private String headName() {
        return model.config().tiedHead() ? "wte" : "head";
    }

    private float[] row(String name, int position) {
        return Rows.of(cache, name, position);
    }

    private float[] weights(String name) {
        return model.backend().read(model.parameter(name).value());
    }

    /// along^T matrix, for a matrix (C, columns).
    private static double[] throughRows(float[] matrix, double[] along, int columns) {
        double[] result = new double[columns];
        for (int c = 0; c < along.length; c++) {
            for (int i = 0; i < columns; i++) {
                result[i] += along[c] * matrix[c * columns + i];
            }
        }
        return result;
    }

    private static double dot(float[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < b.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
