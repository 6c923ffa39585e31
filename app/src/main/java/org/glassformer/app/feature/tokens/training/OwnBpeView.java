package org.glassformer.app.feature.tokens.training;

import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// The panel "Train your own BPE": what to learn from, the player, and one merge in detail.
///
/// Steps are plain jumps at any speed, so that there is nothing to leave out for people who ask for less motion.
public final class OwnBpeView extends VBox {

    private final OwnBpeViewModel model;
    private final PauseTransition pace = new PauseTransition();
    private final TransportBar transport;

    /// A panel; it counts its first pairs when it comes into a window.
    ///
    /// @param model state and commands
    /// @param export copies and saves the panel
    public OwnBpeView(OwnBpeViewModel model, PanelExport export) {
        this.model = model;
        getStyleClass().add(StyleClass.OWN_BPE);
        setId("own-bpe");
        setMinSize(0, 0);
        transport = new TransportBar(model, this::askWhereToSave);
        OwnBpeBody body = new OwnBpeBody(model, transport);
        body.getStyleClass().add(StyleClass.OWN_BPE);
        Card card = new Card(Messages.text("ownbpe.title"), body);
        card.shortenTitle();
        card.actions()
                .setAll(
                        texts(),
                        splits(),
                        sizes(),
                        new ExportMenu(card, model::caption, model::numbers, export));
        VBox.setVgrow(card, Priority.ALWAYS);
        getChildren().setAll(card);
        body.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        pace.setOnFinished(_ -> tick());
        model.playingProperty().subscribe(this::play);
        sceneProperty()
                .subscribe(scene -> {
                    if (scene != null) {
                        model.begin();
                    }
                });
    }

    private void play(boolean playing) {
        pace.stop();
        if (playing) {
            model.tick();
            pace.setDuration(Duration.seconds(1 / transport.stepsPerSecond()));
            pace.playFromStart();
        }
    }

    private void tick() {
        if (getScene() == null) {
            model.playingProperty().set(false);
        } else if (model.playingProperty().get()) {
            play(true);
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> model.back();
            case RIGHT -> model.forward(1);
            case HOME -> model.reset();
            case END -> model.toEnd();
            case SPACE -> model.togglePlaying();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private MenuButton texts() {
        MenuButton menu = menu("ownbpe.text.tip", "own-bpe-text", model.textNameProperty());
        ToggleGroup group = new ToggleGroup();
        for (TextKind kind : TextKind.values()) {
            RadioMenuItem item = new RadioMenuItem(Messages.text("ownbpe.text." + kind));
            item.setId("own-bpe-text-" + kind);
            item.setToggleGroup(group);
            item.setUserData(kind);
            item.setOnAction(_ -> {
                select(group, model.textProperty().get());
                if (kind == TextKind.FILE) {
                    askForText();
                } else {
                    model.choose(kind);
                }
            });
            menu.getItems().add(item);
        }
        model.textProperty().subscribe(kind -> select(group, kind));
        return menu;
    }

    private MenuButton splits() {
        MenuButton menu =
                menu(
                        "ownbpe.split.tip",
                        "own-bpe-split",
                        model.splitProperty().map(split -> Messages.text("ownbpe.split." + split)));
        fill(
                menu,
                List.of(WordSplit.values()),
                model.splitProperty(),
                split -> Messages.text("ownbpe.split." + split + ".long"),
                model.splitProperty()::set);
        return menu;
    }

    private MenuButton sizes() {
        ObservableValue<Integer> size = model.sizeProperty().asObject();
        MenuButton menu =
                menu(
                        "ownbpe.size.tip",
                        "own-bpe-size",
                        size.map(tokens -> Messages.text("ownbpe.size", tokens)));
        fill(
                menu,
                OwnBpeViewModel.SIZES,
                size,
                tokens -> Messages.text("ownbpe.size.long", tokens),
                model.sizeProperty()::set);
        return menu;
    }

    private static MenuButton menu(String tip, String id, ObservableValue<String> text) {
        MenuButton menu = new MenuButton();
        menu.setId(id);
        menu.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "flat");
        menu.setTooltip(new Tooltip(Messages.text(tip)));
        menu.setMnemonicParsing(false);
        menu.textProperty().bind(text);
        return menu;
    }

    private static <T> void fill(
            MenuButton menu,
            List<T> choices,
            ObservableValue<T> chosen,
            Function<T, String> text,
            Consumer<T> command) {
        ToggleGroup group = new ToggleGroup();
        for (T choice : choices) {
            RadioMenuItem item = new RadioMenuItem(text.apply(choice));
            item.setToggleGroup(group);
            item.setUserData(choice);
            item.setOnAction(_ -> command.accept(choice));
            menu.getItems().add(item);
        }
        chosen.subscribe(value -> select(group, value));
    }

    private static void select(ToggleGroup group, @Nullable Object value) {
        group.getToggles().stream()
                .filter(toggle -> toggle.getUserData().equals(value))
                .forEach(group::selectToggle);
    }

    private void askForText() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("ownbpe.fileTitle"));
        File chosen = chooser.showOpenDialog(getScene().getWindow());
        if (chosen != null) {
            model.chooseFile(chosen.toPath());
        }
    }

    private void askWhereToSave() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("ownbpe.saveTitle"));
        chooser.setInitialFileName("tokenizer.json");
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            model.save(chosen.toPath());
        }
    }
}
