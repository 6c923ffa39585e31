package org.glassformer.engine.train.live;

import java.util.List;
import java.util.function.Supplier;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.train.DataPosition;
import org.glassformer.engine.train.Snapshot;
import org.glassformer.engine.train.TrainingStep;
import org.jspecify.annotations.Nullable;

/// The model as it was before the first step; it is made again, from its seed or its folder, when
/// somebody asks.
final class Origin implements AutoCloseable {
    private final Supplier<Transformer> maker;
    private @Nullable Transformer opened;

    Origin(Supplier<Transformer> maker) {
        this.maker = maker;
    }

    /// Another one, for the caller to change and close.
    Transformer copy() {
        return maker.get();
    }

    /// The one to look at, kept open.
    Transformer model() {
        Transformer model = opened;
        if (model == null) {
            model = maker.get();
            opened = model;
        }
        return model;
    }

    /// The state before the first step: its weights, and moments of 0.
    Snapshot state(TrainingStep step, DataPosition start) {
        try (Transformer begun = maker.get()) {
            List<float[]> weights =
                    begun.parameters().stream().map(p -> begun.backend().read(p.value())).toList();
            return new Snapshot(
                    0, start, weights, zeros(step.firstMoments()), zeros(step.secondMoments()));
        }
    }

    private static List<float[]> zeros(List<Tensor> tensors) {
        return tensors.stream().map(t -> new float[Math.toIntExact(t.elements())]).toList();
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
