package org.glassformer.engine.sampling.grammar;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/// Where a grammar is after some tokens: which may come next. Immutable, so that a text can be
/// continued from it in several ways.
public final class GrammarState {
    private final TokenMasks masks;
    private final ParseState state;
    private final boolean ended;

    GrammarState(TokenMasks masks, ParseState state, boolean ended) {
        this.masks = masks;
        this.state = state;
        this.ended = ended;
    }

    /// Whether the text so far is one of the grammar, so that it may end here.
    public boolean isComplete() {
        return state.accepting();
    }

    /// Whether nothing but an end can follow.
    public boolean isFinished() {
        return ended || state.places().isEmpty();
    }

    /// Whether an end token was accepted.
    public boolean isEnded() {
        return ended;
    }

    /// The fewest bytes that complete the text.
    public long bytesToEnd() {
        return state.distance();
    }

    /// Whether a token may come next.
    ///
    /// @throws IndexOutOfBoundsException if there is no such token
    public boolean allows(int id) {
        Objects.checkIndex(id, masks.tokens().size());
        return !ended && ((masks.mask(state)[id >> 6] >>> id) & 1) != 0;
    }

    /// The tokens that may come next. There are none after an end, and none where the text must end
    /// and the vocabulary has no end token.
    public BitSet mask() {
        return ended ? new BitSet() : BitSet.valueOf(masks.mask(state));
    }

    /// How long it took to find the mask when somebody first asked for it, in nanoseconds; 0 before. Masks
    /// are remembered: asking again takes no time.
    public long maskNanos() {
        return masks.maskNanos(state);
    }

    /// Writes the tokens that may come next into `into`: bit i of word w for token 64 w + i.
    ///
    /// @throws IllegalArgumentException if it has fewer words than the vocabulary takes
    public void mask(long[] into) {
        int words = (masks.tokens().size() + 63) / 64;
        if (into.length < words) {
            throw new IllegalArgumentException("a mask takes " + words + " words");
        }
        if (ended) {
            Arrays.fill(into, 0, words, 0);
        } else {
            System.arraycopy(masks.mask(state), 0, into, 0, words);
        }
    }

    /// How many tokens may come next.
    public int allowed() {
        return mask().cardinality();
    }

    /// The state after one more token.
    ///
    /// @throws IllegalArgumentException if the token is not allowed
    public GrammarState accept(int id) {
        if (!allows(id)) {
            throw new IllegalArgumentException("token " + id + " does not fit the grammar here");
        }
        return masks.tokens().isEnd(id)
                ? new GrammarState(masks, state, true)
                : new GrammarState(masks, masks.after(state, id), false);
    }

    /// The vocabulary and the grammar that the state belongs to.
    public TokenMasks masks() {
        return masks;
    }
}
