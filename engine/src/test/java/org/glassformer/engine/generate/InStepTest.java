package org.glassformer.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InStepTest {

    private static final ModelConfig CONFIG = ModelConfig.gpt2(2, 2, 16, 50, 64);
    private static final int[] PROMPT = IntStream.range(0, 40).map(i -> i * 7 % 50).toArray();

    private final Backend scalar = Backends.open("scalar", 1);
    private final Backend vector = Backends.open("vector", 1);
    private final Transformer a = Transformer.random(CONFIG, scalar, 3);
    private final Transformer b = Transformer.random(CONFIG, vector, 3);
    private final Transformer other = Transformer.random(CONFIG, vector, 4);

    @AfterEach
    void close() {
        other.close();
        b.close();
        a.close();
        vector.close();
        scalar.close();
    }

    @Test
    void sameModelOnTwoDevicesDiffersByRoundingOnly() {
        InStep.Report report = InStep.run(a, b, PROMPT, 8, soFar -> true);
        assertThat(report.positions()).hasSize(48);
        assertThat(report.prompt()).isEqualTo(40);
        assertThat(report.worst().largest()).isPositive().isLessThan(1e-4);
        assertThat(report.firstDifferent()).isEqualTo(-1);
        assertThat(report.positions())
                .allSatisfy(each -> {
                    assertThat(each.klBits()).isLessThan(1e-6);
                    assertThat(each.largest()).isEqualTo(Math.abs(each.logitA() - each.logitB()));
                });
    }

    @Test
    void modelAgainstItselfIsTheSameEverywhere() {
        InStep.Report report = InStep.run(a, a, PROMPT, 0, soFar -> true);
        assertThat(report.positions())
                .allSatisfy(each -> {
                    assertThat(each.largest()).isZero();
                    assertThat(each.moved()).isZero();
                    assertThat(each.klBits()).isZero();
                });
    }

    @Test
    void figuresAreThoseOfTheLogitsThemselves() {
        InStep.Position last = InStep.run(a, other, PROMPT, 0, soFar -> true).positions().getLast();
        float[] ofA = a.lastLogits(PROMPT, null, Hooks.none());
        float[] ofB = other.lastLogits(PROMPT, null, Hooks.none());
        double largest =
                IntStream.range(0, 50).mapToDouble(i -> Math.abs(ofA[i] - ofB[i])).max().orElse(0);
        assertThat(last.largest()).isCloseTo(largest, within(1e-5));
        double sumA = IntStream.range(0, 50).mapToDouble(i -> Math.exp(ofA[i])).sum();
        double sumB = IntStream.range(0, 50).mapToDouble(i -> Math.exp(ofB[i])).sum();
        double kl =
                IntStream.range(0, 50)
                        .mapToDouble(i -> {
                            double p = Math.exp(ofA[i]) / sumA;
                            return p * Math.log(p / (Math.exp(ofB[i]) / sumB));
                        })
                        .sum();
        assertThat(last.klBits()).isCloseTo(kl / Math.log(2), within(1e-6));
        assertThat(last.moved()).isPositive();
    }

    @Test
    void goesOnAlongTheFirstOnesMostLikelyTokens() {
        List<InStep.Position> positions =
                InStep.run(a, other, PROMPT, 5, soFar -> true).positions();
        for (int i = PROMPT.length; i < positions.size(); i++) {
            assertThat(positions.get(i).id()).isEqualTo(positions.get(i - 1).bestA());
        }
    }

    @Test
    void firstTokenThatDiffersIsFound() {
        InStep.Report report = InStep.run(a, other, PROMPT, 0, soFar -> true);
        int first = report.firstDifferent();
        assertThat(first).isNotNegative();
        assertThat(report.positions().get(first).isAgreed()).isFalse();
        assertThat(report.positions().subList(0, first)).allMatch(InStep.Position::isAgreed);
    }

    @Test
    void stopsWhenAskedAndKeepsWhatIsKnown() {
        List<Integer> heard = new ArrayList<>();
        InStep.Report report =
                InStep.run(
                        a,
                        b,
                        PROMPT,
                        8,
                        soFar -> {
                            heard.add(soFar.positions().size());
                            return false;
                        });
        assertThat(heard).containsExactly(32);
        assertThat(report.positions()).hasSize(32);
    }

    @Test
    void promptThatDoesNotFitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InStep.run(a, b, new int[65], 0, soFar -> true))
                .withMessageContaining("65 tokens do not fit into a context of 64");
    }
}
