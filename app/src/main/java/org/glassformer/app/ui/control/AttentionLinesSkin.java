package org.glassformer.app.ui.control;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// All lines are on one canvas, drawn when lines or zoom change; hovering draws the lines of one token and the tokens on
/// another and makes the first pale.
final class AttentionLinesSkin extends RoomySkin<AttentionLines> {

    private static final double PALE = 0.13;
    private static final double PER_PIXEL = 0.005;
    private static final double KEY_ZOOM = 1.5;
    private static final int READ = 4;

    private final CanvasPalette palette;
    private final Sketch all = new Sketch();
    private final Sketch above = new Sketch();
    private @Nullable LinesDrawing drawing;
    private double lastY;

    AttentionLinesSkin(AttentionLines lines) {
        super(lines, new Lines(8, 8), new Lines(30, 30));
        palette = new CanvasPalette(lines::requestLayout);
        getChildren().setAll(palette, all, above);
        registerChangeListener(lines.dataProperty(), ignored -> dataChanged());
        registerChangeListener(lines.zoomProperty(), ignored -> lines.requestLayout());
        List.of(lines.hoveredProperty(), lines.previewProperty(), lines.selectedProperty())
                .forEach(cell -> registerChangeListener(cell, ignored -> drawAbove()));
        lines.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        lines.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> lines.hover(null));
        lines.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> lastY = event.getY());
        lines.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        lines.addEventHandler(
                MouseEvent.MOUSE_RELEASED, ignored -> lines.setCursor(Cursor.DEFAULT));
        lines.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        lines.addEventHandler(
                ScrollEvent.SCROLL,
                event -> {
                    zoom(Math.exp(event.getDeltaY() * PER_PIXEL), event.getY());
                    event.consume();
                });
        lines.addEventHandler(
                ZoomEvent.ZOOM,
                event -> {
                    zoom(event.getZoomFactor(), event.getY());
                    event.consume();
                });
        lines.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private int count() {
        return getSkinnable().dataProperty().get().labels().size();
    }

    private void dataChanged() {
        AttentionLines lines = getSkinnable();
        lines.hover(null);
        Cell locked = lines.selectedProperty().get();
        if (locked != null && (locked.row() >= count() || locked.column() >= count())) {
            lines.selectedProperty().set(null);
        }
        HeatmapZoom zoom = lines.zoomProperty().get();
        lines.zoomProperty().set(count() == 0 ? HeatmapZoom.NONE : zoom.within(count(), count()));
        lines.requestLayout();
    }

    private @Nullable Cell at(MouseEvent event) {
        LinesDrawing now = drawing;
        int token = now == null ? -1 : now.at(event.getY());
        if (now == null || token < 0) {
            return null;
        }
        boolean looks = event.getX() < (now.left() + now.right()) / 2;
        return looks ? new Cell(token, -1) : new Cell(-1, token);
    }

    private void hover(MouseEvent event) {
        getSkinnable().hover(at(event));
    }

    private void drag(MouseEvent event) {
        HeatmapZoom zoom = getSkinnable().zoomProperty().get();
        LinesDrawing now = drawing;
        if (now != null && !zoom.isNone() && !event.isStillSincePress()) {
            double down = (lastY - event.getY()) / now.pitch();
            lastY = event.getY();
            getSkinnable().setCursor(Cursor.CLOSED_HAND);
            getSkinnable().zoomProperty().set(zoom.moved(down, 0, count(), count()));
            event.consume();
        }
    }

    private void click(MouseEvent event) {
        AttentionLines lines = getSkinnable();
        lines.requestFocus();
        Cell cell = at(event);
        if (cell == null
                || event.getButton() != MouseButton.PRIMARY
                || !event.isStillSincePress()) {
            return;
        }
        if (event.getClickCount() == 2 && lines.zoomFactorProperty().get() > 1) {
            lines.resetZoom();
        }
        Cell locked = lines.selectedProperty().get();
        int row = locked == null ? -1 : locked.row();
        int column = locked == null ? -1 : locked.column();
        select(
                cell.row() < 0 ? row : cell.row() == row ? -1 : cell.row(),
                cell.column() < 0 ? column : cell.column() == column ? -1 : cell.column());
        event.consume();
    }

    private void select(int row, int column) {
        Cell cell = row < 0 && column < 0 ? null : new Cell(row, column);
        getSkinnable().selectedProperty().set(cell);
        if (cell != null) {
            HeatmapZoom zoom = getSkinnable().zoomProperty().get();
            Cell seen = new Cell(row >= 0 ? row : column, -1);
            getSkinnable().zoomProperty().set(zoom.showing(seen, count(), count()));
        }
    }

    private void zoom(double by, double y) {
        LinesDrawing now = drawing;
        if (now != null && count() > 0) {
            double down = Math.clamp((y - now.top()) / (now.bottom() - now.top()), 0.0, 1.0);
            HeatmapZoom zoom = getSkinnable().zoomProperty().get();
            getSkinnable().zoomProperty().set(zoom.by(by, 0, down, count(), count()));
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || count() == 0) {
            return;
        }
        Cell from = getSkinnable().focus();
        int row = from == null ? -1 : from.row();
        int column = from == null ? -1 : from.column();
        LinesDrawing now = drawing;
        double middle = now == null ? 0 : (now.top() + now.bottom()) / 2;
        switch (event.getCode()) {
            case UP -> select(row < 0 ? count() - 1 : Math.max(0, row - 1), column);
            case DOWN -> select(Math.min(count() - 1, row + 1), column);
            case LEFT -> select(row, column < 0 ? count() - 1 : Math.max(0, column - 1));
            case RIGHT -> select(row, Math.min(count() - 1, column + 1));
            case ENTER -> select(row, column);
            case PLUS, ADD, EQUALS -> zoom(KEY_ZOOM, middle);
            case MINUS, SUBTRACT -> zoom(1 / KEY_ZOOM, middle);
            case ESCAPE -> {
                if (getSkinnable().selectedProperty().get() == null) {
                    return;
                }
                select(-1, -1);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        AttentionLines lines = getSkinnable();
        AttentionLinesData data = lines.dataProperty().get();
        if (data.labels().isEmpty()) {
            drawing = null;
            all.draw(lines.getWidth(), lines.getHeight(), ignored -> {});
        } else {
            LinesDrawing now =
                    LinesDrawing.fit(
                            data,
                            lines.zoomProperty().get(),
                            palette,
                            new TextRuler(palette.font()),
                            new TextRuler(palette.captionFont()),
                            lines.getWidth(),
                            lines.getHeight());
            drawing = now;
            int[] every = IntStream.range(0, data.count()).toArray();
            double wide = palette.lineWidth() * 1.3;
            all.draw(
                    lines.getWidth(), lines.getHeight(), brush -> now.lines(brush, every, 1, wide));
        }
        drawAbove();
    }

    private void drawAbove() {
        AttentionLines lines = getSkinnable();
        LinesDrawing now = drawing;
        Cell focus = lines.focus();
        all.setOpacity(focus == null ? 1 : PALE);
        above.draw(
                lines.getWidth(),
                lines.getHeight(),
                brush -> {
                    if (now == null) {
                        empty(brush);
                    } else {
                        draw(brush, now, focus);
                    }
                });
        String reading = now == null || focus == null ? "" : reading(now.data(), focus);
        lines.read(reading);
        String what =
                now == null
                        ? Messages.text("heatmap.empty")
                        : Messages.text(
                                "lines.accessible",
                                now.data().labels().size(),
                                now.data().count(),
                                now.data().heads().size());
        lines.setAccessibleText(reading.isEmpty() ? what : what + " " + reading);
    }

    private void empty(Brush brush) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(
                Messages.text("heatmap.empty"),
                getSkinnable().getWidth() / 2,
                getSkinnable().getHeight() / 2);
    }

    private void draw(Brush brush, LinesDrawing now, @Nullable Cell focus) {
        if (focus != null) {
            int[] chosen = now.data().lines(focus.row(), focus.column());
            now.lines(brush, chosen, 1.25, palette.lineWidth() * 2);
        }
        now.tokens(brush, focus);
        Cell locked = getSkinnable().selectedProperty().get();
        if (locked != null) {
            now.frame(brush, locked.row(), true);
            now.frame(brush, locked.column(), false);
        }
        now.titles(brush);
    }

    /// The token with the strongest of its lines.
    private static String reading(AttentionLinesData data, Cell focus) {
        int[] lines = data.lines(focus.row(), focus.column());
        StringJoiner strongest = new StringJoiner(", ");
        for (int i = lines.length - 1; i >= Math.max(0, lines.length - READ); i--) {
            int line = lines[i];
            int other = focus.row() >= 0 ? data.key(line) : data.query(line);
            String head =
                    data.heads().size() > 1 ? " (" + data.heads().get(data.head(line)) + ")" : "";
            strongest.add(data.labels().get(other) + " " + Figures.value(data.weight(line)) + head);
        }
        String token = data.labels().get(focus.row() >= 0 ? focus.row() : focus.column());
        String none = Messages.text("lines.none");
        return Messages.text(
                focus.row() >= 0 ? "lines.readingFrom" : "lines.readingTo",
                token,
                lines.length == 0 ? none : strongest);
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.font()).lineHeight();
    }
}
