package org.glassformer.app.feature.models.overview;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.glassformer.app.export.ExportMenu;
import org.glassformer.app.export.PanelExport;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.Card;
import org.glassformer.app.ui.control.EmRegion;
import org.glassformer.app.ui.control.MarkdownText;
import org.glassformer.app.ui.control.SignedBars;
import org.glassformer.app.ui.control.VerticalScroll;
import org.glassformer.app.ui.theme.StyleClass;
import org.jspecify.annotations.Nullable;

/// What the model is and costs in two columns of figures, and its card beside them. Where it is narrow, the card gets
/// less.
public final class OverviewView extends EmRegion {

    private static final double NARROW = 84;
    private static final double FIGURES_SHARE = 0.58;
    private static final double NARROW_SHARE = 0.66;
    private static final double FACT_LINES = 15;
    private static final double LINE = 1.72;
    private static final double NAMES_PERCENT = 54;
    private static final double PARTS_SHARE = 0.5;

    private final OverviewViewModel model;
    private final GridPane facts = table("facts", Priority.SOMETIMES);
    private final GridPane costs = table("costs", Priority.ALWAYS);
    private final SignedBars parts = new SignedBars();
    private final SignedBars memory = new SignedBars();
    private final MarkdownText text = new MarkdownText();
    private final Card factsCard;
    private final Card costsCard;
    private final Card partsCard;
    private final Card memoryCard;
    private final Card card;

    /// A view of a view model.
    ///
    /// @param model state
    /// @param export copies and saves panels
    public OverviewView(OverviewViewModel model, PanelExport export) {
        this.model = model;
        factsCard = card("facts", new VerticalScroll(facts), export);
        costsCard = card("costs", new VerticalScroll(costs), export);
        partsCard = card("parts", parts, export);
        memoryCard = card("memory", memory, export);
        text.setId("models-card");
        card = card("card", new VerticalScroll(text), export);
        parts.setId("models-parts");
        memory.setId("models-memory");
        Tooltip hint = new Tooltip();
        memory.hoveredRowProperty()
                .subscribe(row -> hint.setText(model.memoryWords(row.intValue())));
        Tooltip.install(memory, hint);
        getChildren().addAll(factsCard, costsCard, partsCard, memoryCard, card);
        model.overviewProperty().subscribe(this::show);
        model.failureProperty().subscribe(text -> show(model.overviewProperty().get()));
    }

    private Card card(String name, Region content, PanelExport export) {
        String title = Messages.text("models." + name + ".title");
        Card made = new Card(title, content);
        made.shortenTitle();
        made.actions()
                .setAll(
                        new ExportMenu(
                                made,
                                () -> model.caption(title),
                                () -> model.numbers(title),
                                export));
        return made;
    }

    private static GridPane table(String id, Priority names) {
        GridPane table = new GridPane();
        table.setId("models-" + id);
        table.getStyleClass().add("facts");
        ColumnConstraints first = new ColumnConstraints();
        first.setHgrow(names);
        ColumnConstraints second = new ColumnConstraints();
        second.setHgrow(names == Priority.ALWAYS ? Priority.SOMETIMES : Priority.ALWAYS);
        if (names == Priority.ALWAYS) { // both take several lines where it is narrow
            first.setPercentWidth(NAMES_PERCENT);
            second.setPercentWidth(100 - NAMES_PERCENT);
        }
        table.getColumnConstraints().addAll(first, second);
        return table;
    }

    private void show(@Nullable Overview now) {
        if (now == null) {
            String said = model.failureProperty().get();
            text.textProperty().set(said.isEmpty() ? Messages.text("models.none") : said);
            return;
        }
        fill(facts, now.facts(), false);
        fill(costs, now.costs(), true);
        parts.dataProperty().set(now.parts());
        memory.dataProperty().set(now.memory());
        String words = now.card();
        text.textProperty().set(words == null ? Messages.text("models.card.none") : words);
    }

    /// Fills a table.
    ///
    /// @param wraps whether the names take several lines where it is narrow, as the values do
    private static void fill(
            GridPane table, List<Map.Entry<String, String>> entries, boolean wraps) {
        table.getChildren().clear();
        for (int row = 0; row < entries.size(); row++) {
            Label name = new Label(entries.get(row).getKey());
            name.getStyleClass().add(StyleClass.MUTED);
            Label value = new Label(entries.get(row).getValue());
            name.setWrapText(wraps);
            name.setMinWidth(wraps ? 0 : Region.USE_PREF_SIZE);
            value.setWrapText(true);
            value.setMinWidth(0);
            table.addRow(row, name, value);
        }
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(0.85 * em());
        boolean narrow = getWidth() < NARROW * em();
        double figures = Math.rint(getWidth() * (narrow ? NARROW_SHARE : FIGURES_SHARE));
        double column = Math.rint((figures - 2 * gap) / 2);
        double second = column + gap;
        double third = second + column + gap;
        double factsHeight =
                Math.rint(Math.min(FACT_LINES * LINE * em(), 0.66 * (getHeight() - gap)));
        double partsHeight = Math.rint(PARTS_SHARE * (getHeight() - gap));
        double below = factsHeight + gap;
        factsCard.resizeRelocate(0, 0, column, factsHeight);
        costsCard.resizeRelocate(0, below, column, Math.max(1, getHeight() - below));
        partsCard.resizeRelocate(second, 0, column, partsHeight);
        memoryCard.resizeRelocate(
                second, partsHeight + gap, column, Math.max(1, getHeight() - partsHeight - gap));
        card.resizeRelocate(third, 0, Math.max(1, getWidth() - third), getHeight());
    }
}
