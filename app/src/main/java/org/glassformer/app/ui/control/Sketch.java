package org.glassformer.app.ui.control;

import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.transform.Scale;

/// A canvas that remembers how it was drawn: a picture of it can be sharper than the screen, and a drawing of it can be
/// made of lines and texts.
public final class Sketch extends Canvas {

    private static final double LONGEST_SIDE = 4096;

    private Consumer<Brush> drawing = ignored -> {};
    private DrawnSteps drawn = new DrawnSteps();
    private double drawnDetail;
    private int times;
    private double width;
    private double height;
    private double wanted = 1;

    /// An empty canvas.
    public Sketch() {
        setManaged(false);
        setMouseTransparent(true);
    }

    /// Draws anew, unless it comes out the same.
    ///
    /// @param newWidth of the canvas, in pixels of the scene
    /// @param newHeight of the canvas, in pixels of the scene
    /// @param newDrawing kept until the next call, for pictures and drawings of what is on screen
    public void draw(double newWidth, double newHeight, Consumer<Brush> newDrawing) {
        width = newWidth;
        height = newHeight;
        drawing = newDrawing;
        draw();
    }

    private void draw() {
        double most = LONGEST_SIDE / Math.max(1, Math.max(width, height));
        double detail = Math.max(1, Math.min(wanted, most));
        DrawnSteps steps = new DrawnSteps();
        drawing.accept(steps);
        boolean sized = getWidth() == width * detail && getHeight() == height * detail;
        if (sized && detail == drawnDetail && steps.isSameAs(drawn)) {
            return;
        }
        drawn = steps;
        drawnDetail = detail;
        times++;
        getTransforms().clear();
        if (detail > 1) {
            getTransforms().add(new Scale(1 / detail, 1 / detail));
        }
        setWidth(width * detail);
        setHeight(height * detail);
        GraphicsContext gc = getGraphicsContext2D();
        gc.setTransform(1, 0, 0, 1, 0, 0);
        gc.clearRect(0, 0, getWidth(), getHeight());
        gc.save();
        gc.scale(detail, detail);
        steps.drawOn(new CanvasBrush(gc));
        gc.restore();
    }

    /// How many times something else than before was drawn.
    int times() {
        return times;
    }

    /// Draws the same with another brush.
    ///
    /// @param brush begins at the canvas's top left corner
    public void drawWith(Brush brush) {
        drawing.accept(brush);
    }

    /// Draws the same with more pixels on the same place, as far as graphics cards allow, or with as many as there are.
    ///
    /// @param pixels for each pixel of the scene; 1 as on screen
    public void sharpen(double pixels) {
        wanted = pixels;
        draw();
    }
}
