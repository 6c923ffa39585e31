package org.glassformer.app.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.glassformer.engine.hook.ActivationCache;
import org.glassformer.engine.hook.HookNames;

/// Who looks at whom: the attention weights of some layers over a whole text. Immutable.
///
/// The text's first part was read at once and the later tokens one by one; a later token adds one row and copies
/// nothing.
public final class AttentionPatterns {

    /// No layers.
    public static final AttentionPatterns EMPTY = new AttentionPatterns(0, 0, Map.of());

    /// One layer's weights.
    ///
    /// @param first (NH, T0, T0), the part read at once
    /// @param later for each token after it (NH, 1, S)
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record LayerRows(float[] first, float[][] later) {}

    private final int nHead;
    private final int firstLength; // T0
    private final Map<Integer, LayerRows> layers;

    private AttentionPatterns(int nHead, int firstLength, Map<Integer, LayerRows> layers) {
        this.nHead = nHead;
        this.firstLength = firstLength;
        this.layers = layers;
    }

    /// The patterns of a text read at once.
    static AttentionPatterns of(ActivationCache cache, int nLayer, int nHead, int length) {
        Map<Integer, LayerRows> layers = new HashMap<>();
        for (int layer = 0; layer < nLayer; layer++) {
            int at = layer;
            cache.find(HookNames.block(layer).pattern())
                    .ifPresent(p -> layers.put(at, new LayerRows(p.data(), new float[0][])));
        }
        return new AttentionPatterns(nHead, length, Map.copyOf(layers));
    }

    /// The same with the rows of one more token, for the layers that both have.
    AttentionPatterns with(ActivationCache cache) {
        Map<Integer, LayerRows> longer = new HashMap<>();
        layers.forEach((layer, rows) ->
                cache.find(HookNames.block(layer).pattern())
                        .ifPresent(p -> {
                            int count = rows.later().length;
                            float[][] later = Arrays.copyOf(rows.later(), count + 1);
                            later[count] = p.data();
                            longer.put(layer, new LayerRows(rows.first(), later));
                        }));
        return new AttentionPatterns(nHead, firstLength, Map.copyOf(longer));
    }

    /// Whether the weights of a layer are known.
    public boolean has(int layer) {
        return layers.containsKey(layer);
    }

    /// The weights of one head, (T, T) row by row, rows the queries; 0 where a query cannot look.
    ///
    /// @throws IllegalArgumentException if the layer is not known or there is no such head
    public float[] head(int layer, int head) {
        LayerRows rows = layers.get(layer);
        if (rows == null || head < 0 || head >= nHead) {
            throw new IllegalArgumentException("no pattern of layer " + layer + " head " + head);
        }
        int total = firstLength + rows.later().length;
        float[] all = new float[total * total];
        for (int q = 0; q < firstLength; q++) {
            int from = (head * firstLength + q) * firstLength;
            System.arraycopy(rows.first(), from, all, q * total, firstLength);
        }
        for (int i = 0; i < rows.later().length; i++) {
            int keys = rows.later()[i].length / nHead;
            System.arraycopy(rows.later()[i], head * keys, all, (firstLength + i) * total, keys);
        }
        return all;
    }
}
