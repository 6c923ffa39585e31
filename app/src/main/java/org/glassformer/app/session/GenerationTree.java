package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassformer.engine.generate.BranchCost;
import org.glassformer.engine.hook.Interventions;
import org.jspecify.annotations.Nullable;

/// A generation as a tree: every token after the typed prompt can be continued in several ways. One way from the root is
/// the text shown. Immutable: what changes a tree gives another one.
///
/// It holds texts and choices, not numbers of the model; the keys and values that branches share are the engine's, and
/// what they cost so far is in [#cost()].
public final class GenerationTree {

    /// The number of the root.
    public static final int ROOT = 0;

    /// A node and what only the session asks.
    ///
    /// @param piece what its token adds to the text, complete characters only
    /// @param under what was changed in the model when it was chosen
    private record Entry(TreeNode node, String piece, Interventions under) {}

    private final PromptTokens prompt;
    private final NumberTable<Entry> entries;
    private final int current;
    private final int next; // the number of the next node
    private final BranchCost cost;
    private @Nullable Map<Integer, List<TreeNode>> children; // made when first asked for

    private GenerationTree(
            PromptTokens prompt,
            NumberTable<Entry> entries,
            int current,
            int next,
            BranchCost cost) {
        this.prompt = prompt;
        this.entries = entries;
        this.current = current;
        this.next = next;
        this.cost = cost;
    }

    /// A prompt that nothing was added to.
    static GenerationTree of(PromptTokens prompt) {
        TreeNode root = new TreeNode(ROOT, LabSession.NONE, 0, prompt.tokens().getLast(), null, "");
        int length = prompt.tokens().size();
        return new GenerationTree(
                prompt,
                NumberTable.of(ROOT, new Entry(root, "", Interventions.NONE)),
                ROOT,
                ROOT + 1,
                new BranchCost(length, 0, 0, 0, 0, 0, 0));
    }

    /// The typed prompt, on which all branches go on.
    public PromptTokens prompt() {
        return prompt;
    }

    /// All nodes by their number, the root first; pruned ones are absent, so that numbers may be missing.
    public List<TreeNode> nodes() {
        return entries.values().stream().map(Entry::node).toList();
    }

    /// The node whose way from the root is the text shown.
    public TreeNode current() {
        return node(current);
    }

    /// Whether there is a node of that number.
    public boolean has(int number) {
        return entries.get(number) != null;
    }

    /// A node by its number.
    ///
    /// @throws IllegalArgumentException if there is none, or it was pruned
    public TreeNode node(int number) {
        return entry(number).node();
    }

    private Entry entry(int number) {
        Entry entry = entries.get(number);
        if (entry == null) {
            throw new IllegalArgumentException("there is no node " + number);
        }
        return entry;
    }

    /// What follows a node, in the order of being added.
    public List<TreeNode> children(int number) {
        Map<Integer, List<TreeNode>> known = children;
        if (known == null) {
            known = new HashMap<>();
            for (Entry entry : entries.values()) {
                known.computeIfAbsent(entry.node().parent(), none -> new ArrayList<>())
                        .add(entry.node());
            }
            children = known;
        }
        return Collections.unmodifiableList(known.getOrDefault(number, List.of()));
    }

    /// The nodes from the root to one, both counted.
    public List<TreeNode> path(int number) {
        List<TreeNode> path = new ArrayList<>();
        for (int at = number; at != LabSession.NONE; at = path.getLast().parent()) {
            path.add(node(at));
        }
        return Collections.unmodifiableList(path.reversed());
    }

    /// The last node that two have in common.
    public TreeNode fork(int a, int b) {
        TreeNode left = node(a);
        TreeNode right = node(b);
        while (left.number() != right.number()) {
            if (left.depth() >= right.depth()) {
                left = node(left.parent());
            } else {
                right = node(right.parent());
            }
        }
        return left;
    }

    /// The text up to a node, the prompt's in front; complete characters only.
    public String text(int number) {
        StringBuilder text = new StringBuilder(prompt.text());
        for (TreeNode node : path(number)) {
            text.append(entry(node.number()).piece());
        }
        return text.toString();
    }

    /// What a node's token adds to the text: nothing for the root, or where a character is not complete yet.
    public String piece(int number) {
        return entry(number).piece();
    }

    /// The tokens up to a node, the prompt's in front.
    public List<SessionToken> tokens(int number) {
        List<SessionToken> tokens = new ArrayList<>(prompt.tokens());
        path(number).stream().skip(1).map(TreeNode::token).forEach(tokens::add);
        return List.copyOf(tokens);
    }

    /// What all runs for this prompt have cost so far: tokens computed, tokens that branches reused, memory.
    public BranchCost cost() {
        return cost;
    }

    /// The node at the end of a text; empty if the text is not in the tree, or ends inside the prompt.
    ///
    /// @param tokens with the prompt's in front
    public Optional<TreeNode> find(List<SessionToken> tokens) {
        int typed = prompt.tokens().size();
        if (tokens.size() < typed || !tokens.subList(0, typed).equals(prompt.tokens())) {
            return Optional.empty();
        }
        Optional<TreeNode> node = Optional.of(node(ROOT));
        for (SessionToken token : tokens.subList(typed, tokens.size())) {
            node = node.flatMap(at -> child(at.number(), token.id()));
        }
        return node;
    }

    /// Whether a reading's text is in the tree, or a beginning of its prompt.
    public boolean holds(Reading reading) {
        List<SessionToken> tokens = reading.tokens();
        boolean inside =
                tokens.size() < prompt.tokens().size()
                        && prompt.tokens().subList(0, tokens.size()).equals(tokens);
        return reading.model().equals(prompt.model()) && (inside || find(tokens).isPresent());
    }

    /// The child of a node with a token.
    Optional<TreeNode> child(int parent, int id) {
        for (int number = parent + 1; number < next; number++) { // a child is younger
            Entry entry = entries.get(number);
            if (entry != null
                    && entry.node().parent() == parent
                    && entry.node().token().id() == id) {
                return Optional.of(entry.node());
            }
        }
        return Optional.empty();
    }

    /// What was changed in the model when a node was chosen.
    Interventions under(int number) {
        return entry(number).under();
    }

    /// The same tree with one more token behind the current one, which becomes the current one. The same token again is
    /// the same node, chosen as it was.
    GenerationTree with(SessionToken token, Choice choice, String piece, Interventions under) {
        Optional<TreeNode> known = child(current, token.id());
        if (known.isPresent()) {
            return at(known.get().number());
        }
        int depth = node(current).depth() + 1;
        TreeNode node = new TreeNode(next, current, depth, token, choice, "");
        NumberTable<Entry> more = entries.with(next, new Entry(node, piece, under));
        return new GenerationTree(prompt, more, next, next + 1, cost);
    }

    /// The same tree with another text shown.
    GenerationTree at(int number) {
        return new GenerationTree(prompt, entries, entry(number).node().number(), next, cost);
    }

    /// The tree without a node and all after it; where they were shown, the text before them is.
    GenerationTree without(int number) {
        NumberTable<Entry> left = entries;
        List<Integer> gone = new ArrayList<>(List.of(number));
        while (!gone.isEmpty()) {
            int node = gone.removeLast();
            left = left.with(node, null);
            children(node).stream().map(TreeNode::number).forEach(gone::add);
        }
        int shown = left.get(current) != null ? current : entry(number).node().parent();
        return new GenerationTree(prompt, left, shown, next, cost);
    }

    /// The same tree with another name for a node.
    GenerationTree named(int number, String name) {
        Entry entry = entry(number);
        Entry named = new Entry(entry.node().called(name), entry.piece(), entry.under());
        NumberTable<Entry> changed = entries.with(number, named);
        return new GenerationTree(prompt, changed, current, next, cost);
    }

    /// The same tree without what can be found again; for keeping.
    GenerationTree lean() {
        return costing(cost);
    }

    /// The same tree with what it has cost by now.
    GenerationTree costing(BranchCost now) {
        return new GenerationTree(prompt, entries, current, next, now);
    }

    /// Whether another tree has the same nodes and shows the same text.
    boolean isLike(GenerationTree other) {
        return current == other.current
                && prompt.equals(other.prompt)
                && entries.isLike(other.entries);
    }
}
