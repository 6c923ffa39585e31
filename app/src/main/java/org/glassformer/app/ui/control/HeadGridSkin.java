package org.glassformer.app.ui.control;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.control.SkinBase;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// All pictures are one image; frames, numbers and marks are drawn around them.
final class HeadGridSkin extends SkinBase<HeadGrid> {

    private static final double LARGEST = 140;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final HeadPictures pictures = new HeadPictures();
    private double left;
    private double top;
    private double pitch = 1;

    HeadGridSkin(HeadGrid grid) {
        super(grid);
        palette = new CanvasPalette(grid::requestLayout);
        getChildren().setAll(palette, canvas);
        grid.setPickOnBounds(true);
        List.of(
                        grid.thumbnailsProperty(),
                        grid.marksProperty(),
                        grid.layerProperty(),
                        grid.headProperty(),
                        grid.hoveredProperty())
                .forEach(property ->
                        registerChangeListener(property, ignored -> grid.requestLayout()));
        grid.addEventHandler(MouseEvent.MOUSE_MOVED, event -> grid.hover(at(event)));
        grid.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> grid.hover(null));
        grid.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        grid.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private @Nullable Cell at(MouseEvent event) {
        HeadThumbnails all = getSkinnable().thumbnailsProperty().get();
        int head = (int) Math.floor((event.getX() - left) / pitch);
        int layer = (int) Math.floor((event.getY() - top) / pitch);
        boolean inside = head >= 0 && head < all.heads() && layer >= 0 && layer < all.layers();
        return inside ? new Cell(layer, head) : null;
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        Cell cell = at(event);
        if (cell == null || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.isShiftDown() || event.isControlDown() || event.isShortcutDown()) {
            tell(getSkinnable().onToggledProperty(), cell);
        } else if (event.getClickCount() == 2) {
            tell(getSkinnable().onIsolatedProperty(), cell);
        } else {
            choose(cell.row(), cell.column());
        }
        event.consume();
    }

    private static void tell(ObjectProperty<@Nullable Consumer<Cell>> handler, Cell cell) {
        Consumer<Cell> told = handler.get();
        if (told != null) {
            told.accept(cell);
        }
    }

    private void key(KeyEvent event) {
        int layer = getSkinnable().layerProperty().get();
        int head = getSkinnable().headProperty().get();
        if (event.getCode() == KeyCode.ENTER && event.isShiftDown()) {
            tell(getSkinnable().onToggledProperty(), new Cell(layer, head));
            event.consume();
            return;
        }
        if (event.getCode() == KeyCode.ENTER && (event.isControlDown() || event.isShortcutDown())) {
            tell(getSkinnable().onIsolatedProperty(), new Cell(layer, head));
            event.consume();
            return;
        }
        if (event.isControlDown() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case UP -> choose(layer - 1, head);
            case DOWN -> choose(layer + 1, head);
            case LEFT -> choose(layer, head - 1);
            case RIGHT -> choose(layer, head + 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int layer, int head) {
        HeadThumbnails all = getSkinnable().thumbnailsProperty().get();
        if (all.layers() > 0) {
            int inLayers = Math.clamp(layer, 0, all.layers() - 1);
            int inHeads = Math.clamp(head, 0, all.heads() - 1);
            getSkinnable().layerProperty().set(inLayers);
            getSkinnable().headProperty().set(inHeads);
            tell(getSkinnable().onOpenedProperty(), new Cell(inLayers, inHeads));
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        HeadGrid grid = getSkinnable();
        HeadThumbnails all = grid.thumbnailsProperty().get();
        TextRuler caption = new TextRuler(palette.captionFont());
        if (all.layers() == 0) {
            canvas.draw(grid.getWidth(), grid.getHeight(), brush -> empty(brush, width, height));
            return;
        }
        double gutter = gutter(all, caption);
        pitch = pitch(all, width - gutter, height - caption.lineHeight() - 2);
        left = Math.floor(x + gutter);
        top = Math.floor(y + caption.lineHeight() + 2);
        canvas.draw(
                grid.getWidth(),
                grid.getHeight(),
                brush -> {
                    numbers(brush, all, caption);
                    pictures(brush, all, caption);
                });
        grid.setAccessibleText(
                Messages.text(
                        "heads.accessible", grid.layerProperty().get(), grid.headProperty().get()));
    }

    private void empty(Brush brush, double width, double height) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setTextBaseline(VPos.CENTER);
        brush.fillText(Messages.text("heatmap.empty"), width / 2, height / 2);
    }

    private static double gutter(HeadThumbnails all, TextRuler caption) {
        return caption.width(Integer.toString(all.layers() - 1)) + 7;
    }

    private static double pitch(HeadThumbnails all, double width, double height) {
        double fitted = Math.min(width / all.heads(), height / all.layers());
        return Math.clamp(Math.floor(fitted), 4, LARGEST);
    }

    private void numbers(Brush brush, HeadThumbnails all, TextRuler caption) {
        brush.setFont(palette.captionFont());
        brush.setTextBaseline(VPos.CENTER);
        int every = Math.max(1, (int) Math.ceil(caption.lineHeight() * 0.9 / pitch));
        for (int layer = 0; layer < all.layers(); layer++) {
            int off = Math.abs(layer - getSkinnable().layerProperty().get());
            boolean chosen = off == 0;
            if (chosen || (layer % every == 0 && off >= every)) {
                brush.setFill(palette.ink(chosen ? Ink.ACCENT : Ink.MUTED));
                brush.setTextAlign(TextAlignment.RIGHT);
                brush.fillText(Integer.toString(layer), left - 5, top + (layer + 0.5) * pitch);
            }
        }
        int everyHead = Math.max(1, (int) Math.ceil(caption.width("00") * 1.3 / pitch));
        for (int head = 0; head < all.heads(); head++) {
            int off = Math.abs(head - getSkinnable().headProperty().get());
            boolean chosen = off == 0;
            if (chosen || (head % everyHead == 0 && off >= everyHead)) {
                brush.setFill(palette.ink(chosen ? Ink.ACCENT : Ink.MUTED));
                brush.setTextAlign(TextAlignment.CENTER);
                double cy = top - caption.lineHeight() / 2 - 1;
                brush.fillText(Integer.toString(head), left + (head + 0.5) * pitch - 1, cy);
            }
        }
    }

    private void pictures(Brush brush, HeadThumbnails all, TextRuler caption) {
        int size = size();
        HeadPictures.Colors colors =
                new HeadPictures.Colors(
                        palette.colorMap(), palette.ink(Ink.MASKED), palette.ink(Ink.SURFACE));
        WritableImage drawn = pictures.of(all, size, colors);
        Cell hovered = getSkinnable().hoveredProperty().get();
        Map<Cell, HeadMark> marked = getSkinnable().marksProperty().get();
        boolean some = marked.values().stream().anyMatch(HeadMark::shown);
        for (int layer = 0; layer < all.layers(); layer++) {
            for (int head = 0; head < all.heads(); head++) {
                double x = left + head * pitch;
                double y = top + layer * pitch;
                Brush.Part part = new Brush.Part(head * size, layer * size, size, size);
                brush.drawPixels(drawn, part, x, y, size, size);
                if (some && !marked.getOrDefault(new Cell(layer, head), HeadMark.NONE).shown()) {
                    brush.setFill(palette.ink(Ink.VEIL));
                    brush.fillRect(x, y, size, size);
                }
                boolean hot = hovered != null && hovered.row() == layer && hovered.column() == head;
                brush.setStroke(palette.ink(hot ? Ink.MUTED : Ink.BORDER));
                brush.setLineWidth(1);
                brush.strokeRect(x - 0.5, y - 0.5, size + 1, size + 1);
            }
        }
        HeadMarkDrawing marks = new HeadMarkDrawing(brush, palette, caption);
        getSkinnable()
                .marksProperty()
                .get()
                .forEach((cell, mark) -> {
                    if (cell.row() < all.layers() && cell.column() < all.heads()) {
                        double x = left + cell.column() * pitch;
                        marks.draw(mark, x, top + cell.row() * pitch, size);
                    }
                });
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(palette.lineWidth() + 1);
        double x = left + getSkinnable().headProperty().get() * pitch;
        double y = top + getSkinnable().layerProperty().get() * pitch;
        brush.strokeRoundRect(x - 1, y - 1, size + 2, size + 2, 4, 4);
    }

    private int size() {
        return (int) (pitch - (pitch > 14 ? 3 : 1));
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 240;
    }

    @Override
    protected double computePrefHeight(double width, double t, double r, double b, double l) {
        HeadThumbnails all = getSkinnable().thumbnailsProperty().get();
        TextRuler caption = new TextRuler(palette.captionFont());
        double inner = width < 0 ? 240 : width - l - r;
        double rows =
                all.layers() == 0
                        ? 120
                        : all.layers() * pitch(all, inner - gutter(all, caption), Double.MAX_VALUE);
        return t + b + rows + caption.lineHeight() + 4;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 80;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + 80;
    }
}
