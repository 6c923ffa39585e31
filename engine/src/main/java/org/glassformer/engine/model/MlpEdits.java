package org.glassformer.engine.model;

import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.tensor.Tensor;

/// Carries out interventions on the neurons of a layer's MLP and on its output.
///
/// Like [HeadEdits] it goes through the backend's `read` and `write`, so that it works alike on every
/// device; it runs only while something is being intervened.
final class MlpEdits {
    private MlpEdits() {}

    /// Refuses what a mixture of experts does not have: neurons that every token goes through.
    ///
    /// @throws IllegalArgumentException if one of them is to be changed
    static void check(Interventions interventions, ModelConfig config) {
        for (Intervention intervention : interventions.list()) {
            int layer =
                    switch (intervention) {
                        case Intervention.ScaleNeuron i -> i.layer();
                        case Intervention.MeanNeuron i -> i.layer();
                        case Intervention.ScaleMlp i -> -1;
                        case Intervention.MeanMlp i -> -1;
                        case Intervention.ScaleHead i -> -1;
                        case Intervention.MeanHead i -> -1;
                        case Intervention.CutEdge i -> -1;
                        case Intervention.MaskKey i -> -1;
                        case Intervention.PatchResidual i -> -1;
                    };
            if (layer >= 0 && config.experts(layer).isPresent()) {
                throw new IllegalArgumentException(
                        "layer "
                                + layer
                                + " is a mixture of experts, whose neurons cannot be changed one by one");
            }
        }
    }

    /// Scales activations or replaces them by their mean.
    ///
    /// @param post (T, F), after the non-linearity and the gate
    static void changeNeurons(Pass pass, Tensor post, int layer, int f) {
        for (Intervention.OfMlp intervention : pass.hooks().interventions().onMlp(layer)) {
            switch (intervention) {
                case Intervention.ScaleNeuron i ->
                        scale(pass, i.factor(), rows(pass, post, f, i.neuron(), 1));
                case Intervention.MeanNeuron i ->
                        Means.replace(
                                pass,
                                Means.neuron(layer, i.neuron()),
                                i.over(),
                                pass.time(),
                                rows(pass, post, f, i.neuron(), 1));
                case Intervention.ScaleMlp i -> {}
                case Intervention.MeanMlp i -> {}
            }
        }
    }

    /// Scales an output or replaces it by its mean.
    ///
    /// @param out (T, C), what is added to the stream
    static void changeOutput(Pass pass, Tensor out, int layer, int c) {
        for (Intervention.OfMlp intervention : pass.hooks().interventions().onMlp(layer)) {
            switch (intervention) {
                case Intervention.ScaleMlp i -> scale(pass, i.factor(), rows(pass, out, c, 0, c));
                case Intervention.MeanMlp i ->
                        Means.replace(
                                pass,
                                Means.mlp(layer),
                                i.over(),
                                pass.time(),
                                rows(pass, out, c, 0, c));
                case Intervention.ScaleNeuron i -> {}
                case Intervention.MeanNeuron i -> {}
            }
        }
    }

    private static void scale(Pass pass, float factor, Means.Outputs outputs) {
        for (int t = 0; t < pass.time(); t++) {
            float[] row = outputs.read(t);
            for (int i = 0; i < row.length; i++) {
                row[i] *= factor;
            }
            outputs.write(t, row);
        }
    }

    /// A part of every row of a matrix.
    private static Means.Outputs rows(Pass pass, Tensor of, int width, int first, int count) {
        return new Means.Outputs() {
            @Override
            public float[] read(int t) {
                float[] row = new float[count];
                pass.backend().read(of, (long) t * width + first, row, 0, count);
                return row;
            }

            @Override
            public void write(int t, float[] row) {
                pass.backend().write(of, (long) t * width + first, row, 0, count);
            }
        };
    }
}
