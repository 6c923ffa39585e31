package org.glassformer.app.export;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.material2.Material2MZ;

/// The small menu in a panel's header that copies and saves the panel. It is no part of the panel's pictures.
///
/// In a card: `card.actions().add(new ExportMenu(card, caption, numbers, export))`. A card that fills the screen is taken
/// as it is there.
public final class ExportMenu extends MenuButton {

    /// The menu of a panel that has numbers. What is one matrix can be saved as an array as well.
    ///
    /// @param panel what is copied and saved
    /// @param caption asked for with each export, on the JavaFX thread
    /// @param numbers asked for with each export, on the JavaFX thread; empty while there are none
    /// @param export does the work
    public ExportMenu(
            Node panel,
            Supplier<Caption> caption,
            Supplier<Optional<NumbersTable>> numbers,
            PanelExport export) {
        this(panel, caption, export);
        MenuItem csv = item("csv", () -> numbers.get().ifPresent(t -> export.saveCsv(this, t)));
        MenuItem json = item("json", () -> numbers.get().ifPresent(t -> export.saveJson(this, t)));
        MenuItem npy = item("npy", () -> numbers.get().ifPresent(t -> saveNpy(t, export)));
        MenuItem copy = item("copyNumbers", () -> numbers.get().ifPresent(export::copyNumbers));
        getItems().addAll(new SeparatorMenuItem(), csv, json, npy, copy);
        npy.setVisible(false);
        setOnShowing(ignored -> {
            Optional<NumbersTable> table = numbers.get();
            boolean none = table.isEmpty();
            npy.setVisible(table.map(NumbersTable::matrix).isPresent());
            csv.setDisable(none);
            json.setDisable(none);
            copy.setDisable(none);
        });
    }

    private void saveNpy(NumbersTable table, PanelExport export) {
        Matrix matrix = table.matrix();
        if (matrix != null) {
            export.saveNpy(this, table.caption().title(), matrix);
        }
    }

    /// The menu of a panel without numbers.
    ///
    /// @param panel what is copied and saved
    /// @param caption asked for with each export, on the JavaFX thread
    /// @param export does the work
    public ExportMenu(Node panel, Supplier<Caption> caption, PanelExport export) {
        getStyleClass().addAll(Styles.FLAT, StyleClass.EXPORT, StyleClass.HANDLE, Tweaks.NO_ARROW);
        setGraphic(new Icon(Material2MZ.SAVE_ALT));
        setTooltip(new Tooltip(Messages.text("export.menu.tip")));
        setAccessibleText(Messages.text("export.menu"));
        setFocusTraversable(false);
        getItems()
                .setAll(
                        item("copyPicture", () -> export.copyPicture(shown(panel), caption.get())),
                        item("png", () -> export.savePicture(shown(panel), caption.get())),
                        item("svg", () -> export.saveDrawing(shown(panel), caption.get())));
    }

    /// The panel, or what stands for it while it fills the screen.
    private Node shown(Node panel) {
        for (Node each = this; panel instanceof Card && each != null; each = each.getParent()) {
            if (each.getStyleClass().contains(StyleClass.CARD)) {
                return each;
            }
        }
        return panel;
    }

    private static MenuItem item(String name, Runnable command) {
        MenuItem item = new MenuItem(Messages.text("export." + name));
        item.setId("export-" + name);
        item.setOnAction(ignored -> command.run());
        return item;
    }
}
