package org.glassformer.app.ui.control;

import java.nio.IntBuffer;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.stage.Window;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.color.ColorMap;
import org.jspecify.annotations.Nullable;

/// The cells are one image; labels, grid, hover and legend are drawn above it.
///
/// Other numbers for the same places are painted at once, without a pulse for the layout before; where they were painted
/// ahead, they are on screen with the next frame.
final class HeatmapSkin extends RoomySkin<Heatmap> {

    private final CanvasPalette palette;
    private final ImageView view = new ImageView();
    private final Sketch overlay = new Sketch();
    private final HeatmapPainting painting;
    private @Nullable HeatmapPicture shown;
    private @Nullable PixelBuffer<IntBuffer> pixels;
    private @Nullable HeatmapGeometry geometry;
    private @Nullable HeatmapGeometry fitted;
    private @Nullable Fit fit;
    private TextRuler ruler;
    private TextRuler caption;

    HeatmapSkin(Heatmap heatmap) {
        super(heatmap, new Lines(8, 8), new Lines(30, 30));
        palette = new CanvasPalette(heatmap::requestLayout);
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        painting = new HeatmapPainting(heatmap.painter(), this::showPicture);
        view.setSmooth(false);
        view.setManaged(false);
        view.setMouseTransparent(true);
        getChildren().setAll(palette, view, overlay);
        heatmap.setPickOnBounds(true);
        List.of(
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
        registerChangeListener(heatmap.nextDataProperty(), ignored -> prepare());
        registerChangeListener(heatmap.hoveredCellProperty(), ignored -> drawOverlay());
        registerChangeListener(heatmap.selectedCellProperty(), ignored -> selected());
        registerChangeListener(heatmap.previewProperty(), ignored -> drawOverlay());
        registerChangeListener(heatmap.zoomProperty(), ignored -> zoomed());
        new HeatmapMouse(heatmap, this::geometry).listen();
        new HeatmapKeys(heatmap).listen();
    }

    private @Nullable HeatmapGeometry geometry() {
        return geometry;
    }

    private void selected() {
        Heatmap heatmap = getSkinnable();
        Cell cell = heatmap.selectedCellProperty().get();
        HeatmapData data = heatmap.dataProperty().get();
        if (cell != null && data.holds(cell)) {
            HeatmapZoom zoom = heatmap.zoomProperty().get();
            heatmap.zoomProperty().set(zoom.showing(cell, data.rows(), data.columns()));
        }
        drawOverlay();
    }

    private void dataChanged() {
        Heatmap heatmap = getSkinnable();
        HeatmapData data = heatmap.dataProperty().get();
        Cell hovered = heatmap.hoveredCellProperty().get();
        if (hovered != null && !data.contains(hovered)) {
            heatmap.hover(null);
        }
        Cell selected = heatmap.selectedCellProperty().get();
        if (selected != null && !data.holds(selected)) {
            heatmap.selectedCellProperty().set(null);
        }
        heatmap.zoomProperty()
                .set(
                        data.isEmpty()
                                ? HeatmapZoom.NONE
                                : heatmap.zoomProperty().get().within(data.rows(), data.columns()));
        if (geometry != null && fit != null && wanted(fit.width(), fit.height()).equals(fit)) {
            if (!request(data, geometry)) {
                drawOverlay();
            }
        } else {
            heatmap.requestLayout();
        }
    }

    /// What the places depend on; the same lists are equal at once.
    private record Fit(
            int rows,
            int columns,
            List<String> rowLabels,
            List<String> columnLabels,
            boolean titled,
            double width,
            double height,
            Font font,
            Font captionFont) {}

    private Fit wanted(double width, double height) {
        Heatmap heatmap = getSkinnable();
        boolean titled =
                !heatmap.rowTitleProperty().get().isEmpty()
                        || !heatmap.columnTitleProperty().get().isEmpty();
        HeatmapData data = heatmap.dataProperty().get();
        return new Fit(
                data.rows(),
                data.columns(),
                heatmap.rowLabelsProperty().get(),
                heatmap.columnLabelsProperty().get(),
                titled,
                width,
                height,
                palette.font(),
                palette.captionFont());
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        Heatmap heatmap = getSkinnable();
        HeatmapData data = heatmap.dataProperty().get();
        if (!ruler.font().equals(palette.font())) {
            ruler = new TextRuler(palette.font());
        }
        if (!caption.font().equals(palette.captionFont())) {
            caption = new TextRuler(palette.captionFont());
        }
        if (data.isEmpty()) {
            geometry = null;
            view.setVisible(false);
            drawOverlay();
            return;
        }
        double legend = heatmap.legendVisibleProperty().get() ? legendHeight(caption) : 0;
        Fit wanted = wanted(width, Math.max(20, height - legend));
        HeatmapGeometry whole = fitted;
        if (whole == null || !wanted.equals(fit)) {
            whole =
                    HeatmapGeometry.fit(
                            data,
                            wanted.rowLabels(),
                            wanted.columnLabels(),
                            wanted.titled(),
                            width,
                            wanted.height(),
                            ruler,
                            caption);
            fit = wanted;
            fitted = whole;
        }
        geometry = whole.shifted(x, y).zoomed(heatmap.zoomProperty().get(), ruler);
        request(data, geometry);
        placeImage();
        drawOverlay();
    }

    /// Another part of the same numbers: nothing is measured anew.
    private void zoomed() {
        HeatmapData data = getSkinnable().dataProperty().get();
        if (geometry != null && !data.isEmpty()) {
            geometry = geometry.zoomed(getSkinnable().zoomProperty().get(), ruler);
            request(data, geometry);
            drawOverlay();
        }
    }

    static double legendHeight(TextRuler caption) {
        return caption.lineHeight() * 1.25 + 12;
    }

    private boolean request(HeatmapData data, HeatmapGeometry place) {
        return painting.request(wish(data, place));
    }

    private HeatmapPicture.Request wish(HeatmapData data, HeatmapGeometry place) {
        double scale = renderScale();
        return new HeatmapPicture.Request(
                data,
                Math.clamp(Math.round(place.width() * scale), 1, 4096),
                Math.clamp(Math.round(place.height() * scale), 1, 4096),
                place.zoom(),
                getSkinnable().scaleProperty().get(),
                colorMap(),
                argb(palette.ink(Ink.MASKED)));
    }

    /// Only numbers for the same places: for others, nothing is measured ahead.
    private void prepare() {
        HeatmapData data = getSkinnable().dataProperty().get();
        HeatmapGeometry place = geometry;
        if (place != null) {
            painting.prepare(
                    getSkinnable().nextDataProperty().get().stream()
                            .filter(next ->
                                    next.rows() == data.rows() && next.columns() == data.columns())
                            .map(next -> wish(next, place))
                            .toList());
        }
    }

    /// Pixels of the screen per pixel of the scene.
    private double renderScale() {
        Scene scene = getSkinnable().getScene();
        Window window = scene == null ? null : scene.getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    private void showPicture(HeatmapPicture picture) {
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
        getSkinnable().shownProperty().set(picture);
        placeImage();
        drawOverlay();
    }

    /// The old picture stays, stretched, until the new one is painted: nothing flickers.
    private void placeImage() {
        if (geometry == null || shown == null) {
            return;
        }
        view.setVisible(true);
        view.setX(whole(geometry.x()));
        view.setY(whole(geometry.y()));
        view.setFitWidth(whole(geometry.width()));
        view.setFitHeight(whole(geometry.height()));
    }

    /// The nearest edge of a pixel of the screen: between two, the renderer would mix each pixel from four.
    private double whole(double place) {
        return Math.rint(place * renderScale()) / renderScale();
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
        HeatmapOverlay drawing = new HeatmapOverlay(getSkinnable(), palette, brush, ruler, caption);
        if (geometry == null) {
            drawing.empty(Messages.text("heatmap.empty"));
            return;
        }
        drawing.draw(geometry);
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
    double lineHeight() {
        return ruler.lineHeight();
    }

    @Override
    public void dispose() {
        painting.stop();
        super.dispose();
    }
}
