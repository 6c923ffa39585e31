package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/// Draws the rows in view: token hues on a canvas, one text node a row above it, then the caret.
final class TokenEditorSkin extends SkinBase<TokenEditor> {

    private static final long BUDGET_NS = 6_000_000;
    private static final double LINE = 1.62;
    private static final int ROWS = 6;

    private final CanvasPalette palette;
    private final Pane viewport = new Pane();
    private final Pane rowsPane = new Pane();
    private final Rectangle clip = new Rectangle();
    private final ScrollBar scrollBar = new ScrollBar();
    private final Label hint = new Label();
    private final EditorCaret caret = new EditorCaret();
    private final List<EditorRow> rows = new ArrayList<>();
    private final EditorRows breaks;
    private final EditorBackdrop backdrop;
    private final AnimationTimer breaking =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    getSkinnable().requestLayout();
                }
            };
    private TextRuler ruler;
    private double brokenFor = -1;
    private boolean brokenWithSigns;
    private boolean scrolling;
    private boolean reveal;
    private int wantedTop = -1;
    private int firstRow;
    private int seen;

    TokenEditorSkin(TokenEditor editor) {
        super(editor);
        palette = new CanvasPalette(this::restyle);
        palette.getStyleClass().add("gf-editor-metrics");
        ruler = new TextRuler(palette.font());
        breaks = new EditorRows(editor.content(), ruler);
        backdrop = new EditorBackdrop(editor, palette);
        rowsPane.setMouseTransparent(true);
        hint.getStyleClass().add("hint");
        hint.setMouseTransparent(true);
        hint.textProperty().bind(editor.hintProperty());
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setFocusTraversable(false);
        viewport.setClip(clip);
        viewport.getChildren().setAll(backdrop.canvas(), rowsPane, hint, caret);
        getChildren().setAll(palette, viewport, scrollBar);
        editor.listen(change -> {
            if (brokenFor >= 0) {
                breaks.edited(change);
            }
            editor.requestLayout();
        });
        registerChangeListener(editor.whitespaceVisibleProperty(), ignored -> restyle());
        registerChangeListener(editor.mostRowsProperty(), ignored -> editor.requestLayout());
        registerChangeListener(editor.marksProperty(), ignored -> editor.requestLayout());
        registerChangeListener(editor.hotProperty(), ignored -> editor.requestLayout());
        registerChangeListener(editor.chosenProperty(), ignored -> editor.requestLayout());
        registerChangeListener(editor.caretProperty(), ignored -> caretMoved());
        registerChangeListener(editor.anchorProperty(), ignored -> editor.requestLayout());
        registerChangeListener(editor.topProperty(), ignored -> scrollToTop());
        registerChangeListener(editor.focusedProperty(), ignored -> focusChanged());
        scrollBar.valueProperty().subscribe(ignored -> editor.requestLayout());
        editor.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        new EditorMouse(editor, this).listenTo(viewport);
        new EditorKeys(editor, this).listen();
    }

    @Override
    public void dispose() {
        caret.focus(false);
        breaking.stop();
        if (getSkinnable() != null) {
            getSkinnable().listen(null);
        }
        super.dispose();
    }

    private void restyle() {
        brokenFor = -1;
        if (getSkinnable() != null) {
            getSkinnable().requestLayout();
        }
    }

    private void paint() {
        backdrop.paint(rows.subList(0, seen), pitch(), inset());
    }

    private void focusChanged() {
        caret.focus(getSkinnable().isFocused());
        getSkinnable().requestLayout();
    }

    private void caretMoved() {
        reveal = true;
        caret.moved();
        getSkinnable().requestLayout();
    }

    private void scrollToTop() {
        if (!scrolling) {
            wantedTop = getSkinnable().topProperty().get();
            getSkinnable().requestLayout();
        }
    }

    private void scroll(ScrollEvent event) {
        if (scrollBar.isVisible() && event.getDeltaY() != 0) {
            double value = scrollBar.getValue() - event.getDeltaY();
            scrollBar.setValue(Math.clamp(value, 0, scrollBar.getMax()));
            event.consume();
        }
    }

    /// Height of a row.
    double pitch() {
        return Math.rint(LINE * palette.font().getSize());
    }

    private double inset() {
        return Math.rint(0.5 * palette.font().getSize());
    }

    private double padding() {
        return Math.rint(0.3 * palette.font().getSize());
    }

    private double top() {
        return scrollBar.getValue();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        TokenEditor editor = getSkinnable();
        EditorText text = editor.content();
        double barWidth = scrollBar.prefWidth(-1);
        double inner = rowWidth(width);
        boolean signs = editor.whitespaceVisibleProperty().get();
        int keep = wantedTop;
        if (brokenFor != inner || brokenWithSigns != signs) {
            keep = brokenFor < 0 && keep < 0 ? editor.topProperty().get() : keep;
            keep =
                    brokenFor >= 0 && keep < 0
                            ? breaks.start(Math.min(firstRow, breaks.count() - 1))
                            : keep;
            ruler = new TextRuler(palette.font());
            breaks.reset(ruler, inner - ruler.advance(), signs);
            brokenFor = inner;
            brokenWithSigns = signs;
        }
        double pitch = pitch();
        double padding = padding();
        if (keep >= 0) {
            breaks.extend(0, keep, Long.MAX_VALUE);
        }
        if (reveal) {
            breaks.extend(0, editor.caret(), Long.MAX_VALUE);
        }
        int lastWanted = (int) ((top() + height) / pitch) + 1;
        breaks.extend(lastWanted, 0, Long.MAX_VALUE);
        if (!breaks.isComplete()) {
            breaks.extend(Integer.MAX_VALUE, 0, System.nanoTime() + BUDGET_NS);
        }
        if (breaks.isComplete()) {
            breaking.stop();
        } else {
            breaking.start();
        }
        fitScrollBar(height, pitch, padding, keep);
        scrollBar.resizeRelocate(x + width - barWidth, y, barWidth, height);
        viewport.resizeRelocate(x, y, width, height);
        clip.setWidth(width);
        clip.setHeight(height);
        hint.setVisible(text.length() == 0);
        hint.resizeRelocate(inset(), padding, Math.max(0, width - 2 * inset()), pitch);
        placeRows(height, pitch, padding, signs);
        backdrop.resize(width, height);
        paint();
        placeCaret(pitch, padding);
    }

    private void fitScrollBar(double height, double pitch, double padding, int keep) {
        TokenEditor editor = getSkinnable();
        double total = breaks.estimate() * pitch + 2 * padding;
        double hidden = Math.max(0, total - height);
        scrollBar.setVisible(hidden > 0.5);
        scrollBar.setMax(Math.max(1, hidden));
        scrollBar.setVisibleAmount(Math.max(1, hidden) * height / total);
        scrollBar.setUnitIncrement(pitch);
        scrollBar.setBlockIncrement(Math.max(pitch, height - pitch));
        double value = scrollBar.getValue();
        if (keep >= 0) {
            value = breaks.rowOf(keep) * pitch;
        }
        if (reveal) {
            double caretTop = caretRow() * pitch;
            value = Math.min(value, caretTop);
            value = Math.max(value, caretTop + pitch + 2 * padding - height);
        }
        reveal = false;
        wantedTop = -1;
        scrollBar.setValue(Math.clamp(value, 0, hidden));
        scrolling = true;
        firstRow = Math.clamp((int) Math.rint(top() / pitch), 0, breaks.count() - 1);
        if (editor.topProperty().get() != breaks.start(firstRow)) {
            editor.topProperty().set(breaks.start(firstRow));
        }
        scrolling = false;
    }

    private void placeRows(double height, double pitch, double padding, boolean signs) {
        EditorText text = getSkinnable().content();
        int first = Math.clamp((int) ((top() - padding) / pitch), 0, breaks.count() - 1);
        int last = Math.min(breaks.count() - 1, (int) ((top() + height) / pitch));
        seen = Math.max(0, last - first + 1);
        while (rows.size() < seen) {
            rows.add(new EditorRow());
        }
        int shown = rowsPane.getChildren().size();
        if (shown < seen) {
            rows.subList(shown, seen).forEach(row -> rowsPane.getChildren().add(row.node()));
        } else if (shown > seen) {
            rowsPane.getChildren().remove(seen, shown);
        }
        double base = Math.rint((pitch - ruler.lineHeight()) / 2 + ruler.ascent());
        for (int i = 0; i < seen; i++) {
            EditorRow row = rows.get(i);
            row.show(text, breaks.start(first + i), breaks.end(first + i), signs, ruler);
            row.place(inset(), padding + (first + i) * pitch - Math.rint(top()), base);
        }
    }

    private int caretRow() {
        return breaks.rowOf(getSkinnable().caret());
    }

    private void placeCaret(double pitch, double padding) {
        int at = getSkinnable().caret();
        for (EditorRow row : rows.subList(0, seen)) {
            boolean here = at >= row.start() && at <= row.end();
            if (here && breaks.start(caretRow()) == row.start()) {
                double y = padding + caretRow() * pitch - Math.rint(top());
                double width = palette.lineWidth() + 0.5;
                caret.resizeRelocate(Math.rint(inset() + row.x(at)) - 1, y + 1, width, pitch - 2);
                return;
            }
        }
        caret.relocate(-100, -100);
    }

    /// The row under a place of the viewport; the closest in view for places beside the rows.
    private EditorRow rowAt(double y) {
        double padding = padding();
        int index = (int) Math.floor((y + top() - padding) / pitch());
        for (EditorRow row : rows.subList(0, seen)) {
            if (breaks.rowOf(row.start()) >= index) {
                return row;
            }
        }
        return rows.get(seen - 1);
    }

    /// The character at a place of the viewport, or -1.
    int characterAt(double x, double y) {
        double padding = padding();
        double rowY = y + top() - padding;
        if (rowY < 0 || rowY >= breaks.count() * pitch()) {
            return TokenEditor.NONE;
        }
        return rowAt(y).characterAt(x - inset());
    }

    /// The place for the caret that is closest to a place of the viewport.
    int caretAt(double x, double y) {
        return rowAt(y).caretAt(x - inset());
    }

    /// Where the caret is seen, from the left edge of the rows.
    double caretX() {
        EditorRow row = rowFor(caretRow());
        return row.x(getSkinnable().caret());
    }

    /// The place some rows below the caret, as close to a distance from the left edge as can be.
    int vertically(int by, double x) {
        int target = caretRow() + by;
        breaks.extend(target, 0, Long.MAX_VALUE);
        if (target < 0) {
            return 0;
        }
        if (target >= breaks.count()) {
            return getSkinnable().content().length();
        }
        EditorRow row = rowFor(target);
        int at = row.caretAt(x);
        boolean wrapped = at == breaks.end(target) && target + 1 < breaks.count();
        return wrapped ? Clusters.previous(getSkinnable().content(), at) : at;
    }

    private EditorRow rowFor(int index) {
        EditorRow row = new EditorRow();
        boolean signs = getSkinnable().whitespaceVisibleProperty().get();
        row.show(getSkinnable().content(), breaks.start(index), breaks.end(index), signs, ruler);
        return row;
    }

    int rowStart() {
        return breaks.start(caretRow());
    }

    /// The last place of the caret's row.
    int rowEnd() {
        int row = caretRow();
        int end = breaks.end(row);
        boolean last = row + 1 >= breaks.count();
        return last ? end : Clusters.previous(getSkinnable().content(), end);
    }

    int rowsInView() {
        return Math.max(1, (int) (viewport.getHeight() / pitch()) - 1);
    }

    /// Scrolls while the pointer drags beyond an edge.
    void nudge(double y) {
        double beyond = y < 0 ? y : Math.max(0, y - viewport.getHeight());
        if (beyond != 0 && scrollBar.isVisible()) {
            double value = scrollBar.getValue() + beyond / 2;
            scrollBar.setValue(Math.clamp(value, 0, scrollBar.getMax()));
        }
    }

    /// Where an input method may put its window, on the screen.
    Point2D caretOnScreen() {
        return caret.onScreen();
    }

    /// The characters that an input method is still composing are underlined.
    void composing(TextRange range) {
        backdrop.composing(range);
        getSkinnable().requestLayout();
    }

    private double rowWidth(double width) {
        return Math.max(20, width - scrollBar.prefWidth(-1) - 2 * inset());
    }

    @Override
    protected double computeMinHeight(double width, double t, double r, double b, double l) {
        int rows = getSkinnable().mostRowsProperty().get() > 0 ? 1 : 2;
        return t + b + rows * pitch() + 2 * padding();
    }

    @Override
    protected double computePrefHeight(double width, double t, double r, double b, double l) {
        int most = getSkinnable().mostRowsProperty().get();
        int rows = most > 0 && width > 0 ? rowsAt(rowWidth(width - l - r), most) : ROWS;
        return t + b + rows * pitch() + 2 * padding();
    }

    /// How many rows of a width the text takes, but not more than `most`.
    private int rowsAt(double width, int most) {
        TokenEditor editor = getSkinnable();
        boolean signs = editor.whitespaceVisibleProperty().get();
        EditorRows trial = breaks;
        if (brokenFor != width || brokenWithSigns != signs) {
            TextRuler current = new TextRuler(palette.font());
            trial = new EditorRows(editor.content(), current);
            trial.reset(current, width - current.advance(), signs);
        }
        trial.extend(most, 0, Long.MAX_VALUE);
        return Math.clamp(trial.count(), 1, most);
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 320;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 80;
    }
}
