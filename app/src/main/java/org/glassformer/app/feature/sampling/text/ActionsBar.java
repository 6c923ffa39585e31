package org.glassformer.app.feature.sampling.text;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What continues the text: generate or stop, one token, draw again, take back, what ends a run, and the seed. In one
/// row, or in two where it is narrow; in the header of a panel, or as a panel of its own.
final class ActionsBar extends Region {

    private static final int SEED_DIGITS = 18;

    private final Label seedName = new Label(Messages.text("actions.seed"));
    private final ToggleButton stops = new ToggleButton();
    private final HBox adding;
    private final HBox steps;
    private final HBox seeding;

    ActionsBar(ActionsViewModel model, StopsViewModel conditions) {
        setId("actions");
        getStyleClass().addAll(StyleClass.ACTIONS, StyleClass.HANDLE);
        ObservableValue<Boolean> idle =
                Bindings.createBooleanBinding(
                        () -> {
                            LabState state = model.stateProperty().get();
                            boolean read = state == LabState.READY || state == LabState.BUSY;
                            return !read || model.stuckProperty().get();
                        },
                        model.stateProperty(),
                        model.stuckProperty());
        Button generate = new Button();
        generate.setId("generate");
        generate.getStyleClass().add("accent");
        generate.textProperty()
                .bind(
                        model.runningProperty()
                                .map(on ->
                                        Messages.text(on ? "actions.stop" : "actions.generate")));
        generate.graphicProperty()
                .bind(
                        model.runningProperty()
                                .map(on ->
                                        new Icon(on ? Material2MZ.STOP : Material2MZ.PLAY_ARROW)));
        Tooltip tip = new Tooltip();
        tip.textProperty()
                .bind(
                        conditions
                                .stopsProperty()
                                .map(now -> Messages.text("actions.generate.tip", now.most())));
        generate.setTooltip(tip);
        generate.setOnAction(ignored -> model.playOrPause());
        Button one = button("actions.one", Material2AL.KEYBOARD_RETURN, model::one);
        one.setText(Messages.text("actions.one"));
        one.setId("one-token");
        one.disableProperty().bind(either(idle, model.runningProperty()));
        Button reroll = button("actions.reroll", Material2MZ.REPLAY, model::reroll);
        reroll.disableProperty().bind(either(idle, model.runningProperty()));
        Button undo = button("actions.undo", Material2MZ.UNDO, model::undo);
        undo.setId("undo");
        Button redo = button("actions.redo", Material2MZ.REDO, model::redo);
        redo.setId("redo");
        undo.disableProperty().bind(model.undoableProperty().not().or(model.runningProperty()));
        redo.disableProperty().bind(model.redoableProperty().not().or(model.runningProperty()));
        generate.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> idle.getValue() && !model.runningProperty().get(),
                                idle,
                                model.runningProperty()));
        seedName.getStyleClass().add(StyleClass.MUTED);
        Button dice = button("actions.newSeed", Material2AL.CASINO, model::newSeed);
        generate.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(generate, Priority.ALWAYS);
        adding = group(generate, one);
        steps = group(reroll, undo, redo, stops(conditions));
        seeding = group(seedName, seed(model), dice);
        getChildren().setAll(adding, steps, seeding);
    }

    private ToggleButton stops(StopsViewModel conditions) {
        stops.setId("stops");
        stops.getStyleClass().add(StyleClass.ICON_BUTTON);
        stops.setGraphic(new Icon(Material2MZ.TIMER_OFF));
        stops.setAccessibleText(Messages.text("stops.title"));
        stops.setFocusTraversable(false);
        Tooltip tip = new Tooltip();
        tip.textProperty()
                .bind(
                        conditions
                                .sentenceProperty()
                                .map(sentence -> Messages.text("stops.tip", sentence)));
        stops.setTooltip(tip);
        stops.selectedProperty().bindBidirectional(conditions.openProperty());
        return stops;
    }

    private static HBox group(Region... parts) {
        for (Region part : parts) {
            part.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox group = new HBox(parts);
        group.getStyleClass().add("group");
        return group;
    }

    private double gap() {
        return adding.getSpacing();
    }

    private double inner(double width) {
        return width - snappedLeftInset() - snappedRightInset();
    }

    private double wholeRow() {
        return snapSizeX(adding.prefWidth(-1))
                + snapSizeX(steps.prefWidth(-1))
                + seedingWidth(true)
                + 3 * gap();
    }

    private boolean isOneRow(double width) {
        return width < 0 || wholeRow() <= inner(width) + 0.5;
    }

    private double seedingWidth(boolean named) {
        double bare = seeding.prefWidth(-1);
        double name = seedName.prefWidth(-1) + gap();
        if (named == seedName.isManaged()) {
            return snapSizeX(bare);
        }
        return snapSizeX(named ? bare + name : bare - name);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + wholeRow() + snappedRightInset();
    }

    @Override
    protected double computePrefHeight(double width) {
        double row = adding.prefHeight(-1);
        double rows = isOneRow(width) ? row : 2 * row + gap();
        return snappedTopInset() + rows + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double width = inner(getWidth());
        boolean one = isOneRow(getWidth());
        double row = snapSizeY(adding.prefHeight(-1));
        double first = one ? snapSizeX(adding.prefWidth(-1)) : width;
        adding.resizeRelocate(x, y, first, row);
        double second = one ? y : y + row + gap();
        double stepsWidth = snapSizeX(steps.prefWidth(-1));
        steps.resizeRelocate(one ? x + first + gap() : x, second, stepsWidth, row);
        boolean named = one || stepsWidth + gap() + seedingWidth(true) <= width;
        double seedWidth = seedingWidth(named);
        seedName.setVisible(named);
        seedName.setManaged(named);
        seeding.resizeRelocate(x + width - seedWidth, second, seedWidth, row);
    }

    private static BooleanBinding either(
            ObservableValue<Boolean> idle, ReadOnlyBooleanProperty running) {
        return Bindings.createBooleanBinding(() -> idle.getValue() || running.get(), idle, running);
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.getStyleClass().add(StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setOnAction(ignored -> command.run());
        button.setFocusTraversable(false);
        return button;
    }

    private static TextField seed(ActionsViewModel model) {
        TextField field = new TextField();
        field.setId("seed");
        field.getStyleClass().addAll(StyleClass.MONO, StyleClass.SEED);
        field.setTextFormatter(new TextFormatter<>(ActionsBar::digits));
        field.setTooltip(new Tooltip(Messages.text("actions.seed.tip")));
        field.setAccessibleText(Messages.text("actions.seed"));
        model.seedProperty()
                .subscribe(seed -> {
                    if (!field.isFocused()) {
                        field.setText(Long.toString(seed.longValue()));
                    }
                });
        field.textProperty()
                .subscribe((before, text) -> {
                    if (field.isFocused() && !text.isEmpty()) {
                        model.seedProperty().set(Long.parseLong(text));
                    }
                });
        field.focusedProperty()
                .subscribe((before, focused) -> {
                    if (!focused) {
                        field.setText(Long.toString(model.seedProperty().get()));
                    }
                });
        return field;
    }

    @SuppressWarnings("NullAway") // JavaFX takes null for a change that is refused
    private static TextFormatter.Change digits(TextFormatter.Change change) {
        String text = change.getControlNewText();
        return text.length() <= SEED_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? change
                : null;
    }
}
