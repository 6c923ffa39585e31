package org.glassformer.app.ui.control;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.SkinBase;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;
import org.jspecify.annotations.Nullable;

/// All pictures are one image, scaled without smoothing; frames and numbers are drawn around them.
final class HeadGridSkin extends SkinBase<HeadGrid> {

    private static final double LARGEST = 72;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private @Nullable WritableImage image;
    private int painted;
    private double left;
    private double top;
    private double pitch = 1;

    HeadGridSkin(HeadGrid grid) {
        super(grid);
        palette =
                new CanvasPalette(() -> {
                    image = null;
                    grid.requestLayout();
                });
        getChildren().setAll(palette, canvas);
        grid.setPickOnBounds(true);
        registerChangeListener(
                grid.thumbnailsProperty(),
                ignored -> {
                    image = null;
                    grid.requestLayout();
                });
        List.of(grid.layerProperty(), grid.headProperty(), grid.hoveredProperty())
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
        if (cell != null && event.getButton() == MouseButton.PRIMARY) {
            choose(cell.row(), cell.column());
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int layer = getSkinnable().layerProperty().get();
        int head = getSkinnable().headProperty().get();
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
            getSkinnable().layerProperty().set(Math.clamp(layer, 0, all.layers() - 1));
            getSkinnable().headProperty().set(Math.clamp(head, 0, all.heads() - 1));
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
                    pictures(brush, all);
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

    private void pictures(Brush brush, HeadThumbnails all) {
        double gap = pitch > 14 ? 3 : 1;
        double size = pitch - gap;
        int pixels = Math.clamp((int) size, 1, all.side());
        WritableImage drawn = image(all, pixels);
        double line = palette.lineWidth();
        Cell hovered = getSkinnable().hoveredProperty().get();
        for (int layer = 0; layer < all.layers(); layer++) {
            for (int head = 0; head < all.heads(); head++) {
                double x = left + head * pitch;
                double y = top + layer * pitch;
                Brush.Part part = new Brush.Part(head * pixels, layer * pixels, pixels, pixels);
                brush.drawPixels(drawn, part, x, y, size, size);
                boolean hot = hovered != null && hovered.row() == layer && hovered.column() == head;
                brush.setStroke(palette.ink(hot ? Ink.MUTED : Ink.BORDER));
                brush.setLineWidth(1);
                brush.strokeRect(x - 0.5, y - 0.5, size + 1, size + 1);
            }
        }
        brush.setStroke(palette.ink(Ink.ACCENT));
        brush.setLineWidth(line + 1);
        double x = left + getSkinnable().headProperty().get() * pitch;
        double y = top + getSkinnable().layerProperty().get() * pitch;
        brush.strokeRoundRect(x - 1, y - 1, size + 2, size + 2, 4, 4);
    }

    private WritableImage image(HeadThumbnails all, int pixels) {
        WritableImage made = image;
        if (made == null || pixels != painted) {
            made = paint(all, pixels);
            image = made;
            painted = pixels;
        }
        return made;
    }

    /// Where a picture has more cells than pixels, a pixel shows the largest of its cells.
    private WritableImage paint(HeadThumbnails all, int pixels) {
        int side = all.side();
        int width = all.heads() * pixels;
        int height = all.layers() * pixels;
        int[] argb = new int[width * height];
        ColorMap map = palette.colorMap();
        int masked = argb(palette.ink(Ink.MASKED));
        float[] picture = new float[pixels * pixels];
        for (int layer = 0; layer < all.layers(); layer++) {
            for (int head = 0; head < all.heads(); head++) {
                Arrays.fill(picture, Float.NaN);
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x <= y; x++) {
                        int at = y * pixels / side * pixels + x * pixels / side;
                        float value = all.value(layer, head, y, x);
                        picture[at] = picture[at] >= value ? picture[at] : value;
                    }
                }
                for (int y = 0; y < pixels; y++) {
                    int row = (layer * pixels + y) * width + head * pixels;
                    for (int x = 0; x < pixels; x++) {
                        float value = picture[y * pixels + x];
                        argb[row + x] = Float.isNaN(value) ? masked : map.argb(value);
                    }
                }
            }
        }
        WritableImage made = new WritableImage(width, height);
        made.getPixelWriter()
                .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return made;
    }

    private static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
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
