package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// The rows in sight are drawn on one canvas beside a scroll bar, so that thousands of rows cost no more than a dozen.
final class GroupedBarsSkin extends SkinBase<GroupedBars> {

    private static final double ROW_LINES = 1.42;

    /// Text of this size is for a projector, where more than ten rows are too many.
    private static final double LARGE = 18;

    private static final int MOST_LARGE_ROWS = 10;

    private final CanvasPalette palette;
    private final Canvas canvas = new Canvas();
    private final ScrollBar scrollBar = new ScrollBar();
    private @Nullable WidthCache widths;
    private double rowHeight = 24;
    private double rowsTop;
    private double rowsHeight;

    GroupedBarsSkin(GroupedBars bars) {
        super(bars);
        palette = new CanvasPalette(bars::requestLayout);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setFocusTraversable(false);
        getChildren().setAll(palette, canvas, scrollBar);
        bars.setPickOnBounds(true);
        List.of(
                        bars.dataProperty(),
                        bars.valueTitleProperty(),
                        bars.ratioTitleProperty(),
                        bars.placeholderProperty(),
                        bars.hoveredRowProperty(),
                        scrollBar.valueProperty())
                .forEach(property ->
                        registerChangeListener(property, ignored -> bars.requestLayout()));
        registerChangeListener(
                bars.selectedRowProperty(),
                ignored -> {
                    reveal();
                    bars.requestLayout();
                });
        bars.addEventHandler(MouseEvent.MOUSE_MOVED, event -> bars.hover(rowAt(event.getY())));
        bars.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> bars.hover(GroupedBars.NONE));
        bars.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        bars.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private GroupedBarsData data() {
        return getSkinnable().dataProperty().get();
    }

    private int rowAt(double y) {
        if (y < rowsTop || y >= rowsTop + rowsHeight) {
            return GroupedBars.NONE;
        }
        int row = (int) Math.floor((y - rowsTop + scrollBar.getValue()) / rowHeight);
        return row < data().rows().size() ? row : GroupedBars.NONE;
    }

    private void click(MouseEvent event) {
        GroupedBars bars = getSkinnable();
        int row = rowAt(event.getY());
        bars.requestFocus();
        if (row != GroupedBars.NONE && event.getButton() == MouseButton.PRIMARY) {
            bars.selectedRowProperty().set(row);
            bars.open(row);
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        double before = scrollBar.getValue();
        double after = Math.clamp(before - event.getDeltaY(), 0, scrollBar.getMax());
        if (after != before) {
            scrollBar.setValue(after);
            getSkinnable().hover(rowAt(event.getY()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        GroupedBars bars = getSkinnable();
        int selected = bars.selectedRowProperty().get();
        int last = data().rows().size() - 1;
        if (last < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int page = Math.max(1, bars.visibleRowsProperty().get() - 1);
        int next =
                switch (event.getCode()) {
                    case UP -> selected < 0 ? last : Math.max(0, selected - 1);
                    case DOWN -> Math.min(last, selected + 1);
                    case PAGE_UP -> Math.max(0, selected - page);
                    case PAGE_DOWN -> Math.min(last, Math.max(0, selected) + page);
                    case HOME -> 0;
                    case END -> last;
                    case ESCAPE -> GroupedBars.NONE;
                    default -> selected;
                };
        switch (event.getCode()) {
            case ENTER -> {
                if (selected >= 0) {
                    bars.open(selected);
                    event.consume();
                }
            }
            default -> {
                if (next != selected) {
                    bars.selectedRowProperty().set(next);
                    event.consume();
                }
            }
        }
    }

    private void reveal() {
        int row = getSkinnable().selectedRowProperty().get();
        if (row >= 0 && rowsHeight > 0) {
            double top = row * rowHeight;
            double most = Math.max(0, data().rows().size() * rowHeight - rowsHeight);
            double least = Math.min(top + rowHeight - rowsHeight, most);
            double value = Math.clamp(scrollBar.getValue(), Math.max(0, least), Math.max(0, top));
            scrollBar.setMax(Math.max(scrollBar.getMax(), value));
            scrollBar.setValue(value);
        }
    }

    private WidthCache widths() {
        WidthCache known = widths;
        if (known == null || !known.isFor(palette)) {
            known =
                    new WidthCache(
                            new TextRuler(palette.font()), new TextRuler(palette.captionFont()));
            widths = known;
        }
        return known;
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        GroupedBars bars = getSkinnable();
        GroupedBarsData data = data();
        WidthCache ruler = widths();
        canvas.setWidth(bars.getWidth());
        canvas.setHeight(bars.getHeight());
        if (bars.selectedRowProperty().get() >= data.rows().size()) {
            bars.selectedRowProperty().set(GroupedBars.NONE);
        }
        if (bars.hoveredRowProperty().get() >= data.rows().size()) {
            bars.hover(GroupedBars.NONE);
        }
        rowHeight = Math.rint(ruler.lineHeight() * ROW_LINES);
        rowsTop = y + Math.rint(ruler.captionHeight() * 1.35);
        double before = rowsHeight;
        rowsHeight = Math.max(rowHeight, y + height - rowsTop);
        if (ruler.em() >= LARGE) {
            rowHeight = Math.max(rowHeight, Math.rint(rowsHeight / MOST_LARGE_ROWS));
        }
        bars.seen(Math.min(data.rows().size(), (int) Math.floor(rowsHeight / rowHeight)));
        double rowWidth = layoutScrollBar(x, width);
        if (before != rowsHeight) {
            reveal();
        }
        GroupedColumns columns = columns(data, ruler, rowWidth);
        GroupedDrawing drawing = new GroupedDrawing(bars, palette, canvas, columns, ruler);
        if (data.rows().isEmpty()) {
            drawing.placeholder(x + width / 2, rowsTop + rowHeight);
        } else {
            drawing.headings(y + ruler.captionHeight() * 0.55);
            drawing.rows(rowsTop, rowWidth, rowsHeight, rowHeight, scrollBar.getValue());
        }
        bars.setAccessibleText(accessible());
    }

    /// Puts the scroll bar at the right, if it is needed; returns the width left of it.
    private double layoutScrollBar(double x, double width) {
        double all = data().rows().size() * rowHeight;
        double most = Math.max(0, all - rowsHeight);
        scrollBar.setVisible(most > 0);
        scrollBar.setMax(most);
        scrollBar.setVisibleAmount(all > 0 ? most * rowsHeight / all : 0);
        scrollBar.setUnitIncrement(rowHeight);
        scrollBar.setBlockIncrement(Math.max(rowHeight, rowsHeight - rowHeight));
        if (scrollBar.getValue() > most) {
            scrollBar.setValue(most);
        }
        if (most <= 0) {
            return width;
        }
        double thick = Math.ceil(scrollBar.prefWidth(-1));
        scrollBar.resizeRelocate(x + width - thick, rowsTop, thick, rowsHeight);
        return width - thick - 4;
    }

    private GroupedColumns columns(GroupedBarsData data, WidthCache ruler, double width) {
        GroupedBars bars = getSkinnable();
        double name = 0;
        double note = 0;
        double ratio = 0;
        for (int row = 0; row < data.rows().size(); row++) {
            GroupedBarsData.Row shown = data.rows().get(row);
            name = Math.max(name, ruler.caption(shown.name()));
            note = Math.max(note, ruler.caption(shown.note()));
            for (int series = 0; series < data.series().size(); series++) {
                String text = GroupedDrawing.ratio(data.ratio(row, series));
                ratio = Math.max(ratio, ruler.figure(text));
            }
        }
        double value =
                Math.max(
                        ruler.figure(Figures.count(data.largest())),
                        ruler.caption(bars.valueTitleProperty().get()) + ruler.em() * 0.9);
        double ratioWidth =
                data.reference().isEmpty()
                        ? 0
                        : Math.max(ratio, ruler.caption(bars.ratioTitleProperty().get()));
        return GroupedColumns.fit(
                width,
                ruler.em(),
                name,
                note,
                value,
                ratioWidth,
                Math.max(1, data.series().size()));
    }

    private String accessible() {
        GroupedBarsData data = data();
        if (data.rows().isEmpty()) {
            return getSkinnable().placeholderProperty().get();
        }
        int selected = getSkinnable().selectedRowProperty().get();
        if (selected < 0) {
            return Messages.text(
                    "groupedbars.accessible", data.rows().size(), String.join(", ", data.series()));
        }
        GroupedBarsData.Row row = data.rows().get(selected);
        StringBuilder text = new StringBuilder(row.name());
        for (int series = 0; series < data.series().size(); series++) {
            int value = data.value(selected, series);
            text.append("; ")
                    .append(
                            Messages.text(
                                    "groupedbars.accessibleValue",
                                    data.series().get(series),
                                    value == GroupedBarsData.UNKNOWN ? "–" : Figures.count(value),
                                    GroupedDrawing.ratio(data.ratio(selected, series))));
        }
        return text.toString();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        double line = widths().lineHeight();
        return t + b + Math.ceil(line * (ROW_LINES * Math.clamp(data().rows().size(), 3, 12) + 2));
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + widths().lineHeight() * 38;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + widths().lineHeight() * 14;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + widths().lineHeight() * 5;
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
