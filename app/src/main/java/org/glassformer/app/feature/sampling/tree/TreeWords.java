package org.glassformer.app.feature.sampling.tree;

import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TreeNode;
import org.glassformer.app.ui.control.TokenText;

/// What is said of nodes and branches.
final class TreeWords {

    private static final int PROMPT_END = 28;

    private TreeWords() {}

    /// A token with its white space made visible.
    static String token(SessionToken token) {
        return token.kind() == SessionToken.Kind.TEXT
                ? TokenText.visible(token.text())
                : token.text();
    }

    /// The end of the typed prompt.
    static String prompt(GenerationTree tree) {
        String text = TokenText.visible(tree.prompt().text()).replace('·', ' ');
        if (text.isEmpty()) {
            return token(tree.node(GenerationTree.ROOT).token());
        }
        int from = Math.max(0, text.length() - PROMPT_END);
        return from == 0 ? text : "…" + text.substring(text.offsetByCodePoints(from, 0));
    }

    /// How likely a token was and how it came.
    static String reading(GenerationTree tree, Node node) {
        if (node.isRoot()) {
            return Messages.text("tree.reading.root", Figures.count(tree.prompt().tokens().size()));
        }
        String said =
                Messages.text(
                        "tree.reading",
                        node.label(),
                        Figures.fixed(node.bits(), 2),
                        Figures.count(node.rank()),
                        Figures.percent(node.probability()));
        return node.byHand()
                ? Messages.text("tree.reading.byHand", said)
                : Messages.text(
                        "tree.reading.drawn",
                        said,
                        Figures.fixed(node.u(), 4),
                        Long.toString(node.seed()));
    }

    /// Where a node is to the end of the text shown, and what a click on it does.
    static String place(GenerationTree tree, TreeNode node) {
        TreeNode end = tree.current();
        int after = end.depth() - node.depth();
        if (node.number() == end.number()) {
            return tree.children(node.number()).isEmpty() ? "" : Messages.text("tree.place.end");
        }
        if (!tree.path(end.number()).contains(node)) {
            return Messages.text("tree.place.goTo");
        }
        return after == 1
                ? Messages.text("tree.place.beforeOne")
                : Messages.text("tree.place.before", after);
    }

    /// What a tree has cost.
    static String cost(long computed, long reused, long bytes) {
        return Messages.text(
                "tree.cost", Figures.count(computed), Figures.count(reused), Figures.bytes(bytes));
    }

    /// What a tree has cost, in few words.
    static String shortCost(long computed, long reused) {
        return Messages.text("tree.cost.short", Figures.count(computed), Figures.count(reused));
    }
}
