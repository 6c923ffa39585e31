package org.glassformer.app.session;

import org.jspecify.annotations.Nullable;

/// A token that was generated, or the root, which stands for the whole typed prompt.
///
/// @param number its number in the tree, in the order of being added; 0 is the root
/// @param parent the number of the node before it; [LabSession#NONE] for the root
/// @param depth how many tokens after the prompt lead to it, its own counted; 0 for the root
/// @param token the token; for the root the prompt's last one
/// @param choice how it came; null for the root
/// @param name what the person calls the branch that ends or begins here; empty for nothing
public record TreeNode(
        int number,
        int parent,
        int depth,
        SessionToken token,
        @Nullable Choice choice,
        String name) {

    /// Whether it is the end of the typed prompt.
    public boolean isRoot() {
        return parent == LabSession.NONE;
    }

    TreeNode called(String other) {
        return new TreeNode(number, parent, depth, token, choice, other);
    }
}
