package org.glassformer.app.session;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// What was done and can be undone, in one time line: tokens added to the text, interventions, and changes of
/// the chain.
public final class History {

    private static final int STEPS_KEPT = 200;

    /// Something that was done.
    interface Step {

        /// Takes it back.
        void undo();

        /// Does it again.
        void redo();
    }

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper(this, "undoable");
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper(this, "redoable");

    /// Nothing done yet.
    public History() {}

    /// Whether there is a step to take back.
    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /// Whether there is a step to bring back.
    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /// Takes the last step back.
    public void undo() {
        Step step = done.poll();
        if (step != null) {
            undone.push(step);
            tell();
            step.undo();
        }
    }

    /// Brings the step back that was undone last.
    public void redo() {
        Step step = undone.poll();
        if (step != null) {
            done.push(step);
            tell();
            step.redo();
        }
    }

    /// Remembers a step; what was undone before can not be brought back any more.
    void did(Step step) {
        done.push(step);
        if (done.size() > STEPS_KEPT) {
            done.removeLast();
        }
        undone.clear();
        tell();
    }

    /// The step that was done last; null for none.
    @Nullable Step last() {
        return done.peek();
    }

    /// Forgets steps of one kind, because they have lost their meaning.
    void forget(Class<? extends Step> kind) {
        done.removeIf(kind::isInstance);
        undone.removeIf(kind::isInstance);
        tell();
    }

    /// Forgets the last step, which turned out to have changed nothing.
    void forgetLast() {
        done.poll();
        tell();
    }

    private void tell() {
        undoable.set(!done.isEmpty());
        redoable.set(!undone.isEmpty());
    }
}
