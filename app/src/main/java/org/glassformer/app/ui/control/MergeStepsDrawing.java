package org.glassformer.app.ui.control;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.StepsRow.Kind;
import org.jspecify.annotations.Nullable;

import java.util.List;

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

    private final GraphicsContext gc;
    private final CanvasPalette palette;
    private final StepsFonts fonts;
    private final Picture picture;
    private final MergeStepsData data;
    private final StepsColumns columns;
    private final double em;

    MergeStepsDrawing(
            GraphicsContext gc, CanvasPalette palette, StepsFonts fonts, Picture picture) {
        this.gc = gc;
        this.palette = palette;
        this.fonts = fonts;
        this.picture = picture;
        data = picture.data();
        columns = picture.columns();
        em = fonts.em();
    }

    void draw() {
        if (picture.rows().isEmpty()) {
            return;
        }
        gc.save();
        gc.beginPath();
        double bottom = picture.rows().getLast().bottom() + 2;
        gc.rect(columns.left() - 2, 0, columns.width() + 4, bottom);
        gc.clip();
        mark(bottom);
        picture.rows().forEach(this::drawCells);
        dim(bottom);
        gc.restore();
        picture.rows().forEach(this::drawName);
    }

    private void mark(double bottom) {
        ByteSpan hovered = picture.hovered();
        if (hovered != null) {
            gc.setFill(palette.ink(Ink.ROW_SELECTED));
            double x = columns.x(hovered.from());
            gc.fillRect(x, 0, columns.width(hovered.from(), hovered.to()), bottom);
        }
    }

    private void dim(double bottom) {
        ByteSpan hovered = picture.hovered();
        if (hovered != null) {
            gc.setFill(palette.ink(Ink.DIM));
            double from = columns.x(hovered.from());
            double to = columns.x(hovered.to());
            gc.fillRect(columns.left() - 2, 0, Math.max(0, from - columns.left() + 2), bottom);
            gc.fillRect(to, 0, Math.max(0, columns.left() + columns.width() + 2 - to), bottom);
        }
    }

    private void drawName(StepsRow row) {
        boolean current = row.kind() == Kind.STATE && row.step() == picture.step();
        boolean newest = current || row.kind() == Kind.TOKENS;
        gc.setFill(palette.ink(newest ? Ink.TEXT : Ink.MUTED));
        write(name(row), fonts.caption(), 0, row.middle(), TextAlignment.LEFT);
        if (row.kind() == Kind.STATE && row.step() > 0 && columns.notes() > 0) {
            StepMerge merge = data.merges().get(row.step() - 1);
            double x = columns.right() + 0.8 * em;
            double room = columns.notes() - 0.8 * em;
            boolean brief = room < fonts.caption().width(merge.note()) && room < 12 * em;
            String note = fonts.caption().fit(brief ? merge.brief() : merge.note(), room);
            write(note, fonts.caption(), x, row.middle(), TextAlignment.LEFT);
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
            case STATE -> state(row);
            case TOKENS -> rows.tokens().forEach(cell -> token(cell, row));
        }
    }

    private boolean sees(StepCell cell) {
        return columns.sees(cell.from(), cell.to());
    }

    private void character(StepCell cell, StepsRow row) {
        if (!sees(cell)) {
            return;
        }
        gc.setFill(palette.ink(Ink.TEXT));
        inView(cell.text(), fonts.text(), cell.from(), cell.to(), row.middle());
        gc.setStroke(palette.ink(cell.kind() == StepCell.Kind.PLAIN ? Ink.BORDER : Ink.MUTED));
        gc.setLineWidth(palette.lineWidth());
        double x = columns.x(cell.from()) + 2.5;
        double width = columns.width(cell.from(), cell.to()) - 5;
        if (cell.kind() == StepCell.Kind.PLAIN) {
            underline(x, width, row.bottom() - 1.5);
        } else {
            gc.strokeRoundRect(x, row.y() + 1.5, width, row.height() - 4, 6, 6);
        }
    }

    private void codePoint(StepCell cell, StepsRow row) {
        if (!sees(cell)) {
            return;
        }
        double room = columns.width(cell.from(), cell.to()) - 2;
        boolean full = fonts.small().width(cell.text()) <= room;
        gc.setFill(palette.ink(Ink.TEXT));
        String text = full ? cell.text() : cell.text().substring(cell.text().indexOf('+') + 1);
        centre(text, fonts.small(), cell.from(), cell.to(), row.middle());
        if (cell.to() - cell.from() > 1) {
            gc.setStroke(palette.ink(Ink.BORDER));
            gc.setLineWidth(palette.lineWidth());
            underline(columns.x(cell.from()) + 2.5, room - 3, row.bottom() - 1.5);
        }
    }

    private void underline(double x, double width, double y) {
        double line = Math.floor(y) + 0.5;
        gc.strokeLine(x, line, x + width, line);
    }

    private void bytes(StepsRow row) {
        gc.setFill(palette.ink(Ink.TEXT));
        for (int i = 0; i < data.size(); i++) {
            if (columns.sees(i, i + 1)) {
                centre(hex(data.unsignedByte(i)), fonts.text(), i, i + 1, row.middle());
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
            gc.setFill(palette.ink(Ink.ACCENT));
            write(all.substring(from, split), fonts.bits(), x, y, TextAlignment.LEFT);
            gc.setFill(palette.ink(Ink.TEXT));
            double payload = x + (split - from) * bit + (line == 0 ? gap : 0);
            write(
                    all.substring(split, from + perLine),
                    fonts.bits(),
                    payload,
                    y,
                    TextAlignment.LEFT);
            if (split > from) {
                gc.setStroke(palette.ink(Ink.ACCENT));
                gc.setLineWidth(1);
                underline(x, (split - from) * bit, y + fonts.bits().lineHeight() * 0.42);
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
        gc.setStroke(palette.ink(Ink.MUTED));
        gc.setLineWidth(palette.lineWidth());
        gc.strokeRoundRect(x, y, width, height, 6, 6);
        if (cell.kind() == StepCell.Kind.SPECIAL) {
            gc.strokeRoundRect(x + 2, y + 2, width - 4, height - 4, 4, 4);
        }
        gc.setFill(palette.ink(Ink.TEXT));
        String text = fonts.text().fit(cell.text(), Math.min(width, columns.width()) - 4);
        inView(text, fonts.text(), cell.from(), cell.to(), y + height / 2);
    }

    private void state(StepsRow row) {
        int step = row.step();
        boolean moving = picture.progress() < 1 && step == picture.step() && step > 0;
        StepMerge merge = step > 0 ? data.merges().get(step - 1) : null;
        for (int from = 0; from < data.size(); ) {
            int to = data.partEnd(from, step);
            if (columns.sees(from, to)) {
                if (moving && merge != null && merge.from() == from) {
                    joining(merge, row);
                } else {
                    part(data.label(from, to), from, to, row);
                }
            }
            from = to;
        }
        if (merge != null) {
            frame(merge, row, false);
        }
        if (step < data.merges().size()) {
            frame(data.merges().get(step), row, true);
        }
    }

    /// The gap between the two parts closes and the right one takes the colour of the left one.
    private void joining(StepMerge merge, StepsRow row) {
        Color left = palette.ink(Ink.token(data.hue(merge.from())));
        Color right = palette.ink(Ink.token(data.hue(merge.middle())));
        double t = picture.progress();
        double gap = 2 * (1 - t);
        double x = columns.x(merge.from()) + 1;
        double middle = columns.x(merge.middle());
        double end = columns.x(merge.to()) - 1;
        double y = boxTop(row);
        double height = boxHeight(row);
        gc.setFill(right.interpolate(left, t));
        gc.fillRoundRect(middle + gap / 2 - 4 * t, y, end - middle - gap / 2 + 4 * t, height, 8, 8);
        gc.setFill(left);
        gc.fillRoundRect(x, y, middle - gap / 2 - x + 4 * t, height, 8, 8);
        gc.setFill(palette.ink(Ink.TOKEN_TEXT));
        double alpha = gc.getGlobalAlpha();
        gc.setGlobalAlpha(alpha * t);
        centre(
                data.label(merge.from(), merge.to()),
                fonts.text(),
                merge.from(),
                merge.to(),
                row.middle());
        gc.setGlobalAlpha(alpha * (1 - t));
        centre(
                data.label(merge.from(), merge.middle()),
                fonts.text(),
                merge.from(),
                merge.middle(),
                row.middle());
        centre(
                data.label(merge.middle(), merge.to()),
                fonts.text(),
                merge.middle(),
                merge.to(),
                row.middle());
        gc.setGlobalAlpha(alpha);
    }

    private void part(String label, int from, int to, StepsRow row) {
        box(from, to, row);
        gc.setFill(palette.ink(Ink.TOKEN_TEXT));
        inView(label, fonts.text(), from, to, row.middle());
    }

    private void box(int from, int to, StepsRow row) {
        double x = columns.x(from) + 1;
        double width = columns.width(from, to) - 2;
        double y = boxTop(row);
        double height = boxHeight(row);
        gc.setFill(palette.ink(Ink.token(data.hue(from))));
        gc.fillRoundRect(x, y, width, height, 8, 8);
        if (data.isSpecial(from, to)) {
            gc.setStroke(palette.ink(Ink.TOKEN_TEXT));
            gc.setLineWidth(1);
            gc.strokeRoundRect(x + 2, y + 2, width - 4, height - 4, 5, 5);
        }
    }

    private double boxTop(StepsRow row) {
        return Math.rint(row.y() + (row.height() - boxHeight(row)) / 2);
    }

    private double boxHeight(StepsRow row) {
        return Math.rint(row.height() - 0.42 * em);
    }

    /// What came of a merge has a line around it; the pair that merges next, dashes.
    private void frame(StepMerge merge, StepsRow row, boolean next) {
        if (!columns.sees(merge.from(), merge.to())) {
            return;
        }
        gc.setStroke(palette.ink(next ? Ink.TEXT : Ink.ACCENT));
        gc.setLineWidth(palette.lineWidth() + (next ? 0.2 : 1));
        if (next) {
            gc.setLineDashes(3, 2.5);
        }
        gc.strokeRoundRect(
                columns.x(merge.from()) + 0.5,
                boxTop(row) - 0.5,
                columns.width(merge.from(), merge.to()) - 1,
                boxHeight(row) + 1,
                9,
                9);
        gc.setLineDashes();
    }

    private void token(StepCell cell, StepsRow row) {
        if (!sees(cell)) {
            return;
        }
        box(cell.from(), cell.to(), row);
        double line = fonts.text().lineHeight();
        double id = fonts.id().lineHeight();
        double top = row.middle() - (line + id) / 2;
        gc.setFill(palette.ink(Ink.TOKEN_TEXT));
        inView(cell.text(), fonts.text(), cell.from(), cell.to(), top + line / 2);
        gc.setFill(palette.ink(Ink.TOKEN_ID));
        inView(cell.note(), fonts.id(), cell.from(), cell.to(), top + line + id / 2);
    }

    /// Text in the middle of that part of its columns that is in view, but within its columns.
    private void inView(String text, TextRuler ruler, int from, int to, double y) {
        double left = columns.x(from);
        double right = columns.x(to);
        double half = ruler.width(text) / 2 + 2;
        double seenLeft = Math.max(left, columns.left());
        double seenRight = Math.min(right, columns.left() + columns.width());
        if (2 * half > right - left) {
            fitted(text, ruler, left, right, y);
        } else {
            double middle = Math.clamp((seenLeft + seenRight) / 2, left + half, right - half);
            write(text, ruler, middle, y, TextAlignment.CENTER);
        }
    }

    private void centre(String text, TextRuler ruler, int from, int to, double y) {
        fitted(text, ruler, columns.x(from), columns.x(to), y);
    }

    /// Smaller where it does not fit, and cut off where it would be too small to read.
    private void fitted(String text, TextRuler ruler, double left, double right, double y) {
        double room = right - left - 4;
        double width = ruler.width(text);
        TextRuler chosen = ruler;
        if (width > room && room < width * 0.999) {
            chosen = fonts.reduced(ruler);
        }
        write(
                chosen.fit(text, Math.max(1, room + 2)),
                chosen,
                (left + right) / 2,
                y,
                TextAlignment.CENTER);
    }

    private void write(String text, TextRuler ruler, double x, double y, TextAlignment align) {
        Font font = ruler.font();
        gc.setFont(font);
        gc.setTextAlign(align);
        gc.setTextBaseline(VPos.BASELINE);
        gc.fillText(text, x, Math.rint(y - ruler.lineHeight() / 2 + ruler.ascent()));
    }
}
