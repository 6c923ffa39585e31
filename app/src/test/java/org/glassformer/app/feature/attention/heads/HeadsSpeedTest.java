package org.glassformer.app.feature.attention.heads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.analysis.HeadStages;
import org.glassformer.engine.analysis.PatternSearch;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.ModelConfig;
import org.glassformer.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

/// Times what the panels of heads compute off the thread. The system property `glassformer.heads.speed` runs all sizes and shapes, else
/// one is run that takes a moment.
class HeadsSpeedTest {

    private record Model(String name, ModelConfig config) {}

    private static final List<Model> MODELS =
            List.of(
                    new Model("4 x 6 heads of 32", ModelConfig.gpt2(4, 6, 192, 4096, 1024)),
                    new Model("12 x 12 heads of 64", ModelConfig.gpt2(12, 12, 768, 4096, 1024)));

    @Test
    void allPicturesAndPatternsAreMadeInTime() {
        boolean all = Boolean.getBoolean("glassformer.heads.speed");
        for (Model model : all ? MODELS : MODELS.subList(0, 1)) {
            for (int length : all ? new int[] {64, 256, 1024} : new int[] {64}) {
                measure(model, length);
            }
        }
    }

    private static void measure(Model model, int length) {
        ModelConfig config = model.config();
        AttentionTrace trace = trace(config, length);
        int[] ids = IntStream.range(0, length).map(i -> i * 7 % 97).toArray();
        List<String> texts = Arrays.stream(ids).mapToObj(id -> "w" + id).toList();
        Runnable pictures =
                () -> {
                    for (int i = 0; i < config.nLayer() * config.nHead(); i++) {
                        trace.thumbnail(
                                i / config.nHead(), i % config.nHead(), ThumbnailsViewModel.SIDE);
                    }
                };
        Runnable patterns = () -> PatternSearch.measure(trace, ids, texts, part -> {});
        Runnable first = () -> trace.thumbnail(0, 0, ThumbnailsViewModel.SIDE);
        Runnable pair = () -> HeadStages.of(trace, 0, 0, length - 1);
        int runs = (long) length * config.nEmbd() > 400_000 ? 1 : 5;
        double picturesMs = median(pictures, runs);
        double patternsMs = median(patterns, runs);
        String line =
                "%s, %d tokens: pictures %.1f ms, the first %.2f ms, patterns %.1f ms, a pair %.2f ms"
                        .formatted(
                                model.name(),
                                length,
                                picturesMs,
                                median(first, 9),
                                patternsMs,
                                median(pair, 9));
        org.slf4j.LoggerFactory.getLogger(HeadsSpeedTest.class).info(line);
        assertThat(picturesMs).as(line).isLessThan(20_000);
        assertThat(patternsMs).as(line).isLessThan(40_000);
    }

    private static double median(Runnable work, int runs) {
        if (runs > 1) {
            work.run();
        }
        double[] ms = new double[runs];
        for (int i = 0; i < ms.length; i++) {
            long start = System.nanoTime();
            work.run();
            ms[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(ms);
        return ms[runs / 2];
    }

    private static AttentionTrace trace(ModelConfig config, int length) {
        ActivationCache cache = new ActivationCache();
        Random random = new Random(1);
        for (int layer = 0; layer < config.nLayer(); layer++) {
            HookNames.OfBlock of = HookNames.block(layer);
            for (String name : List.of(of.q(), of.k(), of.v())) {
                float[] values = new float[length * config.nEmbd()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                cache.put(name, Shape.of(length, config.nHead(), config.headSize()), values);
            }
        }
        return AttentionTrace.of(config, cache, Interventions.NONE);
    }
}
