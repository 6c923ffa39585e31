package org.glassformer.app.ui.control;

import java.util.List;

/// The tokens that a search looked at, as a tree. Immutable.
///
/// @param nodes a node comes after its parent, and those of one depth come in the order of their worth
public record BeamTreeData(List<Node> nodes) {

    /// No tree.
    public static final BeamTreeData EMPTY = new BeamTreeData(List.of());

    /// The parent of the first tokens.
    public static final int ROOT = -1;

    /// What became of a token.
    public enum Fate {
        /// It was continued.
        KEPT,
        /// It ended a text.
        FINISHED,
        /// There were better ones.
        PRUNED
    }

    /// One token.
    ///
    /// @param parent index of the token before it, or [#ROOT]
    /// @param depth how many tokens lead to it, its own counted
    /// @param token as it is shown
    /// @param score as it is shown
    /// @param fate what became of it
    public record Node(int parent, int depth, String token, String score, Fate fate) {}

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if a node does not come right after a parent
    public BeamTreeData {
        nodes = List.copyOf(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            int above = node.parent() == ROOT ? 0 : parentDepth(nodes, i);
            if (node.depth() != above + 1) {
                throw new IllegalArgumentException("node " + i + " is not right after its parent");
            }
        }
    }

    private static int parentDepth(List<Node> nodes, int index) {
        int parent = nodes.get(index).parent();
        return parent >= 0 && parent < index ? nodes.get(parent).depth() : -1;
    }

    /// The number of columns.
    int depth() {
        return nodes.isEmpty() ? 0 : nodes.getLast().depth();
    }

    /// Whether a node leads to another one or is it.
    boolean leadsTo(int node, int end) {
        int at = end;
        while (at > node) {
            at = nodes.get(at).parent();
        }
        return at == node;
    }
}
