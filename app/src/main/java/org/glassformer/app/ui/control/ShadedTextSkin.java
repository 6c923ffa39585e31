package org.glassformer.app.ui.control;

import java.util.Arrays;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.ui.color.ColorMap;

/// Tokens are laid out in lines once for each width; a repaint draws the lines in sight.
final class ShadedTextSkin extends SkinBase<ShadedText> {

    private static final int GRADIENT_STEPS = 24;
    private static final double PAD = 3;
    private static final int FEW_LINES = 5;
    private static final int MOST_LINES = 12;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final ScrollBar bar = new ScrollBar();
    private TextRuler ruler;
    private TextRuler caption;
    private double[] lefts = {};
    private double[] widths = {};
    private int[] lines = {};
    private double lineHeight = 1;
    private double top;
    private double left;
    private double viewHeight;

    ShadedTextSkin(ShadedText text) {
        super(text);
        palette = new CanvasPalette(this::restyled);
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.setManaged(false);
        getChildren().setAll(palette, canvas, bar);
        text.setPickOnBounds(true);
        registerChangeListener(text.dataProperty(), ignored -> dataChanged());
        registerChangeListener(text.hoveredProperty(), ignored -> draw());
        registerChangeListener(text.selectedProperty(), ignored -> selectedChanged());
        registerChangeListener(bar.valueProperty(), ignored -> draw());
        text.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        text.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> text.hover(ShadedText.NONE));
        text.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        text.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        text.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void restyled() {
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        getSkinnable().requestLayout();
    }

    private ShadedTextData data() {
        return getSkinnable().dataProperty().get();
    }

    private void dataChanged() {
        if (getSkinnable().hoveredProperty().get() >= data().labels().size()) {
            getSkinnable().hover(ShadedText.NONE);
        }
        getSkinnable().requestLayout();
    }

    private void selectedChanged() {
        reveal(getSkinnable().selectedProperty().get());
        draw();
    }

    private void hover(MouseEvent event) {
        getSkinnable().hover(at(event.getX(), event.getY()));
    }

    private int at(double x, double y) {
        if (y < top || y >= top + viewHeight) {
            return ShadedText.NONE;
        }
        int line = (int) ((y - top + bar.getValue()) / lineHeight);
        for (int t = 0; t < lines.length; t++) {
            boolean within = x - left >= lefts[t] && x - left < lefts[t] + widths[t];
            if (lines[t] == line && within) {
                return t;
            }
        }
        return ShadedText.NONE;
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            getSkinnable().pick(at(event.getX(), event.getY()));
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        double before = bar.getValue();
        bar.setValue(Math.clamp(before - event.getDeltaY(), 0, bar.getMax()));
        if (before != bar.getValue()) {
            getSkinnable().hover(at(event.getX(), event.getY()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        int count = data().labels().size();
        if (count == 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int now = getSkinnable().selectedProperty().get();
        int from = now == ShadedText.NONE ? getSkinnable().hoveredProperty().get() : now;
        switch (event.getCode()) {
            case LEFT -> go(now, from == ShadedText.NONE ? count - 1 : Math.max(0, from - 1));
            case RIGHT -> go(now, from == ShadedText.NONE ? 0 : Math.min(count - 1, from + 1));
            case HOME -> go(now, 0);
            case END -> go(now, count - 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /// Picking the selected token again would take the selection back.
    private void go(int now, int token) {
        if (token != now) {
            getSkinnable().pick(token);
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        lineHeight = Math.ceil(ruler.lineHeight() * 1.42);
        left = x + 2;
        top = y + 2;
        double legend = caption.lineHeight() * 1.5;
        viewHeight = Math.max(1, height - 4 - legend);
        double thick = Math.ceil(Math.max(8, bar.prefWidth(-1)));
        int count = wrap(width - 4);
        boolean scrolled = count * lineHeight > viewHeight;
        if (scrolled) {
            count = wrap(width - 4 - thick - 4);
        }
        viewHeight = Math.min(viewHeight, count * lineHeight);
        double most = Math.max(0, count * lineHeight - viewHeight);
        bar.setVisible(scrolled);
        bar.setMax(most);
        bar.setVisibleAmount(most * viewHeight / Math.max(1, most + viewHeight));
        bar.setUnitIncrement(lineHeight);
        bar.setBlockIncrement(Math.max(lineHeight, viewHeight - lineHeight));
        bar.setValue(Math.clamp(bar.getValue(), 0, most));
        bar.resizeRelocate(x + width - thick, top, thick, viewHeight);
        reveal(getSkinnable().selectedProperty().get());
        draw();
    }

    /// Puts the tokens into lines; returns how many.
    private int wrap(double width) {
        ShadedTextData data = data();
        int n = data.labels().size();
        lefts = new double[n];
        widths = new double[n];
        lines = new int[n];
        double at = 0;
        int line = 0;
        for (int t = 0; t < n; t++) {
            String label = data.labels().get(t);
            double w = Math.min(width, ruler.width(label) + 2 * PAD);
            if (at > 0 && at + w > width) {
                at = 0;
                line++;
            }
            lefts[t] = at;
            widths[t] = w;
            lines[t] = line;
            at += w + 1;
            if (label.endsWith("↵")) {
                at = 0;
                line++;
            }
        }
        return n == 0 ? 0 : lines[n - 1] + 1;
    }

    private void reveal(int token) {
        if (token >= 0 && token < lines.length) {
            double y = lines[token] * lineHeight;
            double least = Math.max(0, y + lineHeight - viewHeight);
            bar.setValue(
                    Math.clamp(
                            bar.getValue(),
                            Math.min(least, bar.getMax()),
                            Math.max(least, Math.min(y, bar.getMax()))));
        }
    }

    private void draw() {
        canvas.draw(getSkinnable().getWidth(), getSkinnable().getHeight(), this::draw);
        getSkinnable().setAccessibleText(reading());
    }

    private void draw(Brush brush) {
        ShadedTextData data = data();
        if (data.labels().isEmpty()) {
            return;
        }
        CellColors colors =
                new CellColors(
                        palette.divergingMap(), palette.ink(Ink.TEXT), palette.ink(Ink.SURFACE));
        int first = Arrays.binarySearch(lines, (int) (bar.getValue() / lineHeight));
        while (first > 0 && lines[first - 1] == lines[first]) {
            first--;
        }
        brush.save();
        brush.clipRect(0, top, getSkinnable().getWidth(), viewHeight);
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        for (int t = Math.max(0, first); t < lines.length; t++) {
            double y = top + lines[t] * lineHeight - bar.getValue();
            if (y > top + viewHeight) {
                break;
            }
            double shade = data.shade(t);
            brush.setFill(colors.fill(shade));
            brush.fillRoundRect(left + lefts[t], y + 1, widths[t], lineHeight - 3, 5, 5);
            brush.setFill(colors.text(shade));
            brush.fillText(
                    ruler.fit(data.labels().get(t), widths[t] - 2 * PAD + 1),
                    left + lefts[t] + PAD,
                    y + (lineHeight - 1) / 2);
        }
        frame(brush, getSkinnable().selectedProperty().get(), Ink.LOCK, palette.lineWidth() + 1);
        frame(brush, getSkinnable().hoveredProperty().get(), Ink.TEXT, palette.lineWidth());
        brush.restore();
        legend(brush, data);
    }

    private void frame(Brush brush, int token, Ink ink, double line) {
        if (token >= 0 && token < lines.length) {
            brush.setStroke(palette.ink(ink));
            brush.setLineWidth(line);
            brush.strokeRoundRect(
                    left + lefts[token],
                    top + lines[token] * lineHeight - bar.getValue() + 1,
                    widths[token],
                    lineHeight - 3,
                    5,
                    5);
        }
    }

    private void legend(Brush brush, ShadedTextData data) {
        double line = caption.lineHeight();
        double width = getSkinnable().getWidth();
        double cy = Math.min(top + viewHeight + line * 0.95, getSkinnable().getHeight() - line / 2);
        double room = Math.clamp(width * 0.18, 60, 160);
        double thick = Math.rint(line * 0.62);
        brush.setFont(palette.captionFont());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        double x = note(brush, data.title(), left, cy) + 10;
        x = note(brush, Figures.value(-data.magnitude()), x, cy) + 6;
        brush.setFill(gradient(palette.divergingMap()));
        brush.fillRect(Math.rint(x), Math.rint(cy - thick / 2), room, thick);
        brush.setStroke(palette.ink(Ink.BORDER));
        brush.setLineWidth(1);
        brush.strokeRect(
                Math.rint(x) - 0.5,
                Math.rint(cy - thick / 2) - 0.5,
                Math.rint(room) + 1,
                thick + 1);
        x = note(brush, Figures.value(data.magnitude()), Math.rint(x) + room + 6, cy) + 14;
        String reading = reading();
        if (width - x > 4 * line) {
            brush.setFont(palette.font());
            brush.setFill(palette.ink(Ink.TEXT));
            brush.setTextAlign(TextAlignment.RIGHT);
            brush.fillText(ruler.fit(reading, width - x - 4), width - 4, cy);
        }
    }

    private double note(Brush brush, String text, double x, double cy) {
        brush.setFill(palette.ink(Ink.MUTED));
        brush.fillText(text, x, cy);
        return x + caption.width(text);
    }

    private static LinearGradient gradient(ColorMap map) {
        Stop[] stops = new Stop[GRADIENT_STEPS + 1];
        for (int i = 0; i <= GRADIENT_STEPS; i++) {
            double at = (double) i / GRADIENT_STEPS;
            Color color = CellColors.color(map.argb(at));
            stops[i] = new Stop(at, color);
        }
        return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops);
    }

    /// What the hovered, else the selected token says; empty without one.
    private String reading() {
        ShadedTextData data = data();
        int hovered = getSkinnable().hoveredProperty().get();
        int token = hovered != ShadedText.NONE ? hovered : getSkinnable().selectedProperty().get();
        return token < 0 || token >= data.labels().size()
                ? ""
                : token
                        + " "
                        + data.labels().get(token)
                        + "  "
                        + Figures.value(data.values()[token]);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 40 * ruler.advance();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        double line = Math.ceil(ruler.lineHeight() * 1.42);
        int count = w > 0 ? Math.clamp(wrap(w - l - r - 4), 1, MOST_LINES) : FEW_LINES;
        return t + b + count * line + caption.lineHeight() * 1.6 + 6;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 12 * ruler.advance();
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + 4 * ruler.lineHeight();
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
