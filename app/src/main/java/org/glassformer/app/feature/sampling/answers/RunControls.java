package org.glassformer.app.feature.sampling.answers;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.LabState;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The controls that both ways to several answers have in common.
final class RunControls {

    private static final double RING = 2;

    private RunControls() {}

    /// Chooses the way.
    static ChoiceSwitch<AnswersMode> modes(AnswersViewModel model) {
        ChoiceSwitch<AnswersMode> modes =
                new ChoiceSwitch<>(
                        List.of(AnswersMode.values()),
                        mode -> Messages.text("answers.mode." + mode),
                        mode -> Messages.text("answers.mode." + mode + ".tip"),
                        model.modeProperty());
        modes.getStyleClass().add("modes");
        return modes;
    }

    /// A field with its name before it.
    static HBox named(String key, NumberField field) {
        Label name = new Label(Messages.text(key));
        name.getStyleClass().add(StyleClass.MUTED);
        name.setMinWidth(Region.USE_PREF_SIZE);
        HBox pair = new HBox(name, field);
        pair.getStyleClass().add("pair");
        return pair;
    }

    /// Tokens at most.
    static HBox most(AnswersViewModel model, String id) {
        NumberField field =
                new NumberField(
                        id,
                        Messages.text("answers.most.tip"),
                        new NumberField.Range(1, AnswersViewModel.MOST_TOKENS, 1),
                        value -> Long.toString(Math.round(value)),
                        value -> model.mostProperty().set((int) value));
        model.mostProperty().subscribe(now -> field.show(now.intValue()));
        return named("answers.most", field);
    }

    /// Runs, or stops what runs.
    static Button run(
            String id,
            ObservableValue<String> name,
            ReadOnlyObjectProperty<LabState> state,
            Runnable run,
            Runnable stop) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("accent", StyleClass.TOOL_BUTTON);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.textProperty()
                .bind(
                        state.flatMap(now ->
                                now == LabState.BUSY
                                        ? new SimpleStringProperty(Messages.text("actions.stop"))
                                        : name));
        button.graphicProperty()
                .bind(
                        state.map(now ->
                                new Icon(
                                        now == LabState.BUSY
                                                ? Material2MZ.STOP
                                                : Material2MZ.PLAY_ARROW)));
        button.setOnAction(ignored -> {
            if (state.get() == LabState.BUSY) {
                stop.run();
            } else {
                run.run();
            }
        });
        button.setFocusTraversable(false);
        return button;
    }

    /// Shows the table instead of the picture.
    static ToggleButton table(String id) {
        ToggleButton button = new ToggleButton("", new Icon(Material2MZ.TABLE_ROWS));
        button.setId(id);
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text("answers.table.tip")));
        button.setAccessibleText(Messages.text("answers.table.tip"));
        button.setFocusTraversable(false);
        return button;
    }

    /// A small button that is an icon.
    static Button icon(String key, Ikon ikon, Runnable command) {
        Button button = new Button("", new Icon(ikon));
        button.getStyleClass().addAll(StyleClass.ICON_BUTTON, "flat", StyleClass.HANDLE);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(ignored -> command.run());
        return button;
    }

    /// Makes an answer the text.
    static Button use(Runnable command) {
        Button button = icon("answers.use", Material2AL.CHECK, command);
        button.setText(Messages.text("answers.use"));
        return button;
    }

    /// What it has cost, or how far it is, and whether it is out of date.
    static Label note(String id, ReadOnlyObjectProperty<LabState> state, CostViewModel cost) {
        ObservableValue<String> note = cost.noteProperty();
        ObservableValue<String> details = cost.detailsProperty();
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().addAll(StyleClass.SMALL, StyleClass.MUTED);
        label.setWrapText(true);
        label.setMinWidth(0);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        state.get() == LabState.STALE
                                                ? note.getValue()
                                                        + " "
                                                        + Messages.text("answers.stale")
                                                : note.getValue(),
                                state,
                                note));
        state.subscribe(now -> {
            label.getStyleClass().remove(StyleClass.PROBLEM);
            if (now == LabState.FAILED) {
                label.getStyleClass().add(StyleClass.PROBLEM);
            }
        });
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(details);
        tip.setWrapText(true);
        tip.setMaxWidth(460);
        details.subscribe(text -> label.setTooltip(text.isEmpty() ? null : tip));
        return label;
    }

    /// Why a text ended, in a word or two.
    static String stop(@Nullable String stop) {
        return Messages.text(stop == null ? "answers.writing" : "answers.stop." + stop);
    }

    /// Logprobs as they are shown.
    static String logprob(double value) {
        return Figures.fixed(value, 3);
    }

    /// How long a text is and why it ended; a stop token is one more than its tokens, and figures for each token count it.
    static String length(int tokens, String stop) {
        String length =
                Messages.text(tokens == 1 ? "answers.length.one" : "answers.length", tokens);
        return Messages.text(
                "STOP_TOKEN".equals(stop) ? "answers.ended.STOP_TOKEN" : "answers.ended",
                length,
                stop(stop));
    }

    /// A panel's content below its controls. The controls keep their height, however many rows they take; the content gets
    /// what is left and ends there.
    static VBox body(Region controls, Region content) {
        controls.setMinHeight(Region.USE_PREF_SIZE);
        content.setMinSize(0, 0);
        clip(content);
        VBox body = new VBox(controls, content);
        body.getStyleClass().add("body");
        body.setMinSize(0, 0);
        clip(body);
        VBox.setVgrow(content, Priority.ALWAYS);
        return body;
    }

    /// Ends a region's picture at its borders, with room for the ring of what has the focus.
    private static void clip(Region region) {
        Rectangle seen = new Rectangle(-RING, -RING, 0, 0);
        seen.widthProperty().bind(region.widthProperty().add(2 * RING));
        seen.heightProperty().bind(region.heightProperty().add(2 * RING));
        region.setClip(seen);
    }
}
