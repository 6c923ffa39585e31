package org.glassformer.app.ui.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.ui.color.ColorMap;

/// Tokens are laid out in lines once for each width; a repaint draws the lines in sight.
final class ShadedTextSkin extends SkinBase<ShadedText> {

    private static final double PAD = TextLines.PAD;
    private static final int WHOLE_LINES = 3;
    private static final int FEW_LINES = 5;
    private static final int MOST_LINES = 12;
    private static final double CORNER = 5;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final ScrollBar bar = new ScrollBar();
    private final Map<String, Double> widths = new HashMap<>();
    private TextRuler ruler;
    private ShadeLegend legend;
    private TextLines lines = TextLines.of(List.of(), label -> 0, 1);
    private double lineHeight = 1;
    private double top;
    private double left;
    private double viewHeight;
    private boolean atEnd = true;

    ShadedTextSkin(ShadedText text) {
        super(text);
        palette = new CanvasPalette(this::restyled);
        ruler = new TextRuler(palette.font());
        legend = new ShadeLegend(palette, new TextRuler(palette.captionFont()), ruler);
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.setManaged(false);
        getChildren().setAll(palette, canvas, bar);
        text.setPickOnBounds(true);
        registerChangeListener(text.dataProperty(), ignored -> dataChanged());
        registerChangeListener(text.hoveredProperty(), ignored -> draw());
        registerChangeListener(text.markedProperty(), ignored -> draw());
        registerChangeListener(text.readingProperty(), ignored -> draw());
        registerChangeListener(text.noteProperty(), ignored -> draw());
        registerChangeListener(text.selectedProperty(), ignored -> selectedChanged());
        registerChangeListener(bar.valueProperty(), ignored -> draw());
        text.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        text.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> text.hover(ShadedText.NONE));
        text.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        text.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        text.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void restyled() {
        widths.clear();
        ruler = new TextRuler(palette.font());
        legend = new ShadeLegend(palette, new TextRuler(palette.captionFont()), ruler);
        if (data().signed() == palette.getStyleClass().contains("second")) {
            second(!data().signed());
        }
        getSkinnable().requestLayout();
    }

    /// Amounts have the hue of a second quantity.
    private void second(boolean wanted) {
        palette.getStyleClass().remove("second");
        if (wanted) {
            palette.getStyleClass().add("second");
        }
    }

    private ShadedTextData data() {
        return getSkinnable().dataProperty().get();
    }

    private void dataChanged() {
        if (getSkinnable().hoveredProperty().get() >= data().labels().size()) {
            getSkinnable().hover(ShadedText.NONE);
        }
        second(!data().signed());
        getSkinnable().requestLayout();
    }

    private void selectedChanged() {
        int selected = getSkinnable().selectedProperty().get();
        if (selected == ShadedText.NONE && getSkinnable().followingEndProperty().get()) {
            bar.setValue(bar.getMax());
            atEnd = true;
        } else {
            reveal(selected);
        }
        draw();
    }

    private void hover(MouseEvent event) {
        getSkinnable().hover(at(event.getX(), event.getY()));
    }

    private int at(double x, double y) {
        if (y < top || y >= top + viewHeight) {
            return ShadedText.NONE;
        }
        return lines.at(x - left, (int) ((y - top + bar.getValue()) / lineHeight));
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
            atEnd = bar.getValue() > bar.getMax() - 1;
            getSkinnable().hover(at(event.getX(), event.getY()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        int count = lines.tokens();
        if (count == 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int now = getSkinnable().selectedProperty().get();
        int from = now == ShadedText.NONE ? getSkinnable().hoveredProperty().get() : now;
        boolean none = from < 0 || from >= count;
        int to =
                switch (event.getCode()) {
                    case LEFT -> none ? count - 1 : Math.max(0, from - 1);
                    case RIGHT -> none ? 0 : from + 1;
                    case UP -> none ? count - 1 : lines.beside(from, -1);
                    case DOWN -> none ? 0 : lines.beside(from, 1);
                    case HOME -> 0;
                    case END -> count - 1;
                    default -> count;
                };
        if (to < count) {
            if (to != now) { // picking the selected token again would take the selection back
                getSkinnable().pick(to);
            }
            event.consume();
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        boolean follows = getSkinnable().followingEndProperty().get();
        boolean stay = follows && atEnd;
        lineHeight = Math.ceil(ruler.lineHeight() * 1.42);
        left = x + 2;
        top = y + 2;
        viewHeight = Math.max(1, height - 4 - legend.lineHeight() * 1.5);
        double thick = Math.ceil(Math.max(8, bar.prefWidth(-1)));
        lines = wrap(width - 4);
        boolean scrolled = lines.count() * lineHeight > viewHeight;
        if (scrolled) {
            lines = wrap(width - 4 - thick - 4);
        }
        double fit = viewHeight / lineHeight;
        viewHeight =
                Math.min(lines.count(), fit < WHOLE_LINES ? fit : Math.floor(fit)) * lineHeight;
        double most = Math.max(0, lines.count() * lineHeight - viewHeight);
        bar.setVisible(scrolled);
        bar.setMax(most);
        bar.setVisibleAmount(most * viewHeight / Math.max(1, most + viewHeight));
        bar.setUnitIncrement(lineHeight);
        bar.setBlockIncrement(Math.max(lineHeight, viewHeight - lineHeight));
        bar.setValue(stay ? most : Math.clamp(bar.getValue(), 0, most));
        bar.resizeRelocate(x + width - thick, top, thick, viewHeight);
        reveal(getSkinnable().selectedProperty().get());
        draw();
    }

    private TextLines wrap(double width) {
        return TextLines.of(data().labels(), this::width, width);
    }

    private double width(String label) {
        return ruler.isFixed() ? ruler.width(label) : widths.computeIfAbsent(label, ruler::width);
    }

    private void reveal(int token) {
        if (token >= 0 && token < lines.tokens()) {
            double y = lines.line(token) * lineHeight;
            double least = Math.max(0, y + lineHeight - viewHeight);
            bar.setValue(
                    Math.clamp(
                            bar.getValue(),
                            Math.min(least, bar.getMax()),
                            Math.max(least, Math.min(y, bar.getMax()))));
        }
    }

    private void draw() {
        atEnd = bar.getValue() > bar.getMax() - 1;
        canvas.draw(getSkinnable().getWidth(), getSkinnable().getHeight(), this::draw);
        getSkinnable().setAccessibleText(said().text());
    }

    private ColorMap map() {
        return data().signed() ? palette.divergingMap() : palette.colorMap();
    }

    private void draw(Brush brush) {
        ShadedTextData data = data();
        if (data.labels().isEmpty() || lines.tokens() != data.labels().size()) {
            return;
        }
        CellColors colors = new CellColors(map(), palette.ink(Ink.TEXT), palette.ink(Ink.SURFACE));
        double width = getSkinnable().getWidth();
        brush.save();
        brush.clipRect(0, top - 1, width, viewHeight + 2);
        for (int t = lines.first((int) (bar.getValue() / lineHeight)); t < lines.tokens(); t++) {
            double y = top + lines.line(t) * lineHeight - bar.getValue();
            if (y > top + viewHeight) {
                break;
            }
            token(brush, data, colors, t, y);
        }
        ShadedText text = getSkinnable();
        frame(brush, text.selectedProperty().get(), Ink.LOCK, palette.lineWidth() + 1);
        frame(brush, text.markedProperty().get(), Ink.TEXT, palette.lineWidth());
        frame(brush, text.hoveredProperty().get(), Ink.TEXT, palette.lineWidth());
        brush.restore();
        double line = legend.lineHeight();
        double cy = Math.min(top + viewHeight + line * 0.95, text.getHeight() - line / 2);
        legend.draw(
                brush,
                new ShadeLegend.Scale(data.title(), data.low(), data.magnitude(), !data.signed()),
                map(),
                data.written() < data.labels().size(),
                said(),
                left,
                cy,
                width - left - 4);
    }

    private void token(Brush brush, ShadedTextData data, CellColors colors, int t, double y) {
        double x = left + lines.left(t);
        double w = lines.width(t);
        double shade = data.shade(t);
        boolean known = !Double.isNaN(shade);
        if (known) {
            brush.setFill(colors.fill(shade));
            brush.fillRoundRect(x, y + 1, w, lineHeight - 3, 5, 5);
        }
        brush.setFill(known ? colors.text(shade) : palette.ink(Ink.TEXT));
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(
                ruler.fit(data.labels().get(t), w - 2 * PAD + 1),
                x + PAD,
                y + (lineHeight - 1) / 2);
        if (data.isWritten(t)) {
            ShadeLegend.underline(brush, palette, x + 1, x + w - 1, y + lineHeight - 2.5);
        }
        if (data.forks().contains(t)) {
            corner(brush, x + w, y + 1);
        }
    }

    /// The upper right corner of a token with alternatives beside it.
    private void corner(Brush brush, double right, double y) {
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth() + 0.5);
        double size = CORNER + palette.lineWidth();
        brush.strokePolyline(
                new double[] {right - size, right, right}, new double[] {y, y, y + size});
    }

    private void frame(Brush brush, int token, Ink ink, double line) {
        if (token >= 0 && token < lines.tokens()) {
            brush.setStroke(palette.ink(ink));
            brush.setLineWidth(line);
            brush.strokeRoundRect(
                    left + lines.left(token),
                    top + lines.line(token) * lineHeight - bar.getValue() + 1,
                    lines.width(token),
                    lineHeight - 3,
                    5,
                    5);
        }
    }

    /// What the hovered, else the marked, else the selected token says; without one the note.
    private ShadeLegend.Said said() {
        ShadedText text = getSkinnable();
        int count = data().labels().size();
        for (int token :
                new int[] {
                    text.hoveredProperty().get(),
                    text.markedProperty().get(),
                    text.selectedProperty().get()
                }) {
            if (token >= 0 && token < count) {
                return new ShadeLegend.Said(text.readingProperty().get().apply(token), true);
            }
        }
        return new ShadeLegend.Said(text.noteProperty().get(), false);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 40 * ruler.advance();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        double line = Math.ceil(ruler.lineHeight() * 1.42);
        int count = w > 0 ? Math.clamp(wrap(w - l - r - 4).count(), 1, MOST_LINES) : FEW_LINES;
        return t + b + count * line + legend.lineHeight() * 1.6 + 6;
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
