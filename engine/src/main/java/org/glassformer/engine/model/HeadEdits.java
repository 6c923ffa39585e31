package org.glassformer.engine.model;

import java.util.Arrays;
import org.glassformer.engine.backend.AttentionShape;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.ResidualPlace;
import org.glassformer.engine.tensor.Tensor;

/// Carries out interventions on the scores and outputs of a layer's heads, and on the residuals.
///
/// It goes through [org.glassformer.engine.backend.Backend#read] and `write`, so that it works alike
/// on every device; it runs only while something is being intervened.
final class HeadEdits {
    private HeadEdits() {}

    /// Sets cut edges to minus infinity.
    ///
    /// @param scores (1, NH, T, S)
    static void cutEdges(Pass pass, Tensor scores, AttentionShape at, int layer) {
        for (Intervention intervention : pass.hooks().interventions().list()) {
            switch (intervention) {
                case Intervention.CutEdge cut -> {
                    if (Intervention.covers(cut.layer(), layer)) {
                        int t = cut.query() - at.position(0);
                        if (t >= 0 && t < at.queries()) {
                            cut(pass, scores, at, cut.head(), t, cut.key());
                        }
                    }
                }
                case Intervention.MaskKey mask -> {
                    for (int t = 0; t < at.queries(); t++) {
                        cut(pass, scores, at, Intervention.ALL, t, mask.key());
                    }
                }
                case Intervention.ScaleHead scale -> {}
                case Intervention.MeanHead mean -> {}
                case Intervention.PatchResidual patch -> {}
            }
        }
    }

    private static void cut(Pass pass, Tensor scores, AttentionShape at, int head, int t, int key) {
        if (key >= at.keys()) {
            return;
        }
        float[] cut = {Float.NEGATIVE_INFINITY};
        for (int h = 0; h < at.nHead(); h++) {
            if (Intervention.covers(head, h)) {
                long row = (long) h * at.queries() + t;
                pass.backend().write(scores, row * at.keys() + key, cut, 0, 1);
            }
        }
    }

    /// Patches residuals.
    ///
    /// @param x (T, C)
    static void patch(Pass pass, Tensor x, int layer, ResidualPlace place) {
        for (Intervention.PatchResidual patch :
                pass.hooks().interventions().patches(layer, place)) {
            int t = patch.position() - pass.past();
            if (t >= 0 && t < pass.time()) {
                float[] row = patch.value().values();
                pass.backend().write(x, (long) t * row.length, row, 0, row.length);
            }
        }
    }

    /// Scales heads or replaces them by their mean.
    ///
    /// @param z (T, NH HS)
    static void changeHeads(Pass pass, Tensor z, AttentionShape at, int layer) {
        for (Intervention intervention : pass.hooks().interventions().onHeads(layer)) {
            switch (intervention) {
                case Intervention.ScaleHead scale -> {
                    for (int h = 0; h < at.nHead(); h++) {
                        if (Intervention.covers(scale.head(), h)) {
                            scale(pass, z, at, h, scale.factor());
                        }
                    }
                }
                case Intervention.MeanHead mean -> {
                    for (int h = 0; h < at.nHead(); h++) {
                        if (Intervention.covers(mean.head(), h)) {
                            replaceByMean(pass, z, at, layer, h, mean.over());
                        }
                    }
                }
                case Intervention.CutEdge cut -> {}
                case Intervention.MaskKey mask -> {}
                case Intervention.PatchResidual patch -> {}
            }
        }
    }

    private static void scale(Pass pass, Tensor z, AttentionShape at, int head, float factor) {
        for (int t = 0; t < at.queries(); t++) {
            float[] row = read(pass, z, at, head, t);
            for (int i = 0; i < row.length; i++) {
                row[i] *= factor;
            }
            write(pass, z, at, head, t, row);
        }
    }

    private static void replaceByMean(
            Pass pass, Tensor z, AttentionShape at, int layer, int head, int over) {
        KvCache cache = pass.cache();
        int number = layer * at.nHead() + head;
        float[] mean = null;
        if (cache != null && pass.past() > 0) {
            mean = cache.mean(new KvCache.MeanOf(number, over));
        }
        if (mean == null) {
            int count = over == Intervention.ALL ? at.queries() : Math.min(over, at.queries());
            mean = mean(pass, z, at, head, count);
            if (cache != null) {
                cache.keepMean(new KvCache.MeanOf(number, count), mean);
            }
        }
        for (int t = 0; t < at.queries(); t++) {
            write(pass, z, at, head, t, mean);
        }
    }

    /// Refuses what a cache would make inexact, before anything is computed: a mean over the first
    /// positions needs them all in one run, and one over a whole text that then grows would have to
    /// change what was read before.
    static void check(Pass pass, ModelConfig config) {
        KvCache cache = pass.cache();
        if (cache == null) {
            return;
        }
        for (Intervention intervention : pass.hooks().interventions().list()) {
            if (intervention instanceof Intervention.MeanHead mean) {
                checkMean(pass, cache, mean, config);
            }
        }
    }

    private static void checkMean(
            Pass pass, KvCache cache, Intervention.MeanHead mean, ModelConfig config) {
        if (pass.past() == 0) {
            if (mean.over() > pass.time()) {
                throw new IllegalArgumentException(
                        "the mean of a head over "
                                + mean.over()
                                + " positions needs them in one run, not "
                                + pass.time());
            }
            return;
        }
        if (mean.over() == Intervention.ALL) {
            throw new IllegalArgumentException(
                    "the mean of a head over the whole text cannot stay exact while the text grows;"
                            + " say over how many positions");
        }
        for (int layer = 0; layer < config.nLayer(); layer++) {
            for (int head = 0; head < config.nHead(); head++) {
                if (Intervention.covers(mean.layer(), layer)
                        && Intervention.covers(mean.head(), head)
                        && cache.mean(
                                        new KvCache.MeanOf(
                                                layer * config.nHead() + head, mean.over()))
                                == null) {
                    throw new IllegalArgumentException(
                            "the KV cache was not filled with the mean of head "
                                    + layer
                                    + "."
                                    + head
                                    + " over "
                                    + mean.over()
                                    + " positions in force");
                }
            }
        }
    }

    private static float[] mean(Pass pass, Tensor z, AttentionShape at, int head, int count) {
        double[] sum = new double[at.headSize()];
        for (int t = 0; t < count; t++) {
            float[] row = read(pass, z, at, head, t);
            Arrays.setAll(sum, i -> sum[i] + row[i]);
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }

    private static float[] read(Pass pass, Tensor z, AttentionShape at, int head, int t) {
        float[] row = new float[at.headSize()];
        pass.backend().read(z, start(at, head, t), row, 0, row.length);
        return row;
    }

    private static void write(
            Pass pass, Tensor z, AttentionShape at, int head, int t, float[] row) {
        pass.backend().write(z, start(at, head, t), row, 0, row.length);
    }

    private static long start(AttentionShape at, int head, int t) {
        return ((long) t * at.nHead() + head) * at.headSize();
    }
}
