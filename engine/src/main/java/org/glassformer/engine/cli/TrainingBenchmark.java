package org.glassformer.engine.cli;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.engine.backend.AdamW;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.cli.Benchmark.Of;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.Parameter;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Tensor;

/// Measures a training step: forward, backward, the gradient's length and AdamW, of fewer tokens where a device is so
/// slow that one step would take too long.
final class TrainingBenchmark {
    private static final int BATCH = 4;
    private static final int TIME = 64;
    private static final int LEAST = 16;
    private static final AdamW ADAMW = new AdamW(1e-4f, 0.9f, 0.95f, 1e-8f, 0.1f, 1);

    private final Benchmark benchmark;
    private final Backend backend;
    private final Stopwatch watch;

    TrainingBenchmark(Benchmark benchmark, Stopwatch watch) {
        this.benchmark = benchmark;
        this.backend = benchmark.backend();
        this.watch = watch;
    }

    /// One step of a model, or of a copy with floats if its weights are packed.
    void training(Transformer model) {
        if (!model.packed()) {
            trained(model);
            return;
        }
        try (Transformer copy = model.trainableCopy()) {
            trained(copy);
        }
    }

    private void trained(Transformer model) {
        int time = Math.min(TIME, model.config().blockSize());
        List<Tensor> moments = new ArrayList<>();
        try {
            for (Parameter parameter : model.parameters()) {
                moments.add(backend.allocate(parameter.value().shape()));
                moments.add(backend.allocate(parameter.value().shape()));
            }
            int tokens =
                    watch.fitting(
                            Math.min(LEAST, time),
                            BATCH * time,
                            4,
                            n -> {
                                try (TrainingPass pass = pass(model, n, time)) {
                                    step(model, pass, moments);
                                }
                            });
            if (tokens < BATCH * time) {
                benchmark.tooLong(
                        "training step of %d tokens instead of %d".formatted(tokens, BATCH * time));
            }
            try (TrainingPass pass = pass(model, tokens, time)) {
                String name = "training step " + pass.batch() + " x " + pass.time();
                Timing timing = benchmark.time(name, () -> step(model, pass, moments));
                long used = (long) pass.batch() * pass.time();
                double flops = 6.0 * ModelAnatomy.of(model).multiplied() * used;
                benchmark.add(name, timing, timing.median(), "s", flops, Of.PEAK);
            }
        } finally {
            moments.forEach(Tensor::close);
        }
    }

    /// Of about so many tokens, in sequences of `time` at most.
    private static TrainingPass pass(Transformer model, int tokens, int time) {
        int each = Math.min(tokens, time);
        return new TrainingPass(model, tokens / each, each);
    }

    private void step(Transformer model, TrainingPass pass, List<Tensor> moments) {
        int[] inputs = Benchmark.ids(model.config(), pass.batch() * pass.time());
        List<Parameter> parameters = model.parameters();
        pass.zeroGradients();
        pass.forward(inputs, inputs, 0, 0);
        pass.backward(1);
        backend.sumsOfSquares(parameters.stream().map(Parameter::gradient).toList()); // to clip
        int at = 0;
        for (Parameter parameter : parameters) {
            backend.adamW(
                    parameter.value(),
                    parameter.gradient(),
                    moments.get(at++),
                    moments.get(at++),
                    ADAMW);
        }
        backend.read(parameters.getFirst().value(), 0, new float[1], 0, 1); // wait for it
    }
}
