package org.glassformer.app.ui.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.theme.StyleClass;

/// All rows shown are drawn on one canvas, so that a moved slider redraws them within a pulse; the others are not made.
final class LogitBarsSkin extends RoomySkin<LogitBars> {

    private static final double ROW = 1.35;
    private static final double LEAST_ROW = 1.12;
    private static final double LARGEST_ROW = 1.75;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final ScrollBar scroll = new ScrollBar();
    private final BarsHand hand;
    private BarsWindow window = BarsWindow.EMPTY;
    private BarsGeometry place =
            new BarsGeometry(
                    0, 1, 0, 24, BarColumns.fit(1, 1, 0, 0, false), 1, false, BarsWindow.EMPTY);
    private double rowHeight = 24;
    private double rowsTop;
    private final Tooltip adjusted = new Tooltip(Messages.text("bars.adjusted.tip"));
    private boolean letGo;
    private double wheel;
    private boolean laying;

    LogitBarsSkin(LogitBars bars) {
        super(bars, new Lines(13, 6), new Lines(44, 8));
        palette = new CanvasPalette(bars::requestLayout);
        hand = new BarsHand(bars);
        scroll.setOrientation(Orientation.VERTICAL);
        scroll.getStyleClass().add(StyleClass.HANDLE);
        scroll.setFocusTraversable(false);
        scroll.valueProperty().subscribe(value -> scrolled(value.doubleValue()));
        getChildren().setAll(palette, canvas, scroll);
        bars.setPickOnBounds(true);
        List.of(
                        bars.dataProperty(),
                        bars.maxRowsProperty(),
                        bars.rawShownProperty(),
                        bars.plainProperty(),
                        bars.noteProperty(),
                        bars.aimProperty(),
                        bars.aimNoteProperty(),
                        bars.hoveredRowProperty(),
                        bars.selectedRowProperty(),
                        bars.firstRowProperty())
                .forEach(property ->
                        registerInvalidationListener(property, ignored -> bars.requestLayout()));
        bars.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
        bars.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> leave());
        bars.addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    letGo = false;
                    hand.pressed(event, place);
                });
        bars.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> hand.dragged(event, place));
        bars.addEventHandler(MouseEvent.MOUSE_RELEASED, ignored -> letGo = hand.released());
        bars.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        bars.addEventHandler(ScrollEvent.SCROLL, this::turn);
        bars.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void scrolled(double value) {
        if (!laying) {
            getSkinnable().scrollTo((int) Math.rint(value));
        }
    }

    private void turn(ScrollEvent event) {
        if (scroll.isVisible() && !event.isShortcutDown()) {
            wheel -= event.getDeltaY() / rowHeight;
            int rows = (int) wheel;
            wheel -= rows;
            getSkinnable().scrollTo(getSkinnable().firstRowProperty().get() + rows);
            event.consume();
        }
    }

    private void point(MouseEvent event) {
        getSkinnable().hover(place.rowAt(event.getY()));
        hand.moved(event, place);
        getSkinnable().setTooltip(isOverAdjusted(event) ? adjusted : null);
    }

    private boolean isOverAdjusted(MouseEvent event) {
        double right = place.columns().adjustedRight();
        double off = place.x() + right - event.getX();
        return right > 0 && event.getY() < rowsTop && off > -rowHeight / 4 && off < 2 * rowHeight;
    }

    private void leave() {
        getSkinnable().hover(LogitBars.NONE);
        hand.left();
    }

    private void click(MouseEvent event) {
        LogitBars bars = getSkinnable();
        bars.requestFocus();
        if (letGo) {
            event.consume();
            return;
        }
        int row = place.rowAt(event.getY());
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
        LogitBars bars = getSkinnable();
        IntConsumer handler = bars.onPickedProperty().get();
        if (handler != null && row >= 0 && row < bars.dataProperty().get().bars().size()) {
            handler.accept(bars.dataProperty().get().bars().get(row).id());
        }
    }

    private void key(KeyEvent event) {
        LogitBars bars = getSkinnable();
        int selected = bars.selectedRowProperty().get();
        int last = bars.dataProperty().get().bars().size() - 1;
        if (last >= 0 && hand.key(event, place)) {
            event.consume();
            return;
        }
        if (last < 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int page = Math.max(1, bars.visibleRowsProperty().get() - 1);
        int next =
                switch (event.getCode()) {
                    case UP ->
                            selected < 0
                                    ? window.first() + window.rows().size() - 1
                                    : Math.max(0, selected - 1);
                    case DOWN -> selected < 0 ? window.first() : Math.min(last, selected + 1);
                    case PAGE_UP -> Math.max(0, Math.max(selected, window.first()) - page);
                    case PAGE_DOWN -> Math.min(last, Math.max(selected, window.first()) + page);
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
                    move(next);
                    event.consume();
                }
            }
        }
    }

    /// Scrolls no further than the row needs.
    private void move(int row) {
        LogitBars bars = getSkinnable();
        int first = bars.firstRowProperty().get();
        int rows = Math.max(1, bars.visibleRowsProperty().get());
        if (row >= 0 && row < first) {
            bars.scrollTo(row);
        } else if (row >= first + rows) {
            bars.scrollTo(row - rows + 1);
        }
        bars.selectedRowProperty().set(row);
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        LogitBars bars = getSkinnable();
        TextRuler ruler = new TextRuler(palette.font());
        TextRuler caption = new TextRuler(palette.captionFont());
        BarsData all = bars.dataProperty().get();
        double head = caption.lineHeight() * 1.7;
        double foot = caption.lineHeight() * 1.9;
        double least = ruler.lineHeight() * LEAST_ROW;
        double most = ruler.lineHeight() * LARGEST_ROW;
        double space = height - head - foot;
        int size = all.bars().size();
        int few = Math.min(bars.maxRowsProperty().get(), 20);
        int dense = (int) Math.floor(space / least) - 1;
        int roomy = (int) Math.floor(space / (ruler.lineHeight() * ROW)) - 1;
        int fitting = Math.max(1, Math.max(Math.min(dense, few), roomy));
        int rows = Math.min(Math.min(fitting, bars.maxRowsProperty().get()), size);
        keepSelected(rows);
        bars.shows(rows);
        int first = Math.max(0, Math.min(bars.firstRowProperty().get(), size - rows));
        boolean scrolls = rows < size;
        double barWidth = scrolls ? Math.ceil(scroll.prefWidth(-1)) : 0;
        BarsWindow next = BarsWindow.of(all, first, rows, ruler, caption);
        window = next.asWideAs(window);
        int lines = rows + (window.below().count() > 0 ? 1 : 0);
        rowHeight = Math.clamp(space / Math.max(1, lines), least, Math.max(least, most));
        rowsTop = y + head;
        layoutScroll(x + width - barWidth, first, rows, size, scrolls);
        if (bars.selectedRowProperty().get() >= size) {
            bars.selectedRowProperty().set(LogitBars.NONE);
        }
        if (bars.hoveredRowProperty().get() >= first + rows) {
            bars.hover(LogitBars.NONE);
        }
        double rowWidth = width - barWidth;
        BarColumns columns =
                BarColumns.fit(
                        rowWidth,
                        ruler.width("0"),
                        window.widestToken(),
                        window.widestReason(),
                        bars.plainProperty().get());
        double end = hand.scale().orElse(BarScale.end(window.largest()));
        boolean raw = bars.rawShownProperty().get();
        place = new BarsGeometry(x, rowWidth, rowsTop, rowHeight, columns, end, raw, window);
        BarsGeometry drawn = place;
        BarsGrip grip = hand.grip();
        String hint = hand.hint();
        canvas.draw(
                bars.getWidth(),
                bars.getHeight(),
                brush ->
                        new BarsDrawing(bars, palette, brush, ruler, caption, drawn)
                                .draw(y, grip, hint));
        bars.setAccessibleText(accessible());
        bars.setAccessibleHelp(
                bars.aimProperty().get() == null ? "" : Messages.text("bars.aimHelp"));
    }

    /// Where there is less room than before, the selected row is still seen.
    private void keepSelected(int rows) {
        LogitBars bars = getSkinnable();
        int selected = bars.selectedRowProperty().get();
        int first = bars.firstRowProperty().get();
        int before = bars.visibleRowsProperty().get();
        if (rows < before && selected >= first + rows && selected < first + before) {
            bars.firstRowProperty().set(selected - rows + 1);
        }
    }

    private void layoutScroll(double x, int first, int rows, int size, boolean scrolls) {
        scroll.setVisible(scrolls);
        laying = true;
        scroll.setMax(Math.max(0, size - rows));
        scroll.setVisibleAmount(Math.max(rows, 0.04 * size) * scroll.getMax() / Math.max(1, size));
        scroll.setUnitIncrement(1);
        scroll.setBlockIncrement(Math.max(1, rows - 1));
        scroll.setValue(first);
        laying = false;
        scroll.resizeRelocate(x, rowsTop, scroll.prefWidth(-1), rowHeight * (rows + 1));
    }

    private String accessible() {
        if (window.rows().isEmpty()) {
            return Messages.text("bars.empty");
        }
        int selected = getSkinnable().selectedRowProperty().get();
        BarsData.Bar bar = window.data().bars().get(Math.max(0, selected));
        String row =
                Messages.text(
                        selected < 0 ? "bars.accessible" : "bars.accessibleRow",
                        TokenText.visible(bar.token()),
                        Figures.percent(bar.p()),
                        window.data().keptTokens());
        String wish = getSkinnable().aimNoteProperty().get();
        return wish.isEmpty() ? row : row + " " + wish;
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.font()).lineHeight();
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        LogitBars bars = getSkinnable();
        BarsData all = bars.dataProperty().get();
        int rows = Math.min(all.bars().size(), bars.maxRowsProperty().get());
        int lines = Math.max(3, rows + (all.from(rows).count() > 0 ? 1 : 0));
        return t + b + Math.ceil(lineHeight() * (1.6 * lines + 3.6));
    }
}
