package org.glassformer.app.export;

import java.io.IOException;
import java.io.OutputStream;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;

/// A picture of a panel at three times its size on screen, in its own theme, with its caption below.
public final class PanelPicture {

    /// Longest side of a picture, in pixels; a larger panel is drawn less than three times as large.
    public static final int LONGEST_SIDE = 8192;

    private static final double SCALE = 3;

    private final Pixels pixels;

    private PanelPicture(Pixels pixels) {
        this.pixels = pixels;
    }

    /// Takes the picture. Call on the JavaFX thread, with the panel in a scene.
    ///
    /// @param panel any node; its menu of exports and its scroll bars are left out
    /// @param caption stands below it
    public static PanelPicture of(Node panel, Caption caption) {
        Page page = Page.of(panel, caption);
        double scale = scale(page.width(), page.height());
        int width = Math.clamp((long) Math.ceil(page.width() * scale), 1, LONGEST_SIDE);
        int height = Math.clamp((long) Math.ceil(page.height() * scale), 1, LONGEST_SIDE);
        Color paper = page.paper();
        Pixels pixels = Pixels.filled(width, height, argb(paper));
        int margin = (int) Math.round(Page.MARGIN * scale);
        try (Pose pose = new Pose(panel, scale)) {
            pixels.put(pose.shot(paper), margin, margin);
        }
        pixels.put(
                shot(page.band(), scale, paper), margin, (int) Math.round(page.bandTop() * scale));
        return new PanelPicture(pixels);
    }

    /// How many pixels of the picture one of the scene becomes.
    static double scale(double width, double height) {
        return Math.min(SCALE, LONGEST_SIDE / Math.max(1, Math.max(width, height)));
    }

    /// A node alone.
    ///
    /// @param fill shows where the node is transparent
    static Pixels shot(Node node, double scale, Color fill) {
        Bounds bounds = node.localToParent(node.getLayoutBounds());
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(fill);
        parameters.setTransform(Transform.scale(scale, scale));
        parameters.setViewport(
                new Rectangle2D(
                        bounds.getMinX() * scale,
                        bounds.getMinY() * scale,
                        Math.max(1, Math.floor(bounds.getWidth() * scale)),
                        Math.max(1, Math.floor(bounds.getHeight() * scale))));
        return Pixels.of(node.snapshot(parameters, null));
    }

    private static int argb(Color color) {
        return 0xff000000
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }

    /// Width in pixels.
    public int width() {
        return pixels.width();
    }

    /// Height in pixels.
    public int height() {
        return pixels.height();
    }

    /// Writes PNG and leaves the stream open. Callable from any thread; takes up to some seconds.
    ///
    /// @throws IOException if the stream fails
    public void writePng(OutputStream out) throws IOException {
        pixels.writePng(out);
    }

    /// The picture for the clipboard.
    public Image toImage() {
        return pixels.toImage();
    }
}
