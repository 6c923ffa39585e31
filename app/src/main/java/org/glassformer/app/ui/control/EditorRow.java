package org.glassformer.app.ui.control;

import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;
import javafx.scene.text.Text;

/// One row in view: the node that draws it, and the places of its characters.
final class EditorRow {

    /// Takes a stretch of a row.
    interface Stretch {
        void at(double left, double right);
    }

    private final Text node = new Text();
    private RowText row = RowText.of("", 0, 0, false);
    private int start;
    private int end; // one past the last character drawn: a line feed is not
    private double advance;
    private double y;
    private boolean fixed;

    EditorRow() {
        node.getStyleClass().setAll("row");
        node.setTextOrigin(VPos.BASELINE);
        node.setManaged(false);
        node.setMouseTransparent(true);
    }

    /// Draws other characters.
    void show(EditorText text, int from, int to, boolean signs, TextRuler ruler) {
        start = from;
        end = to > from && text.charAt(to - 1) == '\n' ? to - 1 : to;
        row = RowText.of(text, start, end, signs);
        fixed = row.isPlain() && ruler.isFixed();
        advance = ruler.advance();
        if (!node.getFont().equals(ruler.font())) {
            node.setFont(ruler.font());
        }
        if (!node.getText().equals(row.shown())) {
            node.setText(row.shown());
        }
    }

    /// Puts the row at its place: the whole node moves, so that the shapes the node tells begin at the row's left edge.
    ///
    /// @param top of the row
    /// @param baseline of its text, from the top
    void place(double left, double top, double baseline) {
        y = top;
        node.setLayoutX(left);
        node.setLayoutY(top + baseline);
    }

    /// Top of the row.
    double y() {
        return y;
    }

    /// The line that the characters stand on.
    double baseline() {
        return node.getLayoutY();
    }

    Text node() {
        return node;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// Where a character begins, from the left edge of the text.
    double x(int at) {
        int place = row.toShown(Math.clamp(at, start, end) - start);
        if (fixed) {
            return place * advance;
        }
        for (PathElement element : node.caretShape(place, true)) {
            if (element instanceof MoveTo move) {
                return move.getX();
            }
        }
        return 0;
    }

    /// Where the row ends.
    double right() {
        return fixed ? row.shown().length() * advance : node.getLayoutBounds().getWidth();
    }

    /// The stretches that characters take; several where directions mix.
    void stretches(int from, int to, Stretch each) {
        int first = row.toShown(Math.max(from, start) - start);
        int last = row.toShown(Math.min(to, end) - start);
        if (first >= last) {
            return;
        }
        if (fixed) {
            each.at(first * advance, last * advance);
            return;
        }
        double left = Double.NaN;
        double right = Double.NaN;
        for (PathElement element : node.rangeShape(first, last)) {
            switch (element) {
                case MoveTo move -> {
                    if (right > left) {
                        each.at(left, right);
                    }
                    left = move.getX();
                    right = move.getX();
                }
                case LineTo line -> {
                    left = Math.min(left, line.getX());
                    right = Math.max(right, line.getX());
                }
                default -> {}
            }
        }
        if (right > left) {
            each.at(left, right);
        }
    }

    /// The character at a place, or -1 beside the text.
    int characterAt(double x) {
        if (x < 0 || x >= right()) {
            return -1;
        }
        int place = fixed ? (int) (x / advance) : node.hitTest(new Point2D(x, 0)).getCharIndex();
        return Math.min(start + row.toUnit(place), end - 1);
    }

    /// The place for the caret that is closest.
    int caretAt(double x) {
        if (x <= 0 && fixed) {
            return start;
        }
        int place =
                fixed
                        ? (int) Math.rint(Math.min(x, right()) / advance)
                        : node.hitTest(new Point2D(x, 0)).getInsertionIndex();
        return Math.min(start + row.toUnit(place), end);
    }
}
