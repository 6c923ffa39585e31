package org.glassformer.app.ui.control;

import java.util.List;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// The rows in sight are drawn on one canvas beside a scroll bar.
final class ChangeBarsSkin extends SkinBase<ChangeBars> {

    private static final double COMPARED_LINES = 2.3;
    private static final double DENSE_LINES = 2.02;
    private static final int DENSE_BELOW_ROWS = 6;
    private static final double PLAIN_LINES = 1.45;
    private static final double HEAD_LINES = 1.55;

    /// Text of this size is for a projector, where more than ten rows are too many.
    private static final double LARGE = 18;

    private static final int MOST_LARGE_ROWS = 10;
    private static final int WANTED_ROWS = 8;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final RowScroll rows = new RowScroll();

    ChangeBarsSkin(ChangeBars bars) {
        super(bars);
        palette = new CanvasPalette(bars::requestLayout);
        rows.bar().getStyleClass().add(StyleClass.HANDLE);
        getChildren().setAll(palette, canvas, rows.bar());
        bars.setPickOnBounds(true);
        List.of(
                        bars.dataProperty(),
                        bars.beforeTitleProperty(),
                        bars.afterTitleProperty(),
                        bars.noteProperty(),
                        bars.placeholderProperty(),
                        bars.hoveredIdProperty(),
                        bars.selectedIdProperty(),
                        rows.bar().valueProperty())
                .forEach(property ->
                        registerChangeListener(property, ignored -> bars.requestLayout()));
        bars.addEventHandler(MouseEvent.MOUSE_MOVED, event -> bars.hover(idAt(event.getY())));
        bars.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> bars.hover(ChangeBars.NONE));
        bars.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        bars.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private ChangeBarsData data() {
        return getSkinnable().dataProperty().get();
    }

    private int idAt(double y) {
        int row = rows.rowAt(y);
        return row < 0 || row >= data().rows().size()
                ? ChangeBars.NONE
                : data().rows().get(row).id();
    }

    /// A double click ends with the selection that it began with.
    private void click(MouseEvent event) {
        ChangeBars bars = getSkinnable();
        bars.requestFocus();
        int id = idAt(event.getY());
        if (id == ChangeBars.NONE || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        boolean again = bars.selectedIdProperty().get() == id;
        bars.selectedIdProperty().set(again ? ChangeBars.NONE : id);
        if (event.getClickCount() == 2) {
            bars.pick(id);
        }
        event.consume();
    }

    private void scroll(ScrollEvent event) {
        if (rows.scroll(event)) {
            getSkinnable().hover(idAt(event.getY()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        ChangeBars bars = getSkinnable();
        int last = data().rows().size() - 1;
        if (last < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int selected = data().indexOf(bars.selectedIdProperty().get());
        int page = rows.page();
        switch (event.getCode()) {
            case UP -> select(selected < 0 ? last : Math.max(0, selected - 1), event);
            case DOWN -> select(Math.min(last, selected + 1), event);
            case PAGE_UP -> select(Math.max(0, selected - page), event);
            case PAGE_DOWN -> select(Math.min(last, Math.max(0, selected) + page), event);
            case HOME -> select(0, event);
            case END -> select(last, event);
            case ESCAPE -> {
                if (bars.selectedIdProperty().get() != ChangeBars.NONE) {
                    bars.selectedIdProperty().set(ChangeBars.NONE);
                    event.consume();
                }
            }
            case ENTER -> {
                if (selected >= 0 && bars.onPickedProperty().get() != null) {
                    bars.pick(data().rows().get(selected).id());
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void select(int row, KeyEvent event) {
        getSkinnable().selectedIdProperty().set(data().rows().get(row).id());
        rows.reveal(row, data().rows().size());
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        ChangeBars bars = getSkinnable();
        ChangeBarsData data = data();
        TextRuler ruler = new TextRuler(palette.font());
        TextRuler caption = new TextRuler(palette.captionFont());
        double top = y + Math.rint(caption.lineHeight() * HEAD_LINES);
        double line = ruler.lineHeight();
        double wanted = Math.rint(line * lines(data, (y + height - top) / line));
        double room = Math.max(wanted, y + height - top);
        double pitch =
                ruler.font().getSize() < LARGE
                        ? wanted
                        : Math.max(wanted, Math.ceil(room / MOST_LARGE_ROWS));
        int hovered = bars.hoveredIdProperty().get();
        if (hovered != ChangeBars.NONE && data.indexOf(hovered) < 0) {
            bars.hover(ChangeBars.NONE);
        }
        double rowWidth = rows.place(x, top, width, room, pitch, data.rows().size());
        double scrolled = rows.scrolled();
        double headY = y + (top - y) * 0.42;
        canvas.draw(
                bars.getWidth(),
                bars.getHeight(),
                brush -> {
                    ChangeDrawing drawing =
                            new ChangeDrawing(bars, palette, brush, ruler, caption, rowWidth);
                    drawing.heading(x, headY, width);
                    drawing.rows(data, x, top, room, pitch, scrolled);
                });
        bars.setAccessibleText(accessible());
    }

    /// The height of a row in lines: rows move together where few of them fit.
    ///
    /// @param room height of the list in lines
    private static double lines(ChangeBarsData data, double room) {
        if (!data.compared()) {
            return PLAIN_LINES;
        }
        return room < DENSE_BELOW_ROWS * COMPARED_LINES ? DENSE_LINES : COMPARED_LINES;
    }

    private String accessible() {
        ChangeBarsData data = data();
        if (data.rows().isEmpty()) {
            return getSkinnable().placeholderProperty().get();
        }
        int selected = data.indexOf(getSkinnable().selectedIdProperty().get());
        ChangeBarsData.Row row = data.rows().get(Math.max(0, selected));
        String token = TokenText.visible(row.token());
        return data.compared()
                ? Messages.text(
                        "changebars.accessibleChange",
                        token,
                        Figures.percent(row.before()),
                        Figures.percent(row.after()),
                        data.rows().size())
                : Messages.text(
                        "changebars.accessible",
                        token,
                        Figures.percent(row.after()),
                        data.rows().size());
    }

    private double lineHeight() {
        return new TextRuler(palette.font()).lineHeight();
    }

    private double listHeight(int rows) {
        double lines = lines(data(), rows * COMPARED_LINES);
        return Math.ceil(lineHeight() * (HEAD_LINES + rows * lines));
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + listHeight(WANTED_ROWS);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 18;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 11;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + listHeight(2);
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
