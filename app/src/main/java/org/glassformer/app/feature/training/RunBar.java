package org.glassformer.app.feature.training;

import java.io.File;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TrainingDesk;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What moves the run: back to the beginning, at full speed, by phases or steps, and how fast it learns.
final class RunBar extends FlowPane {
    private static final int[] STEPS = {1, 10, 100};
    private static final double LEAST_POWER = -5;
    private static final MathContext DIGITS = new MathContext(3);
    private static final double WIDE = 84;
    private static final double ROOMY = 70;

    private final TrainingViewModel model;

    RunBar(TrainingViewModel model) {
        this.model = model;
        getStyleClass().addAll(StyleClass.CARD, "run-bar");
        getChildren()
                .setAll(
                        group(reset(), play(), slow()),
                        steps(),
                        group(
                                back(),
                                figure("training-step", model.texts().stepTextProperty()),
                                rewind()),
                        rate(),
                        group(about(), check(), again(), export(), speed(), saved()));
    }

    private Button reset() {
        Button reset = button("reset", Material2AL.FIRST_PAGE);
        reset.setText("");
        reset.setOnAction(_ -> model.reset());
        return reset;
    }

    private Button play() {
        Icon icon = new Icon(Material2MZ.PLAY_ARROW);
        Button play = button("run", Material2MZ.PLAY_ARROW);
        play.setGraphic(icon);
        play.getStyleClass().add("accent");
        play.setOnAction(_ -> model.runOrPause());
        model.stateProperty()
                .subscribe(state -> {
                    boolean running = state == TrainingDesk.State.RUNNING;
                    play.setText(Messages.text(running ? "training.pause" : "training.run"));
                    icon.show(running ? Material2MZ.PAUSE : Material2MZ.PLAY_ARROW);
                });
        return play;
    }

    private ToggleButton slow() {
        ToggleButton slow = new ToggleButton(Messages.text("training.slow"));
        slow.setId("training-slow");
        slow.getStyleClass().add(StyleClass.TOOL_BUTTON);
        slow.setTooltip(new Tooltip(Messages.text("training.slow.tip")));
        slow.setFocusTraversable(false);
        slow.setMinWidth(Region.USE_PREF_SIZE);
        slow.selectedProperty().bindBidirectional(model.phases().slowProperty());
        return slow;
    }

    private HBox steps() {
        Button phase = button("phase", Material2AL.CHEVRON_RIGHT);
        phase.setOnAction(_ -> model.phases().next());
        HBox group = group(phase);
        for (int count : STEPS) {
            Button step = new Button("+" + count);
            step.setId("training-steps-" + count);
            step.getStyleClass().add(StyleClass.TOOL_BUTTON);
            step.setTooltip(new Tooltip(Messages.text("training.steps.tip", count)));
            step.setFocusTraversable(false);
            step.setMinWidth(Region.USE_PREF_SIZE);
            step.setOnAction(_ -> model.steps(count));
            group.getChildren().add(step);
        }
        return group;
    }

    private Button back() {
        Button back = button("back", Material2AL.CHEVRON_LEFT);
        back.setText("");
        back.setOnAction(_ -> model.phases().back());
        back.disableProperty().bind(model.phases().doneProperty().isNull());
        return back;
    }

    private static Label figure(String id, javafx.beans.value.ObservableValue<String> text) {
        Label figure = new Label();
        figure.setId(id);
        figure.getStyleClass().add(StyleClass.MONO);
        figure.textProperty().bind(text);
        return figure;
    }

    private MenuButton rewind() {
        MenuButton rewind = new MenuButton(Messages.text("training.rewind"));
        rewind.setId("training-rewind");
        rewind.getStyleClass().add(StyleClass.TOOL_BUTTON);
        rewind.setTooltip(new Tooltip(Messages.text("training.rewind.tip")));
        rewind.setFocusTraversable(false);
        rewind.setMinWidth(Region.USE_PREF_SIZE);
        rewind.setOnShowing(_ -> rewind.getItems().setAll(kept()));
        rewind.getItems().setAll(kept());
        return rewind;
    }

    private List<MenuItem> kept() {
        return model.keptProperty().get().reversed().stream()
                .map(place -> {
                    String key = place.rested() ? "training.step.rested" : "training.step";
                    MenuItem item = new MenuItem(Messages.text(key, place.step()));
                    item.setOnAction(_ -> model.rewind(place.step()));
                    return item;
                })
                .toList();
    }

    private HBox rate() {
        Slider slider = new Slider(LEAST_POWER, 0, Math.log10(3e-3));
        slider.setId("training-rate");
        slider.getStyleClass().add("small");
        slider.setBlockIncrement(0.1);
        slider.setTooltip(new Tooltip(Messages.text("training.rate.tip")));
        slider.setFocusTraversable(false);
        Label value = new Label();
        value.getStyleClass().addAll(StyleClass.MONO, "rate");
        value.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> Figures.value(rate(slider.getValue())),
                                slider.valueProperty()));
        model.rateProperty()
                .subscribe(now -> {
                    if (!slider.isValueChanging() && now.doubleValue() > 0) {
                        slider.setValue(Math.log10(now.doubleValue()));
                    }
                });
        slider.valueProperty()
                .subscribe((_, now) -> {
                    boolean moved =
                            Math.abs(now.doubleValue() - Math.log10(model.rateProperty().get()))
                                    > 1e-6;
                    if (!slider.isValueChanging() && moved) {
                        model.setRate(rate(now.doubleValue()));
                    }
                });
        slider.valueChangingProperty()
                .subscribe(changing -> {
                    if (!changing && model.thereProperty().get()) {
                        model.setRate(rate(slider.getValue()));
                    }
                });
        return group(muted("training.rate"), slider, value);
    }

    /// Three digits are enough for a rate that is set by hand; they are those of the decimal number.
    private static double rate(double power) {
        return new BigDecimal(Math.pow(10, power)).round(DIGITS).doubleValue();
    }

    private Label about() {
        Label about = new Label();
        about.setId("training-about");
        about.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        getWidth() / about.getFont().getSize() >= ROOMY
                                                ? model.texts().aboutProperty().get()
                                                : model.texts().taskProperty().get(),
                                widthProperty(),
                                about.fontProperty(),
                                model.texts().aboutProperty(),
                                model.texts().taskProperty()));
        about.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip watch = new Tooltip();
        watch.textProperty()
                .bind(
                        model.texts()
                                .aboutProperty()
                                .concat("\n")
                                .concat(model.texts().watchProperty()));
        watch.setWrapText(true);
        watch.getStyleClass().add("watch");
        about.setTooltip(watch);
        return about;
    }

    private Button check() {
        Button check = button("check", Material2AL.CHECK);
        check.setOnAction(_ -> model.check());
        return check;
    }

    private Button again() {
        Button again = button("another", Material2MZ.TUNE);
        again.setOnAction(_ -> model.choosingProperty().set(true));
        return again;
    }

    private Button export() {
        Button export = button("export", Material2MZ.SAVE_ALT);
        export.setOnAction(_ -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(Messages.text("training.export.tip"));
            File chosen = chooser.showDialog(getScene().getWindow());
            if (chosen != null) {
                model.export(chosen.toPath());
            }
        });
        return export;
    }

    private Label speed() {
        Label speed = figure("training-speed", model.texts().speedProperty());
        speed.getStyleClass().add(StyleClass.MUTED);
        speed.setMinWidth(Region.USE_PREF_SIZE);
        return speed;
    }

    /// How far it is saved; left out where it would begin another line.
    private Label saved() {
        Label saved = figure("training-saved", model.texts().savedProperty());
        saved.getStyleClass().setAll("label", StyleClass.MUTED, StyleClass.SMALL);
        saved.managedProperty().bind(saved.visibleProperty());
        saved.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> getWidth() / saved.getFont().getSize() >= WIDE,
                                widthProperty(),
                                saved.fontProperty()));
        return saved;
    }

    private static Label muted(String key) {
        Label label = new Label(Messages.text(key));
        label.getStyleClass().add(StyleClass.MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Button button(String name, Ikon ikon) {
        Button button = new Button(Messages.text("training." + name), new Icon(ikon));
        button.setId("training-" + name);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        String tip = Messages.text("training." + name + ".tip");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static HBox group(Node... nodes) {
        HBox group = new HBox(nodes);
        group.getStyleClass().add("group");
        return group;
    }
}
