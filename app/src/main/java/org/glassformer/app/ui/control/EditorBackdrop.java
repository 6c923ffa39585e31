package org.glassformer.app.ui.control;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// What lies under the rows of a [TokenEditor]: token hues, what is pointed at and chosen, the selection, signs for white
/// space.
final class EditorBackdrop {

    private static final Ink[] WASHES = {
        Ink.WASH_1, Ink.WASH_2, Ink.WASH_3, Ink.WASH_4, Ink.WASH_5, Ink.WASH_6, Ink.WASH_7
    };
    private static final double ROUND = 5;

    private final TokenEditor editor;
    private final CanvasPalette palette;
    private final Canvas canvas = new Canvas();
    private TextRange composing = TextRange.NONE;
    private double inset;
    private double pitch;

    EditorBackdrop(TokenEditor editor, CanvasPalette palette) {
        this.editor = editor;
        this.palette = palette;
        canvas.setMouseTransparent(true);
    }

    Canvas canvas() {
        return canvas;
    }

    void resize(double width, double height) {
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
    }

    void composing(TextRange range) {
        composing = range;
    }

    /// Draws anew.
    ///
    /// @param rows in view, placed
    void paint(List<EditorRow> rows, double rowPitch, double rowInset) {
        inset = rowInset;
        pitch = rowPitch;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        for (EditorRow row : rows) {
            tokens(g, row);
            range(g, row, editor.selectionStart(), editor.selectionEnd());
            if (editor.whitespaceVisibleProperty().get()) {
                signs(g, row);
            }
            row.stretches(
                    composing.start(),
                    composing.end(),
                    (left, right) -> {
                        g.setFill(palette.ink(Ink.ACCENT));
                        g.fillRect(inset + left, row.y() + pitch - 3, right - left, 2);
                    });
        }
    }

    private void tokens(GraphicsContext g, EditorRow row) {
        TextMarks marks = editor.marksProperty().get();
        MarkedEdits edits = editor.edits();
        TextRange hot = editor.hotProperty().get();
        TextRange chosen = editor.chosenProperty().get();
        int first = marks.firstEndingAfter(edits.toMarked(row.start()));
        int i = Math.max(0, first - 1);
        for (; i < marks.size(); i++) {
            int start = marks.starts()[i];
            int end = marks.ends()[i];
            if (!edits.isWhole(start, end)) {
                continue;
            }
            int shift = edits.shift(end);
            if (start + shift >= row.end() && start + shift > row.start()) {
                break;
            }
            token(g, row, marks, i, shift, within(hot, start + shift, end + shift));
        }
        ring(g, row, hot, false);
        ring(g, row, chosen, true);
    }

    private static boolean within(TextRange range, int start, int end) {
        return !range.isEmpty() && start < range.end() && end > range.start();
    }

    /// A character that is split over tokens is divided among them from left to right.
    private void token(
            GraphicsContext g, EditorRow row, TextMarks marks, int i, int shift, boolean hot) {
        g.setFill(palette.ink(WASHES[marks.hues()[i]]));
        int start = marks.starts()[i];
        int end = marks.ends()[i];
        boolean leads = marks.leads()[i] > 0;
        boolean shares = i + 1 < marks.size() && marks.leads()[i + 1] > 0;
        int last = shares ? marks.starts()[i + 1] : end;
        float until = shares ? marks.leads()[i + 1] : 1;
        if (leads) {
            int whole = Clusters.unitsAt(marks.text(), start);
            float to = shares && last == start ? until : 1;
            slice(g, row, start + shift, whole, marks.leads()[i], to);
            start += whole;
        }
        if (start < last) {
            row.stretches(
                    start + shift, last + shift, (left, right) -> fill(g, row, left, right, hot));
        }
        if (shares && last >= start) {
            slice(g, row, last + shift, Clusters.unitsAt(marks.text(), last), 0, until);
        }
    }

    private void slice(GraphicsContext g, EditorRow row, int at, int units, float from, float to) {
        row.stretches(
                at,
                at + units,
                (left, right) -> {
                    double width = right - left;
                    fill(g, row, left + from * width, left + to * width, false);
                });
    }

    private void fill(GraphicsContext g, EditorRow row, double left, double right, boolean hot) {
        double x = inset + left;
        double width = Math.max(1, right - left - 1);
        g.fillRoundRect(x, row.y() + 1, width, pitch - 2, ROUND, ROUND);
        if (hot) {
            g.fillRoundRect(x, row.y() + 1, width, pitch - 2, ROUND, ROUND);
        }
    }

    private void ring(GraphicsContext g, EditorRow row, TextRange range, boolean strong) {
        if (range.isEmpty()) {
            return;
        }
        g.setStroke(palette.ink(strong ? Ink.ACCENT : Ink.TEXT));
        double line = palette.lineWidth() * (strong ? 2 : 1.2);
        g.setLineWidth(line);
        row.stretches(
                range.start(),
                range.end(),
                (left, right) ->
                        g.strokeRoundRect(
                                inset + left - line / 2,
                                row.y() + 1,
                                right - left - 1 + line,
                                pitch - 2,
                                ROUND,
                                ROUND));
    }

    private void range(GraphicsContext g, EditorRow row, int from, int to) {
        if (from >= to) {
            return;
        }
        g.setFill(palette.ink(Ink.ACCENT));
        g.setGlobalAlpha(0.38);
        row.stretches(
                from, to, (left, right) -> g.fillRect(inset + left, row.y(), right - left, pitch));
        boolean lineEnd = from <= row.end() && to > row.end();
        if (lineEnd) {
            g.fillRect(inset + row.right(), row.y(), pitch / 3, pitch);
        }
        g.setGlobalAlpha(1);
    }

    private void signs(GraphicsContext g, EditorRow row) {
        EditorText text = editor.content();
        g.setFont(palette.font());
        g.setFill(palette.ink(Ink.MUTED));
        double base = row.baseline();
        for (int i = row.start(); i < row.end(); i++) {
            String sign = sign(text.charAt(i));
            if (!sign.isEmpty()) {
                int at = i;
                // a space of another typeface may be narrower than its sign
                boolean space = text.charAt(i) != '\t';
                g.setTextAlign(space ? TextAlignment.CENTER : TextAlignment.LEFT);
                row.stretches(
                        at,
                        at + 1,
                        (left, right) ->
                                g.fillText(
                                        sign, inset + (space ? (left + right) / 2 : left), base));
            }
        }
        g.setTextAlign(TextAlignment.LEFT);
        if (row.end() < text.length() && text.charAt(row.end()) == '\n') {
            g.fillText("↵", inset + row.right() + 1, base);
        }
    }

    private static String sign(char c) {
        return switch (c) {
            case ' ' -> "·";
            case '\t' -> "→";
            case '\r' -> "␍";
            case '\u00A0' -> "⍽";
            default -> "";
        };
    }
}
