package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.text.TextAlignment;

/// Draws what is marked on a head's small picture. Shapes carry what the colours say.
final class HeadMarkDrawing {

    private static final double NUMBER_FROM = 20;

    private final Brush brush;
    private final CanvasPalette palette;
    private final TextRuler caption;

    HeadMarkDrawing(Brush brush, CanvasPalette palette, TextRuler caption) {
        this.brush = brush;
        this.palette = palette;
        this.caption = caption;
    }

    /// Draws the marks of a picture.
    ///
    /// @param x left edge of the picture
    /// @param y top edge of the picture
    /// @param size of its side
    void draw(HeadMark mark, double x, double y, double size) {
        change(mark.change(), x, y, size);
        if (mark.rank() > 0) {
            brush.setStroke(palette.ink(Ink.SERIES_2));
            brush.setLineWidth(palette.lineWidth() + 1);
            brush.strokeRect(x - 0.5, y - 0.5, size + 1, size + 1);
            if (size >= NUMBER_FROM) {
                brush.setFont(palette.captionFont());
                brush.setFill(palette.ink(Ink.SERIES_2));
                brush.setTextAlign(TextAlignment.RIGHT);
                brush.setTextBaseline(VPos.CENTER);
                String number = Integer.toString(mark.rank());
                brush.fillText(number, x + size - 2, y + 1 + caption.lineHeight() / 2);
            }
        }
        if (mark.shown()) {
            dot(x, y, size, mark.rank() > 0 && size >= NUMBER_FROM);
        }
    }

    /// A dot in the upper corner, where no key can be seen.
    private void dot(double x, double y, double size, boolean besideNumber) {
        double across = Math.clamp(Math.rint(size * 0.3), 4, 10);
        double right = besideNumber ? caption.width("0") + 4 : 2;
        double left = x + size - right - across;
        brush.setFill(palette.ink(Ink.SURFACE));
        brush.fillRoundRect(left - 1, y + 1, across + 2, across + 2, across + 2, across + 2);
        brush.setFill(palette.ink(Ink.ACCENT));
        brush.fillRoundRect(left, y + 2, across, across, across, across);
    }

    private void change(HeadMark.Change change, double x, double y, double size) {
        if (change == HeadMark.Change.NONE) {
            return;
        }
        line(Ink.SURFACE, palette.lineWidth() + 3, change, x, y, size);
        line(Ink.LOCK, palette.lineWidth() + 1, change, x, y, size);
    }

    private void line(
            Ink ink, double width, HeadMark.Change change, double x, double y, double size) {
        double in = Math.min(3, size / 6);
        double end = size - in;
        brush.setStroke(palette.ink(ink));
        brush.setLineWidth(width);
        switch (change) {
            case NONE -> {}
            case ABLATED -> {
                brush.strokeLine(x + in, y + in, x + end, y + end);
                brush.strokeLine(x + in, y + end, x + end, y + in);
            }
            case MEAN -> brush.strokeLine(x + in, y + size / 2, x + end, y + size / 2);
            case SCALED -> brush.strokeLine(x + in, y + end, x + end, y + in);
        }
    }
}
