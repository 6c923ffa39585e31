package org.glassformer.engine.tokenizer;

/// What becomes of the places where a text is cut, as Hugging Face tokenizers define it.
enum SplitBehavior {
    /// They are dropped.
    REMOVED,
    /// Each is a piece of its own.
    ISOLATED,
    /// Each ends the piece before it.
    MERGED_WITH_PREVIOUS,
    /// Each begins the piece after it.
    MERGED_WITH_NEXT,
    /// Neighbouring ones are one piece.
    CONTIGUOUS;

    /// Cuts `text[from, to)`.
    ///
    /// @param invert whether what lies between the matches counts as match
    void cut(AlignedText text, Matches matches, int from, int to, boolean invert, Pieces out) {
        Matches all = new Matches(); // both kinds in turn
        boolean[] isMatch = new boolean[2 * matches.size() + 1];
        int at = from;
        for (int i = 0; i < matches.size(); i++) {
            if (matches.from(i) > at) {
                isMatch[all.size()] = invert;
                all.add(at, matches.from(i));
            }
            isMatch[all.size()] = !invert;
            all.add(matches.from(i), matches.to(i));
            at = matches.to(i);
        }
        if (at < to) {
            isMatch[all.size()] = invert;
            all.add(at, to);
        }
        switch (this) {
            case REMOVED -> removed(text, all, isMatch, out);
            case ISOLATED -> isolated(text, all, out);
            case MERGED_WITH_PREVIOUS -> mergedWithPrevious(text, all, isMatch, out);
            case MERGED_WITH_NEXT -> mergedWithNext(text, all, isMatch, out);
            case CONTIGUOUS -> contiguous(text, all, isMatch, out);
        }
    }

    private static void removed(AlignedText text, Matches all, boolean[] isMatch, Pieces out) {
        for (int i = 0; i < all.size(); i++) {
            if (!isMatch[i]) {
                out.accept(text, all.from(i), all.to(i));
            }
        }
    }

    private static void isolated(AlignedText text, Matches all, Pieces out) {
        for (int i = 0; i < all.size(); i++) {
            out.accept(text, all.from(i), all.to(i));
        }
    }

    private static void mergedWithPrevious(
            AlignedText text, Matches all, boolean[] isMatch, Pieces out) {
        for (int i = 0; i < all.size(); i++) {
            int end = i;
            if (!isMatch[i] && i + 1 < all.size() && isMatch[i + 1]) {
                end = i + 1;
            }
            out.accept(text, all.from(i), all.to(end));
            i = end;
        }
    }

    private static void mergedWithNext(
            AlignedText text, Matches all, boolean[] isMatch, Pieces out) {
        for (int i = 0; i < all.size(); i++) {
            int end = i;
            if (isMatch[i] && i + 1 < all.size() && !isMatch[i + 1]) {
                end = i + 1;
            }
            out.accept(text, all.from(i), all.to(end));
            i = end;
        }
    }

    private static void contiguous(AlignedText text, Matches all, boolean[] isMatch, Pieces out) {
        for (int i = 0; i < all.size(); i++) {
            int end = i;
            while (end + 1 < all.size() && isMatch[end + 1] == isMatch[i]) {
                end++;
            }
            out.accept(text, all.from(i), all.to(end));
            i = end;
        }
    }
}
