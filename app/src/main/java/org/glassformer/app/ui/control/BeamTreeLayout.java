package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which place each token of a search has in its column: below the tokens of the parents above it, so that no lines
/// cross.
final class BeamTreeLayout {

    private final List<List<Integer>> columns = new ArrayList<>();
    private final int[] rows;
    private final int most;

    BeamTreeLayout(BeamTreeData data) {
        List<BeamTreeData.Node> nodes = data.nodes();
        rows = new int[nodes.size()];
        Arrays.fill(rows, 0);
        int widest = 0;
        for (int i = 0; i < nodes.size(); i++) {
            while (columns.size() < nodes.get(i).depth()) {
                columns.add(new ArrayList<>());
            }
            columns.get(nodes.get(i).depth() - 1).add(i);
        }
        for (List<Integer> column : columns) {
            column.sort(
                    Comparator.comparingInt(node -> {
                        int parent = nodes.get(node).parent();
                        return parent < 0 ? -1 : rows[parent];
                    })); // stable: the better ones first
            for (int row = 0; row < column.size(); row++) {
                rows[column.get(row)] = row;
            }
            widest = Math.max(widest, column.size());
        }
        most = widest;
    }

    /// The number of columns.
    int depth() {
        return columns.size();
    }

    /// The tokens of a column from the top.
    ///
    /// @param depth from 1
    List<Integer> column(int depth) {
        return columns.get(depth - 1);
    }

    /// How many tokens the fullest column has.
    int most() {
        return most;
    }

    /// The place of a token in rows from the top of the fullest column; columns stand in the middle.
    double row(int node, int depth) {
        return rows[node] + (most - column(depth).size()) / 2.0;
    }

    /// The token next to another one in its column; itself at the end.
    int beside(int node, int depth, int step) {
        List<Integer> column = column(depth);
        return column.get(Math.clamp(rows[node] + step, 0, column.size() - 1));
    }
}
