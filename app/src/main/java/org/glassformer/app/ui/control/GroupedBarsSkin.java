package org.glassformer.app.ui.control;

import java.util.List;
import javafx.scene.canvas.Canvas;
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
    private final RowScroll rows = new RowScroll();
    private @Nullable WidthCache widths;
    private double roomBefore;

    GroupedBarsSkin(GroupedBars bars) {
        super(bars);
        palette = new CanvasPalette(bars::requestLayout);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().setAll(palette, canvas, rows.bar());
        bars.setPickOnBounds(true);
        List.of(
                        bars.dataProperty(),
                        bars.valueTitleProperty(),
                        bars.ratioTitleProperty(),
                        bars.placeholderProperty(),
                        bars.hoveredRowProperty(),
                        rows.bar().valueProperty())
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
        int row = rows.rowAt(y);
        return row < 0 || row >= data().rows().size() ? GroupedBars.NONE : row;
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
        if (rows.scroll(event)) {
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
        if (row >= 0) {
            rows.reveal(row, data().rows().size());
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
        double wanted = Math.rint(ruler.lineHeight() * ROW_LINES);
        double top = y + Math.rint(ruler.captionHeight() * 1.35);
        double room = Math.max(wanted, y + height - top);
        double pitch =
                ruler.em() < LARGE ? wanted : Math.max(wanted, Math.rint(room / MOST_LARGE_ROWS));
        bars.seen(Math.min(data.rows().size(), (int) Math.floor(room / pitch)));
        double rowWidth = rows.place(x, top, width, room, pitch, data.rows().size());
        if (roomBefore != room) {
            roomBefore = room;
            reveal();
        }
        GroupedColumns columns = columns(data, ruler, rowWidth);
        GroupedDrawing drawing = new GroupedDrawing(bars, palette, canvas, columns, ruler);
        if (data.rows().isEmpty()) {
            drawing.placeholder(x + width / 2, top + pitch);
        } else {
            drawing.headings(y + ruler.captionHeight() * 0.55);
            drawing.rows(top, rowWidth, room, pitch, rows.scrolled());
        }
        bars.setAccessibleText(accessible());
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
