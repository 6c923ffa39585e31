package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.KvCache;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.sampling.RankedLogits;
import org.glassformer.engine.tensor.Tensor;

/// Runs one model on two devices over the same tokens and says how far their logits are apart.
///
/// Both read the prompt, in parts, and then go on one token at a time along the first one's most likely tokens, so that
/// every position has the very same text before it on both.
public final class InStep implements AutoCloseable {

    private static final int PART = 32;
    private static final int RANKS = 20;

    private final Transformer a;
    private final Transformer b;
    private final KvCache cacheA;
    private final KvCache cacheB;
    private final List<Position> positions = new ArrayList<>();
    private double secondsA;
    private double secondsB;

    /// What two devices said after one token.
    ///
    /// @param index of the token, from 0
    /// @param id of the token that was read
    /// @param largest the largest difference of two logits of one token
    /// @param token whose logits they are
    /// @param logitA its logit on the first device
    /// @param logitB its logit on the second
    /// @param bestA the first device's most likely next token
    /// @param bestB the second's
    /// @param moved how many of the first device's 20 most likely tokens have another rank on the second
    /// @param klBits KL divergence of the next-token distributions, in bits
    public record Position(
            int index,
            int id,
            double largest,
            int token,
            double logitA,
            double logitB,
            int bestA,
            int bestB,
            int moved,
            double klBits) {

        /// Whether both take the same token for the most likely.
        public boolean isAgreed() {
            return bestA == bestB;
        }
    }

    /// What came of a comparison.
    ///
    /// @param positions in the order of the text
    /// @param prompt how many of them are the prompt's
    /// @param secondsA what the first device took
    /// @param secondsB what the second device took
    public record Report(List<Position> positions, int prompt, double secondsA, double secondsB) {

        /// Copies the list.
        public Report {
            positions = List.copyOf(positions);
        }

        /// The position with the largest difference; the first of equals.
        ///
        /// @throws java.util.NoSuchElementException without positions
        public Position worst() {
            Position worst = positions.getFirst();
            for (Position each : positions) {
                worst = each.largest() > worst.largest() ? each : worst;
            }
            return worst;
        }

        /// Index of the first position after which the most likely tokens differ; -1 if they never do.
        public int firstDifferent() {
            return positions.stream()
                    .filter(each -> !each.isAgreed())
                    .mapToInt(Position::index)
                    .findFirst()
                    .orElse(-1);
        }
    }

    /// Hears of what is known so far.
    @FunctionalInterface
    public interface Listener {
        /// Called on the working thread after each part of the prompt and each token.
        ///
        /// @return false to stop: what is known counts
        boolean onPositions(Report soFar);
    }

    private InStep(Transformer a, Transformer b, int capacity) {
        this.a = a;
        this.b = b;
        cacheA = a.newCache(capacity);
        try {
            cacheB = b.newCache(capacity);
        } catch (RuntimeException | Error e) {
            cacheA.close();
            throw e;
        }
    }

    /// Compares.
    ///
    /// @param a on the first device
    /// @param b the same model on the second
    /// @param prompt token ids, at least one
    /// @param more tokens to go on for at most, along the first device's choices
    /// @param listener hears of it
    /// @throws IllegalArgumentException if the prompt is empty or does not fit, or the vocabularies differ
    public static Report run(
            Transformer a, Transformer b, int[] prompt, int more, Listener listener) {
        int room = Math.min(a.config().blockSize(), b.config().blockSize());
        if (prompt.length == 0 || prompt.length > room) {
            throw new IllegalArgumentException(
                    prompt.length + " tokens do not fit into a context of " + room);
        }
        if (a.config().vocabSize() != b.config().vocabSize()) {
            throw new IllegalArgumentException("the two models have different vocabularies");
        }
        int length = (int) Math.min(room, (long) prompt.length + Math.max(0, more));
        try (InStep run = new InStep(a, b, length)) {
            return run.over(prompt, length, listener);
        }
    }

    private Report over(int[] prompt, int length, Listener listener) {
        boolean on = true;
        for (int from = 0; on && from < prompt.length; from += PART) {
            read(Arrays.copyOfRange(prompt, from, Math.min(prompt.length, from + PART)));
            on = listener.onPositions(report(prompt.length));
        }
        while (on && positions.size() < length) {
            read(new int[] {positions.getLast().bestA()});
            on = listener.onPositions(report(prompt.length));
        }
        return report(prompt.length);
    }

    private Report report(int prompt) {
        return new Report(positions, Math.min(prompt, positions.size()), secondsA, secondsB);
    }

    private void read(int[] ids) {
        long start = System.nanoTime();
        float[] ofA = logits(a, ids, cacheA);
        long between = System.nanoTime();
        float[] ofB = logits(b, ids, cacheB);
        secondsA += (between - start) / 1e9;
        secondsB += (System.nanoTime() - between) / 1e9;
        int vocabulary = a.config().vocabSize();
        for (int i = 0; i < ids.length; i++) {
            positions.add(
                    compare(
                            positions.size(),
                            ids[i],
                            Arrays.copyOfRange(ofA, i * vocabulary, (i + 1) * vocabulary),
                            Arrays.copyOfRange(ofB, i * vocabulary, (i + 1) * vocabulary)));
        }
    }

    private static float[] logits(Transformer model, int[] ids, KvCache cache) {
        Tensor rows = model.forward(ids, cache, Hooks.none(), LogitRows.ALL);
        return model.backend().read(rows);
    }

    private static Position compare(int index, int id, float[] a, float[] b) {
        int token = 0;
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - b[i]);
            if (difference > largest) {
                largest = difference;
                token = i;
            }
        }
        RankedLogits rankedA = RankedLogits.of(a);
        RankedLogits rankedB = RankedLogits.of(b);
        int moved = 0;
        for (int rank = 0; rank < Math.min(RANKS, a.length); rank++) {
            moved += rankedB.rankOf(rankedA.id(rank)) == rank ? 0 : 1;
        }
        return new Position(
                index,
                id,
                largest,
                token,
                a[token],
                b[token],
                rankedA.id(0),
                rankedB.id(0),
                moved,
                LogProbs.klNats(a, b) / Math.log(2));
    }

    @Override
    public void close() {
        cacheA.close();
        cacheB.close();
    }
}
