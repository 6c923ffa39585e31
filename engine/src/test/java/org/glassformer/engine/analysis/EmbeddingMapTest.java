package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.backend.Backends;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.model.Transformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingMapTest {
    @ParameterizedTest
    @ValueSource(strings = {"scalar", "vector"})
    void axesAreTheDirectionsOfLargestSpread(String device) {
        // Tokens at (+-3, 0) and (0, +-1) in the plane of two directions, around an offset.
        float[] across = {0.6f, 0.8f, 0, 0};
        float[] along = {0, 0, 0.8f, -0.6f};
        float[][] places = {{3, 0}, {-3, 0}, {0, 1}, {0, -1}};
        float[] wte = new float[16];
        for (int token = 0; token < 4; token++) {
            for (int i = 0; i < 4; i++) {
                wte[token * 4 + i] = 5 + places[token][0] * across[i] + places[token][1] * along[i];
            }
        }
        try (Backend backend = Backends.open(device, 2);
                Transformer model = model(backend, 4, 4, wte)) {
            EmbeddingMap map = EmbeddingMap.of(model, 2, part -> {});
            assertThat(map.tokens()).isEqualTo(4);
            assertThat(map.share(0)).isCloseTo(0.9, within(1e-5));
            assertThat(map.share(1)).isCloseTo(0.1, within(1e-5));
            for (int token = 0; token < 4; token++) {
                for (int axis = 0; axis < 2; axis++) {
                    assertThat(map.coordinate(token, axis))
                            .isCloseTo(places[token][axis], within(1e-4f));
                }
            }
        }
    }

    @Test
    void equalEmbeddingsAllLieAtTheCentre() {
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = model(backend, 3, 2, new float[] {1, 2, 1, 2, 1, 2})) {
            EmbeddingMap map = EmbeddingMap.of(model, 2, part -> {});
            assertThat(map.coordinate(2, 1)).isZero();
            assertThat(map.share(0)).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmbeddingMap.of(model, 3, part -> {}));
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "5,3", "30,3", "97,3", "160,2"})
    void axesAreTheLeadingEigenvectorsOfTheCovariance(int c, int count) {
        SplittableRandom random = new SplittableRandom(c);
        int v = 2 * c + 3;
        double[] mean = new double[c];
        float[] wte = new float[v * c];
        for (int i = 0; i < wte.length; i++) {
            wte[i] = (float) (random.nextGaussian() / (1 + i % c));
            mean[i % c] += wte[i] / (double) v;
        }
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = model(backend, v, c, wte)) {
            EmbeddingAxes axes = EmbeddingSpread.of(model, part -> {}).axes(count);
            double whole = 0;
            double[][] covariance = new double[c][c];
            for (int token = 0; token < v; token++) {
                for (int i = 0; i < c; i++) {
                    for (int j = 0; j < c; j++) {
                        covariance[i][j] +=
                                (wte[token * c + i] - mean[i]) * (wte[token * c + j] - mean[j]) / v;
                    }
                }
            }
            for (int i = 0; i < c; i++) {
                whole += covariance[i][i];
            }
            for (int axis = 0; axis < count; axis++) {
                double[] x = axes.direction(axis);
                double length = 0;
                double error = 0;
                for (int i = 0; i < c; i++) {
                    double image = 0;
                    for (int j = 0; j < c; j++) {
                        image += covariance[i][j] * x[j];
                    }
                    error += Math.pow(image - axes.variance(axis) * x[i], 2);
                    length += x[i] * x[i];
                }
                assertThat(length).isCloseTo(1, within(1e-9));
                assertThat(Math.sqrt(error)).isLessThan(1e-5 * whole);
                assertThat(axes.share(axis)).isCloseTo(axes.variance(axis) / whole, within(1e-6));
                assertThat(axis == 0 || axes.variance(axis) <= axes.variance(axis - 1)).isTrue();
            }
            assertThat(axes.variance(0))
                    .isGreaterThanOrEqualTo(largestDiagonal(covariance) - 1e-6 * whole);
        }
    }

    /// No direction has more variance than the first axis; the channels are directions too.
    private static double largestDiagonal(double[][] matrix) {
        double largest = 0;
        for (int i = 0; i < matrix.length; i++) {
            largest = Math.max(largest, matrix[i][i]);
        }
        return largest;
    }

    @Test
    void theStepsOneByOneGiveTheSameMapAndTellHowFarTheyAre() {
        SplittableRandom random = new SplittableRandom(3);
        float[] wte = new float[2500 * 4];
        for (int i = 0; i < wte.length; i++) {
            wte[i] = (float) random.nextGaussian();
        }
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = model(backend, 2500, 4, wte)) {
            List<Double> told = new ArrayList<>();
            EmbeddingMap whole = EmbeddingMap.of(model, 2, told::add);
            EmbeddingAxes axes = EmbeddingSpread.of(model, part -> {}).axes(2);
            EmbeddingMap map = EmbeddingMap.of(model, axes, part -> {});
            for (int token = 0; token < 2500; token += 99) {
                assertThat(map.coordinate(token, 1)).isEqualTo(whole.coordinate(token, 1));
            }
            assertThat(told).isSorted().hasSize(9);
            assertThat(told.getLast()).isEqualTo(1);
            assertThatThrownBy(() ->
                            EmbeddingSpread.of(
                                    model,
                                    part -> {
                                        throw new CancellationException();
                                    }))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void theNearestTokensAreThoseOfTheSmallestAngle() {
        float[] wte = {1, 0, 10, 1, 0, 3, -2, 0, 0, 0, 4, 4};
        try (Backend backend = Backends.open("scalar", 1);
                Transformer model = model(backend, 6, 2, wte)) {
            TokenEmbeddings embeddings = new TokenEmbeddings(model);
            List<TokenEmbeddings.Neighbour> nearest = embeddings.nearest(0, 9);
            assertThat(nearest.stream().map(TokenEmbeddings.Neighbour::token))
                    .containsExactly(1, 5, 2, 4, 3);
            assertThat(nearest.get(1).cosine()).isCloseTo(Math.sqrt(0.5), within(1e-6));
            assertThat(nearest.getLast().cosine()).isEqualTo(-1);
            assertThat(embeddings.nearest(0, 1)).hasSize(1);
            assertThat(embeddings.nearest(0, 0)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> embeddings.nearest(6, 1));
        }
    }

    private static Transformer model(Backend backend, int vocabSize, int c, float[] wte) {
        Transformer model = Transformer.random(ModelConfig.gpt2(1, 1, c, vocabSize, 4), backend, 1);
        backend.write(model.parameter("wte").value(), wte);
        return model;
    }
}
