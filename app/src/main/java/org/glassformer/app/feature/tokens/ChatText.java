package org.glassformer.app.feature.tokens;

import java.util.List;
import org.glassformer.app.ui.control.TextRange;

/// Messages put together by a template.
///
/// @param text what the model reads
/// @param added the ranges that the template added, in order
public record ChatText(String text, List<TextRange> added) {

    /// No messages.
    public static final ChatText EMPTY = new ChatText("", List.of());

    /// Copies the list.
    public ChatText {
        added = List.copyOf(added);
    }

    /// Whether the template added something of a range.
    boolean addedIn(int start, int end) {
        int low = 0;
        int high = added.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (added.get(middle).end() > start) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < added.size() && added.get(low).start() < Math.max(end, start + 1);
    }
}
