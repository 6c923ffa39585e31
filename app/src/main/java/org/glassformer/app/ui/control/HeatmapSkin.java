package org.glassformer.app.ui.control;

import java.nio.IntBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.AnimationTimer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.SkinBase;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.stage.Window;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;
import org.jspecify.annotations.Nullable;

/// The cells are one image; labels, grid, hover and legend are drawn above it.
///
/// A request to paint replaces the one that waits; a finished picture is picked up by the next pulse.
final class HeatmapSkin extends SkinBase<Heatmap> {

    private final CanvasPalette palette;
    private final ImageView view = new ImageView();
    private final Sketch overlay = new Sketch();
    private final AtomicReference<HeatmapPicture.@Nullable Request> wanted =
            new AtomicReference<>();
    private final AtomicReference<@Nullable HeatmapPicture> painted = new AtomicReference<>();
    private final AtomicBoolean painting = new AtomicBoolean();
    private final AnimationTimer pickUp =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    showPainted();
                }
            };
    private HeatmapPicture.@Nullable Request requested;
    private @Nullable HeatmapPicture shown;
    private @Nullable PixelBuffer<IntBuffer> pixels;
    private @Nullable HeatmapGeometry geometry;

    HeatmapSkin(Heatmap heatmap) {
        super(heatmap);
        palette = new CanvasPalette(heatmap::requestLayout);
        view.setSmooth(false);
        view.setManaged(false);
        view.setMouseTransparent(true);
        getChildren().setAll(palette, view, overlay);
        heatmap.setPickOnBounds(true);
        List.of(
                        heatmap.dataProperty(),
                        heatmap.scaleProperty(),
                        heatmap.colorMapProperty(),
                        heatmap.rowLabelsProperty(),
                        heatmap.columnLabelsProperty(),
                        heatmap.rowTitleProperty(),
                        heatmap.columnTitleProperty(),
                        heatmap.legendVisibleProperty())
                .forEach(property ->
                        registerChangeListener(property, ignored -> heatmap.requestLayout()));
        registerChangeListener(heatmap.dataProperty(), ignored -> dataChanged());
        registerChangeListener(heatmap.hoveredCellProperty(), ignored -> drawOverlay());
        registerChangeListener(heatmap.selectedCellProperty(), ignored -> drawOverlay());
        heatmap.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        heatmap.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::hover);
        heatmap.addEventHandler(MouseEvent.MOUSE_EXITED, ignored -> heatmap.hover(null));
        heatmap.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        heatmap.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void dataChanged() {
        Heatmap heatmap = getSkinnable();
        HeatmapData data = heatmap.dataProperty().get();
        Cell hovered = heatmap.hoveredCellProperty().get();
        if (hovered != null && !data.contains(hovered)) {
            heatmap.hover(null);
        }
        Cell selected = heatmap.selectedCellProperty().get();
        if (selected != null && !data.contains(selected)) {
            heatmap.selectedCellProperty().set(null);
        }
        heatmap.requestLayout();
    }

    private void hover(MouseEvent event) {
        if (geometry != null) {
            getSkinnable().hover(geometry.at(event.getX(), event.getY()));
        }
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        Cell cell = geometry == null ? null : geometry.at(event.getX(), event.getY());
        if (cell != null && event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            Cell before = getSkinnable().selectedCellProperty().get();
            getSkinnable().selectedCellProperty().set(cell.equals(before) ? null : cell);
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> move(-1, 0, event);
            case DOWN -> move(1, 0, event);
            case LEFT -> move(0, -1, event);
            case RIGHT -> move(0, 1, event);
            case ESCAPE -> {
                if (getSkinnable().selectedCellProperty().get() != null) {
                    getSkinnable().selectedCellProperty().set(null);
                    event.consume();
                }
            }
            default -> {}
        }
    }

    private void move(int down, int right, KeyEvent event) {
        Heatmap heatmap = getSkinnable();
        HeatmapData data = heatmap.dataProperty().get();
        if (data.isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        Cell from = heatmap.selectedCellProperty().get();
        if (from == null) {
            Cell hovered = heatmap.hoveredCellProperty().get();
            heatmap.selectedCellProperty()
                    .set(hovered == null ? new Cell(data.rows() - 1, 0) : hovered);
        } else {
            heatmap.selectedCellProperty()
                    .set(
                            new Cell(
                                    Math.clamp(from.row() + down, 0, data.rows() - 1),
                                    Math.clamp(from.column() + right, 0, data.columns() - 1)));
        }
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        Heatmap heatmap = getSkinnable();
        HeatmapData data = heatmap.dataProperty().get();
        if (data.isEmpty()) {
            geometry = null;
            view.setVisible(false);
            drawOverlay();
            return;
        }
        TextRuler ruler = new TextRuler(palette.font());
        TextRuler caption = new TextRuler(palette.captionFont());
        boolean titled =
                !heatmap.rowTitleProperty().get().isEmpty()
                        || !heatmap.columnTitleProperty().get().isEmpty();
        double legend = heatmap.legendVisibleProperty().get() ? legendHeight(caption) : 0;
        HeatmapGeometry fitted =
                HeatmapGeometry.fit(
                        data,
                        heatmap.rowLabelsProperty().get(),
                        heatmap.columnLabelsProperty().get(),
                        titled,
                        width,
                        Math.max(20, height - legend),
                        ruler,
                        caption);
        geometry = fitted.shifted(x, y);
        request(data, geometry);
        placeImage();
        drawOverlay();
    }

    static double legendHeight(TextRuler caption) {
        return caption.lineHeight() * 1.25 + 12;
    }

    private void request(HeatmapData data, HeatmapGeometry fitted) {
        Heatmap heatmap = getSkinnable();
        double scale = renderScale();
        HeatmapPicture.Request request =
                new HeatmapPicture.Request(
                        data,
                        Math.clamp(Math.round(fitted.width() * scale), 1, 4096),
                        Math.clamp(Math.round(fitted.height() * scale), 1, 4096),
                        heatmap.scaleProperty().get(),
                        colorMap(),
                        argb(palette.ink(Ink.MASKED)));
        if (request.equals(requested)) {
            return;
        }
        requested = request;
        wanted.set(request);
        pickUp.start();
        if (painting.compareAndSet(false, true)) {
            heatmap.painter().execute(this::paint);
        }
    }

    /// Pixels of the screen per pixel of the scene.
    private double renderScale() {
        Scene scene = getSkinnable().getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    private void paint() {
        do {
            HeatmapPicture.Request next = wanted.getAndSet(null);
            if (next != null) {
                painted.set(HeatmapPicture.paint(next));
            }
            painting.set(false);
        } while (wanted.get() != null && painting.compareAndSet(false, true));
    }

    private void showPainted() {
        HeatmapPicture picture = painted.getAndSet(null);
        if (picture == null) {
            return;
        }
        if (picture.request().equals(requested)) {
            pickUp.stop();
        }
        PixelBuffer<IntBuffer> buffer = pixels;
        if (buffer == null
                || buffer.getWidth() != picture.width()
                || buffer.getHeight() != picture.height()) {
            buffer =
                    new PixelBuffer<>(
                            picture.width(),
                            picture.height(),
                            IntBuffer.wrap(picture.argb().clone()),
                            PixelFormat.getIntArgbPreInstance());
            pixels = buffer;
            view.setImage(new WritableImage(buffer));
        } else {
            buffer.updateBuffer(b -> {
                b.getBuffer().put(0, picture.argb());
                return new Rectangle2D(0, 0, b.getWidth(), b.getHeight());
            });
        }
        shown = picture;
        placeImage();
        drawOverlay();
    }

    /// The old picture stays, stretched, until the new one is painted: nothing flickers.
    private void placeImage() {
        if (geometry == null || shown == null) {
            return;
        }
        view.setVisible(true);
        view.setX(geometry.x());
        view.setY(geometry.y());
        view.setFitWidth(geometry.width());
        view.setFitHeight(geometry.height());
    }

    private void drawOverlay() {
        overlay.draw(getSkinnable().getWidth(), getSkinnable().getHeight(), this::drawOverlay);
        if (geometry == null) {
            getSkinnable().setAccessibleText(Messages.text("heatmap.empty"));
            getSkinnable().read("");
        } else {
            getSkinnable().setAccessibleText(accessible());
        }
    }

    private void drawOverlay(Brush brush) {
        HeatmapOverlay drawing = new HeatmapOverlay(getSkinnable(), palette, brush);
        if (geometry == null) {
            drawing.empty(Messages.text("heatmap.empty"));
            return;
        }
        drawing.draw(geometry, colorMap());
        if (getSkinnable().legendVisibleProperty().get()) {
            drawing.legend(geometry, colorMap(), shown);
        }
    }

    private String accessible() {
        HeatmapData data = getSkinnable().dataProperty().get();
        String size = Messages.text("heatmap.accessible", data.rows(), data.columns());
        String largest =
                shown == null || Float.isInfinite(shown.largest())
                        ? ""
                        : " " + Messages.text("heatmap.largest", Figures.value(shown.largest()));
        String reading = HeatmapOverlay.reading(getSkinnable());
        getSkinnable().read(reading);
        return size + largest + (reading.isEmpty() ? "" : " " + reading);
    }

    private ColorMap colorMap() {
        ColorMap chosen = getSkinnable().colorMapProperty().get();
        if (chosen != null) {
            return chosen;
        }
        return getSkinnable().scaleProperty().get().min() < 0
                ? palette.divergingMap()
                : palette.colorMap();
    }

    private static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 480;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + 480;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 120;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + 120;
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    public void dispose() {
        pickUp.stop();
        super.dispose();
    }
}
