package org.glassformer.app.ui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// A bar for each token of a text along one line, on a fixed scale from 0 to 1, with the tokens below: every one, aslant
/// where they are wider than their bars, as far as there is room. Where tokens are more than pixels, a pixel shows the
/// largest.
public final class TokenWeightBars extends Region {

    private static final double ROOM_FOR_LABELS = 1.05;

    /// Of labels aslant: their angle in degrees, their length in letters, and the lines that the bars need above them.
    private static final double SLANT = 40;

    private static final int MOST_ASLANT = 9;
    private static final double LEAST_BARS = 2.4;

    private final CanvasPalette palette = new CanvasPalette(this::requestLayout);
    private final Sketch sketch = new Sketch();
    private final ObjectProperty<TokenWeights> weights =
            new SimpleObjectProperty<>(this, "weights", TokenWeights.EMPTY);
    private final ReadOnlyIntegerWrapper hovered = new ReadOnlyIntegerWrapper(this, "hovered", -1);
    private double left;
    private double pitch = 1;

    /// No bars.
    public TokenWeightBars() {
        getStyleClass().add("gf-token-weight-bars");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().setAll(palette, sketch);
        weights.subscribe((before, now) -> {
            requestLayout();
            if (getParent() != null && before.size() != now.size()) {
                getParent().requestLayout();
            }
        });
        hovered.subscribe(this::requestLayout);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> hovered.set(at(event.getX())));
        addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> hovered.set(-1));
    }

    /// The weights shown.
    public ObjectProperty<TokenWeights> weightsProperty() {
        return weights;
    }

    /// The token under the pointer, or -1.
    public ReadOnlyIntegerProperty hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    private int at(double x) {
        int index = (int) Math.floor((x - left) / pitch);
        return index >= 0 && index < weights.get().size() ? index : -1;
    }

    @Override
    protected void layoutChildren() {
        TokenWeights now = weights.get();
        TextRuler caption = new TextRuler(palette.captionFont());
        TextRuler ruler = new TextRuler(palette.font());
        double gutter = caption.width("0.5") + 8;
        left = snappedLeftInset() + gutter;
        double width = getWidth() - left - snappedRightInset();
        pitch = now.size() == 0 ? 1 : Math.max(0.01, width / now.size());
        double top = Math.ceil(caption.lineHeight() / 2);
        boolean aslant =
                isAslant(now, ruler, pitch)
                        && getHeight() >= slantHeight(now, ruler) + LEAST_BARS * ruler.lineHeight();
        double below = aslant ? slantHeight(now, ruler) : ruler.lineHeight() * 1.15;
        double bottom = getHeight() - Math.ceil(below);
        sketch.draw(
                getWidth(),
                getHeight(),
                brush -> {
                    axis(brush, top, bottom);
                    if (now.size() > 0) {
                        bars(brush, now, top, bottom);
                        if (aslant) {
                            slanted(brush, now, ruler, top, bottom);
                        } else {
                            labels(brush, now, ruler, bottom);
                        }
                    }
                });
        setAccessibleText(accessible(now));
    }

    /// Whether the tokens are wider than their bars, but not higher.
    private static boolean isAslant(TokenWeights now, TextRuler ruler, double pitch) {
        return pitch >= ruler.lineHeight() && widest(now, ruler) > pitch - 4;
    }

    private static double widest(TokenWeights now, TextRuler ruler) {
        double widest = 0;
        for (int i = 0; i < now.size(); i++) {
            widest = Math.max(widest, ruler.width(now.label(i)));
        }
        return widest;
    }

    private static double slantHeight(TokenWeights now, TextRuler ruler) {
        double longest = Math.min(widest(now, ruler), MOST_ASLANT * ruler.advance());
        return longest * Math.sin(Math.toRadians(SLANT)) + ruler.lineHeight();
    }

    /// All tokens, each ending below its bar, and above the bar of the hovered or else the largest its weight.
    private void slanted(
            Brush brush, TokenWeights now, TextRuler ruler, double top, double bottom) {
        int chosen = hovered.get() >= 0 ? hovered.get() : now.largest();
        double room = MOST_ASLANT * ruler.advance();
        brush.setFont(palette.font());
        brush.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < now.size(); i++) {
            brush.setFill(palette.ink(i == chosen ? Ink.ACCENT : Ink.MUTED));
            brush.setTextAlign(TextAlignment.RIGHT);
            double across = left + (i + 0.6) * pitch;
            double fitting = Math.min(room, across / Math.cos(Math.toRadians(SLANT)));
            brush.save();
            brush.translate(across, bottom + ruler.lineHeight() * 0.5);
            brush.rotate(-SLANT);
            brush.fillText(ruler.fit(now.label(i), fitting), 0, 0);
            brush.restore();
        }
        if (chosen >= 0 && !Float.isNaN(now.weight(chosen))) {
            String weight = Figures.fixed(now.weight(chosen), 3);
            double half = ruler.width(weight) / 2;
            double x = left + (chosen + 0.5) * pitch;
            double y = bottom - now.weight(chosen) * (bottom - top) - ruler.lineHeight() * 0.6;
            brush.setTextAlign(TextAlignment.CENTER);
            brush.setFill(palette.ink(Ink.TEXT));
            brush.fillText(
                    weight,
                    Math.clamp(x, left + half, Math.max(left + half, getWidth() - half)),
                    Math.max(ruler.lineHeight() / 2, y));
        }
    }

    private void axis(Brush brush, double top, double bottom) {
        brush.setFont(palette.captionFont());
        brush.setTextAlign(TextAlignment.RIGHT);
        brush.setTextBaseline(VPos.CENTER);
        brush.setLineWidth(1);
        for (double share : new double[] {0, 0.5, 1}) {
            double y = Math.rint(bottom - share * (bottom - top)) + 0.5;
            brush.setStroke(palette.ink(Ink.PLOT_GRID));
            brush.strokeLine(left, y, getWidth() - snappedRightInset(), y);
            brush.setFill(palette.ink(Ink.MUTED));
            brush.fillText(Figures.value(share), left - 6, y);
        }
    }

    private void bars(Brush brush, TokenWeights now, double top, double bottom) {
        double high = bottom - top;
        double gap = pitch >= 5 ? Math.min(4, pitch * 0.2) : 0;
        double drawnTo = left;
        float largest = 0;
        for (int i = 0; i < now.size(); i++) {
            float weight = now.weight(i);
            double x = left + i * pitch;
            if (Float.isNaN(weight)) {
                brush.setFill(palette.ink(Ink.MASKED));
                brush.fillRect(x, bottom - 2, Math.max(1, pitch - gap), 2);
                continue;
            }
            largest = Math.max(largest, weight);
            if (x + pitch >= drawnTo + 1 || pitch >= 1) {
                brush.setFill(palette.ink(i == hovered.get() ? Ink.ACCENT : Ink.BAR));
                double bar = Math.max(largest > 0 ? 0.5 : 0, largest * high);
                brush.fillRect(Math.min(x, drawnTo), bottom - bar, Math.max(1, pitch - gap), bar);
                drawnTo = x + pitch;
                largest = 0;
            }
        }
    }

    private void labels(Brush brush, TokenWeights now, TextRuler ruler, double bottom) {
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        double cy = bottom + ruler.lineHeight() * 0.65;
        int chosen = hovered.get() >= 0 ? hovered.get() : now.largest();
        double reserved = Double.NEGATIVE_INFINITY;
        double reservedTo = reserved;
        if (chosen >= 0) {
            String text = now.label(chosen);
            String label =
                    Float.isNaN(now.weight(chosen))
                            ? text
                            : text + " " + Figures.fixed(now.weight(chosen), 3);
            double half = ruler.width(label) / 2;
            double cx =
                    Math.clamp(
                            left + (chosen + 0.5) * pitch,
                            Math.min(left + half, getWidth() - half),
                            Math.max(left + half, getWidth() - half));
            brush.setFill(palette.ink(Ink.ACCENT));
            brush.fillText(label, cx, cy);
            reserved = cx - half - 6;
            reservedTo = cx + half + 6;
        }
        brush.setFill(palette.ink(Ink.MUTED));
        double free = left;
        int stride = pitch * 1.6 >= ruler.advance() ? 1 : stride(ruler);
        for (int i = 0; i < now.size(); i += stride) {
            double half = ruler.width(now.label(i)) / 2 * ROOM_FOR_LABELS;
            double cx = left + (i + 0.5) * pitch;
            boolean clear = cx + half < reserved || cx - half > reservedTo;
            if (i != chosen && clear && cx - half >= free - 2 && cx + half <= getWidth()) {
                brush.fillText(now.label(i), cx, cy);
                free = cx + half + 5;
            }
        }
    }

    /// Where tokens are much narrower than letters, labels stand at even distances, so that not only the shortest do.
    private int stride(TextRuler ruler) {
        return (int) Math.ceil(ruler.advance() * 10 / pitch);
    }

    private String accessible(TokenWeights now) {
        int largest = now.largest();
        return largest < 0
                ? Messages.text("heatmap.empty")
                : Messages.text(
                        "tokenweights.accessible",
                        now.size(),
                        now.label(largest),
                        Figures.value(now.weight(largest)));
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(palette.font().getSize() * 7 + forSlant(width));
    }

    /// What labels aslant need beyond the height of labels in a line.
    private double forSlant(double width) {
        TokenWeights now = weights.get();
        TextRuler ruler = new TextRuler(palette.font());
        double along = (width < 0 ? getWidth() : width) / Math.max(1, now.size()) * 0.95;
        double more = isAslant(now, ruler, along) ? slantHeight(now, ruler) : 0;
        return Math.max(0, more - ruler.lineHeight());
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.ceil(palette.font().getSize() * 5 + forSlant(width));
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }
}
