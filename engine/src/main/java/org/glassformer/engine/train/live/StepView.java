package org.glassformer.engine.train.live;

import java.util.List;
import org.glassformer.engine.tensor.Shape;
import org.jspecify.annotations.Nullable;

/// What can be seen of one step: of the phases done so far, or, after a whole step at full speed, of all
/// that is still there. Immutable, to be read by any thread; the arrays are not to be changed.
///
/// @param step the number of the step, counted from 1
/// @param phase the phase that was done last; null if the step was done as a whole
/// @param windows what it learns from
/// @param forward how probable the right tokens were; null before
/// @param loss the mean; null before
/// @param backward the gradient, before it was clipped; null before
/// @param clip how it was shortened; null before
/// @param update how far the weights moved; null before, and after a whole step
/// @param again the same windows with the new weights; null before, and after a whole step
public record StepView(
        int step,
        @Nullable LivePhase phase,
        Windows windows,
        @Nullable Forward forward,
        @Nullable Loss loss,
        @Nullable Backward backward,
        @Nullable Clip clip,
        @Nullable Update update,
        @Nullable Again again) {

    /// The windows of a step; position n is token `n % time` of window `n / time`.
    ///
    /// @param batch B
    /// @param time T
    /// @param inputs (B, T), tokens given
    /// @param targets (B, T), tokens to be predicted; -1 where nothing is learned
    @SuppressWarnings("ArrayRecordComponent") // large, and shared on purpose
    public record Windows(int batch, int time, int[] inputs, int[] targets) {}

    /// Predictions.
    ///
    /// @param losses (B, T), -ln of the right token's probability, in nats; 0 where nothing is learned
    @SuppressWarnings("ArrayRecordComponent")
    public record Forward(float[] losses) {
        /// The probability of the right token at position n; 1 where nothing is learned.
        public double probability(int n) {
            return Math.exp(-losses[n]);
        }
    }

    /// The mean of the losses.
    ///
    /// @param mean over the targets that count, in nats
    /// @param counted targets that count
    public record Loss(double mean, int counted) {}

    /// Gradients.
    ///
    /// @param total the norm of all of them together
    /// @param tensors of each tensor, in the model's order
    /// @param groups of the tensors that belong together: `wte`, `wpe`, `blocks.0.attn`, `blocks.0.mlp`,
    ///     `lnf`, `head`
    public record Backward(double total, List<TensorNorm> tensors, List<GroupNorm> groups) {
        /// Keeps its own lists.
        public Backward {
            tensors = List.copyOf(tensors);
            groups = List.copyOf(groups);
        }
    }

    /// A tensor's gradient.
    ///
    /// @param name the tensor's short name
    /// @param group what it belongs to
    /// @param shape its shape
    /// @param gradient the norm of its gradient
    /// @param weight the norm of its weights
    public record TensorNorm(
            String name, String group, Shape shape, double gradient, double weight) {}

    /// The norm of several tensors together: the root of the sum of the squares.
    public record GroupNorm(String group, double norm) {}

    /// Clipping.
    ///
    /// @param norm before
    /// @param limit the largest norm allowed; 0 for none
    /// @param factor by which the gradient was multiplied; 1 if it was short enough
    public record Clip(double norm, double limit, double factor) {}

    /// The change of the weights.
    ///
    /// @param learningRate of the step
    /// @param tensors of each tensor, in the model's order
    /// @param groups of the tensors that belong together
    public record Update(double learningRate, List<TensorChange> tensors, List<GroupNorm> groups) {
        /// Keeps its own lists.
        public Update {
            tensors = List.copyOf(tensors);
            groups = List.copyOf(groups);
        }
    }

    /// How far a tensor moved.
    ///
    /// @param name the tensor's short name
    /// @param group what it belongs to
    /// @param change the norm of the difference
    /// @param before the norm of the weights before
    public record TensorChange(String name, String group, double change, double before) {
        /// The change in proportion to the weights; infinite if they were all 0.
        public double relative() {
            return change / before;
        }
    }

    /// The same windows, with the dropout of the step, after the update.
    ///
    /// @param before the losses before the update, (B, T)
    /// @param after the losses after it, (B, T)
    /// @param meanBefore the mean loss before
    /// @param meanAfter the mean loss after
    @SuppressWarnings("ArrayRecordComponent")
    public record Again(float[] before, float[] after, double meanBefore, double meanAfter) {
        /// The probability of the right token at position n before the update.
        public double probabilityBefore(int n) {
            return Math.exp(-before[n]);
        }

        /// The probability of the right token at position n after the update.
        public double probabilityAfter(int n) {
            return Math.exp(-after[n]);
        }
    }
}
