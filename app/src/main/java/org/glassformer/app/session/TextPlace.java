package org.glassformer.app.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassformer.engine.analysis.AttentionTrace;
import org.glassformer.engine.model.KvNode;
import org.jspecify.annotations.Nullable;

/// The end of a typed prompt, or a token after it, in a [TextTree].
final class TextPlace {

    private final @Nullable TextPlace parent;
    private final KvNode keys;
    private final @Nullable SessionToken token; // null for the end of the prompt
    private final String piece;
    private final Map<Integer, TextPlace> children = new HashMap<>();
    private @Nullable AttentionTrace attention; // once it was read
    private long used;

    TextPlace(@Nullable TextPlace parent, KvNode keys, @Nullable SessionToken token, String piece) {
        this.parent = parent;
        this.keys = keys;
        this.token = token;
        this.piece = piece;
        if (parent != null) {
            parent.children.put(keys.id(), this);
        }
    }

    @Nullable TextPlace parent() {
        return parent;
    }

    /// Its keys and values, and those of all before it.
    KvNode keys() {
        return keys;
    }

    /// Who looks at whom in the text up to it; null before it was read.
    @Nullable AttentionTrace attention() {
        return attention;
    }

    void attend(AttentionTrace trace) {
        attention = trace;
    }

    /// When it was last on the way to a text that was wanted.
    long used() {
        return used;
    }

    /// Marks the way to it as wanted.
    void use(long now) {
        TextPlace at = this;
        while (at != null) {
            at.used = now;
            at = at.parent;
        }
    }

    @Nullable TextPlace child(int id) {
        return children.get(id);
    }

    /// Takes it and all after it off the tree.
    void leave() {
        if (parent != null) {
            parent.children.remove(keys.id());
        }
    }

    /// It and all places after it.
    List<TextPlace> all() {
        List<TextPlace> all = new ArrayList<>(List.of(this));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).children.values());
        }
        return all;
    }

    /// Those after it that are not on the way to the text wanted now: those first that were not wanted for the longest
    /// time, and what follows a place before it.
    ///
    /// @param now when the text was wanted
    List<TextPlace> notUsed(long now) {
        return all().stream()
                .filter(place -> place.used < now)
                .sorted(
                        Comparator.comparingLong(TextPlace::used)
                                .thenComparingInt(place -> -place.keys.length()))
                .toList();
    }

    /// The tokens up to it, those of the prompt in front.
    List<SessionToken> tokens(PromptTokens prompt) {
        List<SessionToken> after = new ArrayList<>();
        for (TextPlace at = this; at != null; at = at.parent) {
            if (at.token != null) {
                after.add(at.token);
            }
        }
        List<SessionToken> tokens = new ArrayList<>(prompt.tokens().size() + after.size());
        tokens.addAll(prompt.tokens());
        tokens.addAll(after.reversed());
        return List.copyOf(tokens);
    }

    /// The text up to it, the prompt's in front.
    String text(PromptTokens prompt) {
        List<String> pieces = new ArrayList<>();
        for (TextPlace at = this; at != null; at = at.parent) {
            pieces.add(at.piece);
        }
        return prompt.text() + String.join("", pieces.reversed());
    }
}
