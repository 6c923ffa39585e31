package org.glassformer.engine.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.hook.Intervention;

/// Puts the mean over the first positions in the place of what a part of the model gives: a head, a
/// neuron or an MLP. The mean of a text that grows is kept in its KV cache.
final class Means {
    private Means() {}

    /// What a part gives at the positions of a run.
    interface Outputs {
        /// The values at a position of the run.
        float[] read(int t);

        /// Replaces them.
        void write(int t, float[] row);
    }

    static String head(int layer, int head) {
        return "head " + layer + "." + head;
    }

    static String neuron(int layer, int neuron) {
        return "neuron " + layer + "." + neuron;
    }

    static String mlp(int layer) {
        return "MLP " + layer;
    }

    /// Replaces what a part gives at every position of a run.
    ///
    /// @param over the number of positions of the mean, or [Intervention#ALL] for those of the run
    /// @param time positions of the run
    static void replace(Pass pass, String part, int over, int time, Outputs outputs) {
        KvCache cache = pass.cache();
        float[] mean = null;
        if (cache != null && pass.past() > 0) {
            mean = cache.mean(new KvCache.MeanOf(part, over));
        }
        if (mean == null) {
            int count = over == Intervention.ALL ? time : Math.min(over, time);
            mean = mean(outputs, count);
            if (cache != null) {
                cache.keepMean(new KvCache.MeanOf(part, count), mean);
            }
        }
        for (int t = 0; t < time; t++) {
            outputs.write(t, mean);
        }
    }

    private static float[] mean(Outputs outputs, int count) {
        double[] sum = new double[outputs.read(0).length];
        for (int t = 0; t < count; t++) {
            float[] row = outputs.read(t);
            Arrays.setAll(sum, i -> sum[i] + row[i]);
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return mean;
    }

    /// Refuses what a cache would make inexact, before anything is computed: a mean over the first
    /// positions needs them all in one run, and one over a whole text that then grows would have to
    /// change what was read before.
    static void check(Pass pass, ModelConfig config) {
        KvCache cache = pass.cache();
        if (cache == null) {
            return;
        }
        for (Intervention.Mean mean : pass.hooks().interventions().means()) {
            check(pass, cache, mean, config);
        }
    }

    private static void check(
            Pass pass, KvCache cache, Intervention.Mean mean, ModelConfig config) {
        List<String> parts = parts(mean, config);
        if (pass.past() == 0) {
            if (mean.over() > pass.time()) {
                throw new IllegalArgumentException(
                        "the mean of "
                                + parts.getFirst()
                                + " over "
                                + mean.over()
                                + " positions needs them in one run, not "
                                + pass.time());
            }
            return;
        }
        if (mean.over() == Intervention.ALL) {
            throw new IllegalArgumentException(
                    "the mean of "
                            + parts.getFirst()
                            + " over the whole text cannot stay exact while the text grows;"
                            + " say over how many positions");
        }
        for (String part : parts) {
            if (cache.mean(new KvCache.MeanOf(part, mean.over())) == null) {
                throw new IllegalArgumentException(
                        "the KV cache was not filled with the mean of "
                                + part
                                + " over "
                                + mean.over()
                                + " positions in force");
            }
        }
    }

    /// The parts that a mean covers, at least one.
    private static List<String> parts(Intervention.Mean mean, ModelConfig config) {
        List<String> parts = new ArrayList<>();
        switch (mean) {
            case Intervention.MeanNeuron of -> parts.add(neuron(of.layer(), of.neuron()));
            case Intervention.MeanMlp of -> {
                for (int layer = 0; layer < config.nLayer(); layer++) {
                    if (Intervention.covers(of.layer(), layer)) {
                        parts.add(mlp(layer));
                    }
                }
            }
            case Intervention.MeanHead of -> {
                for (int layer = 0; layer < config.nLayer(); layer++) {
                    for (int head = 0; head < config.nHead(); head++) {
                        if (Intervention.covers(of.layer(), layer)
                                && Intervention.covers(of.head(), head)) {
                            parts.add(head(layer, head));
                        }
                    }
                }
            }
        }
        return parts;
    }
}
