package org.glassformer.app.feature.training;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.SavedRun;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.control.LinePlot;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.material2.Material2AL;

/// What was measured, over the steps; a click goes back to the kept step that is nearest.
final class CurvesPanel {
    private static final double ROOMY = 26;
    private static final double ENOUGH = 21;
    private static final int MOST_OFFERED = 20;

    private CurvesPanel() {}

    static Card card(TrainingViewModel model, PanelExport export) {
        CurvesViewModel curves = model.curves();
        LinePlot plot = new LinePlot();
        plot.setId("training-curves");
        plot.placeholderProperty().set(Messages.text("training.curve.empty"));
        curves.plotProperty().subscribe(plot::setData);
        plot.onPickedProperty().set(model::rewindNear);
        Tooltip.install(plot, new Tooltip(Messages.text("training.curve.tip")));
        Card card = new Card("", plot);
        card.leading().setAll(chooser(curves));
        CheckBox log = tick("training.log", curves.logarithmicProperty());
        CheckBox smooth = tick("training.smooth", curves.smoothProperty());
        whereItFits(log, card, ENOUGH);
        whereItFits(smooth, card, ROOMY);
        card.actions()
                .addAll(
                        log,
                        smooth,
                        others(model.runs(), List.of(log, smooth)),
                        new ExportMenu(card, curves::caption, curves::numbers, export));
        return card;
    }

    /// @param least width of the card in ems; the menu has what is left out
    private static void whereItFits(CheckBox box, Card card, double least) {
        box.managedProperty().bind(box.visibleProperty());
        box.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> card.getWidth() / box.getFont().getSize() >= least,
                                card.widthProperty(),
                                box.fontProperty()));
    }

    private static ComboBox<Curve> chooser(CurvesViewModel curves) {
        ComboBox<Curve> chooser = new ComboBox<>();
        chooser.setId("training-curve");
        chooser.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        chooser.getItems().setAll(List.of(Curve.values()));
        chooser.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable Curve curve) {
                        return curve == null ? "" : Messages.text("training.curve." + curve);
                    }

                    @Override
                    public @Nullable Curve fromString(String text) {
                        return null;
                    }
                });
        chooser.valueProperty().bindBidirectional(curves.curveProperty());
        chooser.setFocusTraversable(false);
        chooser.setMinWidth(Region.USE_PREF_SIZE);
        return chooser;
    }

    /// The runs whose curves are in view, and the ticks that have no room beside the menu.
    private static MenuButton others(RunsViewModel runs, List<CheckBox> ticks) {
        MenuButton menu = new MenuButton("", new Icon(Material2AL.LAYERS));
        menu.setId("training-others");
        menu.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.HANDLE);
        menu.setTooltip(new Tooltip(Messages.text("training.others.tip")));
        menu.setAccessibleText(Messages.text("training.others.tip"));
        menu.setFocusTraversable(false);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setOnShowing(_ -> {
            runs.look();
            menu.getItems().setAll(choices(runs, ticks));
        });
        menu.getItems().setAll(choices(runs, ticks));
        return menu;
    }

    private static List<MenuItem> choices(RunsViewModel runs, List<CheckBox> ticks) {
        List<MenuItem> items = new ArrayList<>();
        for (CheckBox tick : ticks) {
            if (!tick.isVisible()) {
                CheckMenuItem item = new CheckMenuItem(tick.getText());
                item.setSelected(tick.isSelected());
                item.setOnAction(_ -> tick.setSelected(item.isSelected()));
                items.add(item);
            }
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        CheckMenuItem present = new CheckMenuItem(Messages.text("training.curve.this"));
        present.setSelected(runs.presentProperty().get());
        present.setOnAction(_ -> runs.presentProperty().set(present.isSelected()));
        items.add(present);
        List<SavedRun> others =
                runs.runsProperty().get().stream()
                        .filter(run -> !runs.isOpen(run))
                        .limit(MOST_OFFERED)
                        .toList();
        items.add(new SeparatorMenuItem());
        for (SavedRun run : others) {
            CheckMenuItem item =
                    new CheckMenuItem(
                            Messages.text(
                                    "training.others.run",
                                    RunsViewModel.label(run),
                                    RunsViewModel.about(run)));
            item.setId("training-other-" + others.indexOf(run));
            item.setSelected(runs.isOverlaid(run));
            item.setOnAction(_ -> runs.overlay(run, item.isSelected()));
            items.add(item);
        }
        if (others.isEmpty()) {
            MenuItem none = new MenuItem(Messages.text("training.others.none"));
            none.setDisable(true);
            items.add(none);
        }
        return items;
    }

    private static CheckBox tick(String key, BooleanProperty value) {
        CheckBox box = new CheckBox(Messages.text(key));
        box.setId(key.replace('.', '-'));
        box.getStyleClass().addAll("gf-tick", StyleClass.HANDLE);
        box.setTooltip(new Tooltip(Messages.text(key + ".tip")));
        box.setFocusTraversable(false);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
