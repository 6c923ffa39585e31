package org.glassformer.engine.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.glassformer.engine.hook.HookFilter;
import org.glassformer.engine.hook.Hooks;
import org.glassformer.engine.hook.Interventions;
import org.glassformer.engine.model.KvTree;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.SamplerChain;
import org.glassformer.engine.sampling.SamplingContext;
import org.glassformer.engine.sampling.SamplingTrace;
import org.glassformer.engine.tokenizer.StreamDecoder;
import org.jspecify.annotations.Nullable;

/// A generation as a tree: every token can be continued in several ways, and the prompt and all that
/// branches have in common are computed once.
///
/// The logits after a node are kept while there is room for them; after that they are computed again
/// from what the tree holds, which costs one token. It is used by the model's thread and closed by
/// its owner; the model is not closed with it.
public final class BranchTree implements AutoCloseable {
    private static final double NANOS_PER_MS = 1e6;
    private static final long LOGITS_BYTES = 64L << 20;

    private final LanguageModel model;
    private final Hooks hooks;
    private final KvTree texts;
    private final int promptLength;
    private final BranchNode root;
    private final Map<BranchNode, float[]> logits;
    private final double prefillMs;
    private double decodeMs;
    private int nodes = 1;

    /// Reads a prompt. Heads that are replaced by their mean get that over the prompt.
    ///
    /// @param interventions what is changed in the model, for all of the tree
    /// @param maxTokens how many tokens after the prompt a text may have; less where the model's
    ///     context ends
    /// @throws IllegalArgumentException if the prompt is empty, does not fit into the model's context
    ///     or has an id that is not in the vocabulary
    public BranchTree(
            LanguageModel model, int[] promptIds, Interventions interventions, int maxTokens) {
        this.model = model;
        int room = model.transformer().config().blockSize();
        if (promptIds.length > room) {
            throw new IllegalArgumentException(
                    "the prompt's "
                            + promptIds.length
                            + " tokens do not fit into the model's context of "
                            + room);
        }
        this.promptLength = promptIds.length;
        this.hooks =
                Hooks.of(
                        HookFilter.NONE,
                        interventions.withMeansOver(Math.max(1, promptIds.length)));
        long kept = LOGITS_BYTES / (4L * model.transformer().config().vocabSize());
        this.logits =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<BranchNode, float[]> eldest) {
                        return size() > Math.max(2, kept);
                    }
                };
        long capacity = Math.max(1L, (long) promptIds.length + maxTokens);
        this.texts = new KvTree(model.transformer(), (int) Math.min(room, capacity));
        try {
            if (promptIds.length == 0) {
                throw new IllegalArgumentException("the model needs at least one token");
            }
            this.root = new BranchNode(0, null, texts.add(texts.root(), promptIds), null);
            long start = System.nanoTime();
            logits.put(root, texts.logits(root.place(), hooks));
            this.prefillMs = (System.nanoTime() - start) / NANOS_PER_MS;
        } catch (RuntimeException | Error e) {
            texts.close();
            throw e;
        }
    }

    /// The end of the prompt.
    public BranchNode root() {
        return root;
    }

    /// Whether the model can read on after a node, that is, whether there are logits after it.
    public boolean hasRoomAfter(BranchNode node) {
        return node.position() < texts.capacity();
    }

    /// The model's logits after a node, (V); not to be changed.
    ///
    /// @throws IllegalArgumentException if the node was pruned or the context is full
    public float[] logits(BranchNode node) {
        float[] known = node.isPruned() ? null : logits.get(node);
        if (known != null) {
            return known;
        }
        long start = System.nanoTime();
        float[] made = texts.logits(node.place(), hooks);
        decodeMs += (System.nanoTime() - start) / NANOS_PER_MS;
        logits.put(node, made);
        return made;
    }

    /// What a chain is told of the step after a node: the tokens before and the seed.
    public SamplingContext context(BranchNode node, long seed) {
        return SamplingContext.after(node.ids(), seed);
    }

    /// The whole distribution after a node, and what a chain makes of it.
    ///
    /// @param context as [#context(BranchNode, long)] gives it, perhaps rerolled or constrained
    /// @throws IllegalArgumentException if the node was pruned or the context is full
    public SamplingTrace trace(BranchNode node, SamplerChain chain, SamplingContext context) {
        return chain.apply(logits(node), context);
    }

    /// What was written from a node on.
    ///
    /// @param end its last token; the node itself if there is none
    /// @param generation the text, whose prompt are all tokens up to the node
    public record Written(BranchNode end, Generation generation) {}

    /// Writes on from any node until something ends the text; a text written before with the same
    /// tokens is used again. The tree's own interventions count, not those of the settings. Stop
    /// texts are looked for in what is new; a grammar holds for all after the prompt.
    ///
    /// @throws IllegalArgumentException if the node was pruned, or its tokens do not fit the grammar
    public Written write(
            BranchNode from, GenerationSettings settings, GenerationListener listener) {
        AnswerWriter writer = new AnswerWriter(this, from, settings);
        Generation generation = writer.write(listener);
        return new Written(writer.node(), generation);
    }

    /// Continues a node with a token that was drawn. The same token again is the same node.
    ///
    /// @throws IllegalArgumentException if the node was pruned
    public BranchNode add(BranchNode parent, DrawnToken drawn) {
        BranchNode known = parent.child(drawn.id());
        if (known != null && !parent.isPruned()) {
            return known;
        }
        BranchNode node =
                new BranchNode(nodes, parent, texts.add(parent.place(), drawn.id()), drawn);
        nodes++;
        parent.addChild(node);
        return node;
    }

    /// Continues a node with a token chosen by hand.
    ///
    /// @throws IllegalArgumentException if the node was pruned or the context is full
    /// @throws IndexOutOfBoundsException if there is no such token
    public BranchNode add(BranchNode parent, int id) {
        return add(parent, BranchNode.chosen(logits(parent), id));
    }

    /// Takes a node and all after it out of the tree.
    ///
    /// @throws IllegalArgumentException if it is the root
    public void prune(BranchNode node) {
        texts.remove(node == root ? texts.root() : node.place());
        node.prune();
        logits.keySet().removeIf(BranchNode::isPruned);
    }

    /// What the tokens after the prompt say up to a node, complete characters only.
    public String text(BranchNode node) {
        return decode(node, false);
    }

    /// As [#text], with U+FFFD for bytes that have not become a character.
    String finalText(BranchNode node) {
        return decode(node, true);
    }

    private String decode(BranchNode node, boolean end) {
        StreamDecoder decoder = model.tokenizer().newDecoder();
        int[] ids = node.ids();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            String piece = decoder.append(ids[i]);
            if (i >= promptLength) {
                text.append(piece);
            }
        }
        return end ? text + decoder.finish() : text.toString();
    }

    /// The last node that two have in common.
    public BranchNode fork(BranchNode a, BranchNode b) {
        @Nullable BranchNode left = a;
        @Nullable BranchNode right = b;
        while (left != null && right != null && left != right) {
            if (left.position() >= right.position()) {
                left = left.parent().orElse(null);
            } else {
                right = right.parent().orElse(null);
            }
        }
        return Optional.ofNullable(left).orElse(root);
    }

    /// What it has cost so far.
    public BranchCost cost() {
        return new BranchCost(
                promptLength,
                texts.computedTokens(),
                texts.reusedTokens(),
                texts.copiedTokens(),
                texts.bytes(),
                prefillMs,
                decodeMs);
    }

    LanguageModel model() {
        return model;
    }

    double prefillMs() {
        return prefillMs;
    }

    @Override
    public void close() {
        texts.close();
        logits.clear();
    }
}
