package org.glassformer.app.export;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.glassformer.app.ui.control.Sketch;

/// A panel made ready for its picture, within one turn of the JavaFX thread so that nobody sees it; closing brings back
/// what it was.
///
/// What is no part of the picture is hidden. Images without smoothing are enlarged beforehand: JavaFX smooths them all
/// the same where it draws without a graphics card. Canvases that can are drawn anew with as many pixels as the picture
/// has.
final class Pose implements AutoCloseable {

    private final Node panel;
    private final double scale;
    private final List<Runnable> undo = new ArrayList<>();

    /// Makes a panel ready.
    ///
    /// @param scale how much larger than on screen the picture will be
    Pose(Node panel, double scale) {
        this.panel = panel;
        this.scale = scale;
        prepare(panel);
    }

    /// The panel as it stands now.
    ///
    /// @param fill shows where the panel is transparent
    Pixels shot(Color fill) {
        return PanelPicture.shot(panel, scale, fill);
    }

    private void prepare(Node node) {
        if (!node.isVisible()) {
            return;
        }
        if (Page.isLeftOut(node)) {
            hide(node);
        } else if (node instanceof Sketch sketch) {
            sketch.sharpen(scale);
            undo.add(() -> sketch.sharpen(1));
        } else if (node instanceof ImageView view && !view.isSmooth()) {
            enlarge(view);
        } else if (node instanceof Parent parent) {
            List.copyOf(parent.getChildrenUnmodifiable()).forEach(this::prepare);
        }
    }

    /// Clips everything away: that moves nothing, unlike hiding where something depends on what is seen.
    private void hide(Node node) {
        if (!node.clipProperty().isBound()) {
            Node clip = node.getClip();
            node.setClip(new Rectangle());
            undo.add(() -> node.setClip(clip));
        }
    }

    private void enlarge(ImageView view) {
        Image image = view.getImage();
        Bounds bounds = view.getLayoutBounds();
        int width = (int) Math.round(bounds.getWidth() * scale);
        int height = (int) Math.round(bounds.getHeight() * scale);
        boolean fitted = view.getFitWidth() > 0 && view.getFitHeight() > 0;
        boolean larger = image != null && width > image.getWidth();
        if (larger && fitted && view.getViewport() == null && !view.imageProperty().isBound()) {
            view.setImage(Pixels.of(image).nearest(width, height).toImage());
            undo.add(() -> view.setImage(image));
        }
    }

    @Override
    public void close() {
        undo.forEach(Runnable::run);
    }
}
