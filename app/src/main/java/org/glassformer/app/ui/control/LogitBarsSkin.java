package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;

/// All rows are drawn on one canvas, so that a moved slider redraws them within a pulse.
final class LogitBarsSkin extends RoomySkin<LogitBars> {

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private BarsData shown = BarsData.EMPTY;
    private double rowHeight = 24;
    private double rowsTop;

    LogitBarsSkin(LogitBars bars) {
        super(bars, new Lines(13, 8), new Lines(44, 8));
        palette = new CanvasPalette(bars::requestLayout);
        getChildren().setAll(palette, canvas);
        bars.setPickOnBounds(true);
        List.of(
                        bars.dataProperty(),
                        bars.maxRowsProperty(),
                        bars.rawShownProperty(),
                        bars.noteProperty(),
                        bars.hoveredRowProperty(),
                        bars.selectedRowProperty())
                .forEach(property ->
                        registerChangeListener(property, ignored -> bars.requestLayout()));
        bars.addEventHandler(MouseEvent.MOUSE_MOVED, event -> bars.hover(rowAt(event)));
        bars.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> bars.hover(LogitBars.NONE));
        bars.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private int rowAt(MouseEvent event) {
        int row = (int) Math.floor((event.getY() - rowsTop) / rowHeight);
        return row >= 0 && row < shown.bars().size() ? row : LogitBars.NONE;
    }

    private void click(MouseEvent event) {
        LogitBars bars = getSkinnable();
        bars.requestFocus();
        int row = rowAt(event);
        if (row == LogitBars.NONE || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.getClickCount() == 2) {
            bars.selectedRowProperty().set(row);
            pick(row);
        } else {
            boolean again = bars.selectedRowProperty().get() == row;
            bars.selectedRowProperty().set(again ? LogitBars.NONE : row);
        }
        event.consume();
    }

    private void pick(int row) {
        IntConsumer handler = getSkinnable().onPickedProperty().get();
        if (handler != null && row >= 0 && row < shown.bars().size()) {
            handler.accept(shown.bars().get(row).id());
        }
    }

    private void key(KeyEvent event) {
        LogitBars bars = getSkinnable();
        int selected = bars.selectedRowProperty().get();
        int last = shown.bars().size() - 1;
        if (last < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int next =
                switch (event.getCode()) {
                    case UP -> selected < 0 ? last : Math.max(0, selected - 1);
                    case DOWN -> Math.min(last, selected + 1);
                    case HOME -> 0;
                    case END -> last;
                    case ESCAPE -> LogitBars.NONE;
                    default -> selected;
                };
        switch (event.getCode()) {
            case ENTER -> {
                if (selected >= 0 && bars.onPickedProperty().get() != null) {
                    pick(selected);
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

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        LogitBars bars = getSkinnable();
        TextRuler ruler = new TextRuler(palette.font());
        TextRuler caption = new TextRuler(palette.captionFont());
        BarsData all = bars.dataProperty().get().limited(bars.maxRowsProperty().get());
        double head = caption.lineHeight() * 1.7;
        double foot = caption.lineHeight() * 1.9;
        double least = ruler.lineHeight() * 1.12;
        double most = ruler.lineHeight() * 1.75;
        double space = height - head - foot;
        int fitting = Math.max(1, (int) Math.floor(space / least) - 1);
        shown = all.limited(fitting);
        int lines = shown.bars().size() + (shown.others().count() > 0 ? 1 : 0);
        rowHeight = Math.clamp(space / Math.max(1, lines), least, Math.max(least, most));
        rowsTop = y + head;
        if (bars.selectedRowProperty().get() >= shown.bars().size()) {
            bars.selectedRowProperty().set(LogitBars.NONE);
        }
        if (bars.hoveredRowProperty().get() >= shown.bars().size()) {
            bars.hover(LogitBars.NONE);
        }
        canvas.draw(
                bars.getWidth(),
                bars.getHeight(),
                brush ->
                        new BarsDrawing(bars, palette, brush, ruler, caption)
                                .draw(shown, x, y, width, rowsTop, rowHeight));
        bars.setAccessibleText(accessible());
    }

    private String accessible() {
        if (shown.bars().isEmpty()) {
            return Messages.text("bars.empty");
        }
        int selected = getSkinnable().selectedRowProperty().get();
        BarsData.Bar bar = shown.bars().get(Math.max(0, selected));
        return Messages.text(
                selected < 0 ? "bars.accessible" : "bars.accessibleRow",
                TokenText.visible(bar.token()),
                Figures.percent(bar.p()),
                shown.keptTokens());
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.font()).lineHeight();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        LogitBars bars = getSkinnable();
        BarsData all = bars.dataProperty().get().limited(bars.maxRowsProperty().get());
        int lines = Math.max(3, all.bars().size() + (all.others().count() > 0 ? 1 : 0));
        return t + b + Math.ceil(lineHeight() * (1.6 * lines + 3.6));
    }
}
