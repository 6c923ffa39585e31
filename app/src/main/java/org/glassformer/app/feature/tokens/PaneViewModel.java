package org.glassformer.app.feature.tokens;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TextMarks;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;
import org.glassformer.engine.chat.ChatEncoding;
import org.glassformer.engine.chat.RenderedChat;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Token;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// One tokenizer's view of the text: cuts it off the JavaFX thread, newest wins.
final class PaneViewModel {

    /// The index that means no token.
    static final int NONE = -1;

    private static final int CHECK_EVERY = 4096;

    private final TokenizerShelf shelf;
    private final NewestWins turns;
    private final ObjectProperty<TokenizerChoice> choice;
    private final ReadOnlyObjectWrapper<TokenizedText> tokens =
            new ReadOnlyObjectWrapper<>(this, "tokens", TokenizedText.EMPTY);
    private final ReadOnlyObjectWrapper<TextMarks> marks =
            new ReadOnlyObjectWrapper<>(this, "marks", TextMarks.NONE);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final IntegerProperty hovered = new SimpleIntegerProperty(this, "hovered", NONE);
    private final IntegerProperty selected = new SimpleIntegerProperty(this, "selected", NONE);
    private final ObjectProperty<TokenSpan> hot =
            new SimpleObjectProperty<>(this, "hot", TokenSpan.NONE);
    private final ObjectProperty<TokenSpan> chosen =
            new SimpleObjectProperty<>(this, "chosen", TokenSpan.NONE);
    private final ObjectProperty<BitSet> differing =
            new SimpleObjectProperty<>(this, "differing", new BitSet());
    private final ObjectProperty<BitSet> added =
            new SimpleObjectProperty<>(this, "added", new BitSet());
    private final ObjectProperty<TokenFacts> facts =
            new SimpleObjectProperty<>(this, "facts", TokenFacts.NONE);
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private @Nullable Source source;
    private @Nullable Tokenizer tokenizer;
    private final ChipCache known = new ChipCache();
    private boolean parsed;

    /// A pane that has nothing to cut yet.
    ///
    /// @param shelf has the tokenizers
    /// @param runner runs them
    /// @param initial the tokenizer to begin with
    PaneViewModel(TokenizerShelf shelf, TaskRunner runner, TokenizerChoice initial) {
        this.shelf = shelf;
        this.turns = runner.newestWins();
        this.choice = new SimpleObjectProperty<>(this, "choice", initial);
        choice.subscribe((before, now) -> cut());
        shelf.choices().subscribe(this::renew);
    }

    /// The model's tokenizer is another one when another model is open.
    private void renew() {
        choice.set(shelf.current(choice.get()).orElseGet(() -> shelf.choices().getFirst()));
    }

    /// The tokenizer.
    ObjectProperty<TokenizerChoice> choiceProperty() {
        return choice;
    }

    /// The latest tokens; those of an earlier text while [#busyProperty()].
    ReadOnlyObjectProperty<TokenizedText> tokensProperty() {
        return tokens.getReadOnlyProperty();
    }

    TokenizedText tokens() {
        return tokens.get();
    }

    /// The latest tokens with their hues; changes just before [#tokensProperty()].
    ReadOnlyObjectProperty<TextMarks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// The hue of a token, 0 to 6.
    int hue(int token) {
        byte[] hues = marks.get().hues();
        return token < hues.length ? hues[token] : token % 7;
    }

    /// Whether newer tokens are on their way.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Why there are no tokens; empty where there are.
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /// Index of the token under the pointer in this pane, or [#NONE].
    IntegerProperty hoveredProperty() {
        return hovered;
    }

    /// Index of the token selected in this pane, or [#NONE].
    IntegerProperty selectedProperty() {
        return selected;
    }

    /// The tokens that share characters with what the pointer is on anywhere.
    ObjectProperty<TokenSpan> hotProperty() {
        return hot;
    }

    /// The tokens that share characters with what is selected anywhere.
    ObjectProperty<TokenSpan> chosenProperty() {
        return chosen;
    }

    /// The tokens that the other pane does not have; changes before the tokens are shown to differ.
    ObjectProperty<BitSet> differingProperty() {
        return differing;
    }

    /// The tokens that a chat's template added.
    ObjectProperty<BitSet> addedProperty() {
        return added;
    }

    /// What there is to say about the token that one looks at.
    ObjectProperty<TokenFacts> factsProperty() {
        return facts;
    }

    /// What there is to say about all tokens beside their count.
    StringProperty noteProperty() {
        return note;
    }

    /// The ids as a list that Python, Java and JSON read.
    String idsAsList() {
        return IntStream.of(tokens.get().ids())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// Cuts another text.
    void cut(Source what) {
        if (!what.equals(source)) {
            source = what;
            cut();
        }
    }

    private void cut() {
        Source what = source;
        if (what == null) {
            return;
        }
        TokenizerChoice by = choice.get();
        busy.set(true);
        turns.submit(
                Job.of(
                                "Cutting a text",
                                context -> {
                                    Tokenizer loaded = shelf.load(by);
                                    return new Cut(
                                            loaded,
                                            what,
                                            cut(loaded, what, known.of(loaded), context));
                                })
                        .whenDone(this::show)
                        .whenFailed(this::fail));
    }

    /// The chips of one tokenizer, the same objects from cut to cut: whoever measures them need not do it again. Used by
    /// one job at a time.
    private static final class ChipCache {

        private static final int MOST = 300_000;

        private final Map<Integer, FlowToken> chips = new HashMap<>();
        private @Nullable Tokenizer by;

        Map<Integer, FlowToken> of(Tokenizer tokenizer) {
            if (!tokenizer.equals(by) || chips.size() > MOST) {
                chips.clear();
                by = tokenizer;
            }
            return chips;
        }
    }

    private record Cut(Tokenizer by, Source source, TokenizedText text) {}

    /// The tokenizer that cut the latest tokens.
    Optional<Tokenizer> tokenizer() {
        return Optional.ofNullable(tokenizer);
    }

    /// Whether the text of a special token became that token.
    boolean parsed() {
        return parsed;
    }

    private void show(Cut cut) {
        TokenizedText text = cut.text();
        tokenizer = cut.by();
        parsed = !(cut.source() instanceof Source.Plain plain) || plain.parsed();
        busy.set(false);
        failure.set("");
        marks.set(Hues.following(text, tokens.get(), marks.get()));
        tokens.set(text);
    }

    private void fail(Throwable cause) {
        busy.set(false);
        failure.set(Messages.text("tokens.failed", choice.get().name(), Sentences.of(cause)));
        marks.set(TextMarks.NONE);
        tokens.set(TokenizedText.EMPTY);
    }

    private static TokenizedText cut(
            Tokenizer tokenizer,
            Source source,
            Map<Integer, FlowToken> known,
            TaskContext context) {
        return switch (source) {
            case Source.Plain plain -> ofText(tokenizer, plain, known, context);
            case Source.Chat chat -> ofChat(tokenizer, chat, known, context);
            case Source.Ids ids -> DecodedIdsViewModel.of(tokenizer, ids.ids(), context);
        };
    }

    private static TokenizedText ofText(
            Tokenizer tokenizer,
            Source.Plain plain,
            Map<Integer, FlowToken> known,
            TaskContext context) {
        return ofTokens(
                tokenizer,
                plain.text(),
                tokenizer.encode(plain.text(), mode(plain.parsed())).tokens(),
                known,
                context);
    }

    private static SpecialTokens mode(boolean parsed) {
        return parsed ? SpecialTokens.PARSED : SpecialTokens.PLAIN;
    }

    private static TokenizedText ofChat(
            Tokenizer tokenizer,
            Source.Chat chat,
            Map<Integer, FlowToken> known,
            TaskContext context) {
        ChatText text = chat.chat();
        List<RenderedChat.ContentRange> contents = new ArrayList<>();
        int at = 0;
        for (TextRange added : text.added()) {
            if (added.start() > at) {
                int message = contents.size();
                contents.add(new RenderedChat.ContentRange(at, added.start(), message));
            }
            at = added.end();
        }
        if (at < text.text().length()) {
            int end = text.text().length();
            contents.add(new RenderedChat.ContentRange(at, end, contents.size()));
        }
        RenderedChat rendered = new RenderedChat(text.text(), contents);
        List<Token> tokens =
                ChatEncoding.of(rendered, tokenizer, mode(chat.contentsParsed())).tokens().stream()
                        .map(ChatEncoding.ChatToken::token)
                        .toList();
        return ofTokens(tokenizer, text.text(), tokens, known, context);
    }

    private static TokenizedText ofTokens(
            Tokenizer tokenizer,
            String text,
            List<Token> tokens,
            Map<Integer, FlowToken> known,
            TaskContext context) {
        int n = tokens.size();
        TokenizedText.Builder built = new TokenizedText.Builder(text, n);
        for (int i = 0; i < n; i++) {
            if (i % CHECK_EVERY == 0) {
                context.checkCancelled();
            }
            Token token = tokens.get(i);
            byte[] bytes = token.bytes();
            FlowToken chip = known.get(token.id());
            if (chip == null || !says(chip, text, token)) {
                chip = chip(tokenizer, text, token, bytes);
                known.put(token.id(), chip);
            }
            built.add(token.start(), token.end(), bytes, chip);
        }
        return built.build();
    }

    /// A tokenizer that changes the text first may cover different characters with the same token.
    private static boolean says(FlowToken chip, String text, Token token) {
        return switch (chip.kind()) {
            case TEXT ->
                    chip.text().length() == token.end() - token.start()
                            && text.startsWith(chip.text(), token.start());
            case BYTES -> true;
            case SPECIAL, UNKNOWN -> true;
        };
    }

    private static FlowToken chip(Tokenizer tokenizer, String text, Token token, byte[] bytes) {
        int id = token.id();
        if (tokenizer.isSpecial(id)) {
            return FlowToken.special(id, tokenizer.label(id));
        }
        if (bytes.length == 0) {
            return FlowToken.text(id, tokenizer.label(id));
        }
        String covered = text.substring(token.start(), token.end());
        return utf8Length(covered) == bytes.length
                ? FlowToken.text(id, covered)
                : new FlowToken(id, TokenizedText.mixed(bytes), FlowToken.Kind.BYTES);
    }

    private static int utf8Length(String text) {
        return text.codePoints().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4).sum();
    }
}
