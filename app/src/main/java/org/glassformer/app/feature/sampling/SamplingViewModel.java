package org.glassformer.app.feature.sampling;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.feature.sampling.answers.AnswersViewModel;
import org.glassformer.app.feature.sampling.cases.CasesViewModel;
import org.glassformer.app.feature.sampling.compare.CompareViewModel;
import org.glassformer.app.feature.sampling.constraint.ConstraintViewModel;
import org.glassformer.app.feature.sampling.text.ContinuationViewModel;
import org.glassformer.app.feature.sampling.tree.TreeViewModel;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.EngineService;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelOpening;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.session.SessionToken;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.TokenChoice;

/// State and commands of the Sampling screen.
public final class SamplingViewModel implements ScreenCommands {

    private static final List<String> KEYS =
            List.of(
                    "generate",
                    "one",
                    "reroll",
                    "undo",
                    "redo",
                    "neutral",
                    "aimbar",
                    "aimcut",
                    "alternative",
                    "lookat",
                    "lookback");

    private final LabSession session;
    private final Continuation continuation;
    private final NextTokenViewModel nextToken;
    private final ChainViewModel chain;
    private final DrawViewModel draw;
    private final NumbersViewModel numbers;
    private final WhyNotViewModel whyNot;
    private final SettingsViewModel settings;
    private final AimViewModel aim;
    private final ConstraintViewModel constraint;
    private final ContinuationViewModel text;
    private final TreeViewModel tree;
    private final AnswersViewModel answers;
    private final CompareViewModel compare;
    private final ChainViewModel otherChain;
    private final SettingsViewModel otherSettings;
    private final CasesViewModel cases;
    private final ForeignViewModel foreign;
    private final FilesViewModel files;
    private boolean onView;
    private final ObjectProperty<Section> section =
            new SimpleObjectProperty<>(this, "section", Section.NEXT);

    /// The screen's state over a session.
    ///
    /// @param session what all screens share
    /// @param engine runs the model for comparisons and cases
    /// @param opening opens the models of cases
    /// @param continuation adds tokens to the prompt
    /// @param runner searches vocabularies, solves chains and draws thousands
    public SamplingViewModel(
            LabSession session,
            EngineService engine,
            ModelOpening opening,
            Continuation continuation,
            TaskRunner runner) {
        this.session = session;
        this.continuation = continuation;
        this.nextToken = new NextTokenViewModel(session);
        TokenSearch tokens = new TokenSearch(session.stepProperty(), runner);
        SuggestionViewModel suggested = new SuggestionViewModel(session, runner);
        this.chain = new ChainViewModel(session, tokens, suggested);
        this.draw = new DrawViewModel(session, runner);
        this.numbers = new NumbersViewModel(session, nextToken);
        this.whyNot = new WhyNotViewModel(session, runner);
        this.settings = new SettingsViewModel(session);
        this.aim = new AimViewModel(session, runner);
        this.constraint = new ConstraintViewModel(session, runner);
        this.text = new ContinuationViewModel(session, continuation, tokens, numbers::caption);
        this.tree = new TreeViewModel(session, continuation, numbers::caption);
        this.answers = new AnswersViewModel(session, engine, continuation, runner);
        this.compare = new CompareViewModel(session, engine, runner);
        this.otherChain =
                new ChainViewModel(
                        session,
                        tokens,
                        suggested,
                        compare.chainProperty(),
                        compare.traceProperty());
        this.otherSettings = new SettingsViewModel(session, compare.chainProperty());
        this.cases = new CasesViewModel(session, engine, opening, runner);
        this.foreign = new ForeignViewModel(session);
        this.files =
                new FilesViewModel(
                        session, runner, this::openCase, () -> section.set(Section.NEXT));
        section.subscribe(this::showComparison);
        session.lookedAtProperty()
                .subscribe((before, now) -> look(before.intValue(), now.intValue()));
    }

    /// The token looked at is the one asked about: marked in the bars, its fate below them.
    private void look(int before, int now) {
        List<SessionToken> tokens = session.tokensProperty().get();
        if (now != LabSession.NONE && now < tokens.size()) {
            whyNot.tokenProperty().set(tokens.get(now).id());
        } else if (before != LabSession.NONE) {
            whyNot.tokenProperty().set(LabSession.NONE);
        }
    }

    AnswersViewModel answers() {
        return answers;
    }

    /// The part of the screen in view.
    ObjectProperty<Section> sectionProperty() {
        return section;
    }

    private void openCase(Path file) {
        section.set(Section.CASES);
        cases.open(file);
    }

    /// A comparison is computed while it is on view.
    private void showComparison() {
        compare.shownProperty().set(onView && section.get() == Section.COMPARE);
    }

    @Override
    public void shown() {
        onView = true;
        showComparison();
    }

    @Override
    public void hidden() {
        onView = false;
        showComparison();
    }

    /// Takes sampling cases and logits of other engines.
    public FileTarget files() {
        return files;
    }

    /// Two settings side by side.
    CompareViewModel compare() {
        return compare;
    }

    /// The chain of the other settings.
    ChainViewModel otherChain() {
        return otherChain;
    }

    /// The chain of the other settings in the words of other programs.
    SettingsViewModel otherSettings() {
        return otherSettings;
    }

    /// Sampling cases.
    CasesViewModel cases() {
        return cases;
    }

    /// Logits of another engine in place of the model's.
    ForeignViewModel foreign() {
        return foreign;
    }

    /// What continues the text.
    ContinuationViewModel text() {
        return text;
    }

    /// The generation as a tree.
    TreeViewModel tree() {
        return tree;
    }

    /// Index of the token looked at, or [LabSession#NONE].
    ReadOnlyIntegerProperty lookedAtProperty() {
        return session.lookedAtProperty();
    }

    WhyNotViewModel whyNot() {
        return whyNot;
    }

    /// What the text after the prompt must be.
    public ConstraintViewModel constraint() {
        return constraint;
    }

    AimViewModel aim() {
        return aim;
    }

    SettingsViewModel settings() {
        return settings;
    }

    /// Finds tokens by what is typed.
    ObservableValue<Function<String, List<TokenChoice>>> choicesProperty() {
        return chain.choicesProperty();
    }

    NextTokenViewModel nextToken() {
        return nextToken;
    }

    NumbersViewModel numbers() {
        return numbers;
    }

    DrawViewModel draw() {
        return draw;
    }

    ChainViewModel chain() {
        return chain;
    }

    ReadOnlyObjectProperty<LabState> stateProperty() {
        return session.stateProperty();
    }

    /// Whether tokens are being generated.
    public ReadOnlyBooleanProperty runningProperty() {
        return continuation.runningProperty();
    }

    /// Draws one token and adds it to the prompt.
    @Override
    public void one() {
        text.one();
    }

    /// Adds a token chosen on screen.
    ///
    /// @param id in the model's vocabulary
    void pick(int id) {
        continuation.add(id);
    }

    /// Starts generating, or stops it.
    @Override
    public void playOrPause() {
        text.playOrPause();
    }

    /// Draws the next token again, without adding it.
    @Override
    public void reroll() {
        text.reroll();
    }

    /// Takes the last tokens back.
    @Override
    public void undo() {
        text.undo();
    }

    /// Brings tokens back that were taken back.
    @Override
    public void redo() {
        text.redo();
    }

    /// Replaces the token looked at by its neighbour in the order of the logits.
    @Override
    public void alternative(int by) {
        text.alternative(by);
    }

    /// Looks at the next token of the text or the one before.
    @Override
    public boolean step(int by) {
        return text.step(by);
    }

    /// Closes what is open, or looks at the end of the text again.
    @Override
    public boolean escape() {
        return text.escape();
    }

    /// Brings the chain to where it changes nothing.
    @Override
    public void neutral() {
        chain.neutral();
    }

    @Override
    public List<String> keys() {
        return KEYS;
    }
}
