package org.glassformer.engine.sampling.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/// A grammar over a vocabulary: where generation begins, and the masks found so far.
///
/// What is guaranteed:
///
/// - A text is never outside the grammar: a token is allowed only if the text with it can be
///   completed to a text of the grammar, and an end token only where the text is one.
/// - There is no dead end: from every state reached some sequence of tokens completes the text. When
///   every byte that the grammar uses is a token by itself, as in byte-level and byte-fallback
///   vocabularies, exactly the tokens that can be completed are allowed. For other vocabularies a
///   search by the shortest completion proves every state; one for which it finds none within
///   [#SEARCH_STEPS] steps is not entered.
///
/// Masks are found by a walk through a tree of all tokens, byte by byte, and remembered; several
/// threads may use one object.
public final class TokenMasks {
    /// How many states a search for a completion looks at.
    static final int SEARCH_STEPS = 500;

    private final Machine machine;
    private final TokenBytes tokens;
    private final boolean spellsAll;
    private final GrammarState start;

    TokenMasks(Automaton automaton, TokenBytes tokens) {
        this.machine = new Machine(automaton);
        this.tokens = tokens;
        this.spellsAll = tokens.spells(automaton.alphabet());
        if (!completes(machine.start())) {
            throw new GrammarException(
                    "the vocabulary's tokens cannot spell any text of the grammar");
        }
        this.start = new GrammarState(this, machine.start(), false);
    }

    private TokenMasks(TokenMasks whole, GrammarState start) {
        this.machine = whole.machine;
        this.tokens = whole.tokens;
        this.spellsAll = whole.spellsAll;
        this.start = start;
    }

    /// The rest of the grammar where some tokens of a text are there already.
    ///
    /// @throws IllegalArgumentException if they are no beginning of a text of the grammar
    public TokenMasks after(List<Integer> ids) {
        GrammarState state = start;
        for (int id : ids) {
            state = state.accept(id);
        }
        return new TokenMasks(this, state);
    }

    /// The state before the first token.
    public GrammarState start() {
        return start;
    }

    /// The vocabulary.
    public TokenBytes tokens() {
        return tokens;
    }

    /// The mask of a state, bit i of word w for token 64 w + i; not to be changed.
    long[] mask(ParseState state) {
        synchronized (machine) {
            long[] mask = state.mask;
            if (mask == null) {
                long start = System.nanoTime();
                mask = compute(state);
                state.maskNanos = System.nanoTime() - start;
                machine.weigh(mask.length);
                state.mask = mask;
            }
            return mask;
        }
    }

    /// How long it took to find a state's mask when it was found last.
    long maskNanos(ParseState state) {
        synchronized (machine) {
            return state.maskNanos;
        }
    }

    private long[] compute(ParseState state) {
        long[] mask = new long[(tokens.size() + 63) / 64];
        tokens.trie()
                .walk(
                        machine,
                        state,
                        (id, after) -> {
                            if (completes(after)) {
                                mask[id >> 6] |= 1L << id;
                            }
                        });
        if (state.accepting()) {
            for (int end : tokens.rawEnds()) {
                mask[end >> 6] |= 1L << end;
            }
        }
        return mask;
    }

    /// The state after the bytes of a token, perhaps dead.
    ParseState after(ParseState state, int id) {
        synchronized (machine) {
            ParseState now = state;
            for (byte b : tokens.raw(id)) {
                now = machine.after(now, b);
                if (now.isDead()) {
                    return now;
                }
            }
            return now;
        }
    }

    /// Whether tokens can complete the text from here.
    private boolean completes(ParseState state) {
        if (spellsAll || state.accepting()) {
            return true;
        }
        Boolean alive = state.alive;
        if (alive == null) {
            alive = search(state);
            state.alive = alive;
        }
        return alive;
    }

    /// A state that a search has seen, and from where.
    private record Step(ParseState state, List<ParseState> before) {}

    /// Looks for tokens that end a text, always from the state with the shortest way to an end. All
    /// states on the way found are alive; if there is no way, all states seen are not.
    private boolean search(ParseState from) {
        PriorityQueue<Step> open =
                new PriorityQueue<>(Comparator.comparingLong((Step step) -> step.state.distance()));
        Set<ParseState> seen = new HashSet<>();
        open.add(new Step(from, List.of()));
        seen.add(from);
        for (int steps = 0; steps < SEARCH_STEPS && !open.isEmpty(); steps++) {
            Step step = open.remove();
            List<ParseState> way = new ArrayList<>(step.before);
            way.add(step.state);
            boolean[] found = {step.state.accepting() || Boolean.TRUE.equals(step.state.alive)};
            if (!found[0]) {
                tokens.trie()
                        .walk(
                                machine,
                                step.state,
                                (id, after) -> {
                                    found[0] |=
                                            after.accepting() || Boolean.TRUE.equals(after.alive);
                                    if (!Boolean.FALSE.equals(after.alive) && seen.add(after)) {
                                        open.add(new Step(after, way));
                                    }
                                });
            }
            if (found[0]) {
                way.forEach(state -> state.alive = true);
                return true;
            }
        }
        if (open.isEmpty()) {
            seen.forEach(state -> state.alive = false);
        }
        return false;
    }
}
