package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// Draws a [VectorStrip].
final class StripDrawing {

    private static final double FAINTEST = 0.24;
    private static final double HATCH = 7;

    private final Brush brush;
    private final CanvasPalette palette;
    private final StripPlaces places;
    private final VectorStripData data;
    private final TextRuler ruler;

    StripDrawing(Brush brush, CanvasPalette palette, StripPlaces places, VectorStripData data) {
        this.brush = brush;
        this.palette = palette;
        this.places = places;
        this.data = data;
        this.ruler = new TextRuler(palette.font());
    }

    void draw(int hovered) {
        if (data.size() == 0) {
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.CENTER);
            brush.setTextBaseline(VPos.CENTER);
            double middle = places.left() + places.width() / 2;
            brush.fillText(
                    Messages.text("heatmap.empty"), middle, places.top() + places.height() / 2);
            return;
        }
        if (hovered >= 0 && hovered < data.size()) {
            band(hovered, palette.ink(Ink.ROW_HOVER));
        }
        if (isMarked(data.marked())) {
            band(data.marked(), palette.ink(Ink.ROW_SELECTED));
        }
        if (places.pitch() >= 1) {
            for (int i = 0; i < data.size(); i++) {
                bar(i, places.x(i), places.x(i + 1));
            }
        } else {
            pooled();
        }
        brush.setFill(palette.ink(Ink.MUTED));
        double zero = Math.rint(places.y(0));
        brush.fillRect(places.left(), Math.min(zero, places.bottom() - 1), places.width(), 1);
        if (isMarked(data.marked())) {
            frame(data.marked());
        }
        scale();
        labels(hovered);
    }

    private boolean isMarked(int index) {
        return index >= 0 && index < data.size();
    }

    private void band(int index, Color color) {
        double width = Math.max(3, places.pitch());
        double x = places.x(index) + (places.pitch() - width) / 2;
        brush.setFill(color);
        brush.fillRect(x, places.top() - 1, width, places.height() + 2);
    }

    private void frame(int index) {
        double line = palette.lineWidth() + 0.5;
        double width = Math.max(4, places.pitch());
        double x = places.x(index) + (places.pitch() - width) / 2;
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(line);
        brush.strokeRect(
                Math.floor(x) + 0.5,
                places.top() - 0.5,
                Math.max(3, Math.rint(width) - 1),
                places.height() + 1);
    }

    private void bar(int index, double from, double to) {
        double pitch = to - from;
        double gap = pitch >= 8 ? 2 : pitch >= 3 ? 1 : 0;
        double left = Math.rint(from + gap / 2);
        double width = Math.max(1, Math.rint(to - gap / 2) - left);
        if (data.isMasked(index)) {
            masked(left, width);
            return;
        }
        double value = data.values()[index];
        double top = Math.min(places.y(value), places.y(0));
        double height = Math.abs(places.y(value) - places.y(0));
        if (value != 0) {
            brush.setFill(color(value));
            brush.fillRect(left, Math.rint(top), width, Math.max(1, Math.rint(height)));
        }
    }

    private void masked(double left, double width) {
        brush.setFill(palette.ink(Ink.MASKED));
        brush.fillRect(left, places.top(), width, places.height());
        if (width >= 4) {
            brush.setStroke(palette.ink(Ink.MASKED_HATCH));
            brush.setLineWidth(1);
            brush.save();
            brush.clipRect(left, places.top(), width, places.height());
            double first = left - left % HATCH - places.height();
            for (double x = first; x < left + width; x += HATCH) {
                brush.strokeLine(x, places.bottom(), x + places.height(), places.top());
            }
            brush.restore();
        }
    }

    /// Each column of pixels shows the number that is farthest from zero; masked if all of its numbers are.
    private void pooled() {
        int columns = (int) places.width();
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * data.size() / columns);
            int to = Math.max(from + 1, (int) ((column + 1L) * data.size() / columns));
            int farthest = from;
            for (int i = from; i < to; i++) {
                boolean further =
                        !data.isMasked(i)
                                && (data.isMasked(farthest)
                                        || Math.abs(data.values()[i])
                                                > Math.abs(data.values()[farthest]));
                farthest = further ? i : farthest;
            }
            bar(farthest, places.left() + column, places.left() + column + 1);
        }
    }

    private Color color(double value) {
        if (places.lowest() >= 0) {
            return palette.ink(Ink.BAR);
        }
        double most = Math.max(Math.abs(places.lowest()), Math.abs(places.highest()));
        double strength = FAINTEST + (1 - FAINTEST) * Math.abs(value) / most;
        int argb = palette.divergingMap().argb(0.5 + 0.5 * Math.signum(value) * strength);
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }

    /// The ends of the scale at the right; the one farther from zero where there is room for one only.
    private void scale() {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.LEFT);
        double x = places.left() + places.width() + 5;
        double line = new TextRuler(palette.captionFont()).lineHeight();
        boolean both = places.height() >= 2 * line - 2;
        if (both || places.highest() >= -places.lowest()) {
            brush.setTextBaseline(VPos.TOP);
            brush.fillText(Figures.value(places.highest()), x, places.top() - 2);
        }
        if (both || places.highest() < -places.lowest()) {
            brush.setTextBaseline(VPos.BOTTOM);
            brush.fillText(Figures.value(places.lowest()), x, places.bottom() + 2);
        }
    }

    private void labels(int hovered) {
        brush.setFont(palette.font());
        switch (places.labels()) {
            case NONE -> {}
            case SOME -> {
                double taken = label(data.marked(), Ink.ACCENT, Double.NaN);
                if (hovered != data.marked()) {
                    label(hovered, Ink.TEXT, taken);
                }
            }
            case ALL -> {
                brush.setTextAlign(TextAlignment.CENTER);
                brush.setTextBaseline(VPos.TOP);
                for (int i = 0; i < data.size(); i++) {
                    brush.setFill(palette.ink(ink(i, hovered)));
                    double middle = places.x(i) + places.pitch() / 2;
                    String label = ruler.fit(data.labels().get(i), places.pitch() - 4);
                    brush.fillText(label, middle, places.bottom() + 2);
                }
            }
            case UPRIGHT -> upright(hovered);
        }
    }

    private Ink ink(int index, int hovered) {
        return index == data.marked() ? Ink.ACCENT : index == hovered ? Ink.TEXT : Ink.MUTED;
    }

    private void upright(int hovered) {
        brush.setTextAlign(TextAlignment.RIGHT);
        brush.setTextBaseline(VPos.CENTER);
        double limit = 6.5 * ruler.lineHeight();
        for (int i = 0; i < data.size(); i++) {
            brush.save();
            brush.translate(places.x(i) + places.pitch() / 2, places.bottom() + 4);
            brush.rotate(-90);
            brush.setFill(palette.ink(ink(i, hovered)));
            brush.fillText(ruler.fit(data.labels().get(i), limit), 0, 0);
            brush.restore();
        }
    }

    /// Writes a label below its bar, inside the strip; not where another one stands.
    ///
    /// @param taken middle of the other label; NaN for none
    /// @return its middle; NaN if there is none
    private double label(int index, Ink ink, double taken) {
        if (!isMarked(index)) {
            return Double.NaN;
        }
        String text = ruler.fit(data.labels().get(index), places.width());
        double half = ruler.width(text) / 2;
        double right = Math.max(places.left() + half, places.left() + places.width() - half);
        double middle =
                Math.clamp(places.x(index) + places.pitch() / 2, places.left() + half, right);
        if (!Double.isNaN(taken) && isMarked(data.marked())) {
            double other = ruler.width(data.labels().get(data.marked())) / 2;
            double apart = half + other + 6;
            if (Math.abs(middle - taken) < apart) {
                middle = middle >= taken ? taken + apart : taken - apart;
            }
            if (middle - half < places.left() - 1 || middle > right + 1) {
                return Double.NaN;
            }
        }
        brush.setFill(palette.ink(ink));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.TOP);
        brush.fillText(text, middle, places.bottom() + 2);
        return middle;
    }
}
