package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;

/// One canvas as high as the control; rows are drawn from the first one in sight.
final class SignedBarsSkin extends SkinBase<SignedBars> {

    private static final double AIR = 6;
    private static final double NEGATIVE = 0.16;
    private static final double POSITIVE = 0.84;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private int first;
    private double rowHeight = 1;
    private double top;
    private int fitting = 1;

    SignedBarsSkin(SignedBars bars) {
        super(bars);
        palette = new CanvasPalette(bars::requestLayout);
        getChildren().setAll(palette, canvas);
        bars.setPickOnBounds(true);
        registerChangeListener(bars.dataProperty(), _ -> dataChanged());
        registerChangeListener(bars.placeholderProperty(), _ -> bars.requestLayout());
        registerChangeListener(bars.hoveredRowProperty(), _ -> bars.requestLayout());
        registerChangeListener(bars.selectedRowProperty(), _ -> bars.requestLayout());
        bars.addEventHandler(MouseEvent.MOUSE_MOVED, event -> bars.hover(at(event.getY())));
        bars.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> bars.hover(SignedBars.NONE));
        bars.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        bars.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private SignedBarsData data() {
        return getSkinnable().dataProperty().get();
    }

    private void dataChanged() {
        SignedBars bars = getSkinnable();
        int rows = data().rows().size();
        if (bars.hoveredRowProperty().get() >= rows) {
            bars.hover(SignedBars.NONE);
        }
        first = 0;
        bars.requestLayout();
    }

    private int at(double y) {
        int row = first + (int) Math.floor((y - top) / rowHeight);
        boolean inside = y >= top && row < data().rows().size() && row < first + fitting;
        return inside ? row : SignedBars.NONE;
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        int row = at(event.getY());
        if (row >= 0 && event.getButton() == MouseButton.PRIMARY) {
            getSkinnable().pick(row);
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        int rows = data().rows().size();
        int by = event.getDeltaY() > 0 ? -3 : 3;
        int moved = Math.clamp(first + by, 0, Math.max(0, rows - fitting));
        if (moved != first) {
            first = moved;
            getSkinnable().hover(at(event.getY()));
            getSkinnable().requestLayout();
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        SignedBars bars = getSkinnable();
        int rows = data().rows().size();
        if (rows == 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int hovered = bars.hoveredRowProperty().get();
        int from = hovered >= 0 ? hovered : bars.selectedRowProperty().get();
        switch (event.getCode()) {
            case UP -> go(from < 0 ? rows - 1 : from - 1);
            case DOWN -> go(from + 1);
            case PAGE_UP -> go(from - fitting);
            case PAGE_DOWN -> go(from + fitting);
            case HOME -> go(0);
            case END -> go(rows - 1);
            case ENTER -> {
                if (from >= 0) {
                    bars.pick(from);
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void go(int row) {
        int there = Math.clamp(row, 0, data().rows().size() - 1);
        show(there);
        getSkinnable().hover(there);
    }

    private void show(int row) {
        if (row < first) {
            first = row;
        } else if (row >= first + fitting) {
            first = row - fitting + 1;
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        SignedBars bars = getSkinnable();
        TextRuler ruler = new TextRuler(palette.font());
        rowHeight = Math.ceil(ruler.lineHeight() * 1.28);
        top = y;
        fitting = Math.max(1, (int) (height / rowHeight));
        first = Math.clamp(first, 0, Math.max(0, data().rows().size() - fitting));
        canvas.draw(
                bars.getWidth(), bars.getHeight(), brush -> draw(brush, ruler, x, width, height));
        tell();
    }

    private void tell() {
        SignedBars bars = getSkinnable();
        int hovered = bars.hoveredRowProperty().get();
        int row = hovered >= 0 ? hovered : bars.selectedRowProperty().get();
        boolean there = row >= 0 && row < data().rows().size();
        bars.setAccessibleText(
                there
                        ? Messages.text(
                                "signedbars.accessible",
                                data().rows().get(row).name(),
                                data().rows().get(row).printed())
                        : bars.placeholderProperty().get());
    }

    private void draw(Brush brush, TextRuler ruler, double x, double width, double height) {
        SignedBarsData data = data();
        TextRuler caption = new TextRuler(palette.captionFont());
        brush.setTextBaseline(VPos.CENTER);
        if (data.rows().isEmpty()) {
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.CENTER);
            List<String> lines =
                    wrapped(getSkinnable().placeholderProperty().get(), caption, width);
            double line = caption.lineHeight();
            double cy = top + (height - (lines.size() - 1) * line) / 2;
            for (int i = 0; i < lines.size(); i++) {
                brush.fillText(lines.get(i), x + width / 2, cy + i * line);
            }
            return;
        }
        TextRuler names = data.tokens() ? ruler : caption;
        double figures = 0;
        double name = 0;
        for (SignedBarsData.Row row : data.rows()) {
            figures = Math.max(figures, ruler.width(row.printed()));
            name = Math.max(name, names.width(row.name()));
        }
        boolean hidden = data.rows().size() > fitting;
        double right = x + width - (hidden ? AIR + 2 : 2);
        name = Math.min(name, (right - x - figures) * 0.6);
        double barLeft = x + name + 2 * AIR;
        double barRight = right - figures - AIR;
        double above = data.above();
        double below = data.below();
        double unit = (barRight - barLeft) / Math.max(1e-12, above + below);
        double zero = Math.rint(barLeft + below * unit);
        int last = Math.min(data.rows().size(), first + fitting);
        for (int i = first; i < last; i++) {
            row(brush, names, i, x, right, name, zero, unit);
        }
        if (below > 0) {
            brush.setStroke(palette.ink(Ink.BORDER));
            brush.setLineWidth(1);
            brush.strokeLine(zero + 0.5, top, zero + 0.5, top + (last - first) * rowHeight);
        }
        if (hidden) {
            thumb(brush, x + width, data.rows().size());
        }
    }

    private void row(
            Brush brush,
            TextRuler names,
            int index,
            double x,
            double right,
            double room,
            double zero,
            double unit) {
        SignedBarsData.Row row = data().rows().get(index);
        double y = top + (index - first) * rowHeight;
        double cy = y + rowHeight / 2;
        boolean selected = index == getSkinnable().selectedRowProperty().get();
        if (selected || index == getSkinnable().hoveredRowProperty().get()) {
            brush.setFill(palette.ink(selected ? Ink.ROW_SELECTED : Ink.ROW_HOVER));
            brush.fillRoundRect(x, y, right - x + 2, rowHeight, 6, 6);
        }
        brush.setFont(data().tokens() ? palette.font() : palette.captionFont());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.setTextAlign(TextAlignment.LEFT);
        brush.fillText(names.fit(row.name(), room), x + 3, cy);
        double length = row.value() == 0 ? 0 : Math.max(1, Math.abs(row.value()) * unit);
        double height = Math.rint(rowHeight * 0.5);
        brush.setFill(color(row.value() < 0 ? NEGATIVE : POSITIVE));
        brush.fillRect(
                row.value() < 0 ? zero - length : zero + 1,
                Math.rint(cy - height / 2),
                length,
                height);
        brush.setFont(palette.font());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.setTextAlign(TextAlignment.RIGHT);
        brush.fillText(row.printed(), right, cy);
    }

    /// A text in lines no wider than a width, words and the lines that it has kept whole.
    static List<String> wrapped(String text, TextRuler ruler, double width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String line = "";
            for (String word : paragraph.split(" ", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && ruler.width(longer) > width) {
                    lines.add(line);
                    longer = word;
                }
                line = longer;
            }
            lines.add(line);
        }
        return lines;
    }

    private void thumb(Brush brush, double right, int rows) {
        double all = fitting * rowHeight;
        double length = Math.max(rowHeight, all * fitting / rows);
        double from = top + (all - length) * first / Math.max(1, rows - fitting);
        brush.setFill(palette.ink(Ink.BORDER));
        brush.fillRoundRect(right - 4, from, 4, length, 4, 4);
    }

    private Color color(double fraction) {
        if (data().tokens()) {
            return palette.ink(Ink.BAR);
        }
        int argb = palette.divergingMap().argb(fraction);
        return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
    }

    private double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 16;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 14;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 8;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 3;
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
