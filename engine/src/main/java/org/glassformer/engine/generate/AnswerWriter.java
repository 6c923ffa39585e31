package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.grammar.GrammarState;
import org.glassformer.engine.sampling.grammar.TokenMasks;
import org.glassformer.engine.tokenizer.StreamDecoder;
import org.jspecify.annotations.Nullable;

/// Writes on from a node of a tree until something ends the text.
final class AnswerWriter {
    private static final double NANOS_PER_MS = 1e6;

    private final BranchTree tree;
    private final GenerationSettings settings;
    private final StopTexts stopTexts;
    private final StreamDecoder decoder;
    private final List<GeneratedToken> tokens = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final BranchNode from;
    private BranchNode node;
    private @Nullable GrammarState grammar;
    private double logprob;
    private int shown; // characters of the text that may be seen

    AnswerWriter(BranchTree tree, BranchNode from, GenerationSettings settings) {
        this.tree = tree;
        this.settings = settings;
        this.stopTexts = new StopTexts(settings.stopTexts());
        this.from = from;
        this.node = from;
        this.decoder = tree.model().tokenizer().newDecoder();
        for (int id : node.ids()) {
            decoder.append(id);
        }
        TokenMasks masks = settings.grammar();
        this.grammar = masks == null ? null : after(masks, from);
    }

    /// The grammar after the tokens that follow the prompt.
    private static GrammarState after(TokenMasks masks, BranchNode from) {
        GrammarState state = masks.start();
        for (BranchNode token : from.path()) {
            state = state.accept(token.id());
        }
        return state;
    }

    /// The last token written.
    BranchNode node() {
        return node;
    }

    Generation write(GenerationListener listener) {
        long start = System.nanoTime();
        StopReason stop = StopReason.MAX_TOKENS;
        while (tokens.size() < settings.maxTokens()) {
            StopReason now = step(listener);
            if (now != null) {
                stop = now;
                break;
            }
        }
        if (stop != StopReason.STOP_TEXT) {
            int seen = text.length();
            text.append(decoder.finish());
            int at = stopTexts.find(text, seen);
            if (at >= 0) {
                text.setLength(at);
                stop = StopReason.STOP_TEXT;
            }
        }
        double decoded = (System.nanoTime() - start) / NANOS_PER_MS;
        return new Generation(
                Arrays.stream(from.ids()).boxed().toList(),
                tokens,
                text.toString(),
                stop,
                logprob,
                tree.prefillMs(),
                tokens.size() < 2 ? 0 : decoded / (tokens.size() - 1));
    }

    /// One more token; returns why the text ends, or null if it goes on.
    private @Nullable StopReason step(GenerationListener listener) {
        GrammarState before = grammar;
        if (before != null && before.isFinished()) {
            return StopReason.GRAMMAR_COMPLETE;
        }
        if (!tree.hasRoomAfter(node)) {
            return StopReason.CONTEXT_FULL;
        }
        int position = node.position() + 1;
        SamplingContext context = SamplingContext.after(node.ids(), settings.seed());
        Chooser choice = Chooser.draw(tree.logits(node), settings.chain(), before, context);
        int id = choice.drawn().id();
        logprob += choice.drawn().logprob();
        if (settings.stopTokens().contains(id)) {
            return StopReason.STOP_TOKEN;
        }
        if (before != null) {
            grammar = before.accept(id);
        }
        node = tree.add(node, choice.drawn());
        int seen = text.length();
        String piece = decoder.append(id);
        text.append(piece);
        int stopAt = stopTexts.find(text, seen);
        if (stopAt >= 0) {
            text.setLength(stopAt);
        }
        int show = stopAt >= 0 ? stopAt : text.length() - stopTexts.held(text);
        String visible = text.substring(Math.min(shown, show), show);
        shown = Math.max(shown, show);
        GeneratedToken token =
                new GeneratedToken(position, piece, visible, choice.drawn(), choice.maskedMass());
        tokens.add(token);
        boolean goOn = listener.onToken(token);
        if (stopAt >= 0) {
            return StopReason.STOP_TEXT;
        }
        return goOn ? null : StopReason.CANCELLED;
    }
}
