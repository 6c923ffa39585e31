package org.glassformer.app.feature.attention.map;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.session.MapKind;
import org.glassformer.app.ui.control.AttentionLines;
import org.glassformer.app.ui.control.Heatmap;
import org.glassformer.app.ui.control.Icon;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/// What kind of picture it is and what it is made of; at the right the way back from a zoom, the newest row and the table.
final class MapToolbar extends HBox {

    private static final List<MapKind> KINDS =
            List.of(MapKind.HEAD, MapKind.AVERAGE, MapKind.ROLLOUT, MapKind.LINES);

    private final MapViewModel model;
    private final ComboBox<HeadScope> scope = new ComboBox<>();
    private boolean filling;

    MapToolbar(MapViewModel model, Heatmap map, AttentionLines lines) {
        this.model = model;
        getStyleClass().add("toolbar");
        setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        fillScope();
        getChildren()
                .setAll(
                        kinds(),
                        scope,
                        space,
                        reset(map, lines),
                        toggle(
                                "newest",
                                Material2AL.LINEAR_SCALE,
                                model.newestRow().shownProperty()),
                        toggle("table", Material2AL.LIST, model.twin().shownProperty()));
    }

    /// Takes the buttons in, where there is no room for them below.
    void hold(TakeOutButtons buttons) {
        getChildren().add(getChildren().size() - 2, buttons);
    }

    private HBox kinds() {
        Map<MapKind, ToggleButton> buttons = new EnumMap<>(MapKind.class);
        HBox box = new HBox();
        box.getStyleClass().add(StyleClass.SWITCH);
        box.setMinWidth(Region.USE_PREF_SIZE);
        for (MapKind kind : KINDS) {
            ToggleButton button = new ToggleButton(Messages.text("amap.kind." + kind));
            button.setId("amap-kind-" + kind);
            button.setTooltip(new Tooltip(Messages.text("amap.kind." + kind + ".tip")));
            String pill =
                    kind == KINDS.getFirst()
                            ? "left-pill"
                            : kind == KINDS.getLast() ? "right-pill" : "center-pill";
            button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, pill);
            button.setOnAction(ignored -> {
                button.setSelected(true);
                model.kindProperty().set(kind);
            });
            button.setFocusTraversable(false);
            buttons.put(kind, button);
            box.getChildren().add(button);
        }
        model.kindProperty()
                .subscribe(kind ->
                        buttons.forEach((each, button) -> button.setSelected(each == kind)));
        return box;
    }

    private void fillScope() {
        scope.setId("amap-scope");
        scope.getStyleClass().add(StyleClass.TOOL_BUTTON);
        scope.setTooltip(new Tooltip(Messages.text("amap.scope.tip")));
        scope.setMinWidth(0);
        scope.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(@Nullable HeadScope value) {
                        return value == null ? "" : model.scopeName(value);
                    }

                    @Override
                    public @Nullable HeadScope fromString(String text) {
                        return null;
                    }
                });
        scope.valueProperty()
                .subscribe((before, now) -> {
                    if (now != null && !filling) {
                        model.scopeProperty(model.kindProperty().get()).set(now);
                    }
                });
        model.scopesProperty().subscribe(ignored -> offer());
        model.titleProperty().subscribe((before, now) -> offer());
    }

    /// Offers what there is to choose from, named anew: names tell layer and head.
    private void offer() {
        List<HeadScope> scopes = model.scopesProperty().get();
        scope.setVisible(!scopes.isEmpty());
        scope.setManaged(!scopes.isEmpty());
        filling = true;
        try {
            scope.getItems().setAll(scopes);
            HeadScope now = model.scopeProperty(model.kindProperty().get()).get();
            scope.setValue(null);
            scope.setValue(scopes.contains(now) ? now : null);
        } finally {
            filling = false;
        }
    }

    private Button reset(Heatmap map, AttentionLines lines) {
        Button button = new Button("", new Icon(Material2MZ.ZOOM_OUT_MAP));
        button.setId("amap-zoom");
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap.zoom.tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        DoubleBinding factor =
                Bindings.createDoubleBinding(
                        () ->
                                model.kindProperty().get() == MapKind.LINES
                                        ? lines.zoomFactorProperty().get()
                                        : map.zoomFactorProperty().get(),
                        model.kindProperty(),
                        lines.zoomFactorProperty(),
                        map.zoomFactorProperty());
        button.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        Messages.text(
                                                "heatmap.zoomed", Figures.fixed(factor.get(), 1)),
                                factor));
        button.visibleProperty().bind(factor.greaterThan(1));
        button.managedProperty().bind(button.visibleProperty());
        button.setOnAction(ignored -> {
            map.resetZoom();
            lines.resetZoom();
        });
        return button;
    }

    private static ToggleButton toggle(String name, Ikon icon, BooleanProperty value) {
        ToggleButton button = new ToggleButton("", new Icon(icon));
        button.setId("amap-" + name);
        button.getStyleClass().addAll(StyleClass.TOOL_BUTTON, StyleClass.ICON_BUTTON);
        button.setTooltip(new Tooltip(Messages.text("amap." + name + ".tip")));
        button.setAccessibleText(Messages.text("amap." + name + ".tip"));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.selectedProperty().bindBidirectional(value);
        return button;
    }
}
