package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Where the parts of a picture of lines stand, and how they are drawn.
///
/// @param data the lines
/// @param palette colours and typefaces
/// @param ruler measures tokens
/// @param caption measures titles
/// @param left right end of the tokens that look
/// @param right left end of the tokens looked at
/// @param top of the tokens
/// @param bottom of the tokens
/// @param pitch height of a token
/// @param first first token in view and how much of it is above
/// @param width of the control
record LinesDrawing(
        AttentionLinesData data,
        CanvasPalette palette,
        TextRuler ruler,
        TextRuler caption,
        double left,
        double right,
        double top,
        double bottom,
        double pitch,
        double first,
        double width) {

    private static final double LARGEST_PITCH = 30;
    private static final int STEPS = 14;
    private static final double APART = 8;

    static LinesDrawing fit(
            AttentionLinesData data,
            HeatmapZoom zoom,
            CanvasPalette palette,
            TextRuler ruler,
            TextRuler caption,
            double width,
            double height) {
        double widest = 0;
        for (String label : data.labels()) {
            widest = Math.max(widest, ruler.width(label));
        }
        double column = Math.min(widest, width * 0.26);
        double middle = Math.min(width - 2 * column - 4 * APART, ruler.lineHeight() * 26);
        double free = Math.max(0, width - 2 * column - 4 * APART - middle) / 2;
        double left = free + column + APART;
        double top = Math.ceil(caption.lineHeight() * 1.6);
        double legend = data.heads().size() > 1 ? caption.lineHeight() * 1.7 : 2;
        double room = Math.max(10, height - top - legend);
        int count = Math.max(1, data.labels().size());
        double whole = Math.min(LARGEST_PITCH, room / count);
        return new LinesDrawing(
                data,
                palette,
                ruler,
                caption,
                left,
                left + 2 * APART + middle,
                top,
                top + whole * count,
                whole * zoom.factor(),
                zoom.row(),
                width);
    }

    double y(int token) {
        return top + (token + 0.5 - first) * pitch;
    }

    /// The token at a height, or -1.
    int at(double y) {
        int token = (int) Math.floor((y - top) / pitch + first);
        boolean inside = y >= top && y < bottom && token >= 0 && token < data.labels().size();
        return inside ? token : -1;
    }

    /// Of head i of n the hue is 360 i / n; a head alone has the accent colour.
    Color color(int head) {
        int heads = data.heads().size();
        if (heads <= 1) {
            return palette.ink(Ink.ACCENT);
        }
        boolean dark = palette.ink(Ink.SURFACE).getBrightness() < 0.5;
        return Color.hsb(360.0 * head / heads, dark ? 0.62 : 0.88, dark ? 1 : 0.76);
    }

    /// Draws lines; those of which nothing is in view cost nothing.
    ///
    /// @param chosen which, the weakest first
    /// @param strength multiplies their opacity
    void lines(Brush brush, int[] chosen, double strength, double lineWidth) {
        brush.save();
        brush.clipRect(0, top, width, bottom - top);
        brush.setLineWidth(lineWidth);
        double x0 = left + APART;
        double x1 = right - APART;
        double[] xs = new double[STEPS + 1];
        double[] share = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double t = (double) i / STEPS;
            xs[i] = x0 + t * (x1 - x0);
            share[i] = t * t * (3 - 2 * t);
        }
        double[] ys = new double[STEPS + 1];
        for (int line : chosen) {
            double from = y(data.query(line));
            double to = y(data.key(line));
            if (Math.max(from, to) < top || Math.min(from, to) > bottom) {
                continue;
            }
            Color color = color(data.head(line));
            double opacity = Math.clamp(data.weight(line) * strength, 0.0, 1.0);
            brush.setStroke(color.deriveColor(0, 1, 1, opacity));
            if (Math.abs(from - to) < 1) {
                brush.strokeLine(x0, from, x1, to);
                continue;
            }
            for (int i = 0; i <= STEPS; i++) {
                ys[i] = from + share[i] * (to - from);
            }
            brush.strokePolyline(xs, ys);
        }
        brush.restore();
    }

    /// The tokens of both columns as far as there is room, the chosen ones for certain.
    void tokens(Brush brush, @Nullable Cell focus) {
        brush.setFont(palette.font());
        brush.setTextBaseline(VPos.CENTER);
        column(brush, focus == null ? -1 : focus.row(), focus != null, true);
        column(brush, focus == null ? -1 : focus.column(), focus != null, false);
    }

    private void column(Brush brush, int chosen, boolean dimmed, boolean looks) {
        List<String> labels = data.labels();
        double line = ruler.lineHeight();
        int stride = Math.max(1, (int) Math.ceil(line * 0.95 / pitch));
        int begin = Math.ceilDiv((int) first, stride) * stride;
        int end = Math.min(labels.size(), (int) Math.ceil(first + (bottom - top) / pitch));
        double limit = looks ? left - 2 : width - right - 2;
        brush.setTextAlign(looks ? TextAlignment.RIGHT : TextAlignment.LEFT);
        double x = looks ? left : right;
        brush.setFill(palette.ink(dimmed ? Ink.MUTED : Ink.TEXT));
        for (int i = begin; i < end; i += stride) {
            boolean covered = chosen >= 0 && Math.abs(i - chosen) * pitch < line * 0.9;
            double y = y(i);
            if (!covered && y > top && y < bottom) {
                brush.fillText(ruler.fit(labels.get(i), limit), x, y);
            }
        }
        if (chosen >= 0 && chosen >= (int) first && chosen < end) {
            brush.setFill(palette.ink(Ink.ACCENT));
            brush.fillText(
                    ruler.fit(labels.get(chosen), limit), x, Math.clamp(y(chosen), top, bottom));
        }
    }

    /// A frame around a locked token.
    void frame(Brush brush, int token, boolean looks) {
        double y = y(token);
        if (token < 0 || y < top || y > bottom) {
            return;
        }
        double high = Math.max(pitch * 0.9, 5);
        double wide =
                Math.min(ruler.width(data.labels().get(token)), looks ? left : width - right) + 8;
        brush.setStroke(palette.ink(Ink.LOCK));
        brush.setLineWidth(palette.lineWidth() + 0.5);
        double x = looks ? left - wide + 4 : right - 4;
        high = Math.max(high, Math.min(ruler.lineHeight(), 2 * pitch));
        brush.strokeRoundRect(x, y - high / 2, wide, high, 5, 5);
    }

    void titles(Brush brush) {
        brush.setFont(palette.captionFont());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.setTextBaseline(VPos.CENTER);
        double y = caption.lineHeight() * 0.6;
        brush.setTextAlign(TextAlignment.CENTER);
        String from = Messages.text("lines.looks");
        String to = Messages.text("lines.lookedAt");
        double half = caption.width(from) / 2;
        brush.fillText(from, Math.max(half, left - half), y);
        half = caption.width(to) / 2;
        brush.fillText(to, Math.min(width - half, right + half), y);
        if (data.heads().size() > 1) {
            heads(brush);
        }
    }

    /// The heads with their hues in one row, as many as fit.
    private void heads(Brush brush) {
        double y = bottom + caption.lineHeight();
        double side = Math.rint(caption.lineHeight() * 0.6);
        double x = Math.max(4, Math.min(left, width * 0.1));
        brush.setTextAlign(TextAlignment.LEFT);
        for (int head = 0; head < data.heads().size(); head++) {
            String name = data.heads().get(head);
            double wide = side + 5 + caption.width(name) + 12;
            boolean last = head + 1 == data.heads().size();
            if (x + wide + (last ? 0 : caption.width("+999")) > width) {
                brush.setFill(palette.ink(Ink.MUTED));
                brush.fillText("+" + (data.heads().size() - head), x, y);
                return;
            }
            brush.setFill(color(head));
            brush.fillRoundRect(x, y - side / 2, side, side, 3, 3);
            brush.setFill(palette.ink(Ink.MUTED));
            brush.fillText(name, x + side + 5, y);
            x += wide;
        }
    }
}
