package org.glassformer.engine.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.sampling.LogProbs;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.tokenizer.SpecialTokens;

/// How far a changed model is from the one it came from, over the tokens of texts: the distributions of
/// the next token side by side, over the whole vocabulary.
///
/// @param tokens how many were predicted
/// @param bytes UTF-8 bytes of the texts
/// @param meanKl the mean of KL(original || changed) in nats
/// @param kl99 the 99th percentile of it: one token in a hundred differs by more
/// @param largestKl the largest of it
/// @param originalBitsPerByte the loss of the original over the bytes, in bits
/// @param changedBitsPerByte the loss of the changed model
/// @param sameFirst the share of tokens at which both have the same most likely one
/// @param largestAt the token for which they differ most, the first of equal ones
public record QualityLoss(
        long tokens,
        long bytes,
        double meanKl,
        double kl99,
        double largestKl,
        double originalBitsPerByte,
        double changedBitsPerByte,
        double sameFirst,
        Place largestAt) {

    /// A token of the texts.
    ///
    /// @param document index of its text
    /// @param token its index there, from 0
    /// @param id its id
    public record Place(int document, int token, int id) {}

    /// Compares on documents, each read from the original's start token, long ones in windows that keep
    /// half a context of history, so that every token is compared once.
    ///
    /// @param changed a model with the same vocabulary, on any device
    /// @param progress is told the tokens compared so far, and may throw to give up
    /// @throws IllegalArgumentException if the vocabularies differ or the documents have no token
    public static QualityLoss measure(
            LanguageModel original,
            Transformer changed,
            List<String> documents,
            IntConsumer progress) {
        int v = original.transformer().config().vocabSize();
        if (changed.config().vocabSize() != v) {
            throw new IllegalArgumentException(
                    "one model has " + v + " tokens and the other " + changed.config().vocabSize());
        }
        Comparison comparison = new Comparison(original, changed, progress);
        long bytes = 0;
        for (int i = 0; i < documents.size(); i++) {
            String document = documents.get(i);
            bytes += document.getBytes(StandardCharsets.UTF_8).length;
            comparison.add(i, original.tokenizer().encode(document, SpecialTokens.PLAIN).ids());
        }
        return comparison.result(bytes);
    }

    /// What is added up.
    private static final class Comparison {
        private final Transformer original;
        private final Transformer changed;
        private final int start;
        private final IntConsumer progress;
        private final float[] p;
        private final float[] q;
        private double[] kl = new double[1024];
        private int count;
        private int same;
        private double originalNats;
        private double changedNats;
        private double largestKl = -1;
        private Place largestAt = new Place(0, 0, 0);

        Comparison(LanguageModel original, Transformer changed, IntConsumer progress) {
            this.original = original.transformer();
            this.changed = changed;
            this.start = original.startToken();
            this.progress = progress;
            this.p = new float[changed.config().vocabSize()];
            this.q = new float[p.length];
        }

        void add(int document, int[] text) {
            int[] ids = new int[text.length + 1];
            ids[0] = start;
            System.arraycopy(text, 0, ids, 1, text.length);
            int context = Math.min(original.config().blockSize(), changed.config().blockSize());
            int done = 1;
            while (done < ids.length) {
                int first = Math.max(0, done - 1 - (done == 1 ? 0 : context / 2));
                int end = Math.min(ids.length, first + context + 1);
                int[] inputs = Arrays.copyOfRange(ids, first, end - 1);
                Tensor one = original.forward(inputs, null, Hooks.none(), LogitRows.ALL);
                Tensor other = changed.forward(inputs, null, Hooks.none(), LogitRows.ALL);
                for (; done < end; done++) {
                    long row = (long) (done - 1 - first) * p.length;
                    original.backend().read(one, row, p, 0, p.length);
                    changed.backend().read(other, row, q, 0, q.length);
                    compare(new Place(document, done - 1, ids[done]));
                }
                progress.accept(count);
            }
        }

        private void compare(Place at) {
            if (count == kl.length) {
                kl = Arrays.copyOf(kl, 2 * count);
            }
            double nats = LogProbs.klNats(p, q);
            kl[count++] = nats;
            if (nats > largestKl) {
                largestKl = nats;
                largestAt = at;
            }
            same += largest(p) == largest(q) ? 1 : 0;
            originalNats -= LogProbs.logProb(p, at.id());
            changedNats -= LogProbs.logProb(q, at.id());
        }

        private static int largest(float[] values) {
            int best = 0;
            for (int i = 1; i < values.length; i++) {
                best = values[i] > values[best] ? i : best;
            }
            return best;
        }

        QualityLoss result(long bytes) {
            if (count == 0) {
                throw new IllegalArgumentException("there is no token to compare on");
            }
            double[] sorted = Arrays.copyOf(kl, count);
            Arrays.sort(sorted);
            double bits = Math.log(2) * bytes;
            return new QualityLoss(
                    count,
                    bytes,
                    Arrays.stream(sorted).sum() / count,
                    sorted[(int) Math.min(count - 1, Math.ceil(0.99 * count) - 1)],
                    sorted[count - 1],
                    originalNats / bits,
                    changedNats / bits,
                    (double) same / count,
                    largestAt);
        }
    }
}
