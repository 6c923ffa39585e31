package org.glassformer.app.feature.tokens.languages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.Sentences;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.session.TokenizerShelf;
import org.glassformer.app.task.Job;
import org.glassformer.app.task.NewestWins;
import org.glassformer.app.task.TaskContext;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.engine.tokenizer.SpecialTokens;
import org.glassformer.engine.tokenizer.Tokenizer;
import org.jspecify.annotations.Nullable;

/// What one paragraph costs in many languages, with up to four tokenizers.
///
/// The texts can be edited and others added; every change counts anew, off the JavaFX thread, and the newest wins.
public final class LanguagesViewModel {

    /// As many tokenizers are compared at most.
    public static final int MOST_TOKENIZERS = 4;

    /// The longest text that is taken, in UTF-16 units.
    public static final int LONGEST_TEXT = 20_000;

    private static final List<String> FIRST_CHOICES = List.of("cl100k_base", "o200k_base");

    private final TokenizerShelf shelf;
    private final Consumer<String> putAbove;
    private final NewestWins counting;
    private final LanguageTexts texts = new LanguageTexts();
    private final ObservableList<TokenizerChoice> chosen = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<LabState> state =
            new ReadOnlyObjectWrapper<>(this, "state", LabState.EMPTY);
    private final ReadOnlyObjectWrapper<Comparison> comparison =
            new ReadOnlyObjectWrapper<>(this, "comparison", Comparison.EMPTY);
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final ObjectProperty<LanguageOrder> order =
            new SimpleObjectProperty<>(this, "order", LanguageOrder.MOST_TOKENS);
    private final ObjectProperty<@Nullable String> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final BooleanProperty editing = new SimpleBooleanProperty(this, "editing", false);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private List<TokenizerChoice> countedWith = List.of();
    private boolean opened;

    /// A view model that does nothing before [#open()].
    ///
    /// @param shelf the tokenizers to choose from
    /// @param runner counts off the JavaFX thread
    /// @param putAbove gets a language's text that is to be the screen's text
    public LanguagesViewModel(TokenizerShelf shelf, TaskRunner runner, Consumer<String> putAbove) {
        this.shelf = shelf;
        this.putAbove = putAbove;
        counting = runner.newestWins();
        chosen.setAll(firstChoices());
        shelf.choices().addListener((InvalidationListener) ignored -> renewChoices());
        order.subscribe(() -> comparison.set(comparison.get().sorted(order.get())));
        selected.subscribe(() -> showText());
        text.subscribe((before, now) -> edit(now));
    }

    /// Reads the paragraphs and counts them, the first time it is called: when the panel is first shown.
    public void open() {
        if (opened) {
            return;
        }
        opened = true;
        state.set(LabState.BUSY);
        counting.submit(
                Job.of(Messages.text("languages.task"), context -> Paragraphs.read())
                        .whenDone(read -> {
                            texts.putAll(read);
                            showUncounted();
                            recount();
                        })
                        .whenFailed(this::fail));
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// All languages in the order chosen, with their figures.
    ReadOnlyObjectProperty<Comparison> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /// A sentence about something that did not go; empty for none.
    ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /// In which order the languages stand.
    ObjectProperty<LanguageOrder> orderProperty() {
        return order;
    }

    /// Code of the selected language; null for none.
    ObjectProperty<@Nullable String> selectedProperty() {
        return selected;
    }

    /// Whether the selected language's text is open for editing.
    BooleanProperty editingProperty() {
        return editing;
    }

    /// The text of the selected language; a change counts anew.
    StringProperty textProperty() {
        return text;
    }

    /// The selected language with its figures.
    Optional<LanguageCount> selectedLanguage() {
        String code = selected.get();
        return code == null ? Optional.empty() : comparison.get().language(code);
    }

    /// Whether any paragraph differs from what came with the lab.
    boolean isAnyEdited() {
        return texts.isAnyEdited();
    }

    /// All tokenizers that can be chosen. Unmodifiable.
    ObservableList<TokenizerChoice> tokenizers() {
        return shelf.choices();
    }

    /// Those compared, in order. Unmodifiable.
    ObservableList<TokenizerChoice> chosen() {
        return FXCollections.unmodifiableObservableList(chosen);
    }

    /// Whether a tokenizer can be put in, or taken out: one stays, and there are four at most.
    boolean canChoose(TokenizerChoice choice) {
        return chosen.contains(choice) ? chosen.size() > 1 : chosen.size() < MOST_TOKENIZERS;
    }

    /// Puts a tokenizer in as the last one, or takes it out.
    void choose(TokenizerChoice choice, boolean on) {
        if (on == chosen.contains(choice)) {
            return;
        }
        if (!canChoose(choice)) {
            notice.set(
                    on
                            ? Messages.text("languages.tooMany", MOST_TOKENIZERS)
                            : Messages.text("languages.oneStays"));
            return;
        }
        if (on) {
            chosen.add(choice);
        } else {
            chosen.remove(choice);
        }
        recount();
    }

    /// Makes a tokenizer the first: its figures are printed first, and the languages are sorted by it.
    void lead(TokenizerChoice choice) {
        if (chosen.remove(choice)) {
            chosen.addFirst(choice);
            recount();
        }
    }

    /// Opens a language's text for editing.
    void edit(LanguageCount language) {
        notice.set("");
        selected.set(language.language().code());
        editing.set(true);
    }

    /// Whether a text of this length is taken; tells the person if it is not.
    boolean takes(int length) {
        boolean fits = length <= LONGEST_TEXT;
        notice.set(fits ? "" : Messages.text("languages.tooLong", length, LONGEST_TEXT));
        return fits;
    }

    /// Brings back the selected language's text as it came.
    void reset() {
        selectedText()
                .filter(LanguageText::isEdited)
                .ifPresent(language -> text.set(language.paragraph().text()));
    }

    /// Brings back the texts of all languages as they came; texts that the person added stay.
    void resetAll() {
        texts.resetAll();
        recount();
        showText();
    }

    /// Adds a text of the person's own and opens it.
    void addText() {
        LanguageText language = texts.add();
        showUncounted();
        recount();
        selected.set(language.code());
        editing.set(true);
    }

    /// Gives the selected text, one that the person added, another name.
    void rename(String name) {
        selectedText()
                .filter(language -> language.added() && !name.isBlank())
                .ifPresent(language -> {
                    texts.rename(language, name.strip());
                    recount();
                });
    }

    /// Takes away the selected text, one that the person added.
    void remove() {
        selectedText()
                .filter(LanguageText::added)
                .ifPresent(language -> {
                    selected.set(null);
                    texts.remove(language);
                    recount();
                });
    }

    /// Makes the selected language's text the screen's text.
    void putAbove() {
        selectedText().ifPresent(language -> putAbove.accept(language.text()));
    }

    private Optional<LanguageText> selectedText() {
        return texts.with(selected.get());
    }

    private void showText() {
        Optional<LanguageText> language = selectedText();
        text.set(language.map(LanguageText::text).orElse(""));
        if (language.isEmpty()) {
            editing.set(false);
        }
    }

    private void edit(String now) {
        if (selectedText().filter(language -> texts.edit(language, now)).isPresent()) {
            recount();
        }
    }

    private List<TokenizerChoice> firstChoices() {
        List<TokenizerChoice> first =
                FIRST_CHOICES.stream().flatMap(key -> shelf.withKey(key).stream()).toList();
        return first.isEmpty() ? shelf.choices().stream().limit(1).toList() : first;
    }

    private void renewChoices() {
        List<TokenizerChoice> now =
                chosen.stream().flatMap(c -> shelf.current(c).stream()).toList();
        if (now.isEmpty()) {
            now = firstChoices();
        }
        if (!now.equals(chosen)) {
            chosen.setAll(now);
            recount();
        }
    }

    /// Shows languages that are new before they are counted.
    private void showUncounted() {
        int n = chosen.size();
        List<Integer> unknown = Collections.nCopies(n, LanguageCount.UNKNOWN);
        Comparison known = comparison.get();
        boolean same = known.tokenizers().size() == n;
        show(
                new Comparison(
                        names(chosen),
                        texts.all().stream()
                                .map(t ->
                                        known.language(t.code())
                                                .filter(ignored -> same)
                                                .orElse(new LanguageCount(t, 0, 0, unknown)))
                                .toList()));
    }

    private void recount() {
        if (texts.isEmpty()) {
            return;
        }
        notice.set("");
        state.set(LabState.BUSY);
        List<TokenizerChoice> with = List.copyOf(chosen);
        List<LanguageText> what = texts.all();
        Comparison known = with.equals(countedWith) ? comparison.get() : Comparison.EMPTY;
        counting.submit(
                Job.of(
                                Messages.text("languages.task"),
                                context -> count(with, what, known, context))
                        .whenDone(counted -> {
                            countedWith = with;
                            show(counted);
                            state.set(LabState.READY);
                        })
                        .whenFailed(this::fail));
    }

    private void fail(Throwable failure) {
        state.set(LabState.FAILED);
        notice.set(Messages.text("languages.failed", Sentences.of(failure)));
    }

    private void show(Comparison counted) {
        comparison.set(counted.sorted(order.get()));
    }

    private Comparison count(
            List<TokenizerChoice> with,
            List<LanguageText> what,
            Comparison known,
            TaskContext context) {
        List<Tokenizer> tokenizers = new ArrayList<>();
        for (TokenizerChoice choice : with) {
            context.checkCancelled();
            tokenizers.add(shelf.load(choice));
        }
        Map<String, LanguageCount> counted = new HashMap<>();
        known.languages().forEach(count -> counted.put(count.language().text(), count));
        List<LanguageCount> counts = new ArrayList<>();
        for (LanguageText language : what) {
            context.checkCancelled();
            LanguageCount same = counted.get(language.text());
            counts.add(
                    same == null || same.tokens().contains(LanguageCount.UNKNOWN)
                            ? count(language, tokenizers)
                            : same.of(language));
        }
        return new Comparison(names(with), counts);
    }

    private static LanguageCount count(LanguageText language, List<Tokenizer> tokenizers) {
        String text = language.text();
        return new LanguageCount(
                language,
                text.codePointCount(0, text.length()),
                bytes(text),
                tokenizers.stream().map(t -> t.encode(text, SpecialTokens.PLAIN).size()).toList());
    }

    /// UTF-8 bytes; a lone surrogate counts as U+FFFD, as tokenizers take it.
    private static int bytes(String text) {
        return text.codePoints().map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4).sum();
    }

    private static List<String> names(Collection<TokenizerChoice> choices) {
        return choices.stream().map(TokenizerChoice::name).toList();
    }
}
