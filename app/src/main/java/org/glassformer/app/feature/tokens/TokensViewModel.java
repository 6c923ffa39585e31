package org.glassformer.app.feature.tokens;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.session.Notice;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.FlowToken;
import org.glassformer.app.ui.control.TextRange;
import org.glassformer.app.ui.control.TokenSpan;
import org.glassformer.engine.tokenizer.SpecialTokens;

/// State and commands of the Tokens screen: one input, two tokenizers, and what is pointed at or selected in any of them.
public final class TokensViewModel {

    /// The longest text that the screen takes, in UTF-16 units.
    public static final int LONGEST = 1_000_000;

    private static final String FIRST = "cl100k_base";
    private static final String SECOND = "o200k_base";

    private final LabSession session;
    private final TokenizerShelf shelf;
    private final PaneViewModel first;
    private final PaneViewModel second;
    private final ObjectProperty<InputKind> input =
            new SimpleObjectProperty<>(this, "input", InputKind.TEXT);
    private final StringProperty text =
            new SimpleStringProperty(this, "text", Messages.text("tokens.sample"));
    private final ObjectProperty<ChatText> chat =
            new SimpleObjectProperty<>(this, "chat", ChatText.EMPTY);
    private final BooleanProperty specialParsed =
            new SimpleBooleanProperty(this, "specialParsed", true);
    private final BooleanProperty whitespaceVisible =
            new SimpleBooleanProperty(this, "whitespaceVisible", true);
    private final BooleanProperty idsVisible = new SimpleBooleanProperty(this, "idsVisible");
    private boolean idsByRoom = true;
    private boolean offeringIds;
    private final BooleanProperty comparing = new SimpleBooleanProperty(this, "comparing");
    private final LinksViewModel links;
    private final IdsViewModel ids;
    private final PanelsViewModel panels;

    /// The screen's state over a session.
    ///
    /// @param session what all screens share
    /// @param shelf has the tokenizers
    /// @param runner cuts texts off the JavaFX thread
    public TokensViewModel(LabSession session, TokenizerShelf shelf, TaskRunner runner) {
        this.session = session;
        this.shelf = shelf;
        this.first = new PaneViewModel(shelf, runner, choice(FIRST));
        this.second = new PaneViewModel(shelf, runner, choice(SECOND));
        this.links = new LinksViewModel(first, second);
        this.ids = new IdsViewModel(first, links);
        text.subscribe((before, now) -> cut());
        ids.textProperty().subscribe((before, now) -> cut());
        chat.subscribe((before, now) -> cut());
        input.subscribe((before, now) -> cut());
        specialParsed.subscribe((before, now) -> cut());
        for (PaneViewModel pane : List.of(first, second)) {
            pane.tokensProperty().subscribe((before, now) -> tokensChanged(pane));
            pane.choiceProperty().subscribe((before, now) -> note());
        }
        comparing.subscribe((before, now) -> compare());
        idsVisible.subscribe((before, now) -> idsByRoom &= offeringIds);
        panels = new PanelsViewModel(session, shelf, runner, this);
        cut();
    }

    private TokenizerChoice choice(String key) {
        return shelf.withKey(key).orElseGet(() -> shelf.choices().getFirst());
    }

    /// The tokenizers to choose from.
    ObservableList<TokenizerChoice> choices() {
        return shelf.choices();
    }

    /// The pane that is always there.
    PaneViewModel first() {
        return first;
    }

    /// The pane to compare with; its count is shown even while it is not.
    PaneViewModel second() {
        return second;
    }

    /// What the person gives.
    ObjectProperty<InputKind> inputProperty() {
        return input;
    }

    /// The screen's own text.
    public StringProperty textProperty() {
        return text;
    }

    /// The ids as they are typed.
    IdsViewModel ids() {
        return ids;
    }

    /// Whether the text of a special token becomes that token; those that a chat's template writes always do.
    BooleanProperty specialParsedProperty() {
        return specialParsed;
    }

    /// Whether white space is drawn as signs.
    BooleanProperty whitespaceVisibleProperty() {
        return whitespaceVisible;
    }

    /// Whether ids stand under the chips.
    BooleanProperty idsVisibleProperty() {
        return idsVisible;
    }

    /// Shows ids where there is room for them, until the person chooses.
    ///
    /// @param room whether there is
    void offerIds(boolean room) {
        if (idsByRoom) {
            offeringIds = true;
            idsVisible.set(room);
            offeringIds = false;
        }
    }

    /// Whether both panes are seen.
    BooleanProperty comparingProperty() {
        return comparing;
    }

    /// What is pointed at and selected.
    LinksViewModel links() {
        return links;
    }

    /// The panels beside text and tokens.
    PanelsViewModel panels() {
        return panels;
    }

    /// Messages put together by a template, for the chat input.
    public ObjectProperty<ChatText> chatProperty() {
        return chat;
    }

    private void cut() {
        links.clear();
        switch (input.get()) {
            case TEXT -> cutBoth(new Source.Plain(text.get(), specialParsed.get()));
            case CHAT -> cutBoth(new Source.Chat(chat.get(), specialParsed.get()));
            case IDS -> first.cut(new Source.Ids(ids.read()));
        }
    }

    private void cutBoth(Source source) {
        first.cut(source);
        second.cut(source);
    }

    private void tokensChanged(PaneViewModel pane) {
        if (pane.equals(first) && input.get() == InputKind.IDS) {
            textOfIds();
        }
        BitSet framed = new BitSet();
        if (input.get() == InputKind.CHAT) {
            TokenizedText tokens = pane.tokens();
            for (int i = 0; i < tokens.size(); i++) {
                framed.set(i, chat.get().addedIn(tokens.start(i), tokens.end(i)));
            }
        }
        pane.addedProperty().set(framed);
        compare();
        links.mark();
    }

    /// The other tokenizer cuts the text that the ids stand for; ids that stand for none are named.
    private void textOfIds() {
        ids.decoded();
        second.cut(new Source.Plain(first.tokens().text(), specialParsed.get()));
    }

    private void compare() {
        Differences differences =
                comparing.get()
                        ? Differences.of(first.tokens(), second.tokens())
                        : Differences.NONE;
        first.differingProperty().set(differences.first());
        second.differingProperty().set(differences.second());
        note();
    }

    private void note() {
        first.noteProperty().set(note(first, second));
        second.noteProperty().set(note(second, first));
    }

    private String note(PaneViewModel pane, PaneViewModel other) {
        int n = pane.tokens().size();
        if (n == 0) {
            return "";
        }
        if (comparing.get()) {
            int differing = pane.differingProperty().get().cardinality();
            return Messages.text("tokens.differ", differing, n);
        }
        String others =
                Messages.text(
                        "tokens.other", other.choiceProperty().get().name(), other.tokens().size());
        return input.get() == InputKind.CHAT ? addedNote(pane) + " · " + others : others;
    }

    /// How many tokens the template adds, and whether the tokenizer knows any of its special tokens.
    private static String addedNote(PaneViewModel pane) {
        BitSet added = pane.addedProperty().get();
        List<FlowToken> chips = pane.tokens().chips();
        boolean known =
                added.stream()
                        .anyMatch(i ->
                                i < chips.size() && chips.get(i).kind() == FlowToken.Kind.SPECIAL);
        return Messages.text(known ? "tokens.added" : "tokens.addedAsText", added.cardinality());
    }

    /// Where some tokens' ids stand in what was typed.
    TextRange idsOf(TokenSpan span) {
        return input.get() == InputKind.IDS ? ids.range(span) : TextRange.NONE;
    }

    /// Unselects what is selected.
    ///
    /// @return whether anything was
    public boolean unlock() {
        return links.unlock();
    }

    /// Takes the prompt's text.
    void fromPrompt() {
        show(session.promptProperty().get());
    }

    /// Shows another text.
    void show(String other) {
        if (other.length() > LONGEST) {
            tooLong(other.length());
            return;
        }
        input.set(InputKind.TEXT);
        text.set(other);
    }

    /// Makes the text the prompt of all screens.
    void useAsPrompt() {
        session.promptProperty()
                .set(
                        switch (input.get()) {
                            case TEXT -> text.get();
                            case CHAT -> chat.get().text();
                            case IDS -> first.tokens().text();
                        });
    }

    /// Tells that a text is too long to be taken; the one that is there stays.
    ///
    /// @param length of the text, in UTF-16 units
    void tooLong(int length) {
        session.tell(Notice.Tone.WARNING, Messages.text("tokens.tooLong", length, LONGEST));
    }

    /// Programs that cut the text as a pane does.
    CodeSnippets code(PaneViewModel pane) {
        TokenizerChoice choice = pane.choiceProperty().get();
        ModelSummary open = session.modelProperty().get();
        String location =
                switch (choice.kind()) {
                    case FILE -> choice.key();
                    case MODEL -> open == null ? "" : open.folder().toString();
                    case OPENAI, PLAIN, TRAINED -> "";
                };
        boolean parsed = specialParsed.get() || input.get() == InputKind.CHAT;
        return new CodeSnippets(
                new CodeSnippets.Wanted(choice, location, parsed, isReproducible(pane, parsed)),
                pane.tokens().text(),
                pane.tokens().ids());
    }

    /// Ids that were typed need not be those that their text is cut into, and in a chat special tokens that a person
    /// typed may be kept as text.
    private boolean isReproducible(PaneViewModel pane, boolean parsed) {
        TokenizedText tokens = pane.tokens();
        boolean typed = input.get() == InputKind.IDS && pane.equals(first);
        boolean guarded = input.get() == InputKind.CHAT && !specialParsed.get();
        if (!typed && !guarded) {
            return true;
        }
        SpecialTokens mode = parsed ? SpecialTokens.PARSED : SpecialTokens.PLAIN;
        return tokens.text().length() <= CodeSnippets.LONGEST_LITERAL
                && pane.tokenizer()
                        .map(t -> t.encode(tokens.text(), mode).ids())
                        .filter(cut -> Arrays.equals(cut, tokens.ids()))
                        .isPresent();
    }

    /// Another screen is looked at: nothing plays by itself.
    public void rest() {
        if (panels.training().playingProperty().get()) {
            panels.training().togglePlaying();
        }
        panels.steps().pause();
    }

    /// Plays what the panel in view plays, or pauses it.
    public void playOrPause() {
        if (panels.sectionProperty().get() == Section.TRAINING) {
            panels.training().togglePlaying();
        } else {
            panels.steps().playOrPause();
        }
    }

    /// Goes through the merges of the panel in view.
    ///
    /// @param by 1 for the next, -1 for the one before
    public void step(int by) {
        if (panels.sectionProperty().get() == Section.TRAINING) {
            if (by > 0) {
                panels.training().forward(1);
            } else {
                panels.training().back();
            }
        } else if (by > 0) {
            panels.steps().forward();
        } else {
            panels.steps().back();
        }
    }

    /// Reads a tokenizer and chooses it for a pane; a file that cannot be read is told to the person.
    void open(Path path, PaneViewModel pane) {
        shelf.open(path, choice -> pane.choiceProperty().set(choice));
    }

    /// Reads a tokenizer and chooses it.
    ///
    /// @param path a `tokenizer.json`, or a folder that holds a tokenizer
    public void open(Path path) {
        open(path, first);
    }
}
