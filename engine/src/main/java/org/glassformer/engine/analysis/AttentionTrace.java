package org.glassformer.engine.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.HookNames;
import org.glassformer.engine.hook.Intervention;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.ModelConfig;

/// The attention of a whole text, kept as queries, keys and values, from which any pattern is
/// computed when it is looked at.
///
/// Patterns of all layers and heads grow with the square of the text: 604 MB at 1,024 tokens of the
/// GPT-2 124M shape. Queries, keys and values grow with its length: 113 MB. A pattern computed
/// from them equals the engine's within F32 rounding, interventions on scores included; a head at
/// 1,024 tokens takes 7 to 10 ms. The choice and its figures are in decision 14.
///
/// A text may arrive in pieces, as it does while generating: [#with] after each run gives the longer trace. A trace
/// never changes, so any number of threads may read it; the longer one shares its rows, and so do those
/// of several continuations, which copy no more than the rows of a few positions.
public final class AttentionTrace {
    private final ModelConfig config;
    private final Interventions interventions;
    private final TraceRows held;
    private final boolean[] cuts; // per layer, whether an edge is cut
    private final int length;

    private AttentionTrace(
            ModelConfig config, Interventions interventions, TraceRows held, int length) {
        this.config = config;
        this.interventions = interventions;
        this.held = held;
        this.length = length;
        this.cuts = new boolean[config.nLayer()];
        for (int layer = 0; layer < cuts.length; layer++) {
            cuts[layer] = interventions.changesScores(layer);
        }
    }

    /// The trace of no text: there is nothing to look at where no model computed.
    public static AttentionTrace empty() {
        ModelConfig config = ModelConfig.gpt2(1, 1, 1, 1, 1);
        return new AttentionTrace(config, Interventions.NONE, TraceRows.none(config), 0);
    }

    /// The trace of one run.
    ///
    /// @param cache with the activations of [#filter]
    /// @param interventions those of the run; cut edges and masked tokens are kept out of patterns
    /// @throws IllegalArgumentException if an activation is missing
    public static AttentionTrace of(
            ModelConfig config, ActivationCache cache, Interventions interventions) {
        if (config.learnedPositions() && config.qkNorm()) {
            throw new IllegalArgumentException(
                    "the queries of a model with learned positions and q/k norm are not shown");
        }
        return new AttentionTrace(config, interventions, TraceRows.none(config), 0).with(cache);
    }

    /// The activations that a run has to keep.
    public static HookFilter filter(ModelConfig config) {
        List<String> names = new ArrayList<>();
        for (int layer = 0; layer < config.nLayer(); layer++) {
            names.addAll(
                    List.of(
                            TraceRows.queries(config, layer),
                            TraceRows.keys(config, layer),
                            HookNames.block(layer).v()));
        }
        return HookFilter.of(names);
    }

    /// The trace with the positions of a run that went on where this one ended.
    ///
    /// @param cache with the activations of [#filter]
    /// @throws IllegalArgumentException if one is missing
    public AttentionTrace with(ActivationCache cache) {
        int longer = length + cache.get(HookNames.block(0).v()).shape().dim(0);
        return new AttentionTrace(config, interventions, held.with(cache, length, longer), longer);
    }

    /// The trace of the text's beginning; it shares this one's rows.
    ///
    /// @param positions how many
    /// @throws IllegalArgumentException if there are fewer
    public AttentionTrace first(int positions) {
        if (positions < 0 || positions > length) {
            throw new IllegalArgumentException(
                    "a text of " + length + " positions has no first " + positions);
        }
        return new AttentionTrace(config, interventions, held, positions);
    }

    /// T, the positions held.
    public int length() {
        return length;
    }

    /// The number of layers.
    public int nLayer() {
        return config.nLayer();
    }

    /// The number of heads of a layer.
    public int nHead() {
        return config.nHead();
    }

    /// How many heads share a key and a value vector; 1 unless queries are grouped.
    public int headsPerKey() {
        return config.nHead() / config.nKvHead();
    }

    /// The bytes of its queries, keys and values, shared or not.
    public long byteSize() {
        long floats = (long) length * (config.qSize() + 2L * config.kvSize());
        return nLayer() * floats * Float.BYTES;
    }

    /// The pattern of a head, (T, T): rows are queries and sum to 1, except that a query whose every
    /// key is cut has a row of zeros.
    public float[] pattern(int layer, int head) {
        float[] pattern = new float[Math.multiplyExact(length, length)];
        rows(
                layer,
                head,
                (query, row) -> System.arraycopy(row, 0, pattern, query * length, query + 1));
        return pattern;
    }

    /// The weights that a query gives the keys from 0 to itself.
    public float[] row(int layer, int head, int query) {
        check(layer, head, query);
        float[] row = new float[query + 1];
        softmaxInto(row, layer, head, query, held.keysByChannel(layer, head, query + 1));
        return row;
    }

    /// Takes the rows of a pattern one by one.
    @FunctionalInterface
    public interface RowConsumer {
        /// Takes one row.
        ///
        /// @param query the row's query
        /// @param weights those of the keys from 0 to `query`; what is behind them is meaningless,
        ///     and the array is used again for the next row
        void accept(int query, float[] weights);
    }

    /// Gives all rows of a head's pattern, without ever holding it.
    public void rows(int layer, int head, RowConsumer consumer) {
        check(layer, head, Math.max(0, length - 1));
        float[][] keys = held.keysByChannel(layer, head, length);
        float[] row = new float[length];
        for (int query = 0; query < length; query++) {
            softmaxInto(row, layer, head, query, keys);
            consumer.accept(query, row);
        }
    }

    /// The mean of the patterns of several heads, (T, T).
    ///
    /// @param heads pairs of layer and head, at least one
    /// @param progress is told the part that is done, 0 to 1, and may throw to give up
    public float[] average(List<HeadId> heads, DoubleConsumer progress) {
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("an average needs at least one head");
        }
        float[] sum = new float[Math.multiplyExact(length, length)];
        float part = 1f / heads.size();
        int done = 0;
        for (HeadId id : heads) {
            rows(
                    id.layer(),
                    id.head(),
                    (query, row) -> {
                        for (int key = 0; key <= query; key++) {
                            sum[query * length + key] += part * row[key];
                        }
                    });
            progress.accept((double) ++done / heads.size());
        }
        return sum;
    }

    /// A head's pattern made small: at most `side` cells a side, each the largest weight of the
    /// square of weights that it stands for, so that thin lines stay visible.
    public PatternThumbnail thumbnail(int layer, int head, int side) {
        PatternThumbnail thumbnail = new PatternThumbnail(Math.min(side, length), length);
        rows(layer, head, thumbnail::add);
        return thumbnail;
    }

    /// The query vector of a head, (HS), as attention multiplies it: with its norm and rotation.
    public float[] query(int layer, int head, int position) {
        check(layer, head, position);
        return held.query(layer, head, position);
    }

    /// The key vector of a head, (HS), as attention multiplies it; heads may share it.
    public float[] key(int layer, int head, int position) {
        check(layer, head, position);
        return held.key(layer, head, position);
    }

    /// The value vector of a head, (HS); heads may share it.
    public float[] value(int layer, int head, int position) {
        check(layer, head, position);
        return held.value(layer, head, position);
    }

    /// What q.k is multiplied by.
    public float scale() {
        return config.attnScale();
    }

    /// The soft cap of the scaled scores, or 0 for none.
    public float cap() {
        return config.variant().attnCap();
    }

    /// The first key that a query sees in a layer.
    public int firstKey(int layer, int query) {
        int window = config.windows().get(layer);
        return window == 0 ? 0 : Math.max(0, query - window + 1);
    }

    /// Whether an intervention has cut the edge from a query to a key.
    public boolean isCut(int layer, int head, int query, int key) {
        for (Intervention intervention : interventions.list()) {
            boolean cut =
                    switch (intervention) {
                        case Intervention.CutEdge i ->
                                i.query() == query
                                        && i.key() == key
                                        && Intervention.covers(i.layer(), layer)
                                        && Intervention.covers(i.head(), head);
                        case Intervention.MaskKey i -> i.key() == key;
                        case Intervention.ScaleHead i -> false;
                        case Intervention.MeanHead i -> false;
                        case Intervention.OfMlp i -> false;
                        case Intervention.PatchResidual i -> false;
                    };
            if (cut) {
                return true;
            }
        }
        return false;
    }

    private void check(int layer, int head, int position) {
        if (layer < 0 || layer >= config.nLayer() || head < 0 || head >= config.nHead()) {
            throw new IllegalArgumentException("there is no head " + layer + "." + head);
        }
        if (position < 0 || position >= length) {
            throw new IllegalArgumentException(
                    "there is no position " + position + ": the text has " + length);
        }
    }

    /// row[j] = softmax over the visible keys j <= query of scale q . k_j, capped if the model caps, 0
    /// elsewhere.
    ///
    /// @param keys (HS, count), count > query
    private void softmaxInto(float[] row, int layer, int head, int query, float[][] keys) {
        int hs = config.headSize();
        int end = query + 1;
        Arrays.fill(row, 0, end, 0);
        float[] q = held.query(layer, head, query);
        float scale = scale();
        int i = 0;
        for (; i + 3 < hs; i += 4) {
            float a = q[i] * scale;
            float b = q[i + 1] * scale;
            float c = q[i + 2] * scale;
            float d = q[i + 3] * scale;
            addFour(row, end, keys, i, a, b, c, d);
        }
        for (; i < hs; i++) {
            addOne(row, end, keys[i], q[i] * scale);
        }
        if (cap() > 0) {
            for (int key = 0; key < end; key++) {
                row[key] = (float) (cap() * Math.tanh(row[key] / (double) cap()));
            }
        }
        Arrays.fill(row, 0, firstKey(layer, query), Float.NEGATIVE_INFINITY);
        if (cuts[layer]) {
            for (int key = 0; key < end; key++) {
                if (isCut(layer, head, query, key)) {
                    row[key] = Float.NEGATIVE_INFINITY;
                }
            }
        }
        Softmax.inPlace(row, end);
    }

    /// Adds four channels at once, so that the row is read and written a quarter as often.
    private static void addFour(
            float[] row, int end, float[][] keys, int i, float a, float b, float c, float d) {
        float[] first = keys[i];
        float[] second = keys[i + 1];
        float[] third = keys[i + 2];
        float[] fourth = keys[i + 3];
        for (int key = 0; key < end; key++) {
            row[key] += a * first[key] + b * second[key] + c * third[key] + d * fourth[key];
        }
    }

    private static void addOne(float[] row, int end, float[] keys, float a) {
        for (int key = 0; key < end; key++) {
            row[key] += a * keys[key];
        }
    }
}
