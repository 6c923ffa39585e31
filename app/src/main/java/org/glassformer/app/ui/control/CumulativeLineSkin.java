package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.SkinBase;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.CumulativeLine.Candidate;

/// Draws the line on one canvas: pieces in the hues of tokens, the scale below, the needle through both.
final class CumulativeLineSkin extends SkinBase<CumulativeLine> {

    private static final double LEAST_PIECE = 3;
    private static final double GAP = 1.5;
    private static final double DRAWN_GAP = 2;

    private final CanvasPalette palette;
    private final Sketch sketch = new Sketch();

    CumulativeLineSkin(CumulativeLine line) {
        super(line);
        palette = new CanvasPalette(line::requestLayout);
        getChildren().setAll(palette, sketch);
        line.setPickOnBounds(true);
        List.of(
                        line.candidatesProperty(),
                        line.drawnProperty(),
                        line.needleProperty(),
                        line.hoveredProperty())
                .forEach(property -> registerChangeListener(property, _ -> line.requestLayout()));
        line.addEventHandler(MouseEvent.MOUSE_MOVED, event -> line.hover(at(event.getX())));
        line.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> line.hover(CumulativeLine.NONE));
        line.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    int index = at(event.getX());
                    if (index != CumulativeLine.NONE) {
                        line.onPickedProperty().get().accept(index);
                    }
                });
    }

    private double em() {
        return palette.font().getSize();
    }

    private double barHeight() {
        return Math.rint(1.8 * em());
    }

    private double needleRoom() {
        return Math.rint(0.5 * em());
    }

    private int at(double x) {
        double width = getSkinnable().getWidth() - snappedLeftInset() - snappedRightInset();
        return getSkinnable().at((x - snappedLeftInset()) / Math.max(1, width));
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        sketch.relocate(x, y);
        sketch.draw(width, height, brush -> draw(brush, width));
        getSkinnable().setAccessibleText(accessible());
    }

    private void draw(Brush brush, double width) {
        CumulativeLine line = getSkinnable();
        List<Candidate> all = line.candidatesProperty().get();
        double top = needleRoom();
        double height = barHeight();
        TextRuler ruler = new TextRuler(palette.font());
        brush.setFill(palette.ink(Ink.MASKED));
        brush.fillRect(0, top, width, height);
        brush.setFont(palette.font());
        brush.setTextBaseline(VPos.CENTER);
        brush.setTextAlign(TextAlignment.LEFT);
        int hovered = line.hoveredProperty().get();
        double from = 0;
        for (int i = 0; i < all.size(); i++) {
            double left = from * width;
            Candidate candidate = all.get(i);
            from += candidate.p();
            double piece = Math.min(width, from * width) - left;
            if (candidate.p() * width < LEAST_PIECE && i > hovered) {
                break; // nor can any after it be seen
            }
            if (piece >= LEAST_PIECE) {
                brush.setFill(palette.ink(Ink.token(i)));
                brush.fillRoundRect(left, top, piece - GAP, height, 6, 6);
                String label = candidate.label();
                if (ruler.width(label) <= piece - em()) {
                    brush.setFill(palette.ink(Ink.TOKEN_TEXT));
                    brush.fillText(label, left + 0.5 * em(), top + height / 2);
                }
            }
            if (i == hovered) {
                brush.setStroke(palette.ink(Ink.LOCK));
                brush.setLineWidth(palette.lineWidth());
                brush.strokeRoundRect(left, top, Math.max(2, piece - GAP), height, 6, 6);
            }
        }
        double below = top + height;
        List<Double> drawn = line.drawnProperty().get();
        if (drawn.size() == all.size() && !drawn.isEmpty()) {
            drawn(brush, drawn, width, below + DRAWN_GAP);
            below += drawnRoom();
        }
        scale(brush, width, below);
        needle(brush, width, below);
    }

    private void drawn(Brush brush, List<Double> shares, double width, double top) {
        double height = drawnRoom() - DRAWN_GAP;
        double from = 0;
        for (int i = 0; i < shares.size(); i++) {
            double left = from * width;
            from += shares.get(i);
            double piece = Math.min(width, from * width) - left;
            if (piece >= LEAST_PIECE) {
                brush.setFill(palette.ink(Ink.token(i)));
                brush.fillRect(left, top, piece - GAP, height);
            }
        }
    }

    private double drawnRoom() {
        return Math.rint(0.6 * em()) + DRAWN_GAP;
    }

    private void scale(Brush brush, double width, double y) {
        brush.setFont(palette.captionFont());
        brush.setTextBaseline(VPos.TOP);
        double below = y + 0.3 * em();
        for (int tick = 0; tick <= 4; tick++) {
            double x = tick * width / 4;
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(
                    tick == 0
                            ? TextAlignment.LEFT
                            : tick == 4 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            brush.fillText(Figures.value(tick / 4.0), x, below);
        }
    }

    private void needle(Brush brush, double width, double y) {
        double u = getSkinnable().needleProperty().get();
        if (!Double.isNaN(u)) {
            double x = Math.clamp(u, 0.0, 1.0) * width;
            brush.setStroke(palette.ink(Ink.LOSS));
            brush.setLineWidth(Math.max(2, palette.lineWidth()));
            brush.strokeLine(x, 0, x, y + 0.35 * em());
        }
    }

    private String accessible() {
        CumulativeLine line = getSkinnable();
        double u = line.needleProperty().get();
        int drawn = Double.isNaN(u) ? CumulativeLine.NONE : line.at(u);
        return drawn == CumulativeLine.NONE
                ? Messages.text("line.empty")
                : Messages.text(
                        "line.accessible",
                        line.candidatesProperty().get().size(),
                        Figures.fixed(u, 3),
                        line.candidatesProperty().get().get(drawn).label());
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        double second = getSkinnable().drawnProperty().get().isEmpty() ? 0 : drawnRoom();
        return t + needleRoom() + barHeight() + second + Math.rint(1.6 * em()) + b;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return computePrefHeight(w, t, r, b, l);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + 40 * em() + r;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + 8 * em() + r;
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return computePrefHeight(w, t, r, b, l);
    }
}
