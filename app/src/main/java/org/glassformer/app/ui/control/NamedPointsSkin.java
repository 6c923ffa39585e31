package org.glassformer.app.ui.control;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/// One canvas as large as the control.
final class NamedPointsSkin extends RoomySkin<NamedPoints> {

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private @Nullable NamedPointsDrawing drawing;

    NamedPointsSkin(NamedPoints points) {
        super(points, new Lines(10, 6), new Lines(24, 13));
        palette = new CanvasPalette(points::requestLayout);
        getChildren().setAll(palette, canvas);
        points.setPickOnBounds(true);
        registerChangeListener(points.dataProperty(), _ -> dataChanged());
        registerChangeListener(points.placeholderProperty(), _ -> points.requestLayout());
        registerChangeListener(points.selectedProperty(), _ -> points.requestLayout());
        registerChangeListener(points.hoveredProperty(), _ -> points.requestLayout());
        points.addEventHandler(MouseEvent.MOUSE_MOVED, event -> points.hover(at(event)));
        points.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> points.hover(""));
        points.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        points.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void dataChanged() {
        NamedPoints points = getSkinnable();
        String hovered = points.hoveredProperty().get();
        if (points.dataProperty().get().points().stream()
                .noneMatch(point -> point.name().equals(hovered))) {
            points.hover("");
        }
        points.requestLayout();
    }

    private String at(MouseEvent event) {
        return drawing == null ? "" : drawing.at(event.getX(), event.getY());
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        String name = at(event);
        if (!name.isEmpty() && event.getButton() == MouseButton.PRIMARY) {
            getSkinnable().pick(name);
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        NamedPoints points = getSkinnable();
        int all = points.dataProperty().get().points().size();
        if (all == 0 || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> points.step(-1);
            case RIGHT -> points.step(1);
            case HOME -> points.step(-all);
            case END -> points.step(all);
            case ENTER -> points.pick(points.hoveredProperty().get());
            default -> {
                return;
            }
        }
        event.consume();
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        NamedPoints points = getSkinnable();
        NamedPointsDrawing made = new NamedPointsDrawing(points, palette, x, y, width, height);
        drawing = made;
        canvas.draw(points.getWidth(), points.getHeight(), made::draw);
        points.setAccessibleText(made.readOut());
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }
}
