package org.glassformer.app.ui.control;

import java.util.List;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.glassformer.app.ui.control.TextTreeData.Place;
import org.glassformer.app.ui.control.TextTreeLayout.Box;

/// A window onto the tree, moved by scroll bars, wheel and dragging; the legend stands below it.
final class TextTreeSkin extends RoomySkin<TextTree> {

    private static final double MARGIN = 8;

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final TextTreeKeys keys;
    private TextTreeLayout layout;
    private TextTreeDrawing drawing;
    private ShadeLegend legend;
    private double viewWidth = 1;
    private double viewHeight = 1;
    private double pressX;
    private double pressY;
    private double pressAcross;
    private double pressDown;
    private int shownEnd = TextTree.NONE;
    private Map<Integer, Place> places = Map.of();

    TextTreeSkin(TextTree tree) {
        super(tree, new Lines(12, 6), new Lines(40, 18));
        palette = new CanvasPalette(this::rebuild);
        palette.getStyleClass().add("second");
        legend = legend();
        layout = layout(1);
        drawing = new TextTreeDrawing(tree, palette, layout, names(1));
        keys = new TextTreeKeys(tree, () -> layout);
        across.setOrientation(Orientation.HORIZONTAL);
        down.setOrientation(Orientation.VERTICAL);
        for (ScrollBar bar : List.of(across, down)) {
            bar.setFocusTraversable(false);
            bar.setManaged(false);
            registerChangeListener(bar.valueProperty(), _ -> draw());
        }
        getChildren().setAll(palette, canvas, across, down);
        tree.setPickOnBounds(true);
        tree.onFitProperty().set(this::fit);
        registerChangeListener(tree.dataProperty(), _ -> dataChanged());
        registerChangeListener(tree.zoomProperty(), _ -> rebuild());
        registerChangeListener(tree.placeholderProperty(), _ -> draw());
        registerChangeListener(tree.hoveredProperty(), _ -> draw());
        registerChangeListener(tree.markedProperty(), _ -> draw());
        registerChangeListener(tree.readingProperty(), _ -> draw());
        registerChangeListener(tree.selectedProperty(), _ -> selectedChanged());
        tree.addEventHandler(MouseEvent.MOUSE_MOVED, event -> tree.hover(at(event)));
        tree.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> tree.hover(TextTree.NONE));
        tree.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        tree.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        tree.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        tree.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        tree.addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
    }

    private TextTreeData data() {
        return getSkinnable().dataProperty().get();
    }

    private ShadeLegend legend() {
        return new ShadeLegend(
                palette, new TextRuler(palette.captionFont()), new TextRuler(palette.font()));
    }

    private static Font scaled(Font font, double zoom) {
        return zoom == 1 ? font : Font.font(font.getFamily(), font.getSize() * zoom);
    }

    private TextRuler names(double zoom) {
        return new TextRuler(scaled(palette.captionFont(), zoom));
    }

    private TextTreeLayout layout(double zoom) {
        return new TextTreeLayout(
                data(),
                new TextRuler(scaled(palette.font(), zoom)),
                names(zoom).lineHeight() * 1.25);
    }

    private void rebuild() {
        legend = legend();
        dataChanged();
    }

    private void dataChanged() {
        TextTree tree = getSkinnable();
        double zoom = tree.zoomProperty().get();
        places = data().places();
        layout = layout(zoom);
        drawing = new TextTreeDrawing(tree, palette, layout, names(zoom));
        if (!places.containsKey(tree.hoveredProperty().get())) {
            tree.hover(TextTree.NONE);
        }
        tree.requestLayout();
    }

    private void selectedChanged() {
        reveal(getSkinnable().selectedProperty().get());
        draw();
    }

    private int at(MouseEvent event) {
        boolean inside = event.getX() < viewWidth && event.getY() < viewHeight;
        return inside
                ? layout.at(event.getX() - originX(), event.getY() - originY())
                : TextTree.NONE;
    }

    /// Where the tree's own corner is: in the middle of what it does not need.
    private double originX() {
        return MARGIN - across.getValue();
    }

    private double originY() {
        double free = viewHeight - layout.height() - 2 * MARGIN;
        return MARGIN + Math.rint(Math.max(0, free) / 2) - down.getValue();
    }

    private void press(MouseEvent event) {
        getSkinnable().requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        pressAcross = across.getValue();
        pressDown = down.getValue();
        int number = at(event);
        if (event.getButton() == MouseButton.SECONDARY && number != TextTree.NONE) {
            getSkinnable().selectedProperty().set(number);
        }
    }

    private void drag(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && !event.isStillSincePress()) {
            across.setValue(Math.clamp(pressAcross + pressX - event.getX(), 0, across.getMax()));
            down.setValue(Math.clamp(pressDown + pressY - event.getY(), 0, down.getMax()));
            event.consume();
        }
    }

    private void click(MouseEvent event) {
        int number = at(event);
        if (event.getButton() == MouseButton.PRIMARY
                && event.isStillSincePress()
                && number != TextTree.NONE) {
            getSkinnable().selectedProperty().set(number);
            if (!event.isShortcutDown()) {
                getSkinnable().pick(number);
            }
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        if (event.isShortcutDown()) {
            zoomAround(event.getX(), event.getY(), Math.signum(event.getDeltaY()));
            event.consume();
            return;
        }
        double dx = event.getDeltaX();
        double dy = event.getDeltaY();
        if (event.isShiftDown() && dx == 0) {
            dx = dy;
            dy = 0;
        }
        double wasAcross = across.getValue();
        double wasDown = down.getValue();
        across.setValue(Math.clamp(wasAcross - dx, 0, across.getMax()));
        down.setValue(Math.clamp(wasDown - dy, 0, down.getMax()));
        if (wasAcross != across.getValue() || wasDown != down.getValue()) {
            event.consume();
        }
    }

    /// What is under the pointer stays there.
    private void zoomAround(double x, double y, double steps) {
        TextTree tree = getSkinnable();
        double before = tree.zoomProperty().get();
        double inX = x - originX();
        double inY = y - originY();
        tree.zoomBy(steps);
        double factor = tree.zoomProperty().get() / before;
        tree.layout();
        across.setValue(Math.clamp(inX * factor + MARGIN - x, 0, across.getMax()));
        down.setValue(Math.clamp(down.getValue() + originY() + inY * factor - y, 0, down.getMax()));
    }

    private void fit() {
        double zoom = 1;
        TextTreeLayout wanted = layout(zoom);
        while (zoom > TextTree.LEAST_ZOOM
                && (wanted.width() + 2 * MARGIN > getSkinnable().getWidth() - 2
                        || wanted.height() + 2 * MARGIN > viewHeight)) {
            zoom = Math.max(TextTree.LEAST_ZOOM, zoom * 0.93);
            wanted = layout(zoom);
        }
        getSkinnable().zoomProperty().set(zoom);
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        double below = Math.ceil(legend.lineHeight() * 1.7);
        double thick = Math.ceil(Math.max(8, down.prefWidth(-1)));
        double needX = layout.width() + 2 * MARGIN;
        double needY = layout.height() + 2 * MARGIN;
        viewWidth = width;
        viewHeight = Math.max(1, height - below);
        boolean withDown = needY > viewHeight;
        viewWidth -= withDown ? thick : 0;
        boolean withAcross = needX > viewWidth;
        viewHeight = Math.max(1, viewHeight - (withAcross ? thick : 0));
        if (!withDown && needY > viewHeight) {
            withDown = true;
            viewWidth -= thick;
        }
        range(across, withAcross, needX - viewWidth, viewWidth);
        range(down, withDown, needY - viewHeight, viewHeight);
        across.resizeRelocate(x, y + viewHeight, viewWidth, thick);
        down.resizeRelocate(x + viewWidth, y, thick, viewHeight);
        if (data().end() != shownEnd) {
            shownEnd = data().end();
            reveal(shownEnd);
        }
        draw();
    }

    private static void range(ScrollBar bar, boolean shown, double most, double view) {
        double max = Math.max(0, most);
        bar.setVisible(shown);
        bar.setMax(max);
        bar.setVisibleAmount(max * view / Math.max(1, max + view));
        bar.setUnitIncrement(view / 10);
        bar.setBlockIncrement(view * 0.9);
        bar.setValue(Math.clamp(bar.getValue(), 0, max));
    }

    private void reveal(int number) {
        Place place = places.get(number);
        if (place == null) {
            return;
        }
        Box box = layout.boxes().get(place.run());
        double x = layout.pieceX(box, place.piece());
        double y = layout.pieceY(box, place.piece());
        show(across, x, x + layout.pieceWidth(box, place.piece()), viewWidth);
        show(down, y, y + layout.lineHeight(), viewHeight);
    }

    private static void show(ScrollBar bar, double from, double to, double view) {
        double room = 2 * MARGIN;
        double now = bar.getValue();
        double most = Math.clamp(from - room + MARGIN, 0.0, bar.getMax());
        double least = Math.clamp(to + room + MARGIN - view, 0.0, bar.getMax());
        bar.setValue(now > most ? most : Math.max(now, Math.min(least, most)));
    }

    private void draw() {
        TextTree tree = getSkinnable();
        canvas.draw(tree.getWidth(), tree.getHeight(), this::draw);
        tree.setAccessibleText(reading());
    }

    private void draw(Brush brush) {
        TextTree tree = getSkinnable();
        double line = legend.lineHeight();
        if (data().runs().isEmpty()) {
            brush.setFont(palette.captionFont());
            brush.setFill(palette.ink(Ink.MUTED));
            brush.setTextAlign(TextAlignment.CENTER);
            brush.setTextBaseline(VPos.CENTER);
            brush.fillText(
                    tree.placeholderProperty().get(), tree.getWidth() / 2, tree.getHeight() / 2);
            return;
        }
        double ox = originX();
        double oy = originY();
        brush.save();
        brush.clipRect(0, 0, viewWidth, viewHeight);
        brush.translate(ox, oy);
        drawing.draw(brush, -ox, -oy, viewWidth - ox, viewHeight - oy);
        brush.restore();
        legend.draw(
                brush,
                new ShadeLegend.Scale(data().title(), 0, data().most(), true),
                palette.colorMap(),
                false,
                new ShadeLegend.Said(reading(), true),
                2,
                tree.getHeight() - line * 0.75,
                tree.getWidth() - 6);
    }

    /// What the hovered, else the selected piece says; empty without one.
    private String reading() {
        TextTree tree = getSkinnable();
        int hovered = tree.hoveredProperty().get();
        int number = hovered != TextTree.NONE ? hovered : tree.selectedProperty().get();
        return places.containsKey(number) ? tree.readingProperty().get().apply(number) : "";
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }
}
