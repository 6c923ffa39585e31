package org.glassformer.engine.model;

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
                case Intervention.OfMlp mlp -> {}
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
                case Intervention.OfMlp mlp -> {}
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
        Means.replace(
                pass,
                Means.head(layer, head),
                over,
                at.queries(),
                new Means.Outputs() {
                    @Override
                    public float[] read(int t) {
                        return HeadEdits.read(pass, z, at, head, t);
                    }

                    @Override
                    public void write(int t, float[] row) {
                        HeadEdits.write(pass, z, at, head, t, row);
                    }
                });
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
