package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.image.Image;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// The calls of one drawing, in their order, to be compared with those of the next and to be made again.
///
/// A canvas that is drawn anew is rendered whole, 10 ms and more for a large one, even if nothing in it has changed.
final class DrawnSteps implements Brush {

    private enum Call {
        FILL,
        STROKE,
        LINE_WIDTH,
        DASHES,
        FONT,
        ALIGN,
        BASELINE,
        TEXT,
        RECT,
        ROUND_RECT,
        EDGE,
        ROUND_EDGE,
        LINE,
        POLYLINE,
        PIXELS,
        SAVE,
        RESTORE,
        TRANSLATE,
        ROTATE,
        CLIP
    }

    private final List<Call> calls = new ArrayList<>();
    private final List<Object> things = new ArrayList<>();
    private double[] numbers = new double[64];
    private int count;
    private boolean pixels;

    /// Whether the other drawing looks the same. One with pixels never does, for an image may change.
    boolean isSameAs(DrawnSteps other) {
        return !pixels
                && !other.pixels
                && calls.equals(other.calls)
                && Arrays.equals(numbers, 0, count, other.numbers, 0, other.count)
                && things.equals(other.things);
    }

    /// Makes the same calls again.
    void drawOn(Brush brush) {
        Reader reader = new Reader();
        for (Call call : calls) {
            reader.make(call, brush);
        }
    }

    private void add(Call call, double... more) {
        calls.add(call);
        addAll(more);
    }

    private void addThing(Call call, Object thing, double... more) {
        add(call, more);
        things.add(thing);
    }

    @Override
    public void setFill(Paint paint) {
        addThing(Call.FILL, paint);
    }

    @Override
    public void setStroke(Paint paint) {
        addThing(Call.STROKE, paint);
    }

    @Override
    public void setLineWidth(double width) {
        add(Call.LINE_WIDTH, width);
    }

    @Override
    public void setLineDashes(double... dashes) {
        add(Call.DASHES, dashes.length);
        addAll(dashes);
    }

    @Override
    public void setFont(Font font) {
        addThing(Call.FONT, font);
    }

    @Override
    public void setTextAlign(TextAlignment align) {
        addThing(Call.ALIGN, align);
    }

    @Override
    public void setTextBaseline(VPos baseline) {
        addThing(Call.BASELINE, baseline);
    }

    @Override
    public void fillText(String text, double x, double y) {
        addThing(Call.TEXT, text, x, y);
    }

    @Override
    public void fillRect(double x, double y, double width, double height) {
        add(Call.RECT, x, y, width, height);
    }

    @Override
    public void fillRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        add(Call.ROUND_RECT, x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void strokeRect(double x, double y, double width, double height) {
        add(Call.EDGE, x, y, width, height);
    }

    @Override
    public void strokeRoundRect(
            double x, double y, double width, double height, double arcWidth, double arcHeight) {
        add(Call.ROUND_EDGE, x, y, width, height, arcWidth, arcHeight);
    }

    @Override
    public void strokeLine(double x0, double y0, double x1, double y1) {
        add(Call.LINE, x0, y0, x1, y1);
    }

    @Override
    public void strokePolyline(double[] xs, double[] ys) {
        add(Call.POLYLINE, xs.length);
        addAll(xs);
        addAll(ys);
    }

    private void addAll(double[] more) {
        if (count + more.length > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, count + more.length));
        }
        System.arraycopy(more, 0, numbers, count, more.length);
        count += more.length;
    }

    @Override
    public void drawPixels(
            Image image, Part part, double x, double y, double width, double height) {
        pixels = true;
        addThing(Call.PIXELS, image, x, y, width, height);
        things.add(part);
    }

    @Override
    public void save() {
        add(Call.SAVE);
    }

    @Override
    public void restore() {
        add(Call.RESTORE);
    }

    @Override
    public void translate(double x, double y) {
        add(Call.TRANSLATE, x, y);
    }

    @Override
    public void rotate(double degrees) {
        add(Call.ROTATE, degrees);
    }

    @Override
    public void clipRect(double x, double y, double width, double height) {
        add(Call.CLIP, x, y, width, height);
    }

    /// Takes numbers and things in the order in which they came.
    private final class Reader {

        private int number;
        private int thing;

        private double next() {
            return numbers[number++];
        }

        private double[] next(int howMany) {
            number += howMany;
            return Arrays.copyOfRange(numbers, number - howMany, number);
        }

        private <T> T next(Class<T> type) {
            return type.cast(things.get(thing++));
        }

        void make(Call call, Brush brush) {
            switch (call) {
                case FILL -> brush.setFill(next(Paint.class));
                case STROKE -> brush.setStroke(next(Paint.class));
                case LINE_WIDTH -> brush.setLineWidth(next());
                case DASHES -> brush.setLineDashes(next((int) next()));
                case FONT -> brush.setFont(next(Font.class));
                case ALIGN -> brush.setTextAlign(next(TextAlignment.class));
                case BASELINE -> brush.setTextBaseline(next(VPos.class));
                case TEXT -> brush.fillText(next(String.class), next(), next());
                case RECT -> brush.fillRect(next(), next(), next(), next());
                case ROUND_RECT ->
                        brush.fillRoundRect(next(), next(), next(), next(), next(), next());
                case EDGE -> brush.strokeRect(next(), next(), next(), next());
                case ROUND_EDGE ->
                        brush.strokeRoundRect(next(), next(), next(), next(), next(), next());
                case LINE -> brush.strokeLine(next(), next(), next(), next());
                case POLYLINE -> {
                    int points = (int) next();
                    brush.strokePolyline(next(points), next(points));
                }
                case PIXELS ->
                        brush.drawPixels(
                                next(Image.class),
                                next(Part.class),
                                next(),
                                next(),
                                next(),
                                next());
                case SAVE -> brush.save();
                case RESTORE -> brush.restore();
                case TRANSLATE -> brush.translate(next(), next());
                case ROTATE -> brush.rotate(next());
                case CLIP -> brush.clipRect(next(), next(), next(), next());
            }
        }
    }
}
