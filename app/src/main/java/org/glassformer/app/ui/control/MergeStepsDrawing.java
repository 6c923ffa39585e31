package org.glassformer.app.ui.control;

import java.util.List;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.StepsRow.Kind;
import org.jspecify.annotations.Nullable;

/// Draws what is in view of a [MergeSteps] on its canvas.
final class MergeStepsDrawing {

    /// What to draw.
    ///
    /// @param data the text
    /// @param rows in view
    /// @param columns in view
    /// @param progress how far the newest merge has moved, 0 to 1
    /// @param hovered the marked bytes
    record Picture(
            MergeStepsData data,
            List<StepsRow> rows,
            StepsColumns columns,
            int step,
            double progress,
            @Nullable ByteSpan hovered) {}

    private final Brush brush;
    private final CanvasPalette palette;
    private final StepsFonts fonts;
    private final Picture picture;
    private final MergeStepsData data;
    private final StepsColumns columns;
    private final StepsPen pen;
    private final StepsPartsDrawing parts;
    private final double em;

    MergeStepsDrawing(Brush brush, CanvasPalette palette, StepsFonts fonts, Picture picture) {
        this.brush = brush;
        this.palette = palette;
        this.fonts = fonts;
        this.picture = picture;
        data = picture.data();
        columns = picture.columns();
        pen = new StepsPen(brush, fonts, columns);
        parts = new StepsPartsDrawing(brush, palette, fonts, picture);
        em = fonts.em();
    }

    void draw() {
        if (picture.rows().isEmpty()) {
            return;
        }
        brush.save();
        double bottom = picture.rows().getLast().bottom() + 2;
        brush.clipRect(columns.left() - 2, 0, columns.width() + 4, bottom);
        mark(bottom);
        picture.rows().forEach(this::drawCells);
        dim(bottom);
        brush.restore();
        picture.rows().forEach(this::drawName);
    }

    private void mark(double bottom) {
        ByteSpan hovered = picture.hovered();
        if (hovered != null) {
            brush.setFill(palette.ink(Ink.ROW_SELECTED));
            double x = columns.x(hovered.from());
            brush.fillRect(x, 0, columns.width(hovered.from(), hovered.to()), bottom);
        }
    }

    private void dim(double bottom) {
        ByteSpan hovered = picture.hovered();
        if (hovered != null) {
            brush.setFill(palette.ink(Ink.DIM));
            double from = columns.x(hovered.from());
            double to = columns.x(hovered.to());
            brush.fillRect(columns.left() - 2, 0, Math.max(0, from - columns.left() + 2), bottom);
            brush.fillRect(to, 0, Math.max(0, columns.left() + columns.width() + 2 - to), bottom);
        }
    }

    private void drawName(StepsRow row) {
        boolean current = row.kind() == Kind.STATE && row.step() == picture.step();
        boolean newest = current || row.kind() == Kind.TOKENS;
        brush.setFill(palette.ink(newest ? Ink.TEXT : Ink.MUTED));
        pen.write(name(row), fonts.caption(), 0, row.middle(), TextAlignment.LEFT);
        if (row.kind() == Kind.STATE && row.step() > 0 && columns.notes() > 0) {
            StepMerge merge = data.merges().get(row.step() - 1);
            double x = columns.right() + 0.8 * em;
            double room = columns.notes() - 0.8 * em;
            boolean brief = room < fonts.caption().width(merge.note()) && room < 12 * em;
            String note = fonts.caption().fit(brief ? merge.brief() : merge.note(), room);
            pen.write(note, fonts.caption(), x, row.middle(), TextAlignment.LEFT);
        }
    }

    static String name(StepsRow row) {
        return switch (row.kind()) {
            case ORIGINAL -> Messages.text("mergesteps.original");
            case CHARACTERS -> Messages.text("mergesteps.characters");
            case CODE_POINTS -> Messages.text("mergesteps.codePoints");
            case BYTES -> Messages.text("mergesteps.bytes");
            case BITS -> Messages.text("mergesteps.bits");
            case WORDS -> Messages.text("mergesteps.words");
            case STATE ->
                    row.step() == 0
                            ? Messages.text("mergesteps.start")
                            : Messages.text("mergesteps.merge", row.step());
            case TOKENS -> Messages.text("mergesteps.tokens");
        };
    }

    private void drawCells(StepsRow row) {
        MergeStepsData.Rows rows = data.rows();
        switch (row.kind()) {
            case ORIGINAL -> rows.original().forEach(cell -> character(cell, row));
            case CHARACTERS -> rows.characters().forEach(cell -> character(cell, row));
            case CODE_POINTS -> rows.codePoints().forEach(cell -> codePoint(cell, row));
            case BYTES -> bytes(row);
            case BITS -> bits(row);
            case WORDS -> rows.words().forEach(cell -> word(cell, row));
            case STATE -> parts.state(row);
            case TOKENS -> rows.tokens().forEach(cell -> parts.token(cell, row));
        }
    }

    private boolean sees(StepCell cell) {
        return columns.sees(cell.from(), cell.to());
    }

    private void character(StepCell cell, StepsRow row) {
        if (!sees(cell)) {
            return;
        }
        brush.setFill(palette.ink(Ink.TEXT));
        pen.inView(cell.text(), fonts.text(), cell.from(), cell.to(), row.middle());
        brush.setStroke(palette.ink(cell.kind() == StepCell.Kind.PLAIN ? Ink.BORDER : Ink.MUTED));
        brush.setLineWidth(palette.lineWidth());
        double x = columns.x(cell.from()) + 2.5;
        double width = columns.width(cell.from(), cell.to()) - 5;
        if (cell.kind() == StepCell.Kind.PLAIN) {
            pen.underline(x, width, row.bottom() - 1.5);
        } else {
            brush.strokeRoundRect(x, row.y() + 1.5, width, row.height() - 4, 6, 6);
        }
    }

    private void codePoint(StepCell cell, StepsRow row) {
        if (!sees(cell)) {
            return;
        }
        double room = columns.width(cell.from(), cell.to()) - 2;
        boolean full = fonts.small().width(cell.text()) <= room;
        brush.setFill(palette.ink(Ink.TEXT));
        String text = full ? cell.text() : cell.text().substring(cell.text().indexOf('+') + 1);
        pen.centre(text, fonts.small(), cell.from(), cell.to(), row.middle());
        if (cell.to() - cell.from() > 1) {
            brush.setStroke(palette.ink(Ink.BORDER));
            brush.setLineWidth(palette.lineWidth());
            pen.underline(columns.x(cell.from()) + 2.5, room - 3, row.bottom() - 1.5);
        }
    }

    private void bytes(StepsRow row) {
        brush.setFill(palette.ink(Ink.TEXT));
        for (int i = 0; i < data.size(); i++) {
            if (columns.sees(i, i + 1)) {
                pen.centre(hex(data.unsignedByte(i)), fonts.text(), i, i + 1, row.middle());
            }
        }
    }

    static String hex(int unsignedByte) {
        return "%02x".formatted(unsignedByte);
    }

    private void bits(StepsRow row) {
        boolean oneLine = columns.column() >= fonts.widestColumn();
        for (int i = 0; i < data.size(); i++) {
            if (columns.sees(i, i + 1)) {
                bits(i, row, oneLine);
            }
        }
    }

    /// The prefix bits, which say what kind of byte it is, are coloured, underlined and set apart.
    private void bits(int index, StepsRow row, boolean oneLine) {
        int value = data.unsignedByte(index);
        int prefix = Utf8Bits.prefixLength(value);
        String all = Utf8Bits.text(value);
        int perLine = oneLine ? 8 : 4;
        double gap = oneLine ? fonts.bitGap() : 0;
        double bit = fonts.bitAdvance();
        double x = columns.x(index) + (columns.column() - perLine * bit - gap) / 2;
        double pitch = oneLine ? 0 : row.height() * 0.43;
        for (int line = 0; line * perLine < 8; line++) {
            double y = row.middle() + (oneLine ? 0 : (line - 0.5) * pitch);
            int from = line * perLine;
            int split = Math.clamp(prefix, from, from + perLine);
            brush.setFill(palette.ink(Ink.ACCENT));
            pen.write(all.substring(from, split), fonts.bits(), x, y, TextAlignment.LEFT);
            brush.setFill(palette.ink(Ink.TEXT));
            double payload = x + (split - from) * bit + (line == 0 ? gap : 0);
            pen.write(
                    all.substring(split, from + perLine),
                    fonts.bits(),
                    payload,
                    y,
                    TextAlignment.LEFT);
            if (split > from) {
                brush.setStroke(palette.ink(Ink.ACCENT));
                brush.setLineWidth(1);
                pen.underline(x, (split - from) * bit, y + fonts.bits().lineHeight() * 0.42);
            }
        }
    }

    private void word(StepCell cell, StepsRow row) {
        if (!sees(cell)) {
            return;
        }
        double x = columns.x(cell.from()) + 1.5;
        double width = columns.width(cell.from(), cell.to()) - 3;
        double height = row.height() - 0.35 * em;
        double y = Math.rint(row.y() + (row.height() - height) / 2) + 0.5;
        brush.setStroke(palette.ink(Ink.MUTED));
        brush.setLineWidth(palette.lineWidth());
        brush.strokeRoundRect(x, y, width, height, 6, 6);
        if (cell.kind() == StepCell.Kind.SPECIAL) {
            brush.strokeRoundRect(x + 2, y + 2, width - 4, height - 4, 4, 4);
        }
        brush.setFill(palette.ink(Ink.TEXT));
        String text = fonts.text().fit(cell.text(), Math.min(width, columns.width()) - 4);
        pen.inView(text, fonts.text(), cell.from(), cell.to(), y + height / 2);
    }
}
