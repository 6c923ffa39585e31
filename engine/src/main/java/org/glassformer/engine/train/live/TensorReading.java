package org.glassformer.engine.train.live;

import java.util.List;
import java.util.Optional;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.train.TrainingStep;
import org.glassformer.engine.train.live.KeptSteps.KeptStep;

/// Reads what belongs to a tensor, now or at a kept step.
final class TensorReading {
    private TensorReading() {}

    static Optional<TensorValues> now(
            TrainingStep step, String name, TensorPart part, boolean hasGradient) {
        Transformer model = step.model();
        Parameter parameter = model.parameter(name);
        int index = model.parameters().indexOf(parameter);
        Backend backend = model.backend();
        Optional<Tensor> tensor =
                switch (part) {
                    case WEIGHT -> Optional.of(parameter.value());
                    case GRADIENT ->
                            hasGradient ? Optional.of(parameter.gradient()) : Optional.empty();
                    case FIRST_MOMENT -> at(step.firstMoments(), index);
                    case SECOND_MOMENT -> at(step.secondMoments(), index);
                };
        return tensor.map(t ->
                new TensorValues(
                        step.stepsDone(), name, part, parameter.value().shape(), backend.read(t)));
    }

    static Optional<TensorValues> kept(
            KeptStep kept, Transformer model, String name, TensorPart part) {
        Parameter parameter = model.parameter(name);
        int index = model.parameters().indexOf(parameter);
        Optional<float[]> values =
                at(
                        switch (part) {
                            case WEIGHT -> kept.snapshot().weights();
                            case GRADIENT -> kept.gradients();
                            case FIRST_MOMENT -> kept.snapshot().first();
                            case SECOND_MOMENT -> kept.snapshot().second();
                        },
                        index);
        return values.map(v ->
                new TensorValues(kept.snapshot().step(), name, part, parameter.value().shape(), v));
    }

    private static <T> Optional<T> at(List<T> list, int index) {
        return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
    }
}
