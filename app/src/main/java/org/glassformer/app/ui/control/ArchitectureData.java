package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A transformer as boxes: a trunk from tokens to logits, and one of its blocks in full. Immutable.
///
/// @param before what the trunk has ahead of the blocks, from the top
/// @param layers how many blocks there are
/// @param after what the trunk has behind them
/// @param stream what runs down the block, such as `residual stream · T × 256`
/// @param branches what leaves the stream and is added to it again, from the top
/// @param parallel whether all branches leave the stream at the block's beginning
public record ArchitectureData(
        List<Item> before,
        int layers,
        List<Item> after,
        String stream,
        List<Branch> branches,
        boolean parallel) {

    /// No model.
    public static final ArchitectureData EMPTY =
            new ArchitectureData(List.of(), 0, List.of(), "", List.of(), false);

    /// Copies the lists.
    public ArchitectureData {
        before = List.copyOf(before);
        after = List.copyOf(after);
        branches = List.copyOf(branches);
    }

    /// What a box belongs to, which gives it its colour.
    public enum Role {
        /// The vectors of tokens and positions.
        EMBEDDING,
        /// Scales and shifts of norms.
        NORM,
        /// Attention.
        ATTENTION,
        /// The feed-forward layers.
        MLP,
        /// The way to the logits.
        HEAD
    }

    /// Something that the numbers flow through.
    public sealed interface Item {}

    /// Weights; they can be picked.
    ///
    /// @param id tells it from others, from block to block the same
    /// @param role what it belongs to
    /// @param name what it is
    /// @param shape its real shape, such as `256 × 768`
    /// @param count how many weights
    /// @param rows of its matrix, 1 for a vector
    /// @param columns of its matrix
    /// @param copies how many there are beside each other, such as experts; 1 for no more
    public record Weights(
            String id,
            Role role,
            String name,
            String shape,
            String count,
            int rows,
            int columns,
            int copies)
            implements Item {}

    /// Something without weights.
    ///
    /// @param role what it belongs to
    /// @param name what it is
    /// @param notes more lines about it
    /// @param heads how many heads it has; 0 for none
    /// @param keyHeads how many of them have keys and values of their own
    public record Operation(Role role, String name, List<String> notes, int heads, int keyHeads)
            implements Item {

        /// Copies the list.
        public Operation {
            notes = List.copyOf(notes);
        }
    }

    /// Adds what stands above and below it.
    public record Sum() implements Item {}

    /// Lets pass.
    public record Wire() implements Item {}

    /// A way from the stream back to it.
    ///
    /// @param name what it is
    /// @param stages from the left; what stands above each other in one works side by side
    public record Branch(String name, List<List<Item>> stages) {

        /// Copies the lists.
        public Branch {
            stages = stages.stream().map(List::copyOf).toList();
        }
    }

    /// All boxes that can be picked, in the order of the flow.
    List<Weights> weights() {
        List<Item> items = new ArrayList<>(before);
        branches.forEach(branch -> branch.stages().forEach(items::addAll));
        items.addAll(after);
        return items.stream().filter(Weights.class::isInstance).map(Weights.class::cast).toList();
    }

    /// The weights with an id.
    Optional<Weights> find(String id) {
        return weights().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /// The largest size of any matrix.
    int largest() {
        return weights().stream()
                .mapToInt(each -> Math.max(each.rows(), each.columns()))
                .max()
                .orElse(1);
    }
}
