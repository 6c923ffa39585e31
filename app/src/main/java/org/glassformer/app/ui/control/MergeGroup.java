package org.glassformer.app.ui.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The same characters of a text before and after a merge, as [MergeFlow] draws them.
///
/// @param before one token, or the two that merge
/// @param after the token that comes out; null where nothing is merged yet
/// @param merged whether this place is one of those that the merge changes
public record MergeGroup(List<Part> before, @Nullable Part after, boolean merged) {

    /// A token with the hue that its characters keep through all merges.
    ///
    /// @param token what the chip says
    /// @param hue of the place of its first byte in the text
    public record Part(FlowToken token, int hue) {}

    /// Copies the list.
    public MergeGroup {
        before = List.copyOf(before);
    }
}
