package org.glassformer.app.feature.tokens.training;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// Which of the merges is on screen; while many are learned, how far that is.
final class ScrubBar extends HBox {

    private final OwnBpeViewModel model;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label counts = new Label();
    private final Label position = new Label();
    private boolean showing;

    ScrubBar(OwnBpeViewModel model) {
        this.model = model;
        getStyleClass().add("scrub");
        slider.setId("own-bpe-scrub");
        slider.setMinWidth(0);
        slider.setAccessibleText(Messages.text("ownbpe.position", 0, 0));
        slider.valueProperty().subscribe((before, now) -> scrub(now.doubleValue()));
        HBox.setHgrow(slider, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(model.progressProperty());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinWidth(0);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button stop = new Button(Messages.text("ownbpe.stop"));
        stop.setId("own-bpe-stop");
        stop.getStyleClass().add(StyleClass.TOOL_BUTTON);
        stop.setTooltip(new Tooltip(Messages.text("ownbpe.stop.tip")));
        stop.setOnAction(_ -> model.cancel());
        position.setMinWidth(Region.USE_PREF_SIZE);
        counts.getStyleClass().add(StyleClass.MUTED);
        counts.setId("own-bpe-counts");
        counts.setMinWidth(0);
        getChildren().setAll(position, slider, bar, stop, counts);
        for (Region learning : new Region[] {bar, stop}) {
            learning.setVisible(false);
            learning.managedProperty().bind(learning.visibleProperty());
        }
        slider.managedProperty().bind(slider.visibleProperty());
        model.stateProperty()
                .subscribe(state -> {
                    boolean learning = state == OwnBpeState.LEARNING;
                    slider.setVisible(!learning);
                    bar.setVisible(learning);
                    stop.setVisible(learning);
                });
        model.momentProperty().subscribe(this::show);
    }

    private void show(Moment moment) {
        showing = true;
        slider.setMax(Math.max(1, moment.learned()));
        slider.setDisable(moment.learned() == 0);
        slider.setValue(moment.merge());
        showing = false;
        String text = Messages.text("ownbpe.position", moment.merge(), moment.learned());
        position.setText(text);
        slider.setAccessibleText(text);
        double each = moment.tokens() == 0 ? 0 : (double) moment.bytes() / moment.tokens();
        counts.setText(
                Messages.text(
                        "ownbpe.counts",
                        moment.vocabSize(),
                        moment.tokens(),
                        Figures.fixed(each, 2)));
    }

    private void scrub(double value) {
        if (!showing) {
            model.playingProperty().set(false);
            model.goTo((int) Math.round(value));
        }
    }
}
