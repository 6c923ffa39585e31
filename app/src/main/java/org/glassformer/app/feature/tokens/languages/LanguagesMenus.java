package org.glassformer.app.feature.tokens.languages;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.TokenizerChoice;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// The menus of the panel: which tokenizers, in which order, and what can be done with the texts.
final class LanguagesMenus {

    private final LanguagesViewModel model;
    private final MenuButton tokenizers;
    private final MenuButton orders;
    private final MenuButton texts;
    private boolean named = true;

    /// Menus.
    ///
    /// @param model state and commands
    /// @param write called when a text was added, to be written
    LanguagesMenus(LanguagesViewModel model, Runnable write) {
        this.model = model;
        tokenizers = menu("languages.tokenizers", Material2AL.COMPARE_ARROWS);
        orders = menu("languages.order", Material2MZ.SORT);
        texts = menu("languages.texts", Material2MZ.MORE_VERT);
        tokenizers.setOnShowing(ignored -> listTokenizers());
        model.chosen().addListener((ListChangeListener<TokenizerChoice>) c -> listTokenizers());
        listTokenizers();
        orders.setOnShowing(ignored -> listOrders());
        listOrders();
        MenuItem add = item("languages.add", Material2AL.ADD);
        add.setId("languages-add");
        add.setOnAction(ignored -> {
            model.addText();
            write.run();
        });
        MenuItem reset = item("languages.resetAll", Material2MZ.RESTORE);
        reset.setId("languages-reset-all");
        reset.setOnAction(ignored -> model.resetAll());
        texts.getItems().setAll(add, reset);
        texts.setOnShowing(ignored -> reset.setDisable(!model.isAnyEdited()));
        name();
        model.orderProperty().subscribe(() -> name());
    }

    /// All menus in order.
    List<Node> all() {
        return List.of(tokenizers, orders, texts);
    }

    /// Whether names stand beside the icons.
    void showNames(boolean on) {
        if (named != on) {
            named = on;
            name();
        }
    }

    private void name() {
        tokenizers.setText(named ? Messages.text("languages.tokenizers") : "");
        orders.setText(
                named ? Messages.text("languages.order." + model.orderProperty().get()) : "");
    }

    private static MenuButton menu(String key, Ikon icon) {
        MenuButton button = new MenuButton("", new Icon(icon));
        button.setId(key.replace('.', '-'));
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, "flat");
        button.setAccessibleText(Messages.text(key));
        button.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        return button;
    }

    private static MenuItem item(String key, Ikon icon) {
        return new MenuItem(Messages.text(key), new Icon(icon));
    }

    private void listTokenizers() {
        List<MenuItem> items = new ArrayList<>();
        for (TokenizerChoice choice : model.tokenizers()) {
            int place = model.chosen().indexOf(choice);
            CheckMenuItem item =
                    new CheckMenuItem(
                            place < 0
                                    ? choice.name()
                                    : Messages.text("languages.chosen", choice.name(), place + 1));
            item.setMnemonicParsing(false);
            item.setSelected(place >= 0);
            item.setDisable(!model.canChoose(choice));
            item.setOnAction(ignored -> model.choose(choice, item.isSelected()));
            items.add(item);
        }
        tokenizers.getItems().setAll(items);
    }

    /// The orders, and by which of several tokenizers.
    private void listOrders() {
        ToggleGroup group = new ToggleGroup();
        List<MenuItem> items = new ArrayList<>();
        for (LanguageOrder order : LanguageOrder.values()) {
            RadioMenuItem item =
                    new RadioMenuItem(Messages.text("languages.order." + order + ".long"));
            item.setToggleGroup(group);
            item.setSelected(order == model.orderProperty().get());
            item.setOnAction(ignored -> model.orderProperty().set(order));
            items.add(item);
        }
        if (model.chosen().size() > 1) {
            items.add(new SeparatorMenuItem());
            ToggleGroup first = new ToggleGroup();
            for (TokenizerChoice choice : model.chosen()) {
                RadioMenuItem item =
                        new RadioMenuItem(Messages.text("languages.first", choice.name()));
                item.setMnemonicParsing(false);
                item.setToggleGroup(first);
                item.setSelected(choice.equals(model.chosen().getFirst()));
                item.setOnAction(ignored -> model.lead(choice));
                items.add(item);
            }
        }
        orders.getItems().setAll(items);
    }
}
