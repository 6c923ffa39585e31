package org.glassformer.app.feature.models.overview;

import java.util.List;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
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

/// What the model is and costs in two columns of figures, and its card beside them. Where it is narrow, the card stands
/// below the bars, and all is as high as the figures need.
public final class OverviewView extends EmRegion {

    private static final double NARROW = 84;
    private static final double FIGURES_SHARE = 0.58;
    private static final double FACTS_SHARE = 0.66;
    private static final double NAMES_PERCENT = 54;
    private static final double PARTS_SHARE = 0.5;
    private static final double GAP = 0.85;
    private static final double AROUND = 4.3;
    private static final double BAR = 1.7;
    private static final double CARD_LEAST = 16;

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
        requestLayout();
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

    private boolean isNarrow(double width) {
        return width < NARROW * em();
    }

    /// Height of a card with a whole table.
    private double height(GridPane table, double column) {
        Insets around = factsCard.getInsets();
        double inner = column - around.getLeft() - around.getRight();
        return Math.ceil(AROUND * em() + table.prefHeight(inner));
    }

    /// Height of a card with all of its bars.
    private double height(SignedBars bars) {
        return Math.ceil((AROUND + BAR * bars.dataProperty().get().rows().size()) * em());
    }

    private static double half(double width, double gap) {
        return Math.rint((width - gap) / 2);
    }

    @Override
    protected double computeMinHeight(double width) {
        double all = width < 0 ? getWidth() : width;
        if (!isNarrow(all)) {
            return 0;
        }
        double gap = GAP * em();
        double column = half(all, gap);
        return Math.max(
                height(facts, column) + gap + height(costs, column),
                height(parts) + height(memory) + 2 * gap + CARD_LEAST * em());
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        double gap = Math.rint(GAP * em());
        if (isNarrow(getWidth())) {
            narrow(gap);
        } else {
            wide(gap);
        }
    }

    private void narrow(double gap) {
        double column = half(getWidth(), gap);
        double second = column + gap;
        double rest = Math.max(1, getWidth() - second);
        double below = height(facts, column) + gap;
        double middle = height(parts) + gap;
        double last = middle + height(memory) + gap;
        factsCard.resizeRelocate(0, 0, column, below - gap);
        costsCard.resizeRelocate(0, below, column, Math.max(1, getHeight() - below));
        partsCard.resizeRelocate(second, 0, rest, middle - gap);
        memoryCard.resizeRelocate(second, middle, rest, last - gap - middle);
        card.resizeRelocate(second, last, rest, Math.max(1, getHeight() - last));
    }

    private void wide(double gap) {
        double figures = Math.rint(getWidth() * FIGURES_SHARE);
        double column = half(figures - gap, gap);
        double second = column + gap;
        double third = second + column + gap;
        double factsHeight =
                Math.rint(Math.min(height(facts, column), FACTS_SHARE * (getHeight() - gap)));
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
