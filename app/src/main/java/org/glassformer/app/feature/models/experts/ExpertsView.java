package org.glassformer.app.feature.models.experts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.NumbersTable;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.HintedColumn;
import org.glassformer.app.ui.control.LensTable;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.control.SignedBarsData;
import org.glassformer.app.ui.theme.StyleClass;

/// The map of layers and tokens with their experts, and below it the router's probabilities of one token, the load of its
/// layer, and all layers, never lower than these need. For a model without experts a sentence takes the place of all.
public final class ExpertsView extends EmRegion {

    private static final double MAP_SHARE = 0.58;
    private static final double AROUND = 13;
    private static final double LINE = 2.75;
    private static final double AROUND_LEAST = 9.3;
    private static final double LEAST_LINE = 1.6;
    private static final int ROWS_AT_ONCE = 8;
    private static final double BELOW = 15;
    private static final double GAP = 0.85;
    private static final double NARROW = 70;
    private static final double ROUTER_SHARE = 0.3;
    private static final double LOAD_SHARE = 0.26;
    private static final Set<String> BRIEF = Set.of("layer", "busiest", "balance");

    private final ExpertsViewModel model;
    private final PanelExport export;
    private final LensTable map = new LensTable();
    private final TableView<LoadRow> table = new TableView<>();
    private final Label note = new Label();
    private final Card mapCard;
    private final Card router;
    private final Card load;
    private final Card layers;

    /// A view of a view model.
    ///
    /// @param model state and commands
    /// @param export copies and saves panels
    public ExpertsView(ExpertsViewModel model, PanelExport export) {
        this.model = model;
        this.export = export;
        getStyleClass().add("experts");
        map.setId("experts-map");
        map.setMinSize(0, 0);
        map.rowTitleProperty().set(Messages.text("experts.rows"));
        map.columnTitleProperty().set(Messages.text("experts.columns"));
        map.dataProperty().bind(model.tableProperty());
        map.selectedCellProperty().bindBidirectional(model.lockedProperty());
        model.hoveredProperty().bind(map.hoveredCellProperty());
        mapCard = card("map", map, () -> "", () -> model.choices(title("map")));
        mapCard.subtitleProperty().set(Messages.text("experts.map.what"));
        mapCard.shortSubtitleProperty().set(Messages.text("experts.map.brief"));
        router =
                card(
                        "router",
                        bars("router", model.placeProperty(), model.routerProperty()),
                        model.placeProperty()::get,
                        () -> model.choices(title("router")));
        load =
                card(
                        "load",
                        bars("load", model.layerNameProperty(), model.loadProperty()),
                        model.layerNameProperty()::get,
                        () -> model.load(title("load")));
        layers = card("layers", table(), () -> "", () -> model.load(title("layers")));
        note.setId("experts-note");
        note.setWrapText(true);
        note.getStyleClass().add("calm");
        note.textProperty().bind(model.noteProperty());
        getChildren().addAll(mapCard, router, load, layers, note);
        for (Card card : List.of(mapCard, router, load, layers)) {
            card.visibleProperty().bind(model.noteProperty().isEmpty());
            model.staleProperty()
                    .subscribe(stale -> {
                        card.getStyleClass().remove(StyleClass.STALE);
                        if (stale) {
                            card.getStyleClass().add(StyleClass.STALE);
                        }
                    });
        }
        note.visibleProperty().bind(model.noteProperty().isNotEmpty());
    }

    private static String title(String name) {
        return Messages.text("experts." + name + ".title");
    }

    private Card card(
            String name,
            Node content,
            Supplier<String> where,
            Supplier<Optional<NumbersTable>> numbers) {
        String title = title(name);
        Card card = new Card(title, content);
        card.shortenTitle();
        card.actions()
                .setAll(
                        new ExportMenu(
                                card, () -> model.caption(title, where.get()), numbers, export));
        return card;
    }

    private static VBox bars(
            String name, ObservableValue<String> place, ObservableValue<SignedBarsData> data) {
        Label where = new Label();
        where.setId("experts-" + name + "-place");
        where.textProperty().bind(place);
        where.getStyleClass().add(StyleClass.MUTED);
        where.setWrapText(true);
        where.setMinSize(0, Region.USE_PREF_SIZE);
        Tooltip whole = new Tooltip();
        whole.textProperty()
                .bind(
                        where.textProperty()
                                .concat("\n" + Messages.text("experts." + name + ".tip")));
        where.setTooltip(whole);
        SignedBars bars = new SignedBars();
        bars.setId("experts-" + name);
        bars.setMinSize(0, 0);
        bars.placeholderProperty().set(Messages.text("experts.plain.long"));
        bars.dataProperty().bind(data);
        VBox.setVgrow(bars, Priority.ALWAYS);
        VBox box = new VBox(where, bars);
        box.getStyleClass().add("body");
        box.setMinSize(0, 0);
        return box;
    }

    private TableView<LoadRow> table() {
        TableView<LoadRow> rows = table;
        rows.setId("experts-layers");
        rows.getStyleClass().addAll(StyleClass.NUMBERS, "dense");
        rows.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        rows.setMinSize(0, 0);
        rows.setPlaceholder(new Label(Messages.text("experts.plain.long")));
        column(rows, "layer", row -> Integer.toString(row.layer()), true, 6);
        column(rows, "experts", LoadRow::experts, false, 9);
        column(rows, "busiest", LoadRow::busiest, false, 9.5);
        column(rows, "idle", LoadRow::idle, true, 4.5);
        column(rows, "entropy", LoadRow::entropy, false, 9);
        column(rows, "balance", LoadRow::balance, true, 6.5);
        model.loadsProperty().subscribe(now -> rows.getItems().setAll(now));
        model.tableProperty().subscribe(ignored -> requestLayout());
        rows.getSelectionModel()
                .selectedItemProperty()
                .subscribe((before, now) -> {
                    if (now != null) {
                        model.showLayer(now.layer());
                    }
                });
        return rows;
    }

    private static void column(
            TableView<LoadRow> rows,
            String name,
            Function<LoadRow, String> text,
            boolean figure,
            double weight) {
        HintedColumn<LoadRow, String> column =
                new HintedColumn<>(
                        Messages.text("experts.column." + name),
                        Messages.text("experts.column." + name + ".tip"),
                        text);
        column.setId(name);
        rows.getColumns().add(figure ? column.share(weight).ofFigures() : column.share(weight));
    }

    /// Height of a map that shows its first layers, in em.
    private double leastMap() {
        int rows = Math.min(ROWS_AT_ONCE, map.dataProperty().get().rows().size());
        return AROUND_LEAST + LEAST_LINE * rows;
    }

    @Override
    protected double computeMinHeight(double width) {
        return mapCard.isVisible() ? (leastMap() + GAP + BELOW) * em() : 0;
    }

    @Override
    protected void layoutChildren() {
        double em = em();
        double gap = Math.rint(GAP * em);
        double width = getWidth();
        double height = getHeight();
        boolean narrow = width < NARROW * em;
        table.getColumns()
                .forEach(column -> column.setVisible(!narrow || BRIEF.contains(column.getId())));
        int rows = map.dataProperty().get().rows().size();
        double wanted = (AROUND + LINE * rows) * em;
        double shared = Math.min(MAP_SHARE * (height - gap), height - gap - BELOW * em);
        double above = Math.rint(Math.max(leastMap() * em, Math.min(shared, wanted)));
        double y = above + gap;
        double rest = Math.max(1, height - y);
        double first = Math.rint(ROUTER_SHARE * (width - 2 * gap));
        double second = Math.rint(LOAD_SHARE * (width - 2 * gap));
        mapCard.resizeRelocate(0, 0, width, above);
        router.resizeRelocate(0, y, first, rest);
        load.resizeRelocate(first + gap, y, second, rest);
        layers.resizeRelocate(
                first + second + 2 * gap, y, Math.max(1, width - first - second - 2 * gap), rest);
        double words = Math.min(width - 2 * em, 44 * em);
        double lines = note.prefHeight(words);
        note.resizeRelocate(
                Math.rint((width - words) / 2), Math.rint(0.38 * height - lines / 2), words, lines);
    }
}
