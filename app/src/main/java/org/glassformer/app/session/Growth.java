package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.session.TokenRun.Written;
import org.jspecify.annotations.Nullable;

/// The tree of texts while a run adds tokens to it.
final class Growth {
    private final List<Integer> nodes =
            new ArrayList<>(); // where the run began, and one for each token
    private GenerationTree tree;

    private Growth(GenerationTree begun) {
        tree = begun;
        nodes.add(begun.current().number());
    }

    /// Begins at the node where a reading ends; with another tree if that is inside the prompt; null if it is nowhere.
    static @Nullable Growth from(GenerationTree tree, Reading from) {
        if (!tree.holds(from)) {
            return null;
        }
        PromptTokens text = new PromptTokens(from.model(), from.text(), from.tokens());
        return new Growth(
                tree.find(from.tokens())
                        .map(node -> tree.at(node.number()))
                        .orElseGet(() -> GenerationTree.of(text)));
    }

    /// The tree at the last token.
    GenerationTree tree() {
        return tree;
    }

    /// How many tokens the run has added.
    int tokens() {
        return nodes.size() - 1;
    }

    /// The tree at the node behind that many tokens of the run.
    GenerationTree after(int tokens) {
        return tree.at(nodes.get(tokens));
    }

    /// Adds tokens.
    ///
    /// @param written one or more, those since the last call
    void add(List<Written> written) {
        for (Written one : written) {
            Reading reading = one.reading();
            tree =
                    tree.with(
                            reading.tokens().getLast(),
                            one.choice(),
                            one.piece(),
                            reading.interventions());
            nodes.add(tree.current().number());
        }
        tree = tree.costing(written.getLast().cost());
    }
}
