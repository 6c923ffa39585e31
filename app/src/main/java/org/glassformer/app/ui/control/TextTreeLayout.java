package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import org.glassformer.app.i18n.Figures;
import org.glassformer.app.i18n.Messages;
import org.glassformer.app.ui.control.TextTreeData.Piece;
import org.glassformer.app.ui.control.TextTreeData.Run;

/// Where the boxes of a [TextTree] stand at one zoom, in pixels from the tree's own corner.
///
/// A run's band is as high as its box or as the bands of those that continue it, whichever is higher; box and children
/// stand in the middle of it. Long runs show their beginning and their end.
final class TextTreeLayout {

    private static final int FIRST_LINES = 4;
    private static final int LAST_LINES = 3;
    private static final int CHARACTERS = 36;

    private final TextTreeData data;
    private final TextRuler ruler;
    private final double lineHeight;
    private final double pad;
    private final double nameHeight;
    private final List<Box> boxes = new ArrayList<>();
    private final double width;
    private final double height;

    /// A run with its place.
    static final class Box {
        final int run;
        final TextLines text;
        final double width;
        final double height;
        double x;
        double y;
        private final double band;

        Box(int run, TextLines text, double width, double height, double band) {
            this.run = run;
            this.text = text;
            this.width = width;
            this.height = height;
            this.band = band;
        }

        /// How many lines are left out.
        int hidden() {
            return text.count() > FIRST_LINES + 1 + LAST_LINES
                    ? text.count() - FIRST_LINES - LAST_LINES
                    : 0;
        }

        /// The first token that is left out.
        int firstHidden() {
            return text.first(FIRST_LINES);
        }

        /// The row that a line is shown in; those left out share one.
        int row(int line) {
            if (hidden() == 0 || line < FIRST_LINES) {
                return line;
            }
            return Math.max(FIRST_LINES, line - hidden() + 1);
        }

        boolean isHidden(int line) {
            return hidden() > 0 && line >= FIRST_LINES && line < FIRST_LINES + hidden();
        }

        int rows() {
            return hidden() > 0 ? FIRST_LINES + 1 + LAST_LINES : Math.max(1, text.count());
        }

        /// The line shown in a row, or -1 for the row that stands for those left out.
        int line(int row) {
            if (hidden() == 0 || row < FIRST_LINES) {
                return row;
            }
            return row == FIRST_LINES ? -1 : row + hidden() - 1;
        }
    }

    TextTreeLayout(TextTreeData data, TextRuler ruler, double nameHeight) {
        this.data = data;
        this.ruler = ruler;
        this.nameHeight = nameHeight;
        lineHeight = Math.ceil(ruler.lineHeight() * 1.3);
        pad = Math.ceil(ruler.lineHeight() * 0.35);
        double hgap = Math.ceil(ruler.lineHeight() * 2);
        double vgap = Math.ceil(ruler.lineHeight() * 0.8);
        int n = data.runs().size();
        double[] bands = new double[n];
        double[] below = new double[n];
        TextLines[] texts = new TextLines[n];
        for (int r = n - 1; r >= 0; r--) {
            Run run = data.runs().get(r);
            texts[r] =
                    TextLines.of(
                            run.pieces().stream().map(Piece::label).toList(),
                            ruler::width,
                            CHARACTERS * ruler.advance());
            bands[r] = Math.max(boxHeight(r, texts[r]), below[r] == 0 ? 0 : below[r] - vgap);
            if (run.parent() >= 0) {
                below[run.parent()] += bands[r] + vgap;
            }
        }
        double[] next = new double[n];
        double right = 0;
        for (int r = 0; r < n; r++) {
            int parent = data.runs().get(r).parent();
            double top = parent < 0 ? 0 : next[parent];
            double full = boxHeight(r, texts[r]);
            double name = nameOf(r);
            Box box = new Box(r, texts[r], boxWidth(r, texts[r]), Math.rint(full - name), bands[r]);
            box.x = parent < 0 ? 0 : boxes.get(parent).x + boxes.get(parent).width + hgap;
            box.y = Math.rint(top + (bands[r] - full) / 2 + name);
            boxes.add(box);
            if (parent >= 0) {
                next[parent] += bands[r] + vgap;
            }
            double children = below[r] == 0 ? 0 : below[r] - vgap;
            next[r] = top + (bands[r] - children) / 2;
            right = Math.max(right, box.x + box.width);
        }
        width = right;
        height = n == 0 ? 0 : boxes.getFirst().band;
    }

    private double nameOf(int run) {
        return data.runs().get(run).name().isEmpty() ? 0 : nameHeight;
    }

    private double boxHeight(int run, TextLines text) {
        int rows = new Box(run, text, 0, 0, 0).rows();
        return rows * lineHeight + 2 * pad + nameOf(run);
    }

    private double boxWidth(int run, TextLines text) {
        Box bare = new Box(run, text, 0, 0, 0);
        double note = bare.hidden() == 0 ? 0 : ruler.width(hiddenNote(bare));
        return Math.ceil(Math.max(text.widest(), note) + 2 * pad);
    }

    /// What stands for the lines left out.
    String hiddenNote(Box box) {
        int to = box.text.first(FIRST_LINES + box.hidden());
        return Messages.text("texttree.hidden", Figures.count(to - box.firstHidden()));
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    double lineHeight() {
        return lineHeight;
    }

    double pad() {
        return pad;
    }

    TextRuler ruler() {
        return ruler;
    }

    List<Box> boxes() {
        return boxes;
    }

    /// The left edge of a piece.
    double pieceX(Box box, int piece) {
        return box.x + pad + (box.isHidden(box.text.line(piece)) ? 0 : box.text.left(piece));
    }

    /// The top of a piece; of those left out, of the row that stands for them.
    double pieceY(Box box, int piece) {
        return box.y + pad + box.row(box.text.line(piece)) * lineHeight;
    }

    double pieceWidth(Box box, int piece) {
        return box.isHidden(box.text.line(piece)) ? box.width - 2 * pad : box.text.width(piece);
    }

    /// The piece at a place by its number, or [TextTreeData#NONE]. Inside a box it is the closest one.
    int at(double x, double y) {
        for (Box box : boxes) {
            if (x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height) {
                int row = (int) Math.clamp((y - box.y - pad) / lineHeight, 0, box.rows() - 1.0);
                int line = box.line(row);
                int piece = line < 0 ? -1 : box.text.at(x - box.x - pad, line);
                return piece < 0
                        ? TextTreeData.NONE
                        : data.runs().get(box.run).pieces().get(piece).number();
            }
        }
        return TextTreeData.NONE;
    }
}
