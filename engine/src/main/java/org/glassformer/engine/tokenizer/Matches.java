package org.glassformer.engine.tokenizer;

import java.util.Arrays;

/// Places in a text that a pattern matched, in order, without overlap, none empty.
final class Matches {
    private int[] bounds = new int[16];
    private int size;

    void add(int from, int to) {
        if (2 * size == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * size] = from;
        bounds[2 * size++ + 1] = to;
    }

    int size() {
        return size;
    }

    int from(int index) {
        return bounds[2 * index];
    }

    int to(int index) {
        return bounds[2 * index + 1];
    }
}
