package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
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
    void leadingEigenvectorsAreThoseOfTheFullDecomposition(int n, int count) {
        SplittableRandom random = new SplittableRandom(n);
        float[] matrix = new float[n * n];
        double[][] whole = new double[n][n];
        for (int k = 0; k < n; k++) {
            double[] x = random.doubles(n, -1, 1).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    whole[i][j] += x[i] * x[j] / (k + 1);
                }
            }
        }
        for (int i = 0; i < n * n; i++) {
            matrix[i] = (float) whole[i / n][i % n];
            whole[i / n][i % n] = matrix[i];
        }
        SymmetricEigen expected = SymmetricEigen.of(whole);
        List<LeadingEigenvectors.Pair> actual = LeadingEigenvectors.of(matrix, n, count);
        for (int k = 0; k < count; k++) {
            assertThat(actual.get(k).value())
                    .isCloseTo(expected.value(k), within(1e-6 * expected.value(0)));
            double cosine = 0;
            double[] vector = actual.get(k).vector();
            for (int i = 0; i < n; i++) {
                cosine += vector[i] * expected.vector(k)[i];
            }
            assertThat(Math.abs(cosine)).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theDecompositionOfASmallMatrixIsTheOneByHand() {
        SymmetricEigen eigen = SymmetricEigen.of(new double[][] {{2, 1}, {1, 2}});
        assertThat(eigen.value(0)).isCloseTo(3, within(1e-12));
        assertThat(eigen.value(1)).isCloseTo(1, within(1e-12));
        assertThat(Math.abs(eigen.vector(0)[0])).isCloseTo(Math.sqrt(0.5), within(1e-12));
    }

    @Test
    void repeatedEigenvaluesAreFoundInASmallSpace() {
        float[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        List<LeadingEigenvectors.Pair> pairs = LeadingEigenvectors.of(identity, 3, 2);
        assertThat(pairs).allSatisfy(p -> assertThat(p.value()).isCloseTo(1, within(1e-9)));
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
