package org.glassformer.app.feature.sampling.tree;

import java.util.List;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.TreeNode;

/// Two branches of a tree: what they have in common, and what each says after that. Their first tokens after the fork
/// are the first difference.
///
/// @param common the text up to the fork
/// @param generated how many tokens after the prompt they have in common
/// @param shown the branch of the text shown
/// @param other the branch that it is compared with
record Branches(String common, int generated, Branch shown, Branch other) {

    /// Compares the text shown with another branch.
    ///
    /// @param end last node of the other branch
    static Branches of(GenerationTree tree, int end) {
        int now = tree.current().number();
        TreeNode fork = tree.fork(now, end);
        return new Branches(
                tree.text(fork.number()),
                fork.depth(),
                branch(tree, fork, now, Messages.text("branches.shown")),
                branch(tree, fork, end, Messages.text("branches.other")));
    }

    private static Branch branch(GenerationTree tree, TreeNode fork, int end, String unnamed) {
        List<Node> nodes =
                tree.path(end).stream()
                        .filter(node -> node.depth() > fork.depth())
                        .map(TreeViewModel::plain)
                        .toList();
        String name =
                nodes.stream()
                        .map(Node::name)
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .map(each -> Messages.text("branches.named", unnamed, each))
                        .orElse(unnamed);
        return new Branch(name, nodes);
    }

    /// The length of the longer one.
    int length() {
        return Math.max(shown.nodes().size(), other.nodes().size());
    }

    /// A row for each place after the fork.
    NumbersTable table(Caption caption) {
        return new NumbersTable(
                caption,
                length(),
                List.of(
                        Column.whole(name("place"), at -> at + 1L),
                        Column.text(name("shown"), shown::token),
                        Column.float64(name("shown.logprob"), "", shown::logprob),
                        Column.text(name("other"), other::token),
                        Column.float64(name("other.logprob"), "", other::logprob)));
    }

    private static String name(String column) {
        return Messages.text("branches.column." + column);
    }
}
