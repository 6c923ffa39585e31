package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.ArchitectureData.Item;
import org.glassformer.app.ui.control.ArchitectureData.Operation;
import org.glassformer.app.ui.control.ArchitectureData.Role;
import org.glassformer.app.ui.control.ArchitectureData.Sum;
import org.glassformer.app.ui.control.ArchitectureData.Weights;
import org.glassformer.app.ui.control.ArchitectureData.Wire;
import org.glassformer.app.ui.control.ArchitectureLayout.Place;
import org.glassformer.app.ui.control.ArchitectureLayout.Plus;
import org.glassformer.app.ui.control.ArchitectureLayout.Way;
import org.glassformer.app.ui.control.ArchitectureMeasures.Detail;

/// Draws an architecture. In pixels.
///
/// @param data what is drawn
/// @param layout where
/// @param palette colours
/// @param layer the block in full
/// @param selected id of the weights that stand out
/// @param hovered id of the weights that all others are dimmed for; empty for none
record ArchitectureDrawing(
        ArchitectureData data,
        ArchitectureLayout layout,
        CanvasPalette palette,
        int layer,
        String selected,
        String hovered) {

    private static final double TINT = 0.11;
    private static final double STRONG_TINT = 0.24;
    private static final double TILE = 1.15;
    private static final int STEPS = 4;

    void draw(Brush brush, double width, double height) {
        brush.setTextBaseline(VPos.CENTER);
        frame(brush);
        stack(brush);
        layout.ways().forEach(way -> way(brush, way));
        layout.sums().forEach(sum -> sum(brush, sum));
        layout.places().forEach(place -> place(brush, place));
        if (data.find(hovered).isPresent()) {
            brush.setFill(palette.ink(Ink.DIM));
            brush.fillRect(0, 0, width, height);
            layout.ways().stream()
                    .filter(way -> way.ends().stream().anyMatch(this::isHovered))
                    .forEach(way -> way(brush, way));
            layout.places().stream().filter(this::isHovered).forEach(each -> place(brush, each));
        }
    }

    private boolean isHovered(Place place) {
        return place.item() instanceof Weights weights && weights.id().equals(hovered);
    }

    private ArchitectureMeasures measures() {
        return layout.measures();
    }

    private Color color(Role role) {
        return palette.ink(
                switch (role) {
                    case EMBEDDING -> Ink.SERIES_3;
                    case NORM -> Ink.MUTED;
                    case ATTENTION -> Ink.SERIES_1;
                    case MLP -> Ink.SERIES_2;
                    case HEAD -> Ink.SERIES_4;
                });
    }

    private Color tint(Color color, double share) {
        return palette.ink(Ink.SURFACE).interpolate(color, share);
    }

    /// The frame of the block, and the lines that draw it out of its slab.
    private void frame(Brush brush) {
        Rectangle2D frame = layout.frame();
        Rectangle2D slab = layout.slab(layer);
        double unit = measures().unit();
        brush.setFill(tint(palette.ink(Ink.MUTED), 0.045));
        brush.fillRoundRect(
                frame.getMinX(), frame.getMinY(), frame.getWidth(), frame.getHeight(), unit, unit);
        brush.setStroke(palette.ink(Ink.ACCENT).deriveColor(0, 1, 1, 0.55));
        brush.setLineWidth(1);
        double from = slab.getMaxX() + 1;
        double left = frame.getMinX();
        double round = 0.35 * unit;
        brush.setLineDashes(4, 3);
        brush.strokeLine(from, slab.getMinY(), left, frame.getMinY() + round);
        brush.strokeLine(from, slab.getMaxY(), left, frame.getMaxY() - round);
        brush.setLineDashes();
        brush.strokeRoundRect(
                frame.getMinX(), frame.getMinY(), frame.getWidth(), frame.getHeight(), unit, unit);
        double textX = layout.streamX() + unit;
        double textY = frame.getMinY() + 1.05 * unit;
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setFont(measures().names().font());
        brush.setFill(palette.ink(Ink.TEXT));
        String title = Messages.text("architecture.block", layer, data.layers() - 1);
        brush.fillText(title, textX, textY);
        brush.setFill(palette.ink(Ink.MUTED));
        double after = textX + measures().names().width(title) + 1.2 * unit;
        brush.fillText(
                measures().names().fit(about(), frame.getMaxX() - after - unit), after, textY);
    }

    /// What stands beside the number of the block: where boxes have names alone, what the one looked at holds.
    private String about() {
        return measures().isBare()
                ? data.find(hovered)
                        .or(() -> data.find(selected))
                        .map(weights ->
                                Messages.text(
                                        "architecture.box",
                                        weights.name(),
                                        weights.shape(),
                                        weights.count()))
                        .orElse(data.stream())
                : data.stream();
    }

    private void stack(Brush brush) {
        Rectangle2D stack = layout.stack();
        double unit = measures().unit();
        brush.setFont(measures().names().font());
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setFill(palette.ink(Ink.MUTED));
        brush.fillText(
                Messages.text("architecture.blocks", Figures.count(data.layers())),
                layout.slab(0).getMinX() + stack.getWidth() / 2 + 0.6 * unit,
                stack.getMinY() + 0.5 * unit);
        Color plain = palette.ink(Ink.MUTED);
        for (int i = 0; i < data.layers(); i++) {
            Rectangle2D slab = layout.slab(i);
            boolean chosen = i == layer;
            double arc = Math.min(6, slab.getHeight() / 2);
            brush.setFill(chosen ? palette.ink(Ink.ACCENT) : tint(plain, 0.28));
            brush.fillRoundRect(
                    slab.getMinX(), slab.getMinY(), slab.getWidth(), slab.getHeight(), arc, arc);
            if (slab.getHeight() >= 0.95 * unit) {
                brush.setFill(chosen ? palette.ink(Ink.SURFACE) : palette.ink(Ink.TEXT));
                brush.setTextAlign(TextAlignment.CENTER);
                brush.fillText(
                        Integer.toString(i),
                        (slab.getMinX() + slab.getMaxX()) / 2,
                        (slab.getMinY() + slab.getMaxY()) / 2);
            }
        }
    }

    private void way(Brush brush, Way way) {
        boolean stream = way.ends().isEmpty();
        Color color = palette.ink(stream ? Ink.TEXT : Ink.MUTED);
        brush.setStroke(color);
        brush.setLineWidth(stream ? 2.2 * palette.lineWidth() : 1.2 * palette.lineWidth());
        brush.strokePolyline(way.xs(), way.ys());
        if (way.arrow()) {
            int last = way.xs().length - 1;
            double x = way.xs()[last];
            double y = way.ys()[last];
            double dx = Math.signum(x - way.xs()[last - 1]);
            double dy = Math.signum(y - way.ys()[last - 1]);
            double size = (stream ? 0.38 : 0.28) * measures().unit();
            brush.strokePolyline(
                    new double[] {x - size * dx - size * dy, x, x - size * dx + size * dy},
                    new double[] {y - size * dy - size * dx, y, y - size * dy + size * dx});
        }
    }

    private void sum(Brush brush, Plus sum) {
        double radius = Math.rint(0.5 * measures().unit());
        brush.setFill(palette.ink(Ink.SURFACE));
        brush.fillRoundRect(
                sum.x() - radius, sum.y() - radius, 2 * radius, 2 * radius, 2 * radius, 2 * radius);
        brush.setStroke(palette.ink(Ink.TEXT));
        brush.setLineWidth(1.4 * palette.lineWidth());
        brush.strokeRoundRect(
                sum.x() - radius, sum.y() - radius, 2 * radius, 2 * radius, 2 * radius, 2 * radius);
        double arm = 0.5 * radius;
        brush.strokeLine(sum.x() - arm, sum.y(), sum.x() + arm, sum.y());
        brush.strokeLine(sum.x(), sum.y() - arm, sum.x(), sum.y() + arm);
    }

    private void place(Brush brush, Place place) {
        Item item = place.item();
        switch (item) {
            case Weights weights -> weights(brush, weights, place.at());
            case Operation operation -> operation(brush, operation, place.at());
            case Sum _, Wire _ -> {}
        }
    }

    private void weights(Brush brush, Weights weights, Rectangle2D at) {
        double unit = measures().unit();
        double pad = measures().pad();
        double arc = 0.7 * unit;
        Color color = color(weights.role());
        boolean chosen = weights.id().equals(selected);
        boolean marked = chosen || weights.id().equals(hovered);
        for (int copy = Math.min(weights.copies() - 1, 2); copy >= 0; copy--) {
            double off = Math.rint(copy * 0.22 * unit);
            box(brush, at, off, arc, tint(color, marked ? STRONG_TINT : TINT));
            brush.setStroke(chosen ? palette.ink(Ink.ACCENT) : color.deriveColor(0, 1, 1, 0.75));
            brush.setLineWidth((chosen ? 2.4 : 1.1) * palette.lineWidth());
            brush.strokeRoundRect(
                    at.getMinX() + off + 0.5,
                    at.getMinY() - off + 0.5,
                    at.getWidth() - 1,
                    at.getHeight() - 1,
                    arc,
                    arc);
        }
        Detail detail = measures().detail(at.getMaxX() < layout.frame().getMinX());
        double centreY = (at.getMinY() + at.getMaxY()) / 2;
        if (detail == Detail.NAME) {
            brush.setTextAlign(TextAlignment.CENTER);
            brush.setFont(measures().names().font());
            brush.setFill(palette.ink(Ink.TEXT));
            String name = measures().names().fit(weights.name(), at.getWidth() - pad);
            brush.fillText(name, (at.getMinX() + at.getMaxX()) / 2, centreY);
            return;
        }
        double side = measures().glyph();
        shape(brush, weights, at.getMinX() + 0.6 * pad + side / 2, centreY);
        double left = at.getMinX() + 1.4 * pad + side;
        double room = at.getMaxX() - left - 0.4 * pad;
        boolean roomy = detail == Detail.COUNT;
        double line = roomy ? Math.min(1.15 * unit, (at.getHeight() - pad) / 3) : unit;
        double first = centreY - (roomy ? line : line / 2);
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setFont(measures().names().font());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.fillText(measures().names().fit(weights.name(), room), left, first);
        brush.setFont(measures().figures().font());
        brush.fillText(measures().figures().fit(weights.shape(), room), left, first + line);
        brush.setFont(measures().names().font());
        brush.setFill(palette.ink(Ink.MUTED));
        if (roomy) {
            brush.fillText(measures().names().fit(weights.count(), room), left, first + 2 * line);
        } else {
            double beside = measures().figures().width(weights.shape()) + pad;
            if (beside + measures().names().width(weights.count()) <= room + 0.5) {
                brush.fillText(weights.count(), left + beside, first + line);
            }
        }
    }

    /// The picture of a shape, on a scale that all share.
    private void shape(Brush brush, Weights weights, double centreX, double centreY) {
        double side = measures().glyph();
        double wide = side * Math.cbrt((double) weights.columns() / data.largest());
        double high =
                side
                        * (weights.rows() == 1
                                ? 0
                                : Math.cbrt((double) weights.rows() / data.largest()));
        brush.setFill(color(weights.role()).deriveColor(0, 1, 1, 0.8));
        brush.fillRect(
                Math.rint(centreX - wide / 2),
                Math.rint(centreY - high / 2),
                Math.max(2, Math.rint(wide)),
                Math.max(2, Math.rint(high)));
    }

    private static void box(Brush brush, Rectangle2D at, double off, double arc, Color fill) {
        brush.setFill(fill);
        brush.fillRoundRect(
                at.getMinX() + off, at.getMinY() - off, at.getWidth(), at.getHeight(), arc, arc);
    }

    private void operation(Brush brush, Operation operation, Rectangle2D at) {
        double unit = measures().unit();
        double pad = measures().pad();
        boolean trunk = at.getMaxX() < layout.frame().getMinX();
        double arc = trunk ? at.getHeight() : 0.9 * unit;
        box(brush, at, 0, arc, palette.ink(Ink.SURFACE));
        brush.setStroke(palette.ink(trunk ? Ink.MUTED : Ink.BORDER));
        brush.setLineWidth(1.1 * palette.lineWidth());
        brush.strokeRoundRect(
                at.getMinX() + 0.5,
                at.getMinY() + 0.5,
                at.getWidth() - 1,
                at.getHeight() - 1,
                arc,
                arc);
        double middle = (at.getMinX() + at.getMaxX()) / 2;
        double room = at.getWidth() - pad;
        if (trunk) {
            oneLine(brush, operation, middle, (at.getMinY() + at.getMaxY()) / 2, room);
            return;
        }
        List<String> notes = measures().notes(operation, false);
        int lines = 1 + notes.size();
        double texts = lines * unit;
        double tiles = operation.heads() > 0 ? at.getHeight() - texts - 2 * pad : 0;
        double pictures = tiles > 0.8 * unit ? Math.min(tiles, pictureHeight(operation, at)) : 0;
        double y = at.getMinY() + (at.getHeight() - texts - pictures - pad) / 2 + 0.75 * unit;
        brush.setTextAlign(TextAlignment.CENTER);
        brush.setFont(measures().names().font());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.fillText(measures().names().fit(operation.name(), room), middle, y);
        brush.setFont(measures().figures().font());
        brush.setFill(palette.ink(Ink.MUTED));
        for (String note : notes) {
            y += unit;
            brush.fillText(measures().figures().fit(note, room), middle, y);
        }
        if (pictures > 0) {
            heads(brush, operation, at, y + 0.75 * unit, pictures);
        }
    }

    private void oneLine(Brush brush, Operation operation, double middle, double y, double room) {
        TextRuler names = measures().names();
        TextRuler figures = measures().figures();
        String note = operation.notes().isEmpty() ? "" : operation.notes().getFirst();
        double gap = note.isEmpty() ? 0 : measures().pad();
        double wide = names.width(operation.name()) + gap + figures.width(note);
        double x = middle - Math.min(wide, room) / 2;
        brush.setTextAlign(TextAlignment.LEFT);
        brush.setFont(names.font());
        brush.setFill(palette.ink(Ink.TEXT));
        brush.fillText(operation.name(), x, y);
        brush.setFont(figures.font());
        brush.setFill(palette.ink(Ink.MUTED));
        brush.fillText(note, x + names.width(operation.name()) + gap, y);
    }

    /// How many heads stand beside each other, in full rows if possible.
    private int across(Operation operation, Rectangle2D at) {
        double room = at.getWidth() - 2 * measures().pad();
        int most = Math.max(1, (int) (room / (TILE * measures().unit())));
        for (int across = most; across > most / 2; across--) {
            if (operation.heads() % across == 0) {
                return across;
            }
        }
        return Math.ceilDiv(operation.heads(), Math.ceilDiv(operation.heads(), most));
    }

    private double pictureHeight(Operation operation, Rectangle2D at) {
        int across = across(operation, at);
        double room = at.getWidth() - 2 * measures().pad();
        double pitch = Math.min(TILE * measures().unit(), room / across);
        return Math.ceilDiv(operation.heads(), across) * pitch;
    }

    /// The heads as small causal patterns; those that share keys and values have one shade.
    private void heads(
            Brush brush, Operation operation, Rectangle2D at, double top, double height) {
        int across = across(operation, at);
        int down = Math.ceilDiv(operation.heads(), across);
        double room = at.getWidth() - 2 * measures().pad();
        double pitch = Math.min(TILE * measures().unit(), Math.min(room / across, height / down));
        double side = Math.max(1, Math.rint(0.84 * pitch));
        double left = (at.getMinX() + at.getMaxX() - across * pitch) / 2;
        Color color = color(operation.role());
        int shared = Math.max(1, operation.heads() / Math.max(1, operation.keyHeads()));
        for (int head = 0; head < operation.heads(); head++) {
            double x = Math.rint(left + head % across * pitch + (pitch - side) / 2);
            int row = head / across;
            double y = Math.rint(top + row * pitch);
            boolean even = shared == 1 || head / shared % 2 == 0;
            brush.setFill(color.deriveColor(0, 1, 1, 0.2));
            brush.fillRect(x, y, side, side);
            brush.setFill(color.deriveColor(0, 1, 1, even ? 0.8 : 0.48));
            for (int step = 0; step < STEPS; step++) {
                double from = Math.rint(side * step / STEPS);
                double to = Math.rint(side * (step + 1) / STEPS);
                brush.fillRect(x, y + from, to, to - from);
            }
        }
    }
}
