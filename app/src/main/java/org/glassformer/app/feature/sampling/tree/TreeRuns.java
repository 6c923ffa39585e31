package org.glassformer.app.feature.sampling.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.ui.control.TextTreeData;
import org.glassformer.app.ui.control.TextTreeData.Piece;
import org.glassformer.app.ui.control.TextTreeData.Run;

/// A tree of tokens as stretches of text without forks. A named token begins a stretch.
final class TreeRuns {

    /// Where the colours of surprisal end, in bits; always the same, so that trees can be compared.
    static final double MOST_BITS = 8;

    private record Open(int parent, TreeNode node) {}

    private TreeRuns() {}

    static TextTreeData of(GenerationTree tree) {
        List<Run> runs = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        open.push(new Open(TextTreeData.NONE, tree.node(GenerationTree.ROOT)));
        while (!open.isEmpty()) {
            Open next = open.pop();
            List<Piece> pieces = new ArrayList<>();
            TreeNode node = next.node();
            pieces.add(piece(tree, node));
            List<TreeNode> children = tree.children(node.number());
            while (!node.isRoot() && children.size() == 1 && children.getFirst().name().isEmpty()) {
                node = children.getFirst();
                pieces.add(piece(tree, node));
                children = tree.children(node.number());
            }
            int run = runs.size();
            runs.add(new Run(next.parent(), pieces, next.node().name()));
            children.reversed().forEach(child -> open.push(new Open(run, child)));
        }
        Set<Integer> path = new HashSet<>();
        tree.path(tree.current().number()).forEach(node -> path.add(node.number()));
        return new TextTreeData(
                runs, path, tree.current().number(), MOST_BITS, Messages.text("tree.surprisal"));
    }

    private static Piece piece(GenerationTree tree, TreeNode node) {
        Node plain = TreeViewModel.plain(node);
        String label = node.isRoot() ? TreeWords.prompt(tree) : plain.label();
        return new Piece(node.number(), label, (float) plain.bits());
    }
}
