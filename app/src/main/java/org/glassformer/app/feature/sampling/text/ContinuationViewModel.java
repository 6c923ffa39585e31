package org.glassformer.app.feature.sampling.text;

import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.glassformer.app.export.Caption;
import org.glassformer.app.session.Continuation;
import org.glassformer.app.session.LabSession;
import org.glassformer.app.session.TokenSearch;

/// State and commands of what continues the text.
public final class ContinuationViewModel {

    private final ActionsViewModel actions;
    private final TextViewModel text;
    private final StopsViewModel stops;
    private final BooleanProperty folded = new SimpleBooleanProperty(this, "folded", false);
    private final BooleanProperty curveShown = new SimpleBooleanProperty(this, "curveShown", true);

    /// The state over a session.
    ///
    /// @param session what all screens share
    /// @param continuation adds tokens to the text
    /// @param tokens finds tokens for the stop conditions
    /// @param captions gives for a title the caption with the settings of the screen
    public ContinuationViewModel(
            LabSession session,
            Continuation continuation,
            TokenSearch tokens,
            Function<String, Caption> captions) {
        actions = new ActionsViewModel(session, continuation);
        text = new TextViewModel(session, continuation, captions);
        stops = new StopsViewModel(session, tokens);
    }

    ActionsViewModel actions() {
        return actions;
    }

    TextViewModel text() {
        return text;
    }

    StopsViewModel stops() {
        return stops;
    }

    /// Whether only the buttons are shown.
    public BooleanProperty foldedProperty() {
        return folded;
    }

    /// Whether the curves are shown where there is room for them.
    BooleanProperty curveShownProperty() {
        return curveShown;
    }

    /// Starts generating, or stops it.
    public void playOrPause() {
        actions.playOrPause();
    }

    /// Draws one token and adds it behind the step looked at.
    public void one() {
        actions.one();
    }

    /// Draws the token of the step looked at again, without adding it.
    public void reroll() {
        actions.reroll();
    }

    /// Takes the last step back.
    public void undo() {
        actions.undo();
    }

    /// Brings the step back that was undone last.
    public void redo() {
        actions.redo();
    }

    /// Replaces the token looked at by its neighbour in the order of the logits.
    ///
    /// @param by 1 for the next, -1 for the one before
    public void alternative(int by) {
        text.alternative(by);
    }

    /// Looks at the next token of the text or the one before.
    ///
    /// @param by 1 or -1
    /// @return whether there are tokens to look at
    public boolean step(int by) {
        return text.step(by);
    }

    /// Closes the editor of stop conditions, or looks at the end of the text again.
    ///
    /// @return whether there was anything to leave
    public boolean escape() {
        if (stops.openProperty().get()) {
            stops.openProperty().set(false);
            return true;
        }
        return text.escape();
    }
}
