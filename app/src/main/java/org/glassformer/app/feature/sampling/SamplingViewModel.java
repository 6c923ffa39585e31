package org.glassformer.app.feature.sampling;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import org.glassformer.app.feature.sampling.constraint.ConstraintViewModel;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.session.TokenSearch;
import org.glassformer.app.task.TaskRunner;
import org.glassformer.app.ui.control.TokenChoice;

/// State and commands of the Sampling screen.
public final class SamplingViewModel implements ScreenCommands {

    private static final int SEEDS = 1_000_000;
    private static final List<String> KEYS =
            List.of("generate", "one", "reroll", "undo", "redo", "neutral", "aimbar", "aimcut");

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

    /// The screen's state over a session.
    ///
    /// @param session what all screens share
    /// @param continuation adds tokens to the prompt
    /// @param runner searches vocabularies, solves chains and draws thousands
    public SamplingViewModel(LabSession session, Continuation continuation, TaskRunner runner) {
        this.session = session;
        this.continuation = continuation;
        this.nextToken = new NextTokenViewModel(session);
        this.chain = new ChainViewModel(session, new TokenSearch(session, runner));
        this.draw = new DrawViewModel(session, runner);
        this.numbers = new NumbersViewModel(session, nextToken);
        this.whyNot = new WhyNotViewModel(session, runner);
        this.settings = new SettingsViewModel(session);
        this.aim = new AimViewModel(session, runner);
        this.constraint = new ConstraintViewModel(session, runner);
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

    javafx.beans.property.LongProperty seedProperty() {
        return session.seedProperty();
    }

    /// Whether tokens are being generated.
    public ReadOnlyBooleanProperty runningProperty() {
        return continuation.runningProperty();
    }

    ReadOnlyBooleanProperty undoableProperty() {
        return continuation.undoableProperty();
    }

    ReadOnlyBooleanProperty redoableProperty() {
        return continuation.redoableProperty();
    }

    /// Draws one token and adds it to the prompt.
    @Override
    public void one() {
        continuation.oneToken();
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
        if (continuation.runningProperty().get()) {
            continuation.stop();
        } else {
            continuation.generate();
        }
    }

    /// Draws the next token again, without adding it.
    @Override
    public void reroll() {
        continuation.reroll();
    }

    /// Takes the last tokens back.
    @Override
    public void undo() {
        continuation.undo();
    }

    /// Brings tokens back that were taken back.
    @Override
    public void redo() {
        continuation.redo();
    }

    /// Chooses another seed.
    public void newSeed() {
        session.seedProperty().set(ThreadLocalRandom.current().nextInt(SEEDS));
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
