package org.glassformer.engine.hook;

/// Something taken out of the running model, or changed in it.
///
/// Layers, heads and positions count from 0; [#ALL] stands for all of them.
public sealed interface Intervention {
    /// All layers, or all heads.
    int ALL = -1;

    /// Multiplies the output of a head (its z) by a factor; 0 ablates it.
    record ScaleHead(int layer, int head, float factor) implements Intervention {}

    /// Replaces the output of a head at every position by its mean over the positions of the text;
    /// while generating, by its mean over the prompt.
    record MeanHead(int layer, int head) implements Intervention {}

    /// Sets the score of one query and key to minus infinity before the softmax, so that the rest
    /// of the row takes its weight. A row without any key left gives a zero output.
    record CutEdge(int layer, int head, int query, int key) implements Intervention {}

    /// Cuts every edge into a token, in every layer and head.
    record MaskKey(int key) implements Intervention {}

    /// Whether `chosen`, a number or [#ALL], covers `index`.
    static boolean covers(int chosen, int index) {
        return chosen == ALL || chosen == index;
    }
}
