package org.glassformer.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.TrainingPass;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.Test;

final class HeldOutTest {
    private static final List<String> DOCUMENTS =
            List.of("abcabcabcabcabcabcabcabcabc", "cab", "ababababab", "é");

    @Test
    void everyTokenIsPredictedOnceWhateverTheBatch() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model =
                        Transformer.random(ModelConfig.gpt2(1, 2, 8, 6, 8), backend, 1)) {
            Evaluation one = evaluate(model, 1);
            Evaluation three = evaluate(model, 3);
            assertThat(one.tokens()).isEqualTo(27 + 3 + 10 + 1);
            assertThat(one.bytes()).isEqualTo(42);
            assertThat(three.tokens()).isEqualTo(one.tokens());
            assertThat(three.nats()).isCloseTo(one.nats(), within(1e-4));
            assertThat(one.natsPerToken()).isCloseTo(Math.log(6), within(0.2));
            assertThat(one.bitsPerByte()).isCloseTo(one.nats() / 42 / Math.log(2), within(1e-12));
        }
    }

    @Test
    void shortDocumentsArePredictedFromTheirStart() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model =
                        Transformer.random(ModelConfig.gpt2(1, 2, 8, 6, 8), backend, 1);
                TrainingPass pass = new TrainingPass(model, 1, 3)) {
            double expected = pass.forward(new int[] {0, 3, 1}, new int[] {3, 1, 2}, 0, 0) * 3;
            HeldOut heldOut = HeldOut.of(List.of("cab"), HeldOutTest::encode, 0, 8);
            try (TrainingPass wide = new TrainingPass(model, 2, 8)) {
                assertThat(heldOut.evaluate(wide).nats()).isCloseTo(expected, within(1e-5));
            }
        }
    }

    private static Evaluation evaluate(Transformer model, int batch) {
        try (TrainingPass pass = new TrainingPass(model, batch, 8)) {
            return HeldOut.of(DOCUMENTS, HeldOutTest::encode, 0, 8).evaluate(pass);
        }
    }

    private static int[] encode(String text) {
        return text.chars().map(c -> c <= 'c' ? c - 'a' + 1 : 4).toArray();
    }
}
