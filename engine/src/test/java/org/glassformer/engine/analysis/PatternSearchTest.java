package org.glassformer.engine.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.References;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Heads built by hand: each query gives nearly all its weight to one key.
final class PatternSearchTest {
    private static final int[] IDS = {5, 6, 7, 8, 5, 6, 7, 8};
    private static final List<String> TEXTS =
            List.of("The", " cat", "!", " a", " the", "cat", "!", " A");

    /// What a head looks at.
    private enum Head {
        PREVIOUS,
        FIRST,
        COPY,
        INDUCTION,
        EVEN;

        /// The key that query i looks at, negative for all alike.
        int target(int i) {
            return switch (this) {
                case PREVIOUS -> Math.max(0, i - 1);
                case FIRST -> 0;
                case COPY -> i >= 4 ? i - 4 : 0;
                case INDUCTION -> i >= 4 ? i - 3 : 0;
                case EVEN -> -1;
            };
        }
    }

    @Test
    void eachHeadIsFoundUnderItsName() {
        HeadScores scores =
                measure(
                        IDS,
                        TEXTS,
                        Head.PREVIOUS,
                        Head.FIRST,
                        Head.COPY,
                        Head.INDUCTION,
                        Head.EVEN);
        assertThat(best(scores, NamedPattern.PREVIOUS_TOKEN)).isZero();
        assertThat(best(scores, NamedPattern.FIRST_TOKEN)).isEqualTo(1);
        assertThat(best(scores, NamedPattern.DUPLICATE_TOKEN)).isEqualTo(2);
        assertThat(best(scores, NamedPattern.SAME_WORD)).isEqualTo(2);
        assertThat(best(scores, NamedPattern.INDUCTION)).isEqualTo(3);
        assertThat(best(scores, NamedPattern.POSITION)).isZero();
        assertThat(best(scores, NamedPattern.BROAD)).isEqualTo(4);
        for (NamedPattern pattern : NamedPattern.values()) {
            assertThat(scores.best(pattern, 9)).hasSize(5);
            assertThat(scores.best(pattern, 9).getFirst().score()).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void scoresAreMeansOverTheQueriesThatCanShowThePattern() {
        HeadScores scores =
                measure(
                        IDS,
                        TEXTS,
                        Head.PREVIOUS,
                        Head.FIRST,
                        Head.COPY,
                        Head.INDUCTION,
                        Head.EVEN);
        assertThat(scores.queries(NamedPattern.PREVIOUS_TOKEN)).isEqualTo(7);
        assertThat(scores.queries(NamedPattern.DUPLICATE_TOKEN)).isEqualTo(4);
        assertThat(scores.queries(NamedPattern.SAME_WORD)).isEqualTo(3); // "!" is no word
        assertThat(scores.queries(NamedPattern.INDUCTION)).isEqualTo(4);
        // An even head: query i gives 1 / (i + 1) to each key.
        double previous = 0;
        double copies = 0;
        for (int i = 1; i < 8; i++) {
            previous += 1.0 / (i + 1) / 7;
            copies += i >= 4 ? 1.0 / (i + 1) / 4 : 0;
        }
        assertThat(scores.score(NamedPattern.PREVIOUS_TOKEN, 0, 4))
                .isCloseTo(previous, within(1e-5));
        assertThat(scores.score(NamedPattern.DUPLICATE_TOKEN, 0, 4))
                .isCloseTo(copies, within(1e-5));
        assertThat(scores.score(NamedPattern.POSITION, 0, 4)).isZero();
        assertThat(scores.score(NamedPattern.FIRST_TOKEN, 0, 0)).isCloseTo(1 / 7.0, within(1e-3));
        assertThat(scores.score(NamedPattern.POSITION, 0, 1)).isLessThan(0.2);
    }

    @Test
    void aTextWithoutRepeatsSaysNothingAboutThem() {
        HeadScores scores =
                measure(new int[] {1, 2, 3}, List.of("a", "b", "c"), Head.PREVIOUS, Head.EVEN);
        for (NamedPattern pattern :
                List.of(
                        NamedPattern.INDUCTION,
                        NamedPattern.DUPLICATE_TOKEN,
                        NamedPattern.SAME_WORD)) {
            assertThat(scores.queries(pattern)).isZero();
            assertThat(scores.best(pattern, 3)).isEmpty();
            assertThat(scores.score(pattern, 0, 0)).isZero();
        }
    }

    @Test
    void oneTokenSaysNothingAtAll() {
        HeadScores scores = measure(new int[] {1}, List.of("a"), Head.FIRST);
        for (NamedPattern pattern : NamedPattern.values()) {
            assertThat(scores.queries(pattern)).isZero();
            assertThat(scores.score(pattern, 0, 0)).isZero();
        }
    }

    @Test
    void tokensThatDoNotFitTheAttentionAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measure(new int[] {1, 2}, List.of("a"), Head.FIRST));
    }

    @Test
    void thePreviousTokenHeadOfGpt2IsFound() {
        JsonNode example = References.json("attention/gpt2-124m-example.json");
        int t = example.get("tokens").size();
        int[] ids = new int[t];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < t; i++) {
            ids[i] = example.get("tokenIds").get(i).intValue();
            texts.add(example.get("tokens").get(i).stringValue());
        }
        HeadScores scores =
                PatternSearch.measure(
                        published(example.get("patterns"), t), ids, texts, part -> {});
        HeadScores.HeadScore best = scores.best(NamedPattern.PREVIOUS_TOKEN, 1).getFirst();
        assertThat(best.head()).isEqualTo(new HeadId(4, 11));
        assertThat(best.score()).isCloseTo(0.99986, within(1e-5));
        assertThat(scores.best(NamedPattern.POSITION, 3))
                .anyMatch(score -> score.head().equals(new HeadId(4, 11)));
    }

    /// Queries and keys whose patterns are those of GPT-2 124M: key j is the unit vector j, the query
    /// the logarithm of its row.
    private static AttentionTrace published(JsonNode patterns, int t) {
        ActivationCache cache = new ActivationCache();
        Shape shape = Shape.of(t, 12, t);
        for (int layer = 0; layer < 12; layer++) {
            float[] q = new float[t * 12 * t];
            float[] k = new float[q.length];
            for (int head = 0; head < 12; head++) {
                JsonNode rows = patterns.get(layer + "." + head);
                for (int i = 0; i < t; i++) {
                    int row = (i * 12 + head) * t;
                    k[row + i] = 1;
                    for (int j = 0; j <= i; j++) {
                        double weight = Math.max(1e-30, rows.get(i).get(j).doubleValue());
                        q[row + j] = (float) (Math.log(weight) * Math.sqrt(t));
                    }
                }
            }
            cache.put(HookNames.block(layer).q(), shape, q);
            cache.put(HookNames.block(layer).k(), shape, k);
            cache.put(HookNames.block(layer).v(), shape, k);
        }
        ModelConfig config = ModelConfig.gpt2(12, 12, 12 * t, 9, t);
        return AttentionTrace.of(config, cache, Interventions.NONE);
    }

    private static int best(HeadScores scores, NamedPattern pattern) {
        return scores.best(pattern, 1).getFirst().head().head();
    }

    /// One layer whose head h gives query i's weight to the target of `targets[h]`, or to all alike if that
    /// is negative: key j is the unit vector j, the query a large multiple of its target.
    private static HeadScores measure(int[] ids, List<String> texts, Head... targets) {
        int t = ids.length;
        int heads = targets.length;
        ModelConfig config = ModelConfig.gpt2(1, heads, heads * t, 9, t);
        float[] q = new float[t * heads * t];
        float[] k = new float[q.length];
        for (int i = 0; i < t; i++) {
            for (int h = 0; h < heads; h++) {
                int row = (i * heads + h) * t;
                k[row + i] = 1;
                int target = targets[h].target(i);
                if (target >= 0) {
                    q[row + target] = (float) (30 * Math.sqrt(t));
                }
            }
        }
        ActivationCache cache = new ActivationCache();
        Shape shape = Shape.of(t, heads, t);
        cache.put(HookNames.block(0).q(), shape, q);
        cache.put(HookNames.block(0).k(), shape, k);
        cache.put(HookNames.block(0).v(), shape, k);
        AttentionTrace trace = AttentionTrace.of(config, cache, Interventions.NONE);
        List<Double> parts = new ArrayList<>();
        HeadScores scores = PatternSearch.measure(trace, ids, texts, parts::add);
        assertThat(parts).hasSize(heads).endsWith(1.0);
        assertThat(Arrays.stream(NamedPattern.values()))
                .allMatch(p -> scores.score(p, 0, 0) >= 0 && scores.score(p, 0, 0) <= 1);
        return scores;
    }
}
