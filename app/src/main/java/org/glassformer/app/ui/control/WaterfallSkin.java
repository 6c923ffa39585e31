package org.glassformer.app.ui.control;

import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// One canvas; there are at most a few hundred bars.
final class WaterfallSkin extends SkinBase<Waterfall> {

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private @Nullable WaterfallDrawing drawing;

    WaterfallSkin(Waterfall waterfall) {
        super(waterfall);
        palette = new CanvasPalette(waterfall::requestLayout);
        getChildren().setAll(palette, canvas);
        waterfall.setPickOnBounds(true);
        registerChangeListener(waterfall.dataProperty(), _ -> dataChanged());
        registerChangeListener(waterfall.placeholderProperty(), _ -> waterfall.requestLayout());
        registerChangeListener(waterfall.hoveredStepProperty(), _ -> waterfall.requestLayout());
        waterfall.addEventHandler(
                MouseEvent.MOUSE_MOVED, event -> waterfall.hover(at(event.getX())));
        waterfall.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> waterfall.hover(Waterfall.NONE));
        waterfall.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        waterfall.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private int steps() {
        return getSkinnable().dataProperty().get().steps().size();
    }

    private void dataChanged() {
        if (getSkinnable().hoveredStepProperty().get() > steps()) {
            getSkinnable().hover(Waterfall.NONE);
        }
        getSkinnable().requestLayout();
    }

    private int at(double x) {
        return drawing == null ? Waterfall.NONE : drawing.at(x);
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        if (event.getButton() == MouseButton.PRIMARY) {
            getSkinnable().pick(at(event.getX()));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        Waterfall waterfall = getSkinnable();
        if (steps() == 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        int hovered = waterfall.hoveredStepProperty().get();
        switch (event.getCode()) {
            case LEFT -> waterfall.hover(hovered < 0 ? steps() : Math.max(0, hovered - 1));
            case RIGHT -> waterfall.hover(Math.min(steps(), hovered + 1));
            case HOME -> waterfall.hover(0);
            case END -> waterfall.hover(steps());
            case ENTER -> waterfall.pick(hovered);
            case ESCAPE -> {
                if (hovered < 0) {
                    return;
                }
                waterfall.hover(Waterfall.NONE);
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        Waterfall waterfall = getSkinnable();
        WaterfallDrawing made = new WaterfallDrawing(waterfall, palette, x, y, width, height);
        drawing = made;
        canvas.draw(waterfall.getWidth(), waterfall.getHeight(), made::draw);
        WaterfallData data = waterfall.dataProperty().get();
        int step = waterfall.hoveredStepProperty().get();
        waterfall.setAccessibleText(
                step >= 0 && step < steps()
                        ? Messages.text(
                                "waterfall.accessible",
                                data.steps().get(step).group()
                                        + " "
                                        + data.steps().get(step).name(),
                                data.steps().get(step).value(),
                                data.sum(step + 1))
                        : Messages.text("waterfall.total", data.total(), data.sum(steps())));
    }

    private double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }

    @Override
    protected double computePrefWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 22;
    }

    @Override
    protected double computePrefHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 10;
    }

    @Override
    protected double computeMinWidth(double h, double t, double r, double b, double l) {
        return l + r + lineHeight() * 8;
    }

    @Override
    protected double computeMinHeight(double w, double t, double r, double b, double l) {
        return t + b + lineHeight() * 5;
    }

    @Override
    protected double computeMaxWidth(double h, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }

    @Override
    protected double computeMaxHeight(double w, double t, double r, double b, double l) {
        return Double.MAX_VALUE;
    }
}
