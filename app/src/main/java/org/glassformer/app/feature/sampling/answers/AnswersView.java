package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import javafx.scene.layout.Region;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Dimmer;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.theme.StyleClass;

/// Several answers: all of them at the left, the vote and two of them compared at the right; or a beam search as a tree,
/// with what it found.
public final class AnswersView extends EmRegion {

    private static final double SIDE = 0.4;
    private static final double SIDE_LEAST = 22;
    private static final double SIDE_MOST = 46;
    private static final double FOUND = 0.3;
    private static final double FOUND_MOST = 34;
    private static final double VOTE = 0.46;

    private final AnswersViewModel model;
    private final AnswersPanel answers;
    private final VotePanel vote;
    private final ComparePanel compare;
    private final BeamsPanel tree;
    private final BeamResultsPanel found;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public AnswersView(AnswersViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add(StyleClass.ANSWERS);
        setId("answers");
        setMinSize(0, 0);
        answers = new AnswersPanel(model, export);
        vote = new VotePanel(model.sampled(), export);
        compare = new ComparePanel(model.sampled(), export);
        tree = new BeamsPanel(model, export);
        found = new BeamResultsPanel(model.beams(), export);
        getChildren().addAll(answers, vote, compare, tree, found);
        Dimmer sampled = new Dimmer(List.of(answers, vote, compare));
        model.sampled().stateProperty().subscribe(state -> sampled.show(state == LabState.STALE));
        Dimmer searched = new Dimmer(List.of(tree, found));
        model.beams().stateProperty().subscribe(state -> searched.show(state == LabState.STALE));
        model.modeProperty().subscribe(mode -> choose());
    }

    private void choose() {
        boolean sampled = model.modeProperty().get() == AnswersMode.SAMPLED;
        for (Region panel : List.of(answers, vote, compare)) {
            panel.setVisible(sampled);
        }
        for (Region panel : List.of(tree, found)) {
            panel.setVisible(!sampled);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double size = em();
        double gap = Math.rint(0.85 * size);
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = Math.max(1, getWidth() - x - snappedRightInset());
        double height = Math.max(1, getHeight() - y - snappedBottomInset());
        boolean sampled = model.modeProperty().get() == AnswersMode.SAMPLED;
        double most = Math.min((sampled ? SIDE_MOST : FOUND_MOST) * size, 0.5 * width);
        double side =
                Math.rint(
                        Math.clamp(
                                (sampled ? SIDE : FOUND) * width,
                                Math.min(most, SIDE_LEAST * size),
                                most));
        double left = Math.max(1, width - side - gap);
        double right = x + left + gap;
        if (sampled) {
            double above = Math.rint((height - gap) * VOTE);
            answers.resizeRelocate(x, y, left, height);
            vote.resizeRelocate(right, y, side, above);
            compare.resizeRelocate(right, y + above + gap, side, Math.max(1, height - above - gap));
        } else {
            tree.resizeRelocate(x, y, left, height);
            found.resizeRelocate(right, y, side, height);
        }
    }
}
