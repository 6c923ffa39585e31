package org.glassformer.engine.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.glassformer.engine.model.KvNode;
import org.glassformer.engine.sampling.DrawnToken;
import org.glassformer.engine.sampling.LogProbs;
import org.jspecify.annotations.Nullable;

/// One token of a [BranchTree], or its root, which stands for the whole prompt.
public final class BranchNode {
    private final int number;
    private final @Nullable BranchNode parent;
    private final KvNode place;
    private final @Nullable DrawnToken drawn;
    private final double totalLogprob;
    private final List<BranchNode> children = new ArrayList<>();
    private String name = "";
    private boolean pruned;

    BranchNode(int number, @Nullable BranchNode parent, KvNode place, @Nullable DrawnToken drawn) {
        this.number = number;
        this.parent = parent;
        this.place = place;
        this.drawn = drawn;
        this.totalLogprob =
                (parent == null ? 0 : parent.totalLogprob) + (drawn == null ? 0 : drawn.logprob());
    }

    /// Its number in the tree, in the order of being added; 0 is the root.
    public int number() {
        return number;
    }

    /// The token; for the root the prompt's last one.
    public int id() {
        return place.id();
    }

    /// The position of its token in the text, the prompt's tokens counted.
    public int position() {
        return place.length() - 1;
    }

    /// How many tokens after the prompt lead to it, its own counted; 0 for the root.
    public int depth() {
        int depth = 0;
        BranchNode above = parent;
        while (above != null) {
            depth++;
            above = above.parent;
        }
        return depth;
    }

    /// The token before it; empty for the root.
    public Optional<BranchNode> parent() {
        return Optional.ofNullable(parent);
    }

    /// What follows it, in the order of being added; not to be changed.
    public List<BranchNode> children() {
        return Collections.unmodifiableList(children);
    }

    /// How it was chosen; empty for the root.
    public Optional<DrawnToken> drawn() {
        return Optional.ofNullable(drawn);
    }

    /// The natural logarithm of the probability of all tokens from the root to this one.
    public double totalLogprob() {
        return totalLogprob;
    }

    /// The mean logprob of the tokens from the root to this one; 0 for the root.
    public double averageLogprob() {
        int depth = depth();
        return depth == 0 ? 0 : totalLogprob / depth;
    }

    /// What people call the branch that begins here; empty if nothing.
    public String name() {
        return name;
    }

    /// Gives the branch that begins here a name.
    public void rename(String text) {
        name = text;
    }

    /// Whether it was pruned.
    public boolean isPruned() {
        return pruned;
    }

    /// The token ids of the whole text up to here, prompt included.
    public int[] ids() {
        return place.ids();
    }

    /// The nodes from the first after the root to this one.
    public List<BranchNode> path() {
        List<BranchNode> path = new ArrayList<>();
        for (BranchNode node = this; node.parent != null; node = node.parent) {
            path.add(node);
        }
        Collections.reverse(path);
        return path;
    }

    KvNode place() {
        return place;
    }

    /// The child with a token, or null.
    @Nullable BranchNode child(int id) {
        for (BranchNode child : children) {
            if (child.id() == id) {
                return child;
            }
        }
        return null;
    }

    void addChild(BranchNode child) {
        children.add(child);
    }

    void prune() {
        if (parent != null) {
            parent.children.remove(this);
        }
        List<BranchNode> open = new ArrayList<>(List.of(this));
        while (!open.isEmpty()) {
            BranchNode node = open.removeLast();
            node.pruned = true;
            open.addAll(node.children);
        }
    }

    /// A token that was chosen by hand from the model's own distribution.
    static DrawnToken chosen(float[] logits, int id) {
        double logprob = LogProbs.logProb(logits, id);
        return new DrawnToken(
                id, 0, 0, 1, Math.exp(logprob), logprob, LogProbs.rank(logits, id), logits.length);
    }
}
