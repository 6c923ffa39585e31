package org.glassformer.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.FileTarget;
import org.glassformer.app.session.ScreenCommands;
import org.glassformer.app.session.Selection;
import org.glassformer.app.ui.theme.Appearance;
import org.glassformer.app.ui.theme.StyleClass;
import org.glassformer.app.ui.theme.Theme;

/// The lab's window: rail at the left, prompt above, the screen in the middle, status below.
public final class MainWindow extends StackPane {

    private static final double TALL_FROM = 850;

    private final ShellViewModel model;
    private final Selection selection;
    private final Appearance appearance;
    private final ScreenHost screens;
    private final PromptBar promptBar;
    private final ModelChooser chooser;
    private final KeyHelp help = new KeyHelp();
    private final Label drop = new Label();

    /// A window's content.
    ///
    /// @param model state of the frame
    /// @param prompt the prompt and its tokens
    /// @param status figures of the status bar
    /// @param selection moved by keys, whatever the screen
    /// @param screens in the order of the rail
    /// @param appearance theme and zoom
    public MainWindow(
            ShellViewModel model,
            PromptBarViewModel prompt,
            StatusBarViewModel status,
            Selection selection,
            List<Screen> screens,
            Appearance appearance) {
        this.model = model;
        this.selection = selection;
        this.appearance = appearance;
        this.screens = new ScreenHost(screens, model.screenProperty());
        getStyleClass().add(StyleClass.BACKDROP);
        chooser = new ModelChooser(model);
        HBox look = new HBox(new ThemeSwitch(appearance));
        look.getStyleClass().add("look");
        promptBar = new PromptBar(prompt, List.of(chooser.models(), chooser.devices(), look));
        BorderPane frame = new BorderPane(this.screens);
        frame.setTop(new VBox(promptBar, new NoticeStrip(model)));
        BorderPane window = new BorderPane(frame);
        window.setLeft(new NavigationRail(screens, model.screenProperty(), this::showHelp));
        window.setBottom(new StatusBar(status, model));
        drop.getStyleClass().add(StyleClass.DROP);
        drop.setMouseTransparent(true);
        drop.setVisible(false);
        drop.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        getChildren().setAll(window, drop, help);
        setMinSize(0, 0);
        heightProperty().subscribe((before, now) -> fitTokenRows());
        appearance.themeProperty().subscribe((before, now) -> fitTokenRows());
        addEventHandler(DragEvent.DRAG_OVER, this::dragOver);
        addEventHandler(DragEvent.DRAG_EXITED, ignored -> drop.setVisible(false));
        addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    /// A scene with this content, its keys and its look.
    ///
    /// @param width in pixels
    /// @param height in pixels
    public Scene scene(double width, double height) {
        Scene scene = new Scene(this, width, height);
        scene.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (help.isVisible() && event.getCode() == KeyCode.ESCAPE) {
                        help.setVisible(false);
                        event.consume();
                    }
                });
        new Shortcuts(keys(), selection, appearance).listenTo(scene);
        appearance.manage(scene);
        promptBar.edit();
        return scene;
    }

    private Shortcuts.Window keys() {
        return new Shortcuts.Window() {
            @Override
            public ScreenCommands screen() {
                return screens.content().commands();
            }

            @Override
            public void help() {
                showHelp();
            }

            @Override
            public void editPrompt() {
                promptBar.edit();
            }

            @Override
            public boolean leaveText() {
                return screens.takeFocus();
            }

            @Override
            public void openModel() {
                chooser.choose();
            }

            @Override
            public void maximize() {
                screens.panels().toggle();
            }

            @Override
            public boolean restore() {
                return screens.panels().restore();
            }

            @Override
            public boolean choose(int index) {
                return screens.choose(index);
            }
        };
    }

    private void showHelp() {
        help.toggle(screens.content().commands().keys());
    }

    /// Where the window is low and the text large, the screen needs the room of the ids.
    private void fitTokenRows() {
        boolean tall = getHeight() >= TALL_FROM;
        boolean large = appearance.themeProperty().get() == Theme.PROJECTOR;
        promptBar.showTokenRows(tall && !large ? 3 : 2, tall || !large);
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            List<File> files = event.getDragboard().getFiles();
            FileTarget target = screens.content().files();
            boolean forScreen = !files.isEmpty() && target.accepts(files.getFirst().toPath());
            drop.setText(forScreen ? target.hint() : Messages.text("drop.hint"));
            drop.setVisible(true);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        drop.setVisible(false);
        List<File> files =
                event.getDragboard().hasFiles() ? event.getDragboard().getFiles() : List.of();
        if (!files.isEmpty()) {
            take(files.getFirst().toPath());
        }
        event.setDropCompleted(!files.isEmpty());
        event.consume();
    }

    /// Gives a dropped file to the chosen screen, if that takes it, or opens it as a model.
    ///
    /// @param path of a file or a folder
    void take(Path path) {
        FileTarget target = screens.content().files();
        if (target.accepts(path)) {
            target.open(path);
        } else {
            model.open(path);
        }
    }
}
