package org.glassformer.engine.train.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelAnatomy;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.train.TrainConfig.OptimiserSettings.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TrainingCostTest {
    static Stream<ModelConfig> models() {
        return Stream.of(
                ModelConfig.gpt2(2, 2, 16, 23, 12),
                ModelConfig.gpt2(1, 4, 8, 5, 9),
                ModelConfig.llama(3, 4, 2, 16, 20, 11, 12));
    }

    @ParameterizedTest
    @MethodSource("models")
    void isWhatIsReallyAllocated(ModelConfig config) {
        AtomicLong numbers = new AtomicLong();
        try (Backend scalar = Backends.open("scalar", 1)) {
            Backend counting = counting(scalar, numbers);
            TrainingCost cost = TrainingCost.of(config, 3, 7, Kind.ADAMW);
            try (Transformer model = Transformer.random(config, counting, 1)) {
                long ofModel = numbers.get(); // the tables of rotations are no parameters
                assertThat(cost.parameters()).isEqualTo(model.parameterCount());
                assertThat(cost.parts().stream().mapToLong(TrainingCost.Part::count))
                        .containsExactlyInAnyOrderElementsOf(
                                ModelAnatomy.of(model).parametersByPart().values());
                assertThat(cost.weightBytes()).isEqualTo(4 * model.parameterCount());
                try (TrainingPass pass = new TrainingPass(model, 3, 7)) {
                    assertThat(pass.batch()).isEqualTo(3);
                    assertThat(cost.gradientBytes() + cost.activationBytes())
                            .isEqualTo(4 * (numbers.get() - ofModel));
                }
            }
        }
    }

    @Test
    void partsAddUpAndMomentsDependOnTheOptimiser() {
        TrainingCost adam = TrainingCost.of(ModelConfig.gpt2Small(), 4, 64, Kind.ADAMW);
        TrainingCost sgd = TrainingCost.of(ModelConfig.gpt2Small(), 4, 64, Kind.SGD);
        assertThat(adam.parameters()).isEqualTo(124_439_808);
        assertThat(adam.parts().stream().mapToLong(TrainingCost.Part::count).sum())
                .isEqualTo(adam.parameters());
        assertThat(adam.momentBytes()).isEqualTo(8 * adam.parameters());
        assertThat(sgd.momentBytes()).isZero();
        assertThat(adam.tokensPerStep()).isEqualTo(256);
        double sixTimes =
                6.0 * 256 * 124e6; // the usual estimate; positions and norms cost nothing here
        assertThat(adam.flopsPerStep()).isBetween(0.95 * sixTimes, 1.05 * sixTimes);
    }

    private static Backend counting(Backend backend, AtomicLong numbers) {
        return (Backend)
                Proxy.newProxyInstance(
                        Backend.class.getClassLoader(),
                        new Class<?>[] {Backend.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("allocate")) {
                                numbers.addAndGet(((Shape) arguments[0]).elements());
                            }
                            try {
                                return method.invoke(backend, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
