package org.glassformer.app.ui.control;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.glassformer.app.i18n.Messages;
import org.jspecify.annotations.Nullable;

/// One canvas of the size of the control and two scroll bars; only what is in sight is drawn.
final class BeamTreeSkin extends RoomySkin<BeamTree> {

    private static final Lines LEAST = new Lines(12, 7);
    private static final Lines PREFERRED = new Lines(40, 18);

    private final CanvasPalette palette;
    private final Sketch canvas = new Sketch();
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private BeamTreeLayout layout;
    private @Nullable BeamTreeDrawing drawing;

    BeamTreeSkin(BeamTree tree) {
        super(tree, LEAST, PREFERRED);
        palette = new CanvasPalette(tree::requestLayout);
        layout = new BeamTreeLayout(tree.dataProperty().get());
        down.setOrientation(Orientation.VERTICAL);
        for (ScrollBar bar : List.of(across, down)) {
            bar.setManaged(false);
            bar.setFocusTraversable(false);
            bar.setMin(0);
            bar.valueProperty().subscribe((before, now) -> tree.requestLayout());
        }
        getChildren().setAll(palette, canvas, across, down);
        tree.setPickOnBounds(true);
        registerChangeListener(tree.dataProperty(), _ -> dataChanged());
        List.of(tree.placeholderProperty(), tree.markedProperty(), tree.hoveredProperty())
                .forEach(each -> registerChangeListener(each, _ -> tree.requestLayout()));
        tree.addEventHandler(
                MouseEvent.MOUSE_MOVED, event -> tree.hover(at(event.getX(), event.getY())));
        tree.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> tree.hover(BeamTree.NONE));
        tree.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        tree.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        tree.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private BeamTreeData data() {
        return getSkinnable().dataProperty().get();
    }

    private int at(double x, double y) {
        return drawing == null ? BeamTree.NONE : drawing.at(x, y);
    }

    private void dataChanged() {
        layout = new BeamTreeLayout(data());
        if (getSkinnable().hoveredProperty().get() >= data().nodes().size()) {
            getSkinnable().hover(BeamTree.NONE);
        }
        if (data().nodes().isEmpty()) {
            across.setValue(0);
            down.setValue(0);
        }
        getSkinnable().requestLayout();
    }

    private void click(MouseEvent event) {
        getSkinnable().requestFocus();
        if (event.getButton() == MouseButton.PRIMARY) {
            getSkinnable().pick(at(event.getX(), event.getY()));
            event.consume();
        }
    }

    private void scroll(ScrollEvent event) {
        double dx = event.getDeltaX();
        double dy = event.getDeltaY();
        boolean tall = down.isVisible() && !event.isShiftDown();
        ScrollBar bar = dx != 0 || !tall ? across : down;
        move(bar, bar.getValue() - (dx != 0 ? dx : dy));
        getSkinnable().hover(BeamTree.NONE);
        event.consume();
    }

    private static void move(ScrollBar bar, double value) {
        bar.setValue(Math.clamp(value, 0, Math.max(0, bar.getMax())));
    }

    private void key(KeyEvent event) {
        if (data().nodes().isEmpty() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        BeamTree tree = getSkinnable();
        int now = tree.hoveredProperty().get();
        int first = layout.column(1).getFirst();
        switch (event.getCode()) {
            case LEFT -> goTo(now < 0 ? first : Math.max(first, data().nodes().get(now).parent()));
            case RIGHT -> goTo(now < 0 ? first : next(now));
            case UP -> goTo(now < 0 ? first : beside(now, -1));
            case DOWN -> goTo(now < 0 ? first : beside(now, 1));
            case HOME -> goTo(first);
            case ENTER -> tree.pick(now);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private int beside(int node, int step) {
        return layout.beside(node, data().nodes().get(node).depth(), step);
    }

    /// The best token after another one; itself if there is none.
    private int next(int node) {
        List<BeamTreeData.Node> nodes = data().nodes();
        for (int i = node + 1; i < nodes.size(); i++) {
            if (nodes.get(i).parent() == node) {
                return i;
            }
        }
        return node;
    }

    private void goTo(int node) {
        getSkinnable().hover(node);
        BeamTreeDrawing made = drawing;
        if (made != null) {
            double x = made.wholeX(node);
            double y = made.wholeY(node);
            double wide = getSkinnable().getWidth();
            reveal(across, x, made.pitch(), wide);
            reveal(down, y, made.rowHeight(), made.viewHeight());
        }
    }

    private static void reveal(ScrollBar bar, double from, double length, double room) {
        if (from < bar.getValue()) {
            move(bar, from);
        } else if (from + length > bar.getValue() + room) {
            move(bar, from + length - room);
        }
    }

    @Override
    protected void layoutChildren(double x, double y, double width, double height) {
        BeamTree tree = getSkinnable();
        double thick = Math.ceil(across.prefHeight(-1));
        BeamTreeDrawing whole = drawing(width, height);
        boolean wide = whole.contentWidth() > width;
        BeamTreeDrawing made = wide ? drawing(width, height - thick) : whole;
        boolean tall = made.contentHeight() > made.viewHeight();
        double view = tall ? width - thick : width;
        if (tall) {
            made = drawing(view, wide ? height - thick : height);
        }
        range(across, wide, made.contentWidth(), view);
        range(down, tall, made.contentHeight(), made.viewHeight());
        across.resizeRelocate(x, y + height - thick, view, thick);
        down.resizeRelocate(x + view, y, thick, Math.max(1, made.viewHeight()));
        made.scrollTo(wide ? across.getValue() : 0, tall ? down.getValue() : 0);
        drawing = made;
        BeamTreeDrawing shown = made;
        int marked = tree.markedProperty().get();
        int hovered = tree.hoveredProperty().get();
        String placeholder = tree.placeholderProperty().get();
        canvas.draw(
                view,
                wide ? height - thick : height,
                brush -> shown.draw(brush, marked, hovered, placeholder));
        canvas.relocate(x, y);
        tree.setAccessibleText(readOut(hovered));
    }

    private BeamTreeDrawing drawing(double width, double height) {
        return new BeamTreeDrawing(data(), layout, palette, width, height);
    }

    private static void range(ScrollBar bar, boolean shown, double content, double view) {
        double most = Math.max(0, content - view);
        bar.setVisible(shown);
        bar.setMax(most);
        bar.setVisibleAmount(content <= 0 ? 0 : most * view / content);
        bar.setUnitIncrement(view / 10);
        bar.setBlockIncrement(view);
        if (bar.getValue() > most) {
            bar.setValue(most);
        }
    }

    private String readOut(int hovered) {
        List<BeamTreeData.Node> nodes = data().nodes();
        if (hovered < 0 || hovered >= nodes.size()) {
            return Messages.text("beams.accessible", nodes.size(), layout.depth());
        }
        BeamTreeData.Node node = nodes.get(hovered);
        return Messages.text(
                "beams.accessible.node",
                node.token(),
                node.score(),
                Messages.text("beams.fate." + node.fate()),
                node.depth());
    }

    @Override
    double lineHeight() {
        return new TextRuler(palette.captionFont()).lineHeight();
    }
}
