package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// The candidates of a draw end to end on a line from 0 to 1, each as long as it is likely, and the number drawn as a
/// needle; below it on demand how often each came in many draws.
///
/// Candidates too short to be seen one by one share one piece at the end of their stretch; the pointer finds each of
/// them all the same.
public final class CumulativeLine extends Control {

    /// No candidate.
    public static final int NONE = -1;

    /// A candidate.
    ///
    /// @param label its text
    /// @param p its probability, 0 to 1
    public record Candidate(String label, double p) {}

    private final ObjectProperty<List<Candidate>> candidates =
            new SimpleObjectProperty<>(this, "candidates", List.of());
    private final ObjectProperty<List<Double>> drawn =
            new SimpleObjectProperty<>(this, "drawn", List.of());
    private final DoubleProperty needle = new SimpleDoubleProperty(this, "needle", Double.NaN);
    private final ReadOnlyIntegerWrapper hovered =
            new ReadOnlyIntegerWrapper(this, "hovered", NONE);
    private final ObjectProperty<IntConsumer> onPicked =
            new SimpleObjectProperty<>(this, "onPicked", ignored -> {});

    /// A line without candidates.
    public CumulativeLine() {
        getStyleClass().add("gf-cumulative-line");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    /// The candidates from 0 on, most likely first; their probabilities sum to 1. The list may make them when they are
    /// asked for, and must not change.
    public ObjectProperty<List<Candidate>> candidatesProperty() {
        return candidates;
    }

    /// Shows other candidates.
    ///
    /// @param value from 0 on; copied
    public void setCandidates(List<Candidate> value) {
        candidates.set(List.copyOf(value));
    }

    /// The share of each candidate in many draws, shown as a second row below the first; empty for none.
    public ObjectProperty<List<Double>> drawnProperty() {
        return drawn;
    }

    /// Shows other shares.
    ///
    /// @param value one for each candidate, or none; copied
    public void setDrawn(List<Double> value) {
        drawn.set(List.copyOf(value));
    }

    /// The number drawn, 0 to 1; not a number for none.
    public DoubleProperty needleProperty() {
        return needle;
    }

    /// Index of the candidate under the pointer, or [#NONE].
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Called with the index of a candidate that is clicked.
    public ObjectProperty<IntConsumer> onPickedProperty() {
        return onPicked;
    }

    void hover(int index) {
        hovered.set(index);
    }

    /// The candidate on whose stretch a number falls, or [#NONE] outside the line.
    ///
    /// @param u where on the line
    public int at(double u) {
        double from = 0;
        List<Candidate> all = candidates.get();
        for (int i = 0; i < all.size(); i++) {
            from += all.get(i).p();
            if (u >= 0 && u < from) {
                return i;
            }
        }
        return u >= 0 && u <= 1 ? all.size() - 1 : NONE;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new CumulativeLineSkin(this);
    }
}
