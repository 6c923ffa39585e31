package org.glassformer.app.feature.inside;

import java.util.concurrent.ThreadLocalRandom;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.LabState;
import org.glassformer.app.session.ModelSummary;
import org.glassformer.app.task.TaskRunner;

/// State and commands of the screen that looks inside.
public final class InsideViewModel {

    /// How many tokens one press of "Generate" adds at most.
    public static final int MOST_TOKENS = 200;

    private static final int SEEDS = 1_000_000;

    private final LabSession session;
    private final Continuation continuation;
    private final AttentionViewModel attention;
    private final NextTokenViewModel nextToken;
    private final ChainViewModel chain;

    /// The screen's state over a session.
    ///
    /// @param session what all screens share
    /// @param continuation adds tokens to the prompt
    /// @param runner prepares pictures
    public InsideViewModel(LabSession session, Continuation continuation, TaskRunner runner) {
        this.session = session;
        this.continuation = continuation;
        this.attention = new AttentionViewModel(session, runner);
        this.nextToken = new NextTokenViewModel(session);
        this.chain = new ChainViewModel(session);
    }

    AttentionViewModel attention() {
        return attention;
    }

    NextTokenViewModel nextToken() {
        return nextToken;
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
    public void oneToken() {
        continuation.oneToken();
    }

    /// Adds a token chosen on screen.
    ///
    /// @param id in the model's vocabulary
    void pick(int id) {
        continuation.add(id);
    }

    /// Starts generating, or stops it.
    public void generateOrStop() {
        if (continuation.runningProperty().get()) {
            continuation.stop();
        } else {
            continuation.generate(MOST_TOKENS);
        }
    }

    /// Draws the next token again, without adding it.
    public void reroll() {
        continuation.reroll();
    }

    /// Takes the last tokens back.
    public void undo() {
        continuation.undo();
    }

    /// Brings tokens back that were taken back.
    public void redo() {
        continuation.redo();
    }

    /// Chooses another seed.
    public void newSeed() {
        session.seedProperty().set(ThreadLocalRandom.current().nextInt(SEEDS));
    }

    /// Brings the chain to where it changes nothing.
    public void neutral() {
        chain.neutral();
    }

    /// Goes to another head of the layer, around its ends.
    ///
    /// @param by how many further
    public void moveHead(int by) {
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            int head = session.headProperty().get() + by;
            session.headProperty().set(Math.floorMod(head, model.nHead()));
        }
    }

    /// Goes to another layer, around the ends of the model.
    ///
    /// @param by how many further
    public void moveLayer(int by) {
        ModelSummary model = session.modelProperty().get();
        if (model != null) {
            int layer = session.layerProperty().get() + by;
            session.layerProperty().set(Math.floorMod(layer, model.nLayer()));
        }
    }

    /// Selects another token, from the last one if none is selected.
    ///
    /// @param by how many further
    public void moveToken(int by) {
        int count = session.tokensProperty().get().size();
        int selected = session.selectedTokenProperty().get();
        if (count > 0) {
            int from = selected == LabSession.NONE ? (by < 0 ? count : -1) : selected;
            session.selectedTokenProperty().set(Math.clamp(from + by, 0, count - 1));
        }
    }

    /// Unlocks what is locked.
    public void unlock() {
        session.selectedTokenProperty().set(LabSession.NONE);
    }
}
