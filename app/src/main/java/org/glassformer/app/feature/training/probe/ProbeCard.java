package org.glassformer.app.feature.training.probe;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChangeBars;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/// One probe with everything that it shows: bars, a head's pattern, and what is written, each at the beginning and now.
final class ProbeCard {
    private static final List<Integer> EVERY = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500);
    private static final double BARS = 1.6;
    private static final int PROMPT_COLUMNS = 18;

    private ProbeCard() {}

    /// @param shown whether the card is to be seen: nothing is drawn while it is not
    static Card of(
            ProbeViewModel probe,
            ObservableValue<Boolean> shown,
            Executor painter,
            PanelExport export) {
        ChangeBars bars = ProbeParts.bars(probe, shown);
        HBox parts = new HBox(bars, pattern(probe, shown, painter), texts(probe));
        parts.getStyleClass().add("probe-parts");
        parts.setMinSize(0, 0);
        for (javafx.scene.Node part : parts.getChildren()) {
            HBox.setHgrow(part, Priority.ALWAYS);
            ((Region) part).setMinSize(0, 0);
            ((Region) part).setPrefWidth(100);
        }
        bars.setPrefWidth(100 * BARS);
        Card card = new Card("", parts);
        card.getStyleClass().add("probe-card");
        card.titleProperty()
                .bind(
                        probe.indexProperty()
                                .map(i ->
                                        Messages.text("training.probe.number", i.intValue() + 1)));
        TextField field =
                ProbeParts.prompt(probe, "training-prompt-" + probe.indexProperty().get());
        field.setPrefColumnCount(PROMPT_COLUMNS);
        HBox prompt = new HBox(field);
        prompt.getStyleClass().add(StyleClass.HANDLE);
        card.leading().setAll(prompt);
        card.subtitleProperty().bind(probe.apartProperty());
        card.shortSubtitleProperty().bind(probe.apartBrieflyProperty());
        card.actions()
                .addAll(
                        every(probe),
                        remove(probe),
                        new ExportMenu(card, probe::caption, probe::numbers, export));
        return card;
    }

    private static VBox pattern(
            ProbeViewModel probe, ObservableValue<Boolean> shown, Executor painter) {
        Heatmap map = new Heatmap(painter);
        map.legendVisibleProperty().set(false);
        map.setMinSize(0, 0);
        probe.patternProperty()
                .when(shown)
                .subscribe(pattern -> {
                    map.rowLabelsProperty().set(pattern.tokens());
                    map.columnLabelsProperty().set(pattern.tokens());
                    map.setData(pattern.weights());
                });
        VBox.setVgrow(map, Priority.ALWAYS);
        Label reading = new Label();
        reading.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        reading.setMinWidth(0);
        reading.textProperty().bind(map.readingProperty());
        HBox choice =
                new HBox(
                        number(
                                "training.probe.layer",
                                probe.layersProperty(),
                                probe.layerProperty()),
                        number(
                                "training.probe.headNumber",
                                probe.headsProperty(),
                                probe.headProperty()),
                        reading);
        choice.getStyleClass().add("group");
        VBox box = new VBox(choice, map);
        box.getStyleClass().add("probe-part");
        return box;
    }

    private static ComboBox<Integer> number(
            String key, ReadOnlyIntegerProperty count, IntegerProperty chosen) {
        ComboBox<Integer> box = chooser(key);
        count.subscribe(now -> {
            box.getItems().setAll(IntStream.range(0, now.intValue()).boxed().toList());
            box.setValue(chosen.get());
        });
        chosen.subscribe(now -> box.setValue(now.intValue()));
        box.valueProperty()
                .subscribe((_, now) -> {
                    if (now != null) {
                        chosen.set(now);
                    }
                });
        return box;
    }

    private static ComboBox<Integer> every(ProbeViewModel probe) {
        ComboBox<Integer> box = chooser("training.probe.every");
        box.setTooltip(new Tooltip(Messages.text("training.probe.every.tip")));
        box.getItems().setAll(EVERY);
        probe.everyProperty().subscribe(now -> box.setValue(now.intValue()));
        box.getStyleClass().add("every");
        box.valueProperty()
                .subscribe((_, now) -> {
                    if (now != null) {
                        probe.readEvery(now);
                    }
                });
        return box;
    }

    private static ComboBox<Integer> chooser(String key) {
        ComboBox<Integer> box = new ComboBox<>();
        box.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "probe-chooser", StyleClass.HANDLE);
        box.setFocusTraversable(false);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Integer number) {
                        return number == null ? "" : Messages.text(key, number);
                    }

                    @Override
                    public @Nullable Integer fromString(String text) {
                        return null;
                    }
                });
        return box;
    }

    private static Button remove(ProbeViewModel probe) {
        Button remove = new Button("", new Icon(Material2AL.DELETE_OUTLINE));
        remove.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        String tip = Messages.text("training.probe.remove.tip");
        remove.setTooltip(new Tooltip(tip));
        remove.setAccessibleText(tip);
        remove.setFocusTraversable(false);
        remove.setOnAction(_ -> probe.remove());
        return remove;
    }

    private static VBox texts(ProbeViewModel probe) {
        VBox box =
                new VBox(
                        name(probe.stepProperty().map(_ -> Messages.text("training.probe.first"))),
                        text(probe.beforeProperty()),
                        name(probe.stepProperty()),
                        text(probe.writtenProperty()));
        box.getStyleClass().add("probe-part");
        return box;
    }

    private static Label name(ObservableValue<String> text) {
        Label name = new Label();
        name.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        name.textProperty().bind(text);
        name.setMinHeight(Region.USE_PREF_SIZE);
        return name;
    }

    private static Label text(ObservableValue<String> text) {
        Label label = new Label();
        label.getStyleClass().addAll(StyleClass.MONO, StyleClass.SMALL);
        label.setWrapText(true);
        label.setMinSize(0, 0);
        label.textProperty().bind(text);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text);
        whole.setWrapText(true);
        whole.setMaxWidth(420);
        label.setTooltip(whole);
        return label;
    }
}
