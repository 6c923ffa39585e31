package org.glassformer.app.export;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Path;
import javafx.scene.text.LayoutInfo;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.scene.text.TextLineInfo;
import org.glassformer.app.export.Mark.Figure;
import org.glassformer.app.export.Mark.Words;

/// Texts of a scene as marks, a line each, exactly where they stand.
final class TextMarks {

    private final Text node;
    private final Paint fill;
    private final double ox;
    private final double oy;
    private final List<Mark> marks = new ArrayList<>();

    private TextMarks(Text node, Paint fill, double ox, double oy) {
        this.node = node;
        this.fill = fill;
        this.ox = ox;
        this.oy = oy;
    }

    /// The lines of a text, moved by an offset.
    static List<Mark> of(Text node, double ox, double oy) {
        Paint fill = PaintMarks.moved(node.getFill(), ox, oy);
        if (fill == null || node.getText().isBlank()) {
            return List.of();
        }
        if (node.getText().codePoints().anyMatch(TextMarks::isSign)) {
            return List.of(new Figure(ShapeMarks.letters(node, ox, oy), fill, null));
        }
        TextMarks made = new TextMarks(node, fill, ox, oy);
        if (node.getParent() instanceof TextFlow flow) {
            made.span(flow);
        } else {
            made.lines();
        }
        return made.marks;
    }

    /// Signs that no other typeface has, such as icons.
    private static boolean isSign(int c) {
        return Character.getType(c) == Character.PRIVATE_USE;
    }

    private void lines() {
        LayoutInfo layout = node.getLayoutInfo();
        List<TextLineInfo> lines = layout.getTextLines(false);
        if (lines.isEmpty()) {
            return;
        }
        Rectangle2D first = lines.getFirst().bounds();
        double ascent = node.getBaselineOffset();
        double height = lines.getLast().bounds().getMaxY() - first.getMinY();
        double top =
                node.getY()
                        - switch (node.getTextOrigin()) {
                            case TOP -> 0;
                            case CENTER -> height / 2;
                            case BOTTOM -> height;
                            case BASELINE -> ascent;
                        };
        for (TextLineInfo line : lines) {
            Rectangle2D bounds = line.bounds();
            add(
                    node.getText().substring(line.start(), line.end()),
                    node.getX() + bounds.getMinX(),
                    top + bounds.getMinY() - first.getMinY() + ascent,
                    bounds.getWidth());
        }
    }

    /// A part of a flow: it begins and ends somewhere in the flow's lines.
    private void span(TextFlow flow) {
        int begin = 0;
        for (Node each : flow.getChildrenUnmodifiable()) {
            if (each.equals(node)) {
                break;
            }
            begin += length(each);
        }
        int length = node.getText().length();
        for (TextLineInfo line : flow.getLayoutInfo().getTextLines(false)) {
            int from = Math.clamp(line.start() - begin, 0, length);
            int to = Math.clamp(line.end() - begin, from, length);
            int seen = node.getText().substring(from, to).stripTrailing().length();
            if (seen > 0) {
                Path range = new Path(flow.getRangeShape(begin + from, begin + from + seen, false));
                range.setStroke(null);
                range.setFill(Color.BLACK);
                Bounds bounds = node.parentToLocal(range.getLayoutBounds());
                String part = node.getText().substring(from, from + seen);
                double baseline = bounds.getMinY() + ascent(flow, line);
                add(part, bounds.getMinX(), baseline, bounds.getWidth());
            }
        }
    }

    /// The largest distance from the top of a line of a flow to its base line.
    private static double ascent(TextFlow flow, TextLineInfo line) {
        double ascent = 0;
        int begin = 0;
        for (Node each : flow.getChildrenUnmodifiable()) {
            int end = begin + length(each);
            if (each instanceof Text text && begin < line.end() && end > line.start()) {
                Text ruler = new Text("M");
                ruler.setFont(text.getFont());
                ascent = Math.max(ascent, ruler.getBaselineOffset());
            }
            begin = end;
        }
        return ascent;
    }

    private static int length(Node inFlow) {
        return inFlow instanceof Text text ? text.getText().length() : 1;
    }

    private void add(String line, double x, double baseline, double width) {
        String text = line.stripTrailing();
        if (!text.isBlank()) {
            marks.add(
                    new Words(
                            text,
                            x + ox,
                            baseline + oy,
                            width,
                            node.getFont(),
                            fill,
                            node.isStrikethrough(),
                            node.isUnderline()));
        }
    }
}
