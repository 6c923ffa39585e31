package org.glassformer.engine.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The way of a text, or of a stretch of it, from its smallest parts to its tokens, one merge at a
/// time.
///
/// Step 0 has the smallest parts; merge number `k`, from 0, leads from step `k` to step `k + 1`. The
/// merges of one word come together, words in the order of the text: that is the order in which they
/// are computed. Any step can be asked for at once; one takes time in proportion to the parts.
public final class MergeTrace {
    private static final int NONE = -1;

    private final String text;
    private final List<TracePart> parts;
    private final List<Merge> merges;
    private final int[] from; // of each merge, the first of the smallest parts of its result
    private final int[] to; // one past the last
    private final int[] firstAt; // of each smallest part, the first merge whose result begins there
    private final int[] nextAt; // of each merge, the next one whose result begins at the same place

    /// @param from for each merge the first of the smallest parts of its result
    /// @param to for each merge one past the last
    MergeTrace(String text, List<TracePart> parts, List<Merge> merges, int[] from, int[] to) {
        this.text = text;
        this.parts = List.copyOf(parts);
        this.merges = List.copyOf(merges);
        this.from = from;
        this.to = to;
        firstAt = new int[parts.size()];
        nextAt = new int[merges.size()];
        Arrays.fill(firstAt, NONE);
        Arrays.fill(nextAt, NONE);
        for (int k = merges.size() - 1; k >= 0; k--) {
            nextAt[k] = firstAt[from[k]];
            firstAt[from[k]] = k;
        }
    }

    /// The whole text.
    public String text() {
        return text;
    }

    /// The smallest parts, before any merge, in the order of the text; those of step 0.
    public List<TracePart> parts() {
        return parts;
    }

    /// All merges in order.
    public List<Merge> merges() {
        return merges;
    }

    /// The number of merges, which is also the last step.
    public int size() {
        return merges.size();
    }

    /// The first of the smallest parts, an index into [#parts()], that the result of merge `k` covers.
    ///
    /// @throws IndexOutOfBoundsException if there is no such merge
    public int firstPart(int k) {
        return from[k];
    }

    /// One past the last of the smallest parts that the result of merge `k` covers.
    ///
    /// @throws IndexOutOfBoundsException if there is no such merge
    public int endPart(int k) {
        return to[k];
    }

    /// The parts of a step, that is after `count` merges.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer merges
    public List<TracePart> partsAfter(int count) {
        if (count < 0 || count > merges.size()) {
            throw new IndexOutOfBoundsException(
                    "there are steps 0 to " + merges.size() + ", not " + count);
        }
        List<TracePart> step = new ArrayList<>(parts.size() - count);
        for (int i = 0; i < parts.size(); ) {
            int newest = NONE;
            for (int k = firstAt[i]; k != NONE && k < count; k = nextAt[k]) {
                newest = k;
            }
            step.add(newest == NONE ? parts.get(i) : result(newest));
            i = newest == NONE ? i + 1 : to[newest];
        }
        return List.copyOf(step);
    }

    /// The ids of a step; those of the last step are what `encode` gives for this stretch of text.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer than `count` merges
    public int[] idsAfter(int count) {
        return partsAfter(count).stream().mapToInt(TracePart::id).filter(id -> id >= 0).toArray();
    }

    private TracePart result(int k) {
        Merge merge = merges.get(k);
        TracePart first = parts.get(from[k]);
        TracePart last = parts.get(to[k] - 1);
        return new TracePart(
                TracePart.Kind.MERGED,
                merge.word(),
                merge.token(),
                merge.start(),
                merge.end(),
                first.byteStart(),
                last.byteEnd());
    }
}
