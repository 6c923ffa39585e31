package org.glassformer.engine.chat;

import java.util.List;

/// A chat as one text. What does not come from the content of a message was added by the template: special tokens, role
/// names, line ends, default system prompts.
///
/// The origin is followed through the template character by character, so it holds where the template trims a content,
/// takes a part of it, repeats it, or adds the same words itself. What a template works out from a content, such as its
/// length, counts as added.
///
/// @param text the whole text
/// @param contents the parts that come from contents, in order and apart from each other; UTF-16 indices
public record RenderedChat(String text, List<ContentRange> contents) {
    /// A part of the text that comes from the content of a message.
    ///
    /// @param start the first character
    /// @param end one past the last
    /// @param message which message, from 0
    public record ContentRange(int start, int end, int message) {}

    /// Copies the list.
    public RenderedChat {
        contents = List.copyOf(contents);
    }

    /// Whether the template added all of the characters `start` to `end`.
    ///
    /// @param start the first, a UTF-16 index
    /// @param end one past the last
    public boolean isAdded(int start, int end) {
        int low = 0;
        int high = contents.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (contents.get(middle).end() <= start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == contents.size() || contents.get(low).start() >= end;
    }
}
