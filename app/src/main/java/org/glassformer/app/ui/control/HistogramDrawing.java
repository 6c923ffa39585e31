package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// A [Histogram] at one size: where its parts are, and drawing them.
final class HistogramDrawing {

    /// A logarithmic axis begins below 1, so that a single number has a bar.
    private static final double LEAST_LOG = 0.7;

    private final Histogram histogram;
    private final HistogramData data;
    private final CanvasPalette palette;
    private final TextRuler caption;
    private final TextRuler figures;
    private final double line;
    private final double outerLeft;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final PlotScale across;
    private final PlotScale up;
    private final List<PlotScale.Tick> ticks;

    HistogramDrawing(
            Histogram histogram,
            CanvasPalette palette,
            double x,
            double y,
            double width,
            double height) {
        this.histogram = histogram;
        this.palette = palette;
        data = histogram.dataProperty().get();
        caption = new TextRuler(palette.captionFont());
        figures = new TextRuler(palette.font());
        line = caption.lineHeight();
        top = Math.rint(y + 1.9 * line);
        bottom = Math.rint(Math.max(top + line, y + height - 1.6 * line));
        boolean log = histogram.logarithmicProperty().get();
        PlotAxis counts = PlotAxis.of("").ofCounts().logarithmic(log);
        double most = Math.max(1, data.most());
        up =
                PlotScale.fit(
                        log ? counts.between(LEAST_LOG, 1.3 * most) : counts.fromZero(),
                        0,
                        most,
                        0.05,
                        bottom,
                        top);
        ticks = up.ticks(Math.max(2, (int) ((bottom - top) / (1.8 * line))));
        double widest = 0;
        for (PlotScale.Tick tick : ticks) {
            widest = Math.max(widest, figures.width(tick.label()));
        }
        outerLeft = x;
        left = Math.rint(x + widest + 0.6 * line);
        right = Math.rint(Math.max(left + line, x + width - 0.5 * line));
        PlotAxis values = PlotAxis.of("").between(data.edge(0), data.edge(data.size()));
        across = PlotScale.fit(values, 0, 1, 0, left, right);
    }

    /// The range at a place, or [Histogram#NONE].
    int rangeAt(double x, double y) {
        boolean inside = x >= left && x <= right && y >= top - line && y <= bottom + line;
        if (data.isEmpty() || !inside) {
            return Histogram.NONE;
        }
        return Math.clamp((int) ((x - left) / (right - left) * data.size()), 0, data.size() - 1);
    }

    void draw(Brush gc) {
        if (data.isEmpty()) {
            String none = histogram.placeholderProperty().get();
            text(
                    gc,
                    caption,
                    caption.fit(none, right - outerLeft),
                    (outerLeft + right) / 2,
                    (top + bottom) / 2,
                    TextAlignment.CENTER);
            return;
        }
        for (PlotScale.Tick tick : ticks) {
            double y = Math.rint(up.pixel(tick.value())) + 0.5;
            gc.setStroke(palette.ink(Ink.PLOT_GRID));
            gc.setLineWidth(tick.label().isEmpty() ? 0.5 : 1);
            gc.strokeLine(left, y, right, y);
            text(gc, figures, tick.label(), left - 0.4 * line, y, TextAlignment.RIGHT);
        }
        bars(gc);
        zero(gc);
        valueTicks(gc);
        headline(gc);
    }

    private void bars(Brush gc) {
        int read = histogram.readProperty().get();
        for (int i = 0; i < data.size(); i++) {
            double x0 = Math.rint(across.pixel(data.edge(i)));
            double x1 = Math.rint(across.pixel(data.edge(i + 1)));
            if (i == read) {
                gc.setFill(palette.ink(Ink.ROW_HOVER));
                gc.fillRect(x0, top, Math.max(1, x1 - x0), bottom - top);
            }
            double height = data.count(i) == 0 ? 0 : bottom - up.pixel((double) data.count(i));
            if (height > 0) {
                gc.setFill(palette.ink(i == read ? Ink.ACCENT : Ink.BAR));
                double drawn = Math.max(1, height);
                gc.fillRect(x0, bottom - drawn, Math.max(1, x1 - x0 - 1), drawn);
            }
        }
        gc.setStroke(palette.ink(Ink.BORDER));
        gc.setLineWidth(1);
        gc.strokeLine(left, bottom + 0.5, right, bottom + 0.5);
    }

    private void zero(Brush gc) {
        if (data.edge(0) < 0 && data.edge(data.size()) > 0) {
            double x = Math.rint(across.pixel(0)) - 0.5;
            gc.setStroke(palette.ink(Ink.MUTED));
            gc.setLineWidth(palette.lineWidth());
            gc.setLineDashes(3, 3);
            gc.strokeLine(x, top, x, bottom);
            gc.setLineDashes();
        }
    }

    private void valueTicks(Brush gc) {
        double gap = figures.width("0") * 2.5;
        int most = 9;
        while (most > 2 && labels(most, gap) > right - left) {
            most--;
        }
        for (PlotScale.Tick tick : across.ticks(most)) {
            double x = Math.rint(across.pixel(tick.value())) + 0.5;
            gc.setStroke(palette.ink(Ink.BORDER));
            gc.strokeLine(x, bottom, x, bottom + 4);
            double half = figures.width(tick.label()) / 2;
            double middle = Math.min(Math.max(x, outerLeft + half), right + line / 2 - half);
            text(gc, figures, tick.label(), middle, bottom + 0.85 * line, TextAlignment.CENTER);
        }
    }

    private double labels(int most, double gap) {
        List<PlotScale.Tick> wanted = across.ticks(most);
        double widest = wanted.stream().mapToDouble(t -> figures.width(t.label())).max().orElse(0);
        return wanted.size() * (widest + gap);
    }

    private void headline(Brush gc) {
        double y = top - 1.3 * line;
        int read = histogram.readProperty().get();
        String said = read < 0 ? beyond() : reading(read);
        String title = histogram.valueTitleProperty().get();
        double room = right - outerLeft - caption.width(said) - line;
        text(gc, caption, caption.fit(title, room), outerLeft, y, TextAlignment.LEFT);
        gc.setFont(caption.font());
        gc.setFill(palette.ink(Ink.TEXT));
        gc.setTextAlign(TextAlignment.RIGHT);
        gc.fillText(caption.fit(said, right - outerLeft), right, y);
    }

    /// What lies outside the ranges, so that the bars never hide numbers.
    private String beyond() {
        long outside = data.below() + data.above();
        return outside == 0 ? "" : Messages.text("histogram.beyond", outside);
    }

    private String reading(int range) {
        return Messages.text(
                "histogram.reading",
                Figures.value(data.edge(range)),
                Figures.value(data.edge(range + 1)),
                data.count(range),
                Figures.percent((double) data.count(range) / data.total()));
    }

    /// What is read off, or what is shown, as a sentence.
    String readOut() {
        if (data.isEmpty()) {
            return histogram.placeholderProperty().get();
        }
        int read = histogram.readProperty().get();
        return read >= 0
                ? reading(read)
                : Messages.text(
                        "histogram.accessible",
                        histogram.valueTitleProperty().get(),
                        data.total(),
                        Figures.value(data.edge(0)),
                        Figures.value(data.edge(data.size())));
    }

    private void text(
            Brush gc, TextRuler ruler, String text, double x, double y, TextAlignment alignment) {
        gc.setFont(ruler.font());
        gc.setFill(palette.ink(Ink.MUTED));
        gc.setTextAlign(alignment);
        gc.setTextBaseline(VPos.CENTER);
        gc.fillText(text, x, y);
    }
}
