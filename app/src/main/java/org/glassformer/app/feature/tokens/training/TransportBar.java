package org.glassformer.app.feature.tokens.training;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The buttons of the panel: to and fro, many at once, how fast, and what to do with the result.
final class TransportBar extends FlowPane {

    private static final double[] SPEEDS = {0.5, 1, 2, 5, 20};
    private static final int[] LEAPS = {10, 100, 1_000};
    private static final int USUAL_SPEED = 2;

    private final OwnBpeViewModel model;
    private final Slider speed = new Slider(0, SPEEDS.length - 1, USUAL_SPEED);

    /// Buttons over a view model.
    ///
    /// @param save asks for a place and saves
    TransportBar(OwnBpeViewModel model, Runnable save) {
        this.model = model;
        getStyleClass().add("transport");
        BooleanBinding atStart =
                Bindings.createBooleanBinding(
                        () -> model.momentProperty().get().merge() == 0, model.momentProperty());
        Button reset = icon("own-bpe-reset", Material2AL.FIRST_PAGE, "ownbpe.reset.tip");
        reset.setOnAction(_ -> model.reset());
        reset.disableProperty().bind(atStart);
        Button back = icon("own-bpe-back", Material2AL.CHEVRON_LEFT, "ownbpe.back.tip");
        back.setOnAction(_ -> model.back());
        back.disableProperty().bind(atStart);
        Button step = icon("own-bpe-step", Material2AL.CHEVRON_RIGHT, "ownbpe.step.tip");
        step.setOnAction(_ -> model.forward(1));
        step.disableProperty().bind(model.canStepProperty().not());
        HBox leaps = group();
        for (int leap : LEAPS) {
            Button more = new Button("+" + Figures.count(leap));
            more.setId("own-bpe-more-" + leap);
            more.getStyleClass().add(StyleClass.TOOL_BUTTON);
            more.setTooltip(new Tooltip(Messages.text("ownbpe.more.tip", leap)));
            more.setOnAction(_ -> model.forward(leap));
            more.disableProperty().bind(model.canStepProperty().not());
            leaps.getChildren().add(more);
        }
        Button use = new Button(Messages.text("ownbpe.use"));
        use.setId("own-bpe-use");
        use.getStyleClass().add(StyleClass.TOOL_BUTTON);
        use.setTooltip(new Tooltip(Messages.text("ownbpe.use.tip")));
        use.setOnAction(_ -> model.use());
        Button keep = new Button(Messages.text("ownbpe.save"));
        keep.setId("own-bpe-save");
        keep.getStyleClass().add(StyleClass.TOOL_BUTTON);
        keep.setTooltip(new Tooltip(Messages.text("ownbpe.save.tip")));
        keep.setOnAction(_ -> save.run());
        use.disableProperty().bind(atStart);
        keep.disableProperty().bind(atStart);
        getChildren().setAll(group(reset, back, step, play(), pace()), leaps, group(use, keep));
    }

    private Button play() {
        Icon icon = new Icon(Material2MZ.PLAY_ARROW);
        Button play = new Button("", icon);
        play.setId("own-bpe-play");
        play.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON, "accent");
        play.setTooltip(new Tooltip(Messages.text("ownbpe.play.tip")));
        play.setOnAction(_ -> model.togglePlaying());
        play.disableProperty().bind(model.canStepProperty().not());
        model.playingProperty()
                .subscribe(playing -> {
                    play.setText(Messages.text(playing ? "ownbpe.pause" : "ownbpe.play"));
                    icon.show(playing ? Material2MZ.PAUSE : Material2MZ.PLAY_ARROW);
                });
        return play;
    }

    private Slider pace() {
        speed.setId("own-bpe-speed");
        speed.getStyleClass().add("small");
        speed.setMajorTickUnit(1);
        speed.setMinorTickCount(0);
        speed.setSnapToTicks(true);
        speed.setBlockIncrement(1);
        Tooltip tip = new Tooltip();
        speed.setTooltip(tip);
        speed.setAccessibleText(Messages.text("ownbpe.speed.tip"));
        speed.valueProperty()
                .subscribe(_ -> tip.setText(Messages.text("ownbpe.speed", stepsPerSecond())));
        return speed;
    }

    private static HBox group(Node... nodes) {
        HBox group = new HBox(nodes);
        group.getStyleClass().add("group");
        return group;
    }

    private static Button icon(String id, Ikon ikon, String tip) {
        Button button = new Button("", new Icon(ikon));
        button.setId(id);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(tip)));
        button.setAccessibleText(Messages.text(tip));
        return button;
    }

    /// Merges a second while playing.
    double stepsPerSecond() {
        return SPEEDS[(int) Math.round(speed.getValue())];
    }
}
