package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.Region;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// Rows are nodes that are kept and filled anew; a dozen at the most are seen.
final class PairBarsSkin extends SkinBase<PairBars> {

    private static final PseudoClass WINNER = PseudoClass.getPseudoClass("winner");
    private static final int MOST = 40;
    private static final double CHIP_SHARE = 0.26;
    private static final double LEAST_BAR = 2;

    /// The nodes of one row.
    private static final class Row {
        private final Region back = new Region();
        private final TokenChip left = new TokenChip();
        private final Label plus = new Label("+");
        private final TokenChip right = new TokenChip();
        private final Region bar = new Region();
        private final Label count = new Label();

        Row() {
            back.getStyleClass().add("row");
            plus.getStyleClass().add(StyleClass.MUTED);
            plus.setAlignment(Pos.CENTER);
            bar.getStyleClass().add(StyleClass.BAR);
            count.getStyleClass().add(StyleClass.MONO);
            nodes().forEach(node -> node.setManaged(false));
            nodes().forEach(node -> node.setMouseTransparent(true));
        }

        List<Region> nodes() {
            return List.of(back, left, plus, right, bar, count);
        }
    }

    private final CanvasPalette palette;
    private final List<Row> rows = new ArrayList<>();

    PairBarsSkin(PairBars bars) {
        super(bars);
        palette = new CanvasPalette(bars::requestLayout);
        palette.getStyleClass().add("gf-token-metrics");
        getChildren().setAll(palette);
        registerChangeListener(bars.pairsProperty(), _ -> bars.requestLayout());
        registerChangeListener(bars.firstMarkedProperty(), _ -> bars.requestLayout());
    }

    private double chipHeight() {
        TextRuler ruler = new TextRuler(palette.font());
        return Math.ceil(ruler.lineHeight() + 0.4 * palette.font().getSize());
    }

    private double rowHeight() {
        return chipHeight() + Math.max(3, Math.rint(0.3 * palette.font().getSize()));
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        PairBars bars = getSkinnable();
        List<PairBar> pairs = bars.pairsProperty().get();
        TextRuler ruler = new TextRuler(palette.font());
        double em = palette.font().getSize();
        int fitting = Math.clamp((int) (height / rowHeight()), 1, MOST);
        List<PairBar> shown = pairs.subList(0, Math.min(pairs.size(), fitting));
        while (rows.size() < shown.size()) {
            Row row = new Row();
            rows.add(row);
            getChildren().addAll(row.nodes());
        }
        double most = width * CHIP_SHARE;
        double left = 0;
        double right = 0;
        double figure = 0;
        for (PairBar pair : shown) {
            left = Math.max(left, Math.min(most, chipWidth(ruler, pair.left())));
            right = Math.max(right, Math.min(most, chipWidth(ruler, pair.right())));
            figure = Math.max(figure, ruler.width(Figures.count(pair.count())));
        }
        double plus = 1.1 * em;
        double barFrom = 0.4 * em + left + plus + right + 0.7 * em;
        double barRoom = Math.max(LEAST_BAR, width - barFrom - figure - 1.3 * em);
        long largest = shown.isEmpty() ? 1 : Math.max(1, shown.getFirst().count());
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean visible = i < shown.size();
            row.nodes().forEach(node -> node.setVisible(visible));
            if (visible) {
                PairBar pair = shown.get(i);
                boolean winner = i == 0 && bars.firstMarkedProperty().get();
                row.back.pseudoClassStateChanged(WINNER, winner);
                row.left.show(0, pair.left(), 0, true, false);
                row.right.show(1, pair.right(), 1, true, false);
                row.count.setText(Figures.count(pair.count()));
                double top = y + i * rowHeight();
                double chip = chipHeight();
                row.back.resizeRelocate(x, top, width, rowHeight());
                double inner = Math.rint(top + (rowHeight() - chip) / 2);
                double at = x + 0.4 * em;
                double leftWidth = Math.min(most, chipWidth(ruler, pair.left()));
                double rightWidth = Math.min(most, chipWidth(ruler, pair.right()));
                row.left.resizeRelocate(at + left - leftWidth, inner, leftWidth, chip);
                row.plus.resizeRelocate(at + left, inner, plus, chip);
                row.right.resizeRelocate(at + left + plus, inner, rightWidth, chip);
                double length = Math.max(LEAST_BAR, barRoom * pair.count() / largest);
                double thick = Math.rint(0.75 * em);
                row.bar.resizeRelocate(
                        x + barFrom, Math.rint(top + (rowHeight() - thick) / 2), length, thick);
                double text = Math.ceil(ruler.width(row.count.getText())) + 2;
                row.count.resizeRelocate(
                        Math.min(x + barFrom + length + 0.5 * em, x + width - text - 0.3 * em),
                        inner,
                        text,
                        chip);
            }
        }
        bars.setAccessibleText(accessible(shown));
    }

    private String accessible(List<PairBar> shown) {
        if (shown.isEmpty()) {
            return Messages.text("pairs.none");
        }
        PairBar first = shown.getFirst();
        return Messages.text(
                "pairs.accessible",
                first.left().label(true),
                first.right().label(true),
                first.count(),
                shown.size());
    }

    private double chipWidth(TextRuler ruler, FlowToken token) {
        return Math.ceil(ruler.width(token.label(true)))
                + 2 * Math.ceil(0.42 * palette.font().getSize())
                + 2;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        int count = Math.clamp(getSkinnable().pairsProperty().get().size(), 3, 12);
        return t + b + rowHeight() * count;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + rowHeight();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 22 * palette.font().getSize();
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 10 * palette.font().getSize();
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
