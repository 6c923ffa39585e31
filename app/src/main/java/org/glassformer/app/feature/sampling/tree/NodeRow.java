package org.glassformer.app.feature.sampling.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.glassformer.app.export.Caption;
import org.glassformer.app.export.Column;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.GenerationTree;
import org.glassformer.app.session.TreeNode;

/// A node as a row of a table.
///
/// @param node the node
/// @param token as it is read; the end of the prompt for the root
/// @param shown whether it is part of the text shown
/// @param branches how many tokens follow it, each a branch of its own
record NodeRow(Node node, String token, boolean shown, int branches) {

    /// The nodes of a tree by their numbers.
    static List<NodeRow> of(GenerationTree tree) {
        Set<Integer> path = new HashSet<>();
        tree.path(tree.current().number()).forEach(node -> path.add(node.number()));
        List<NodeRow> rows = new ArrayList<>();
        for (TreeNode each : tree.nodes()) {
            Node node = TreeViewModel.plain(each);
            rows.add(
                    new NodeRow(
                            node,
                            node.isRoot() ? TreeWords.prompt(tree) : node.label(),
                            path.contains(node.number()),
                            tree.children(node.number()).size()));
        }
        return List.copyOf(rows);
    }

    /// The nodes of a tree as numbers to be kept.
    static NumbersTable table(GenerationTree tree, Caption caption) {
        List<NodeRow> rows = of(tree);
        return new NumbersTable(
                caption,
                rows.size(),
                List.of(
                        Column.whole(name("node"), at -> rows.get(at).node().number()),
                        Column.whole(name("parent"), at -> rows.get(at).node().parent()),
                        Column.whole(name("depth"), at -> rows.get(at).node().depth()),
                        Column.whole(name("id"), at -> rows.get(at).node().id()),
                        Column.text(name("token"), at -> rows.get(at).node().text()),
                        Column.text(name("branch"), at -> rows.get(at).node().name()),
                        Column.whole(name("shown"), at -> rows.get(at).shown() ? 1 : 0),
                        number(rows, "logprob", Node::logprob),
                        Column.whole(name("rank"), at -> rows.get(at).node().rank()),
                        number(rows, "entropy", Node::entropyBits),
                        number(rows, "after", Node::after),
                        number(rows, "u", Node::u),
                        Column.whole(name("byHand"), at -> rows.get(at).node().byHand() ? 1 : 0),
                        Column.whole(name("seed"), at -> rows.get(at).node().seed())));
    }

    private static Column number(List<NodeRow> rows, String name, ToDoubleFunction<Node> value) {
        return Column.float64(name(name), "", at -> value.applyAsDouble(rows.get(at).node()));
    }

    private static String name(String column) {
        return Messages.text("tree.column." + column);
    }
}
