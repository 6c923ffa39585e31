package org.glassformer.app.feature.training;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.SectionBar;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The Training screen: the choice of a task, or the run with its bar, its phases and its curves.
///
/// Slow motion changes what is shown from phase to phase and moves nothing, so that it is the same with reduced motion.
public final class TrainingView extends StackPane {
    private static final double SLOW_MS = 1250;
    private static final double ROOMY = 68;
    private static final List<Phase> ORDER = List.of(Phase.values());
    private static final String TO_COME = "to-come";

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param painter paints maps off the JavaFX thread
    /// @param export copies and saves panels
    public TrainingView(TrainingViewModel model, Executor painter, PanelExport export) {
        getStyleClass().addAll(StyleClass.SCREEN, StyleClass.TRAINING);
        setMinSize(0, 0);
        Node setup = new SetupPanel(model);
        Node run = run(model, painter, export);
        getChildren().setAll(run, setup);
        setup.visibleProperty().bind(model.choosingProperty());
        run.visibleProperty().bind(model.choosingProperty().not());
        for (ObservableValue<Boolean> change :
                List.of(
                        model.choosingProperty(),
                        model.tensors().shownProperty(),
                        model.probes().shownProperty())) {
            change.subscribe((_, _) -> keepFocus());
        }
        model.stateProperty()
                .subscribe(state -> {
                    if (state == TrainingDesk.State.OPENING) {
                        keepFocus();
                    }
                });
        Timeline slow =
                new Timeline(new KeyFrame(Duration.millis(SLOW_MS), _ -> model.phases().next()));
        slow.setCycleCount(Animation.INDEFINITE);
        model.phases()
                .slowProperty()
                .subscribe(on -> {
                    if (on) {
                        model.phases().next();
                        slow.playFromStart();
                    } else {
                        slow.stop();
                    }
                });
    }

    /// What leaves the view gives the focus to the screen, or else the prompt would get it, and the next keys.
    private void keepFocus() {
        Node node = getScene() == null ? null : getScene().getFocusOwner();
        while (node != null && !node.equals(this)) {
            node = node.getParent();
        }
        if (node != null) {
            requestFocus();
        }
    }

    private static Node run(TrainingViewModel model, Executor painter, PanelExport export) {
        Label problem = sentence("training-run-problem", model.problemProperty());
        Label saving = sentence("training-saving-problem", model.texts().savingProperty());
        TrainingBody body = new TrainingBody(model, painter, export);
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox run =
                new VBox(new RunBar(model), problem, saving, checked(model), sections(model), body);
        run.getStyleClass().add("run");
        run.setMinSize(0, 0);
        return run;
    }

    private static Label checked(TrainingViewModel model) {
        Label checked = sentence("training-checked", model.texts().checkedProperty());
        checked.getStyleClass().remove(StyleClass.PROBLEM);
        Tooltip cases = new Tooltip();
        cases.textProperty().bind(model.texts().casesProperty());
        cases.getStyleClass().add(StyleClass.MONO);
        checked.tooltipProperty()
                .bind(model.texts().casesProperty().map(text -> text.isEmpty() ? null : cases));
        return checked;
    }

    private static Label sentence(String id, ObservableValue<String> text) {
        Label sentence = new Label();
        sentence.setId(id);
        sentence.getStyleClass().add(StyleClass.PROBLEM);
        sentence.setWrapText(true);
        sentence.setMinWidth(0);
        sentence.textProperty().bind(text);
        sentence.managedProperty().bind(sentence.visibleProperty());
        sentence.visibleProperty().bind(sentence.textProperty().isNotEmpty());
        return sentence;
    }

    /// The phases, and what may stand in their place.
    private static HBox sections(TrainingViewModel model) {
        SectionBar<Phase> phases = phases(model);
        HBox.setHgrow(phases, Priority.ALWAYS);
        HBox box = new HBox(phases);
        box.getChildren()
                .addAll(
                        section(
                                box,
                                "probes",
                                Material2MZ.REMOVE_RED_EYE,
                                model.probes().shownProperty()),
                        section(
                                box,
                                "tensors",
                                Material2AL.GRID_ON,
                                model.tensors().shownProperty()));
        box.getStyleClass().add("sections");
        return box;
    }

    /// What stands in place of the step at hand while it is on.
    private static ToggleButton section(Region bar, String name, Ikon ikon, BooleanProperty shown) {
        ToggleButton button = new ToggleButton(Messages.text(name + ".toggle"), new Icon(ikon));
        button.setId("training-" + name);
        button.getStyleClass().add(StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(name + ".toggle.tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.setMaxHeight(Double.MAX_VALUE);
        button.selectedProperty().bindBidirectional(shown);
        button.contentDisplayProperty()
                .bind(
                        Bindings.createObjectBinding(
                                () ->
                                        bar.getWidth() / button.getFont().getSize() < ROOMY
                                                ? ContentDisplay.GRAPHIC_ONLY
                                                : ContentDisplay.LEFT,
                                bar.widthProperty(),
                                button.fontProperty()));
        button.setAccessibleText(Messages.text(name + ".toggle"));
        return button;
    }

    private static SectionBar<Phase> phases(TrainingViewModel model) {
        SectionBar<Phase> bar =
                new SectionBar<>(
                        "training-phases",
                        Phase.class,
                        Phase.WINDOWS,
                        phase ->
                                (ORDER.indexOf(phase) + 1)
                                        + "  "
                                        + Messages.text("training.phase." + phase),
                        phase -> Messages.text("training.phase." + phase + ".tip"));
        bar.getStyleClass().add("phases");
        for (Node button : bar.getChildren()) {
            HBox.setHgrow(button, Priority.ALWAYS);
        }
        bar.onPressedProperty()
                .set(pressed -> {
                    model.go(pressed);
                    Phase shown = model.panels().shownProperty().get();
                    bar.chosenProperty().set(shown);
                    bar.mark(shown);
                });
        model.panels()
                .shownProperty()
                .subscribe(shown -> {
                    bar.chosenProperty().set(shown);
                    bar.mark(shown);
                });
        model.phases().knownProperty().subscribe(known -> mark(bar, known));
        return bar;
    }

    /// Phases of which there is nothing to look at yet step back.
    private static void mark(SectionBar<Phase> bar, @Nullable Phase known) {
        int last = known == null ? -1 : ORDER.indexOf(known);
        for (int i = 0; i < bar.getChildren().size(); i++) {
            Node button = bar.getChildren().get(i);
            button.getStyleClass().remove(TO_COME);
            if (i > last) {
                button.getStyleClass().add(TO_COME);
            }
        }
    }
}
