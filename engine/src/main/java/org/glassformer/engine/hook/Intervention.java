package org.glassformer.engine.hook;

import java.util.Arrays;

/// Something taken out of the running model, or changed in it.
///
/// Layers, heads and positions count from 0; [#ALL] stands for all of them.
public sealed interface Intervention {
    /// All layers, or all heads.
    int ALL = -1;

    /// Multiplies the output of a head (its z) by a factor; 0 ablates it.
    record ScaleHead(int layer, int head, float factor) implements Intervention {}

    /// Replaces the output of a head at every position by its mean over the first positions.
    ///
    /// @param over the number of positions that the mean is taken over, or [#ALL] for the whole text
    ///     of the run. A text that grows in a KV cache needs a number, usually the length of the
    ///     prompt: the mean over a whole text would change the positions read before
    record MeanHead(int layer, int head, int over) implements Mean {
        /// Checks the number of positions.
        public MeanHead {
            checkOver(over);
        }

        /// The mean over the whole text of the run.
        public MeanHead(int layer, int head) {
            this(layer, head, ALL);
        }

        @Override
        public MeanHead withOver(int positions) {
            return new MeanHead(layer, head, positions);
        }
    }

    /// What puts the mean of a part of the model over the first positions in its place.
    sealed interface Mean extends Intervention {
        /// The number of positions that the mean is taken over, or [#ALL] for the whole text of the run.
        int over();

        /// The same over another number of positions.
        Mean withOver(int positions);
    }

    /// A change of an MLP, or of a neuron in it.
    ///
    /// Of one neuron, what changes is its activation after the non-linearity and the gate, at every
    /// position; of a whole MLP its output, with the bias of its second matrix.
    sealed interface OfMlp extends Intervention {
        /// The block, or for a whole MLP [#ALL].
        int layer();
    }

    /// Multiplies the activation of a neuron by a factor; 0 ablates it.
    record ScaleNeuron(int layer, int neuron, float factor) implements OfMlp {
        /// Checks that it is one neuron.
        public ScaleNeuron {
            checkNeuron(layer, neuron);
        }
    }

    /// Replaces the activation of a neuron by its mean over the first positions.
    ///
    /// @param over as of [MeanHead]
    record MeanNeuron(int layer, int neuron, int over) implements OfMlp, Mean {
        /// Checks that it is one neuron, and the number of positions.
        public MeanNeuron {
            checkNeuron(layer, neuron);
            checkOver(over);
        }

        /// The mean over the whole text of the run.
        public MeanNeuron(int layer, int neuron) {
            this(layer, neuron, ALL);
        }

        @Override
        public MeanNeuron withOver(int positions) {
            return new MeanNeuron(layer, neuron, positions);
        }
    }

    /// Multiplies the output of an MLP by a factor; 0 ablates it.
    record ScaleMlp(int layer, float factor) implements OfMlp {}

    /// Replaces the output of an MLP by its mean over the first positions.
    ///
    /// @param over as of [MeanHead]
    record MeanMlp(int layer, int over) implements OfMlp, Mean {
        /// Checks the number of positions.
        public MeanMlp {
            checkOver(over);
        }

        /// The mean over the whole text of the run.
        public MeanMlp(int layer) {
            this(layer, ALL);
        }

        @Override
        public MeanMlp withOver(int positions) {
            return new MeanMlp(layer, positions);
        }
    }

    /// Sets the score of one query and key to minus infinity before the softmax, so that the rest
    /// of the row takes its weight. A row without any key left gives a zero output.
    record CutEdge(int layer, int head, int query, int key) implements Intervention {}

    /// Cuts every edge into a token, in every layer and head.
    record MaskKey(int key) implements Intervention {}

    /// Replaces a residual by another, usually that of another prompt ("activation patching", Meng et
    /// al. 2022). Everything after it goes on from there; of what is before it, nothing changes.
    ///
    /// @param layer the block, not [#ALL]
    /// @param place where in the block
    /// @param position the position whose residual is replaced, from 0
    /// @param value the C values it gets
    record PatchResidual(int layer, ResidualPlace place, int position, ResidualVector value)
            implements Intervention {
        /// Checks layer and position.
        public PatchResidual {
            if (layer < 0 || position < 0) {
                throw new IllegalArgumentException(
                        "a patch needs one layer and one position, both from 0");
            }
        }

        /// The residual that another run had at a position.
        ///
        /// @param from the other run's activations, [ResidualPlace#hookName] among them
        /// @param fromPosition the row of that run's activation
        /// @throws IllegalArgumentException if it was not kept or has no such position
        public static PatchResidual from(
                ActivationCache from,
                int fromPosition,
                int layer,
                ResidualPlace place,
                int position) {
            ActivationCache.Values values = from.get(place.hookName(layer));
            int rows = values.shape().rows();
            if (fromPosition < 0 || fromPosition >= rows) {
                throw new IllegalArgumentException(
                        "there is no position "
                                + fromPosition
                                + " to patch from: the other run has "
                                + rows);
            }
            int c = values.shape().dim(-1);
            float[] row =
                    Arrays.copyOfRange(values.data(), fromPosition * c, (fromPosition + 1) * c);
            return new PatchResidual(layer, place, position, new ResidualVector(row));
        }
    }

    private static void checkOver(int over) {
        if (over != ALL && over < 1) {
            throw new IllegalArgumentException("a mean over " + over + " positions");
        }
    }

    private static void checkNeuron(int layer, int neuron) {
        if (layer < 0 || neuron < 0) {
            throw new IllegalArgumentException("a neuron has one layer and one number, from 0");
        }
    }

    /// Whether `chosen`, a number or [#ALL], covers `index`.
    static boolean covers(int chosen, int index) {
        return chosen == ALL || chosen == index;
    }
}
