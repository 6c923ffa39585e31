package org.glassformer.engine.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.glassformer.engine.backend.Backend;
import org.glassformer.engine.generate.LanguageModel;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.model.Transformer;
import org.glassformer.engine.model.Transformer.LogitRows;
import org.glassformer.engine.tensor.Shape;
import org.glassformer.engine.tensor.Tensor;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;

/// How well a model predicts text: every token of every document is scored exactly once.
///
/// Each document begins with the model's start token, which is not scored. One that is longer than
/// the context is read in windows, each of which keeps half a context of history before the first
/// token it scores.
final class Scorer {
    private final Transformer model;
    private final Tokenizer tokenizer;
    private final int start;
    private double nats;
    private long tokens;
    private long bytes;
    private int documents;

    Scorer(LanguageModel model) {
        this.model = model.transformer();
        this.tokenizer = model.tokenizer();
        this.start = model.startToken();
    }

    /// Scores one document.
    void add(String document) {
        int[] text = tokenizer.encode(document, SpecialTokens.PLAIN).ids();
        int[] ids = new int[text.length + 1];
        ids[0] = start;
        System.arraycopy(text, 0, ids, 1, text.length);
        documents++;
        bytes += document.getBytes(StandardCharsets.UTF_8).length;
        tokens += text.length;
        int context = model.config().blockSize();
        int scored = 1; // ids before this index are done; the start token is given
        while (scored < ids.length) {
            int first = Math.max(0, scored - 1 - (scored == 1 ? 0 : context / 2));
            int end = Math.min(ids.length, first + context + 1);
            nats += window(ids, first, end, scored);
            scored = end;
        }
    }

    /// The loss of the tokens from `scored` to `end`, read from `first` on.
    private double window(int[] ids, int first, int end, int scored) {
        int[] inputs = Arrays.copyOfRange(ids, first, end - 1);
        int[] targets = Arrays.copyOfRange(ids, first + 1, end);
        Arrays.fill(targets, 0, scored - first - 1, -1);
        Backend backend = model.backend();
        Tensor logits = model.forward(inputs, null, Hooks.none(), LogitRows.ALL);
        try (Tensor losses = backend.allocate(Shape.of(inputs.length))) {
            backend.crossEntropy(losses, logits, targets);
            double sum = 0;
            for (float loss : backend.read(losses)) {
                sum += loss;
            }
            return sum;
        }
    }

    /// Tokens scored.
    long tokens() {
        return tokens;
    }

    /// UTF-8 bytes of the documents.
    long bytes() {
        return bytes;
    }

    /// Documents scored.
    int documents() {
        return documents;
    }

    /// The mean loss of a token, in nats.
    double natsPerToken() {
        return nats / tokens;
    }

    /// The loss of all tokens over the bytes, in bits.
    double bitsPerByte() {
        return nats / Math.log(2) / bytes;
    }

    /// e to the mean loss of a token.
    double perplexity() {
        return Math.exp(natsPerToken());
    }
}
