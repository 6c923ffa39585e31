package org.glassformer.engine.train.live;

import java.util.List;
import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;

/// The tensors of a model that is learning: weights, gradients and moments, now and at kept steps. Used by
/// the thread of the run.
public final class Tensors {
    private final TrainingStep step;
    private final History history;
    private final Origin origin;

    /// @param origin the model before the first step
    Tensors(TrainingStep step, History history, Origin origin) {
        this.step = step;
        this.history = history;
        this.origin = origin;
    }

    /// The short names, in the model's order.
    public List<String> names() {
        return step.model().parameters().stream().map(Parameter::name).toList();
    }

    /// A tensor as it is now; empty for moments of SGD, and for a gradient that has not been computed
    /// since the run was begun, resumed or reset.
    ///
    /// @throws IllegalArgumentException if there is no such tensor
    public Optional<TensorValues> now(String name, TensorPart part) {
        Transformer model = step.model();
        Parameter parameter = model.parameter(name);
        int index = model.parameters().indexOf(parameter);
        Backend backend = model.backend();
        Optional<Tensor> tensor =
                switch (part) {
                    case WEIGHT -> Optional.of(parameter.value());
                    case GRADIENT ->
                            history.hasGradients()
                                    ? Optional.of(parameter.gradient())
                                    : Optional.empty();
                    case FIRST_MOMENT -> at(step.firstMoments(), index);
                    case SECOND_MOMENT -> at(step.secondMoments(), index);
                };
        return tensor.map(t ->
                new TensorValues(
                        step.stepsDone(), name, part, parameter.value().shape(), backend.read(t)));
    }

    /// The shape of a tensor.
    ///
    /// @throws IllegalArgumentException if there is no such tensor
    public Shape shape(String name) {
        return step.model().parameter(name).value().shape();
    }

    /// A tensor as it was at a kept step; empty as for the present, and for the gradient of a step from
    /// which the run was resumed. Reading one tensor of step 0 does not copy the others.
    ///
    /// @throws org.glassformer.engine.train.TrainingException if the step is not kept
    /// @throws IllegalArgumentException if there is no such tensor
    public Optional<TensorValues> at(int keptStep, String name, TensorPart part) {
        Parameter parameter = step.model().parameter(name);
        int index = step.model().parameters().indexOf(parameter);
        if (keptStep == 0) {
            return beginning(parameter, index, part)
                    .map(v -> new TensorValues(0, name, part, parameter.value().shape(), v));
        }
        KeptStep kept = history.at(keptStep);
        Optional<float[]> values =
                at(
                        switch (part) {
                            case WEIGHT -> kept.snapshot().weights();
                            case GRADIENT -> kept.gradients();
                            case FIRST_MOMENT -> kept.snapshot().first();
                            case SECOND_MOMENT -> kept.snapshot().second();
                        },
                        index);
        return values.map(
                v -> new TensorValues(keptStep, name, part, parameter.value().shape(), v));
    }

    private Optional<float[]> beginning(Parameter parameter, int index, TensorPart part) {
        return switch (part) {
            case WEIGHT -> {
                Transformer begun = origin.model();
                yield Optional.of(begun.backend().read(begun.parameter(parameter.name()).value()));
            }
            case GRADIENT -> Optional.empty();
            case FIRST_MOMENT -> at(step.firstMoments(), index).map(Tensors::zeros);
            case SECOND_MOMENT -> at(step.secondMoments(), index).map(Tensors::zeros);
        };
    }

    private static float[] zeros(Tensor tensor) {
        return new float[Math.toIntExact(tensor.elements())];
    }

    private static <T> Optional<T> at(List<T> list, int index) {
        return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
    }
}
