package org.glassformer.app.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Affine;
import org.glassformer.app.ui.control.Brush;
import org.glassformer.app.ui.control.Sketch;
import org.jspecify.annotations.Nullable;

/// A brush that makes marks: what a control drew on its canvas becomes lines, areas and texts again.
final class SketchMarks implements Brush {

    /// What `save` remembers.
    private static final class State {

        private Affine place;
        private Mark.@Nullable Box clip;
        private Paint fill = Color.BLACK;
        private Paint stroke = Color.BLACK;
        private double lineWidth = 1;
        private List<Double> dashes = List.of();
        private Font font = Font.getDefault();
        private TextAlignment align = TextAlignment.LEFT;
        private VPos baseline = VPos.BASELINE;

        State(Affine place) {
            this.place = place;
        }

        State copy() {
            State copy = new State(new Affine(place));
            copy.clip = clip;
            copy.fill = fill;
            copy.stroke = stroke;
            copy.lineWidth = lineWidth;
            copy.dashes = dashes;
            copy.font = font;
            copy.align = align;
            copy.baseline = baseline;
            return copy;
        }
    }

    private final Deque<State> saved = new ArrayDeque<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Mark> clipped = new ArrayList<>();
    private final Text ruler = new Text();
    private State now;

    private SketchMarks(double ox, double oy) {
        now = new State(new Affine());
        now.place.appendTranslation(ox, oy);
    }

    /// What is on a canvas, moved by an offset.
    static List<Mark> of(Sketch sketch, double ox, double oy) {
        SketchMarks made = new SketchMarks(ox, oy);
        sketch.drawWith(made);
        made.endClip();
        return made.marks;
    }

    @Override
    public void setFill(Paint paint) {
        now.fill = paint;
    }

    @Override
    public void setStroke(Paint paint) {
        now.stroke = paint;
    }

    @Override
    public void setLineWidth(double width) {
        now.lineWidth = width;
    }

    @Override
    public void setLineDashes(double... dashes) {
        List<Double> lengths = new ArrayList<>();
        for (double dash : dashes) {
            lengths.add(dash);
        }
        now.dashes = List.copyOf(lengths);
    }

    @Override
    public void setFont(Font font) {
        now.font = font;
    }

    @Override
    public void setTextAlign(TextAlignment align) {
        now.align = align;
    }

    @Override
    public void setTextBaseline(VPos baseline) {
        now.baseline = baseline;
    }

    @Override
    public void save() {
        saved.push(now.copy());
    }

    @Override
    public void restore() {
        if (!saved.isEmpty()) {
            endClip();
            now = saved.pop();
        }
    }

    @Override
    public void translate(double x, double y) {
        now.place.appendTranslation(x, y);
    }

    @Override
    public void rotate(double degrees) {
        now.place.appendRotation(degrees);
    }

    @Override
    public void clipRect(double x, double y, double width, double height) {
        endClip();
        now.clip = box(x, y, width, height, 0, 0);
    }

    private void endClip() {
        Mark.Box clip = now.clip;
        if (clip != null && !clipped.isEmpty()) {
            marks.add(new Mark.Group(null, 1, new Mark.Clip(clip, null), clipped));
        }
        clipped.clear();
    }

    private boolean isMoved() {
        Affine p = now.place;
        return p.getMxx() == 1 && p.getMyy() == 1 && p.getMxy() == 0 && p.getMyx() == 0;
    }

    private double ox() {
        return isMoved() ? now.place.getTx() : 0;
    }

    private double oy() {
        return isMoved() ? now.place.getTy() : 0;
    }

    private void add(Mark mark) {
        Mark placed =
                isMoved() ? mark : new Mark.Group(new Affine(now.place), 1, null, List.of(mark));
        (now.clip == null ? marks : clipped).add(placed);
    }

    private Mark.Box box(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        return new Mark.Box(x + ox(), y + oy(), width, height, arcWidth / 2, arcHeight / 2);
    }

    private void fill(Mark.Outline outline) {
        Paint paint = PaintMarks.moved(now.fill, ox(), oy());
        if (paint != null) {
            add(new Mark.Figure(outline, paint, null));
        }
    }

    private void stroke(Mark.Outline outline) {
        Paint paint = PaintMarks.moved(now.stroke, ox(), oy());
        if (paint != null && now.lineWidth > 0) {
            Mark.Pencil pencil =
                    new Mark.Pencil(
                            paint,
                            now.lineWidth,
                            now.dashes,
                            0,
                            StrokeLineCap.SQUARE,
                            StrokeLineJoin.MITER,
                            10);
            add(new Mark.Figure(outline, null, pencil));
        }
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        fillRoundRect(x, y, width, height, 0, 0);
    }

    @Override
    public void fillRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        if (width > 0 && height > 0) {
            fill(box(x, y, width, height, arcWidth, arcHeight));
        }
    }

    @Override
    public void strokeRect(double x, double y, double width, double height) {
        stroke(box(x, y, width, height, 0, 0));
    }

    @Override
    public void strokeRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        stroke(box(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void strokeLine(double x0, double y0, double x1, double y1) {
        String d = new PathText(ox(), oy()).move(x0, y0).line(x1, y1).toString();
        stroke(new Mark.Lines(d, false));
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys) {
        if (xs.length < 2) {
            return;
        }
        PathText path = new PathText(ox(), oy()).move(xs[0], ys[0]);
        for (int i = 1; i < xs.length; i++) {
            path.line(xs[i], ys[i]);
        }
        stroke(new Mark.Lines(path.toString(), false));
    }

    @Override
    public void fillText(String text, double x, double y) {
        Paint paint = PaintMarks.moved(now.fill, ox(), oy());
        if (paint == null || text.isBlank()) {
            return;
        }
        ruler.setFont(now.font);
        ruler.setText(text);
        double width = ruler.getLayoutBounds().getWidth();
        double height = ruler.getLayoutBounds().getHeight();
        double ascent = ruler.getBaselineOffset();
        double left =
                switch (now.align) {
                    case RIGHT -> x - width;
                    case CENTER -> x - width / 2;
                    case LEFT, JUSTIFY -> x;
                };
        double baseline =
                switch (now.baseline) {
                    case TOP -> y + ascent;
                    case CENTER -> y - height / 2 + ascent;
                    case BASELINE -> y;
                    case BOTTOM -> y - height + ascent;
                };
        add(
                new Mark.Words(
                        text, left + ox(), baseline + oy(), width, now.font, paint, false, false));
    }

    @Override
    public void drawPixels(
            Image image, Part part, double x, double y, double width, double height) {
        Pixels pixels = Pixels.of(image, part.x(), part.y(), part.width(), part.height());
        add(new Mark.Picture(pixels, x + ox(), y + oy(), width, height, false));
    }
}
