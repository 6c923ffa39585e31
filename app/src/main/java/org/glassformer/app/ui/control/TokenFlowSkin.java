package org.glassformer.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// Lays all chips out by arithmetic and keeps nodes only for those in view.
final class TokenFlowSkin extends SkinBase<TokenFlow> {

    private static final PseudoClass HOVERING = PseudoClass.getPseudoClass("hovering");

    /// Room for the ring of a selected chip.
    private static final double RING = 4;

    private final CanvasPalette palette;
    private final Pane viewport = new Pane();
    private final Rectangle clip = new Rectangle();
    private final ScrollBar scrollBar = new ScrollBar();
    private final List<TokenChip> chips = new ArrayList<>();
    private double[] widths = new double[0];
    private boolean measured;
    private boolean toEnd;
    private final ChipMeasures chip = new ChipMeasures();
    private @Nullable TokenLayout layout;
    private boolean telling;
    private boolean pointing;
    private int brought = TokenFlow.NONE;
    private double layoutWidth = -1;

    TokenFlowSkin(TokenFlow flow) {
        super(flow);
        palette = new CanvasPalette(this::remeasure);
        palette.getStyleClass().add("gf-token-metrics");
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setFocusTraversable(false);
        scrollBar.setVisible(false);
        viewport.setClip(clip);
        getChildren().setAll(palette, viewport, scrollBar);
        registerChangeListener(flow.tokensProperty(), ignored -> tokensChanged());
        flow.tokensProperty().subscribe(this::follow);
        registerChangeListener(flow.hueProperty(), ignored -> flow.requestLayout());
        registerChangeListener(flow.markedProperty(), ignored -> flow.requestLayout());
        registerChangeListener(flow.framedProperty(), ignored -> flow.requestLayout());
        registerChangeListener(flow.topTokenProperty(), ignored -> scrollToTop());
        registerChangeListener(flow.idsVisibleProperty(), ignored -> remeasure());
        registerChangeListener(flow.whitespaceVisibleProperty(), ignored -> remeasure());
        registerChangeListener(flow.maxRowsProperty(), ignored -> flow.requestLayout());
        registerChangeListener(flow.hoveredTokenProperty(), ignored -> hovered());
        registerChangeListener(flow.hotSpanProperty(), ignored -> mark());
        registerChangeListener(flow.chosenSpanProperty(), ignored -> mark());
        registerChangeListener(
                flow.selectedTokenProperty(),
                ignored -> {
                    bring(flow.selectedTokenProperty().get());
                    mark();
                });
        scrollBar.valueProperty().subscribe(ignored -> flow.requestLayout());
        viewport.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
        viewport.addEventHandler(
                MouseEvent.MOUSE_EXITED,
                ignored -> flow.hoveredTokenProperty().set(TokenFlow.NONE));
        viewport.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        flow.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        flow.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void tokensChanged() {
        TokenFlow flow = getSkinnable();
        int count = flow.tokensProperty().get().size();
        for (IntegerProperty index :
                List.of(flow.hoveredTokenProperty(), flow.selectedTokenProperty())) {
            if (index.get() >= count) {
                index.set(TokenFlow.NONE);
            }
        }
        relayout();
    }

    /// Tokens added at the end are brought into view.
    private void follow(List<FlowToken> before, List<FlowToken> now) {
        toEnd =
                now.size() > before.size()
                        && !before.isEmpty()
                        && now.subList(0, before.size()).equals(before)
                        && getSkinnable().selectedTokenProperty().get() == TokenFlow.NONE;
    }

    /// Other tokens: what was measured stands.
    private void relayout() {
        measured = false;
        layout = null;
        getSkinnable().requestLayout();
    }

    /// Another look: nothing that was measured stands.
    private void remeasure() {
        chip.forget();
        relayout();
    }

    private void measure() {
        if (measured) {
            return;
        }
        TokenFlow flow = getSkinnable();
        widths =
                chip.widths(
                        flow.tokensProperty().get(),
                        palette,
                        flow.whitespaceVisibleProperty().get(),
                        flow.idsVisibleProperty().get());
        measured = true;
    }

    private void scrollToTop() {
        TokenLayout rows = layout;
        int top = getSkinnable().topTokenProperty().get();
        if (!telling && rows != null && top >= 0 && top < widths.length && scrollBar.isVisible()) {
            scrollBar.setValue(Math.min(scrollBar.getMax(), rows.row(top) * rowPitch()));
        }
    }

    private TokenLayout layout(double width) {
        measure();
        TokenLayout current = layout;
        if (current == null || layoutWidth != width) {
            current = new TokenLayout(widths, width, gap());
            layout = current;
            layoutWidth = width;
        }
        return current;
    }

    private double gap() {
        return Math.max(2, Math.rint(chip.em() * 0.22));
    }

    private double rowPitch() {
        return chip.height() + Math.max(4, Math.rint(chip.em() * 0.4));
    }

    private double heightOf(int rows) {
        return rows == 0
                ? chip.height() + 2 * RING
                : (rows - 1) * rowPitch() + chip.height() + 2 * RING;
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        TokenFlow flow = getSkinnable();
        double barWidth = scrollBar.prefWidth(-1);
        double inner = width - 2 * RING;
        TokenLayout rows = layout(inner);
        boolean scrolls = heightOf(rows.rows()) > height + 0.5;
        if (scrolls) {
            inner -= barWidth;
            rows = layout(inner);
            double hidden = Math.max(1, heightOf(rows.rows()) - height);
            scrollBar.setMax(hidden);
            scrollBar.setVisibleAmount(hidden * height / heightOf(rows.rows()));
            scrollBar.setUnitIncrement(rowPitch());
            scrollBar.setBlockIncrement(height);
        }
        scrollBar.setVisible(scrolls);
        if (!scrolls) {
            scrollBar.setValue(0);
        } else if (toEnd || scrollBar.getValue() > scrollBar.getMax()) {
            toEnd = false;
            scrollBar.setValue(scrollBar.getMax());
        }
        if (brought != TokenFlow.NONE) {
            reveal(rows, brought, height);
            brought = TokenFlow.NONE;
        }
        scrollBar.resizeRelocate(x + width - barWidth, y, barWidth, height);
        double seen = width - (scrolls ? barWidth : 0);
        viewport.resizeRelocate(x, y, seen, height);
        clip.setWidth(seen);
        clip.setHeight(height);
        placeChips(rows, height);
        flow.setAccessibleText(
                Messages.text("tokenflow.accessible", flow.tokensProperty().get().size()));
    }

    private void placeChips(TokenLayout rows, double height) {
        TokenFlow flow = getSkinnable();
        List<FlowToken> tokens = flow.tokensProperty().get();
        double top = scrollBar.getValue();
        int firstRow = Math.max(0, (int) Math.floor((top - RING - chip.height()) / rowPitch()));
        int lastRow = (int) Math.floor((top + height) / rowPitch());
        int first = rows.start(firstRow);
        int last = rows.start(lastRow + 1);
        while (chips.size() < last - first) {
            chips.add(new TokenChip());
        }
        boolean whitespace = flow.whitespaceVisibleProperty().get();
        boolean ids = flow.idsVisibleProperty().get();
        fitChips(last - first);
        for (int i = first; i < last; i++) {
            TokenChip shown = chips.get(i - first);
            int hue = flow.hueProperty().get().applyAsInt(i);
            shown.show(i, tokens.get(i), hue, whitespace, ids);
            shown.note(flow.markedProperty().get().test(i), flow.framedProperty().get().test(i));
            shown.resizeRelocate(
                    RING + rows.x(i),
                    Math.rint(RING + rows.row(i) * rowPitch() - top),
                    Math.min(widths[i], viewport.getWidth() - 2 * RING),
                    chip.height());
        }
        int topRow = Math.clamp((int) Math.rint(top / rowPitch()), 0, Math.max(0, rows.rows() - 1));
        telling = true;
        flow.topTokenProperty().set(rows.start(topRow));
        telling = false;
        mark();
    }

    /// Chips that stay in the scene keep their style; those that come anew cost much more.
    private void fitChips(int count) {
        int shown = viewport.getChildren().size();
        if (shown < count) {
            viewport.getChildren().addAll(chips.subList(shown, count));
        } else if (shown > count) {
            viewport.getChildren().remove(count, shown);
        }
    }

    private void mark() {
        TokenFlow flow = getSkinnable();
        int hovered = flow.hoveredTokenProperty().get();
        int selected = flow.selectedTokenProperty().get();
        TokenSpan hot = flow.hotSpanProperty().get();
        TokenSpan chosen = flow.chosenSpanProperty().get();
        flow.pseudoClassStateChanged(HOVERING, hovered >= 0 || !hot.isEmpty());
        for (int i = 0; i < viewport.getChildren().size(); i++) {
            TokenChip shown = chips.get(i);
            int index = shown.index();
            shown.mark(
                    index == hovered || hot.contains(index),
                    index == selected || chosen.contains(index));
        }
    }

    private void reveal(int index) {
        TokenLayout rows = layout;
        if (rows == null) {
            return;
        }
        reveal(rows, index, viewport.getHeight());
    }

    private void reveal(TokenLayout rows, int index, double height) {
        if (index < 0 || index >= widths.length || !scrollBar.isVisible()) {
            return;
        }
        double top = rows.row(index) * rowPitch();
        double bottom = top + chip.height() + 2 * RING;
        if (top < scrollBar.getValue()) {
            scrollBar.setValue(top);
        } else if (bottom > scrollBar.getValue() + height) {
            scrollBar.setValue(Math.min(scrollBar.getMax(), bottom - height));
        }
    }

    private int at(MouseEvent event) {
        return event.getTarget() instanceof TokenChip over ? over.index() : TokenFlow.NONE;
    }

    private void hover(MouseEvent event) {
        pointing = true;
        getSkinnable().hoveredTokenProperty().set(at(event));
        pointing = false;
    }

    /// The token that another view has under its pointer comes into view; those under one's own do not move.
    private void hovered() {
        if (!pointing) {
            bring(getSkinnable().hoveredTokenProperty().get());
        }
        mark();
    }

    /// Brings a token into view, at the next layout where the places are not known yet.
    void bring(int index) {
        brought = index;
        if (layout == null) {
            getSkinnable().requestLayout();
        } else {
            reveal(index);
            brought = TokenFlow.NONE;
        }
    }

    private void click(MouseEvent event) {
        TokenFlow flow = getSkinnable();
        flow.requestFocus();
        int index = at(event);
        if (index >= 0 && event.getButton() == MouseButton.PRIMARY) {
            boolean again = flow.selectedTokenProperty().get() == index;
            flow.selectedTokenProperty().set(again ? TokenFlow.NONE : index);
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        if (scrollBar.isVisible() && event.getDeltaY() != 0) {
            double value = scrollBar.getValue() - event.getDeltaY();
            scrollBar.setValue(Math.clamp(value, 0, scrollBar.getMax()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        TokenFlow flow = getSkinnable();
        int selected = flow.selectedTokenProperty().get();
        int count = flow.tokensProperty().get().size();
        TokenLayout rows = layout;
        if (count == 0 || rows == null || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int next =
                switch (event.getCode()) {
                    case LEFT -> selected < 0 ? count - 1 : Math.max(0, selected - 1);
                    case RIGHT -> selected < 0 ? 0 : Math.min(count - 1, selected + 1);
                    case UP -> rows.beside(selected, -1);
                    case DOWN -> rows.beside(selected, 1);
                    case HOME -> 0;
                    case END -> count - 1;
                    case ESCAPE -> TokenFlow.NONE;
                    default -> selected;
                };
        if (next != selected) {
            flow.selectedTokenProperty().set(next);
            event.consume();
        }
    }

    private int visibleRows(double width) {
        int rows = layout(width - 2 * RING).rows();
        int most = getSkinnable().maxRowsProperty().get();
        return most > 0 ? Math.min(rows, most) : rows;
    }

    @Override
    protected double computePrefHeight(double width, double t, double r, double b, double l) {
        double inner = width < 0 ? 640 : width - l - r;
        return t + b + heightOf(visibleRows(inner));
    }

    @Override
    protected double computeMinHeight(double width, double t, double r, double b, double l) {
        measure();
        return t + b + heightOf(1);
    }

    @Override
    protected double computeMaxHeight(double width, double t, double r, double b, double l) {
        return getSkinnable().maxRowsProperty().get() > 0
                ? getSkinnable().prefHeight(width)
                : Double.MAX_VALUE;
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + 640;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + 120;
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
