package org.glassformer.engine.tokenizer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the added tokens in a text: the longest at the leftmost place.
final class AddedTokens {
    /// A token beside the model's own, such as `<|endoftext|>`.
    ///
    /// @param special whether decoding leaves it out
    /// @param normalized whether it is looked for after normalising
    /// @param stripLeft whether it takes white space before it
    /// @param stripRight whether it takes white space after it
    /// @param singleWord whether it counts only between characters that belong to no word
    record AddedToken(
            int id,
            String content,
            boolean special,
            boolean normalized,
            boolean stripLeft,
            boolean stripRight,
            boolean singleWord) {
        static AddedToken special(int id, String content) {
            return new AddedToken(id, content, true, false, false, false, false);
        }
    }

    /// A place where a token stands.
    record Found(AddedToken token, int from, int to) {}

    private static final class Node {
        private final Map<Character, Node> next = new HashMap<>();
        private @Nullable AddedToken token;
    }

    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final Node root = new Node();
    private final boolean empty;
    private final boolean onlySpecial;
    private final int first; // what all begin with, or NONE, or SEVERAL
    private final BitSet firsts = new BitSet();

    /// @param contents what to look for, for each token
    AddedTokens(List<AddedToken> tokens, List<String> contents) {
        int begin = NONE;
        boolean plain = false;
        for (int i = 0; i < tokens.size(); i++) {
            if (contents.get(i).isEmpty()) {
                continue;
            }
            char head = contents.get(i).charAt(0);
            firsts.set(head);
            begin = begin == NONE || begin == head ? head : SEVERAL;
            plain |= !tokens.get(i).special();
            Node node = root;
            for (char c : contents.get(i).toCharArray()) {
                node = node.next.computeIfAbsent(c, _ -> new Node());
            }
            node.token = tokens.get(i);
        }
        empty = begin == NONE;
        onlySpecial = !plain;
        first = begin;
    }

    boolean isEmpty() {
        return empty;
    }

    /// The next token at or after `from`, or null. Takes no white space before `from`.
    @Nullable Found next(String text, int from, boolean withSpecial) {
        if (empty || (onlySpecial && !withSpecial)) {
            return null;
        }
        for (int at = begin(text, from); at < text.length(); at = begin(text, at + 1)) {
            Node node = root.next.get(text.charAt(at));
            if (node == null) {
                continue;
            }
            AddedToken token = null;
            int end = at;
            for (int i = at + 1; ; i++) {
                if (node.token != null
                        && (withSpecial || !node.token.special())
                        && stands(node.token, text, at, i)) {
                    token = node.token;
                    end = i;
                }
                node = i < text.length() ? node.next.get(text.charAt(i)) : null;
                if (node == null) {
                    break;
                }
            }
            if (token != null) {
                return widened(token, text, from, at, end);
            }
        }
        return null;
    }

    /// The next place from `from` where a token may begin, or the text's length.
    private int begin(String text, int from) {
        if (first != SEVERAL) {
            int at = text.indexOf(first, from);
            return at < 0 ? text.length() : at;
        }
        int at = from;
        while (at < text.length() && !firsts.get(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean stands(AddedToken token, String text, int from, int to) {
        return !token.singleWord()
                || ((from == 0 || !CharClass.isWord(text.codePointBefore(from)))
                        && (to == text.length() || !CharClass.isWord(text.codePointAt(to))));
    }

    private static Found widened(AddedToken token, String text, int least, int from, int to) {
        int start = from;
        int end = to;
        while (token.stripLeft() && start > least && CharClass.isSpace(text.charAt(start - 1))) {
            start--;
        }
        while (token.stripRight() && end < text.length() && CharClass.isSpace(text.charAt(end))) {
            end++;
        }
        return new Found(token, start, end);
    }
}
