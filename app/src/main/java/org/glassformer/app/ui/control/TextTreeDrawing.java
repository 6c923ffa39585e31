package org.glassformer.app.ui.control;

import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.ui.control.TextTreeData.Piece;
import org.glassformer.app.ui.control.TextTreeData.Place;
import org.glassformer.app.ui.control.TextTreeData.Run;
import org.glassformer.app.ui.control.TextTreeLayout.Box;

/// Draws the part of a [TextTree] that is in sight.
final class TextTreeDrawing {

    private static final int CURVE = 12;
    private static final double ROUND = 8;

    private final TextTree tree;
    private final CanvasPalette palette;
    private final TextTreeData data;
    private final TextTreeLayout layout;
    private final TextRuler names;
    private final CellColors colors;
    private final Map<Integer, Place> places;

    TextTreeDrawing(TextTree tree, CanvasPalette palette, TextTreeLayout layout, TextRuler names) {
        this.tree = tree;
        this.palette = palette;
        this.layout = layout;
        this.names = names;
        data = tree.dataProperty().get();
        colors = new CellColors(palette);
        places = data.places();
    }

    /// Draws everything that reaches into a window of the tree; the brush stands at the tree's own corner.
    void draw(Brush brush, double fromX, double fromY, double toX, double toY) {
        for (Box box : layout.boxes()) {
            int parent = data.runs().get(box.run).parent();
            if (parent >= 0) {
                edge(brush, layout.boxes().get(parent), box, toX);
            }
        }
        for (Box box : layout.boxes()) {
            double above = box.y - 2 * names.lineHeight();
            boolean across = box.x <= toX && box.x + box.width >= fromX;
            if (across && above <= toY && box.y + box.height >= fromY) {
                box(brush, box);
            }
        }
        frame(brush, tree.markedProperty().get(), Ink.ACCENT, palette.lineWidth() + 1, true);
        frame(brush, tree.selectedProperty().get(), Ink.LOCK, palette.lineWidth() + 1, false);
        frame(brush, tree.hoveredProperty().get(), Ink.TEXT, palette.lineWidth(), false);
    }

    private void edge(Brush brush, Box parent, Box child, double toX) {
        double x0 = parent.x + parent.width;
        double x1 = child.x;
        if (x0 > toX) {
            return;
        }
        double y0 = parent.y + parent.height / 2;
        double y1 = child.y + child.height / 2;
        double[] xs = new double[CURVE + 1];
        double[] ys = new double[CURVE + 1];
        for (int i = 0; i <= CURVE; i++) {
            double t = (double) i / CURVE;
            xs[i] = x0 + t * (x1 - x0);
            ys[i] = y0 + (3 - 2 * t) * t * t * (y1 - y0);
        }
        stroke(brush, data.isOnPath(child.run));
        brush.strokePolyline(xs, ys);
    }

    /// The text that is shown elsewhere has thick lines.
    private void stroke(Brush brush, boolean onPath) {
        brush.setStroke(palette.ink(onPath ? Ink.ACCENT : Ink.BORDER));
        brush.setLineWidth(onPath ? palette.lineWidth() + 1.5 : palette.lineWidth());
    }

    private void box(Brush brush, Box box) {
        Run run = data.runs().get(box.run);
        brush.setFill(palette.ink(Ink.SURFACE));
        brush.fillRoundRect(box.x, box.y, box.width, box.height, ROUND, ROUND);
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setTextBaseline(VPos.CENTER);
        if (!run.name().isEmpty()) {
            brush.setFont(names.font());
            brush.setFill(palette.ink(Ink.ACCENT));
            double room = Math.max(box.width, 12 * names.advance());
            brush.fillText(
                    names.fit(run.name(), room), box.x + 2, box.y - 0.62 * names.lineHeight());
        }
        brush.setFont(layout.ruler().font());
        for (int p = 0; p < run.pieces().size(); p++) {
            if (!box.isHidden(box.text.line(p))) {
                piece(brush, box, run.pieces().get(p), p);
            }
        }
        if (box.hidden() > 0) {
            brush.setFill(palette.ink(Ink.MUTED));
            brush.fillText(
                    layout.hiddenNote(box),
                    box.x + layout.pad(),
                    layout.pieceY(box, box.firstHidden()) + layout.lineHeight() / 2);
        }
        stroke(brush, data.isOnPath(box.run));
        brush.strokeRoundRect(box.x, box.y, box.width, box.height, ROUND, ROUND);
    }

    private void piece(Brush brush, Box box, Piece piece, int index) {
        double x = layout.pieceX(box, index);
        double y = layout.pieceY(box, index);
        double w = layout.pieceWidth(box, index);
        double height = layout.lineHeight();
        double shade = data.shade(piece);
        boolean known = !Double.isNaN(shade);
        if (known) {
            brush.setFill(colors.fill(shade));
            brush.fillRoundRect(x, y + 1, w, height - 2, 4, 4);
        }
        brush.setFill(known ? colors.text(shade) : palette.ink(Ink.TEXT));
        brush.fillText(
                layout.ruler().fit(piece.label(), w - 2 * TextLines.PAD + 1),
                x + TextLines.PAD,
                y + height / 2);
        if (piece.number() == data.end()) {
            brush.setStroke(palette.ink(Ink.ACCENT));
            brush.setLineWidth(palette.lineWidth() + 2);
            brush.strokeLine(x + w + 0.5, y + 1, x + w + 0.5, y + height - 1);
        }
    }

    private void frame(Brush brush, int number, Ink ink, double line, boolean dashed) {
        Place place = places.get(number);
        if (place == null) {
            return;
        }
        Box box = layout.boxes().get(place.run());
        brush.setStroke(palette.ink(ink));
        brush.setLineWidth(line);
        if (dashed) {
            brush.setLineDashes(3, 2.5);
        }
        brush.strokeRoundRect(
                layout.pieceX(box, place.piece()),
                layout.pieceY(box, place.piece()) + 1,
                layout.pieceWidth(box, place.piece()),
                layout.lineHeight() - 2,
                4,
                4);
        brush.setLineDashes();
    }
}
