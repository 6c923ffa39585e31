package org.glassformer.app.feature.sampling.compare;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.ChoiceSwitch;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The two settings under each other, which of them the sliders move, and what can be done with both.
final class SettingsPanel extends VBox {

    private static final int SEED_DIGITS = 18;

    private final CompareViewModel model;

    SettingsPanel(CompareViewModel model) {
        this.model = model;
        Label seedA = muted("compare-seed-a");
        model.sessionSeedProperty()
                .subscribe(seed -> seedA.setText(Messages.text("compare.seed", seed.toString())));
        Label deviceA = muted("compare-device-a");
        deviceA.textProperty().bind(model.sessionDevice());
        Label seedName = muted("compare-seed-name");
        seedName.setText(Messages.text("actions.seed"));
        VBox rows =
                new VBox(
                        new SideRow(Side.A, model, seedA, deviceA),
                        new SideRow(
                                Side.B,
                                model,
                                seedName,
                                seed(),
                                button("compare.newSeed", Material2AL.CASINO, model::newSeed),
                                device()));
        rows.getStyleClass().add("sides");
        Card card = new Card(Messages.text("compare.title"), rows);
        card.shortTitleProperty().set(Messages.text("compare.title.short"));
        card.shortenTitle();
        Label note = new Label();
        note.setId("compare-device-note");
        note.getStyleClass().addAll(StyleClass.MUTED, StyleClass.SMALL);
        note.textProperty().bind(model.deviceNoteProperty());
        note.setWrapText(true);
        note.visibleProperty().bind(note.textProperty().isNotEmpty());
        note.managedProperty().bind(note.visibleProperty());
        rows.getChildren().add(note);
        Label sliders = new Label(Messages.text("compare.edited"));
        sliders.getStyleClass().add(StyleClass.MUTED);
        ChoiceSwitch<Side> edited =
                new ChoiceSwitch<>(
                        List.of(Side.values()),
                        side -> Messages.text("compare.side." + side),
                        side -> Messages.text("compare.edited." + side + ".tip"),
                        model.editedProperty());
        edited.setId("compare-edited");
        Button copy = button("compare.copy", Material2AL.CONTENT_COPY, model::copy);
        copy.setText(Messages.text("compare.copy"));
        copy.setId("compare-copy");
        Button swap = button("compare.swap", Material2MZ.SWAP_VERT, model::swap);
        swap.setId("compare-swap");
        card.actions().setAll(sliders, edited, copy, swap);
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
    }

    private static Label muted(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add(StyleClass.MUTED);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Button button(String key, Ikon icon, Runnable command) {
        Button button = new Button("", new Icon(icon));
        button.getStyleClass().add(StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        button.setAccessibleText(Messages.text(key));
        button.setOnAction(ignored -> command.run());
        button.setFocusTraversable(false);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// The devices, asked for when the menu opens: another model may run on another one.
    private MenuButton device() {
        MenuButton menu = new MenuButton();
        menu.setId("compare-device");
        menu.getStyleClass().add(StyleClass.TOOL_BUTTON);
        menu.setTooltip(new Tooltip(Messages.text("compare.device.tip")));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setFocusTraversable(false);
        menu.setOnShowing(ignored -> menu.getItems().setAll(offers()));
        menu.getItems().setAll(offers());
        model.deviceProperty().subscribe(() -> menu.setText(model.deviceName(Side.B)));
        model.sessionDevice().subscribe(ignored -> menu.setText(model.deviceName(Side.B)));
        return menu;
    }

    private List<MenuItem> offers() {
        return model.devices().stream().map(this::offer).toList();
    }

    private MenuItem offer(String device) {
        MenuItem item =
                new MenuItem(
                        device.equals(CompareViewModel.SAME)
                                ? Messages.text(
                                        "compare.device.same", model.sessionDevice().getValue())
                                : device);
        item.setId("compare-device-" + (device.isEmpty() ? "same" : device));
        item.setOnAction(ignored -> model.deviceProperty().set(device));
        return item;
    }

    private HBox seed() {
        TextField field = new TextField();
        field.setId("compare-seed");
        field.getStyleClass().addAll(StyleClass.MONO, StyleClass.SEED);
        field.setTextFormatter(new TextFormatter<>(SettingsPanel::digits));
        field.setTooltip(new Tooltip(Messages.text("compare.seed.tip")));
        field.setAccessibleText(Messages.text("compare.seed.tip"));
        field.setMinWidth(Region.USE_PREF_SIZE);
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
        return new HBox(field);
    }

    @SuppressWarnings("NullAway") // JavaFX takes null for a change that is refused
    private static TextFormatter.Change digits(TextFormatter.Change change) {
        String text = change.getControlNewText();
        return text.length() <= SEED_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? change
                : null;
    }
}
