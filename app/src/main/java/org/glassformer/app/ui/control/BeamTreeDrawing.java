package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;

/// Draws the part of a search that is in sight. Everything in pixels.
final class BeamTreeDrawing {

    private static final double LONGEST_TOKEN = 12; // in characters

    private final BeamTreeData data;
    private final BeamTreeLayout layout;
    private final CanvasPalette palette;
    private final TextRuler ruler;
    private final TextRuler caption;
    private final double width;
    private final double height;
    private final double box;
    private final double pitch;
    private final boolean scored;
    private final double boxHeight;
    private final double rowHeight;
    private final double left;
    private final double legend;
    private double offsetX;
    private double offsetY;

    BeamTreeDrawing(
            BeamTreeData data,
            BeamTreeLayout layout,
            CanvasPalette palette,
            double width,
            double height) {
        this.data = data;
        this.layout = layout;
        this.palette = palette;
        this.width = width;
        this.height = height;
        ruler = new TextRuler(palette.font());
        caption = new TextRuler(palette.captionFont());
        double most = LONGEST_TOKEN * ruler.advance();
        double widest = 4 * ruler.advance();
        for (BeamTreeData.Node node : data.nodes()) {
            widest = Math.max(widest, Math.min(most, ruler.width(node.token())));
            widest = Math.max(widest, Math.min(most, ruler.width(node.score())));
        }
        double line = ruler.lineHeight();
        box = Math.ceil(widest + 1.1 * line);
        pitch = box + Math.rint(1.5 * line);
        left = Math.rint(1.5 * line);
        legend = Math.ceil(1.6 * caption.lineHeight());
        double room = height - legend;
        double two = Math.ceil(2 * line + 4);
        double gap = Math.max(3, Math.rint(0.25 * line));
        scored = layout.most() * (two + gap) <= room;
        boxHeight = scored ? two : Math.ceil(line + 3);
        rowHeight = boxHeight + gap;
    }

    double contentWidth() {
        return left + layout.depth() * pitch;
    }

    double contentHeight() {
        return layout.most() * rowHeight;
    }

    /// Height of what is seen of the tree, the legend not counted.
    double viewHeight() {
        return height - legend;
    }

    double rowHeight() {
        return rowHeight;
    }

    double pitch() {
        return pitch;
    }

    void scrollTo(double x, double y) {
        offsetX = x;
        offsetY = y;
    }

    private double top() {
        return Math.max(0, (viewHeight() - contentHeight()) / 2) - offsetY;
    }

    private double x(int node) {
        return left + (data.nodes().get(node).depth() - 1) * pitch - offsetX;
    }

    private double y(int node) {
        return Math.rint(top() + layout.row(node, data.nodes().get(node).depth()) * rowHeight);
    }

    /// Left edge of a token in the whole tree.
    double wholeX(int node) {
        return x(node) + offsetX;
    }

    /// Top edge of a token in the whole tree.
    double wholeY(int node) {
        return y(node) + offsetY;
    }

    double box() {
        return box;
    }

    /// The token at a place; [BeamTree#NONE] beside them.
    int at(double px, double py) {
        int depth = (int) Math.floor((px - left + offsetX) / pitch) + 1;
        if (depth < 1 || depth > layout.depth() || py > viewHeight()) {
            return BeamTree.NONE;
        }
        for (int node : layout.column(depth)) {
            double dx = px - x(node);
            double dy = py - y(node);
            if (dx >= 0 && dx <= box && dy >= 0 && dy < rowHeight) {
                return node;
            }
        }
        return BeamTree.NONE;
    }

    void draw(Brush brush, int marked, int hovered, String placeholder) {
        brush.setTextBaseline(VPos.CENTER);
        if (data.nodes().isEmpty()) {
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.CENTER);
            brush.fillText(caption.fit(placeholder, width), width / 2, height / 2);
            return;
        }
        brush.save();
        brush.clipRect(0, 0, width, viewHeight());
        int first = Math.max(1, (int) Math.floor((offsetX - left) / pitch) + 1);
        int last = Math.min(layout.depth(), (int) Math.ceil((offsetX + width - left) / pitch) + 1);
        for (int pass = 0; pass < 2; pass++) {
            for (int depth = first; depth <= last; depth++) {
                for (int node : layout.column(depth)) {
                    boolean on = isOn(node, marked) || isOn(node, hovered);
                    if (on == (pass == 1)) {
                        edge(brush, node, on);
                    }
                }
            }
        }
        double rootY = top() + layout.most() * rowHeight / 2;
        double dot = Math.rint(0.4 * ruler.lineHeight());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.fillRoundRect(dot / 2 - offsetX, rootY - dot / 2, dot, dot, dot, dot);
        for (int depth = first; depth <= last; depth++) {
            for (int node : layout.column(depth)) {
                box(brush, node, isOn(node, marked), node == hovered);
            }
        }
        brush.restore();
        legend(brush);
    }

    private boolean isOn(int node, int end) {
        return end >= 0 && end < data.nodes().size() && data.leadsTo(node, end);
    }

    private void edge(Brush brush, int node, boolean on) {
        BeamTreeData.Node token = data.nodes().get(node);
        int parent = token.parent();
        double dot = Math.rint(0.4 * ruler.lineHeight());
        double fromX = parent < 0 ? 1.5 * dot - offsetX : x(parent) + box;
        double fromY =
                parent < 0 ? top() + layout.most() * rowHeight / 2 : y(parent) + boxHeight / 2;
        boolean pruned = token.fate() == BeamTreeData.Fate.PRUNED;
        brush.setStroke(palette.ink(on ? Ink.ACCENT : pruned ? Ink.BORDER : Ink.MUTED));
        brush.setLineWidth(on ? 2 * palette.lineWidth() : 1);
        if (pruned) {
            brush.setLineDashes(3, 3);
        }
        double toX = x(node);
        double toY = y(node) + boxHeight / 2;
        double bend = Math.min(toX, fromX + 0.3 * (toX - fromX));
        double end = Math.max(bend, toX - 0.3 * (toX - fromX));
        brush.strokePolyline(
                new double[] {fromX, bend, end, toX}, new double[] {fromY, fromY, toY, toY});
        brush.setLineDashes();
    }

    private void box(Brush brush, int node, boolean on, boolean hovered) {
        BeamTreeData.Node token = data.nodes().get(node);
        frame(brush, token.fate(), x(node), y(node), box, boxHeight, on, hovered);
        double line = ruler.lineHeight();
        double pad = 0.4 * line;
        double textX = x(node) + pad;
        boolean pruned = token.fate() == BeamTreeData.Fate.PRUNED;
        double room = box - 2 * pad - (token.fate() == BeamTreeData.Fate.FINISHED ? pad : 0);
        brush.setFont(palette.font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setFill(palette.ink(pruned ? Ink.MUTED : Ink.TEXT));
        String text = ruler.fit(token.token(), room);
        double textY = y(node) + (scored ? 2 + line / 2 : boxHeight / 2);
        brush.fillText(text, textX, textY);
        if (pruned) {
            brush.setStroke(palette.ink(Ink.STRUCK));
            brush.setLineWidth(1);
            double strike = Math.rint(textY) + 0.5;
            brush.strokeLine(textX, strike, textX + ruler.width(text), strike);
        }
        if (scored) {
            brush.setFill(palette.ink(on ? Ink.ACCENT : Ink.MUTED));
            brush.fillText(
                    ruler.fit(token.score(), box - 2 * pad), textX, y(node) + 2 + 1.5 * line);
        }
    }

    private void frame(
            Brush brush,
            BeamTreeData.Fate fate,
            double x,
            double y,
            double wide,
            double high,
            boolean on,
            boolean hovered) {
        double arc = 0.6 * ruler.lineHeight();
        boolean finished = fate == BeamTreeData.Fate.FINISHED;
        brush.setFill(
                palette.ink(finished ? Ink.ROW_SELECTED : hovered ? Ink.ROW_HOVER : Ink.SURFACE));
        brush.fillRoundRect(x, y, wide, high, arc, arc);
        boolean pruned = fate == BeamTreeData.Fate.PRUNED;
        brush.setStroke(palette.ink(on || hovered ? Ink.ACCENT : pruned ? Ink.BORDER : Ink.MUTED));
        brush.setLineWidth(on ? 2 * palette.lineWidth() : 1);
        if (pruned) {
            brush.setLineDashes(3, 3);
        }
        brush.strokeRoundRect(x + 0.5, y + 0.5, wide - 1, high - 1, arc, arc);
        brush.setLineDashes();
        if (finished) {
            double side = Math.rint(0.4 * ruler.lineHeight());
            brush.setFill(palette.ink(Ink.ACCENT));
            brush.fillRect(x + wide - 1.6 * side, y + 0.6 * side, side, side);
        }
    }

    private void legend(Brush brush) {
        double line = caption.lineHeight();
        double y = height - 0.5 * legend;
        double x = 1;
        double sample = 1.9 * line;
        double high = Math.rint(0.95 * line);
        for (BeamTreeData.Fate fate : List.of(BeamTreeData.Fate.values())) {
            String name = Messages.text("beams.fate." + fate);
            frame(brush, fate, x, Math.rint(y - high / 2), sample, high, false, false);
            if (fate == BeamTreeData.Fate.PRUNED) {
                brush.setStroke(palette.ink(Ink.STRUCK));
                brush.setLineWidth(1);
                double strike = Math.rint(y) + 0.5;
                brush.strokeLine(x + 0.4 * line, strike, x + sample - 0.4 * line, strike);
            }
            x += sample + 0.4 * line;
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.LEFT);
            brush.fillText(name, x, y);
            x += caption.width(name) + 1.3 * line;
        }
    }
}
